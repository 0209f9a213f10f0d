import { felttekst } from '../feiltekst';
import { useSkjema } from '../SkjemaSammenheng';
import { feltId, hent, type Feltsti } from '../svar/sti';

/** All a field needs to know of itself, by its path. */
export function useFelt(sti: Feltsti) {
  const { skjema, t, svar, sett, feilVed, varselVed } = useSkjema();
  return {
    t,
    id: feltId(sti),
    tekst: felttekst(t, skjema, sti),
    verdi: hent(svar, sti),
    sett: (verdi: unknown) => sett(sti, verdi),
    feil: feilVed(sti),
    varsel: varselVed(sti),
  };
}
