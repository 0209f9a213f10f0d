import { Langtekst } from '../felt/Langtekst';
import { Flervalg, JaNeiVetIkke } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import type { OffentligSvar } from '../svar/svar';
import { GRENSE } from '../valider/sjekk';

/** Interpreters, and others who help the family. */
export function Hjelp() {
  const { t, svar } = useSkjema();
  const { tolkebehov } = svar as OffentligSvar;
  return (
    <>
      <JaNeiVetIkke sti="tolkebehov" valgfritt />
      {tolkebehov && <Langtekst sti="tolkebeskrivelse" rader={2} grense={GRENSE.kort} valgfritt />}
      <Flervalg sti="hjelpeinstanser" valg={t.valg.hjelpeinstanser} />
      <Langtekst sti="andreHjelpeinstanser" rader={3} grense={GRENSE.tekst} valgfritt />
    </>
  );
}
