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
import { StatistikkSide } from './StatistikkSide';
import { TilgangerSide } from './TilgangerSide';

const KOMMUNE = /^\d{4}$/;
const BYDEL = /^\d{2}$/;
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const slagene: readonly string[] = ['HJELPELINJE', 'APNINGSTID', 'LOVHENVISNING'] satisfies Innholdsslag[];

/** The page of an address under /admin. */
export function Sidene({ sti }: { sti: string }) {
  const [side = '', en = '', to = '', tre, fire] = sti.split('/').filter(Boolean);
  if (tre === undefined) {
    if (!side) return <OversiktSide />;
    if (side === 'kommune' && KOMMUNE.test(en) && !to) return <KommuneSide kommunenummer={en} />;
    if (side === 'bydel' && KOMMUNE.test(en) && to === 'ny') return <MottakSide kommunenummer={en} bydelsnummer={null} />;
    if (side === 'bydel' && KOMMUNE.test(en) && BYDEL.test(to)) return <MottakSide kommunenummer={en} bydelsnummer={to} />;
    if (side === 'nokler' && !en) return <NoklerSide />;
    if (side === 'nokler' && en === 'forslag' && ID.test(to)) return <ForslagSide id={to} />;
    if (side === 'tilganger' && !en) return <TilgangerSide />;
    if (side === 'integrasjoner' && !en) return <IntegrasjonerSide />;
    if (side === 'endringer' && !en) return <EndringerSide />;
    if (side === 'meldinger' && en === 'advarsler' && !to) return <MeldingerSide forst={{ ...tomtSok, advarsel: NOEN }} />;
    if (side === 'meldinger' && !en) return <MeldingerSide />;
    if (side === 'meldinger' && ID.test(en) && !to) return <MeldingSide key={en} id={en} />;
    if (side === 'statistikk' && !en) return <StatistikkSide />;
    if (side === 'drift' && !en) return <DriftSide />;
    if (side === 'drift' && en === 'melding' && (to === 'ny' || ID.test(to))) return <DriftsmeldingSide id={to === 'ny' ? null : to} />;
  }
  // Of which kind and whose, chosen beforehand.
  if (side === 'nokler' && en === 'ny') return <NyNokkelSide valgt={sti.split('/').slice(2)} />;
  if (side === 'drift' && en === 'innhold' && slagene.includes(to) && tre) {
    return <InnholdSide slag={to as Innholdsslag} nokkel={tre === 'ny' ? null : tre} kommunenummer={fire ?? null} />;
  }
  return <FinnesIkke />;
}

export function FinnesIkke() {
  const t = useAdmintekst();
  return <Side overskrift={t.finnesIkke} fanetittel={t.fane(t.finnesIkke)} ingress={t.finnesIkkeTekst} />;
}
