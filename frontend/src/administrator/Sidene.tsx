import type { ReactNode } from 'react';
import { matchPath } from 'react-router';
import { Side } from '../ramme/Side';
import { useAdmintekst } from '../tekst/admin/admintekst';
import type { Innholdsslag } from '../gql/administrator/graphql';
import { DriftsmeldingSide } from './DriftsmeldingSide';
import { DriftSide } from './DriftSide';
import { EndringerSide } from './EndringerSide';
import { ForslagSide } from './ForslagSide';
import { NOEN, tomtSok } from './hovedbokfilter';
import { InnholdSide } from './InnholdSide';
import { IntegrasjonerSide } from './IntegrasjonerSide';
import { KommuneSide } from './KommuneSide';
import { MeldingerSide } from './MeldingerSide';
import { MeldingSide } from './MeldingSide';
import { MottakSide } from './MottakSide';
import { NoklerSide } from './NoklerSide';
import { NyNokkelSide } from './NyNokkelSide';
import { OversiktSide } from './OversiktSide';
import { adminruter, type Adminrute } from './ruter';
import { StatistikkSide } from './StatistikkSide';
import { TilgangerSide } from './TilgangerSide';

const KOMMUNE = /^\d{4}$/;
const BYDEL = /^\d{2}$/;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const slagene: readonly string[] = ['HJELPELINJE', 'APNINGSTID', 'LOVHENVISNING'] satisfies Innholdsslag[];

/** What is shown at each address of the room. One whose parts are not what they must be is no page. */
const sidene: Record<Adminrute, (deler: Record<string, string | undefined>) => ReactNode> = {
  '': () => <OversiktSide />,
  'kommune/:kommunenummer': ({ kommunenummer = '' }) => KOMMUNE.test(kommunenummer) && <KommuneSide kommunenummer={kommunenummer} />,
  'bydel/:kommunenummer/ny': ({ kommunenummer = '' }) =>
    KOMMUNE.test(kommunenummer) && <MottakSide kommunenummer={kommunenummer} bydelsnummer={null} />,
  'bydel/:kommunenummer/:bydelsnummer': ({ kommunenummer = '', bydelsnummer = '' }) =>
    KOMMUNE.test(kommunenummer) && BYDEL.test(bydelsnummer) && <MottakSide kommunenummer={kommunenummer} bydelsnummer={bydelsnummer} />,
  nokler: () => <NoklerSide />,
  // Of which kind and whose, chosen beforehand.
  'nokler/ny/*': (deler) => <NyNokkelSide valgt={(deler['*'] ?? '').split('/').filter(Boolean)} />,
  'nokler/forslag/:id': ({ id = '' }) => ID.test(id) && <ForslagSide id={id} />,
  tilganger: () => <TilgangerSide />,
  integrasjoner: () => <IntegrasjonerSide />,
  endringer: () => <EndringerSide />,
  meldinger: () => <MeldingerSide />,
  'meldinger/advarsler': () => <MeldingerSide forst={{ ...tomtSok, advarsel: NOEN }} />,
  'meldinger/:id': ({ id = '' }) => ID.test(id) && <MeldingSide key={id} id={id} />,
  statistikk: () => <StatistikkSide />,
  drift: () => <DriftSide />,
  'drift/melding/ny': () => <DriftsmeldingSide id={null} />,
  'drift/melding/:id': ({ id = '' }) => ID.test(id) && <DriftsmeldingSide id={id} />,
  'drift/innhold/:slag/:nokkel/:kommunenummer?': ({ slag = '', nokkel = '', kommunenummer }) =>
    slagene.includes(slag) && (
      <InnholdSide slag={slag as Innholdsslag} nokkel={nokkel === 'ny' ? null : nokkel} kommunenummer={kommunenummer ?? null} />
    ),
  '*': () => <FinnesIkke />,
};

/** The page of an address under /admin. */
export function Sidene({ sti }: { sti: string }) {
  for (const rute of adminruter) {
    const treff = matchPath(`/${rute}`, `/${sti}`);
    if (treff) return sidene[rute](treff.params) || <FinnesIkke />;
  }
  return <FinnesIkke />;
}

export function FinnesIkke() {
  const t = useAdmintekst();
  return <Side overskrift={t.finnesIkke} fanetittel={t.fane(t.finnesIkke)} ingress={t.finnesIkkeTekst} />;
}
