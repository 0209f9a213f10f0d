import { Side } from '../ramme/Side';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { EndringerSide } from './EndringerSide';
import { ForslagSide } from './ForslagSide';
import { IntegrasjonerSide } from './IntegrasjonerSide';
import { KommuneSide } from './KommuneSide';
import { MottakSide } from './MottakSide';
import { NoklerSide } from './NoklerSide';
import { NyNokkelSide } from './NyNokkelSide';
import { OversiktSide } from './OversiktSide';
import { TilgangerSide } from './TilgangerSide';

const KOMMUNE = /^\d{4}$/;
const BYDEL = /^\d{2}$/;

/** The page of an address under /admin. */
export function Sidene({ sti }: { sti: string }) {
  const [side = '', en = '', to = '', tre] = sti.split('/').filter(Boolean);
  if (tre === undefined) {
    if (!side) return <OversiktSide />;
    if (side === 'kommune' && KOMMUNE.test(en) && !to) return <KommuneSide kommunenummer={en} />;
    if (side === 'bydel' && KOMMUNE.test(en) && to === 'ny') return <MottakSide kommunenummer={en} bydelsnummer={null} />;
    if (side === 'bydel' && KOMMUNE.test(en) && BYDEL.test(to)) return <MottakSide kommunenummer={en} bydelsnummer={to} />;
    if (side === 'nokler' && !en) return <NoklerSide />;
    if (side === 'nokler' && en === 'forslag' && to) return <ForslagSide id={to} />;
    if (side === 'tilganger' && !en) return <TilgangerSide />;
    if (side === 'integrasjoner' && !en) return <IntegrasjonerSide />;
    if (side === 'endringer' && !en) return <EndringerSide />;
  }
  // Of which kind and whose, chosen beforehand.
  if (side === 'nokler' && en === 'ny') return <NyNokkelSide valgt={sti.split('/').slice(2)} />;
  return <FinnesIkke />;
}

export function FinnesIkke() {
  const t = useAdmintekst();
  return <Side overskrift={t.finnesIkke} fanetittel={t.fane(t.finnesIkke)} ingress={t.finnesIkkeTekst} />;
}
