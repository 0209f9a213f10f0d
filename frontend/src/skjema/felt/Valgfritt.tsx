import { useSkjematekst } from '../../tekst/skjema/skjematekst';

/** Most questions must be answered; those that need not be say so. */
export function Valgfritt() {
  const t = useSkjematekst();
  return <span className="valgfritt">({t.ramme.valgfritt})</span>;
}
