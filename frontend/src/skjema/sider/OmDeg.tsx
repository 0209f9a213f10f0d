import { Textfield } from '@digdir/designsystemet-react';
import { useSesjon } from '../../api/sesjon';
import { Adressefelter } from '../felt/Adressefelter';
import { Langtekst } from '../felt/Langtekst';
import { Tekstfelt } from '../felt/Tekstfelt';
import { Avkryss } from '../felt/Valg';
import { rolleforslag } from '../roller';
import { useSkjema } from '../SkjemaSammenheng';
import { GRENSE } from '../valider/sjekk';

/** The name, which is the login's and is never sent from here. */
function Navn() {
  const { t } = useSkjema();
  const { meg } = useSesjon();
  if (!meg) return null;
  return <Textfield id="navn" label={t.ramme.navn} description={t.ramme.navnHjelp} value={meg.navn} readOnly autoComplete="off" />;
}

export function OmDegPrivat() {
  return (
    <>
      <Navn />
      <Avkryss sti="skjulNavn" />
      <Tekstfelt sti="telefonnummer" type="tel" valgfritt smal />
      <Tekstfelt sti="tolk" valgfritt />
      <Adressefelter sti="adresse" valgfritt />
    </>
  );
}

export function OmDegOffentlig() {
  return (
    <>
      <Navn />
      <Tekstfelt sti="melder.rolle" forslag={rolleforslag} />
      <Tekstfelt sti="melder.telefonnummer" type="tel" smal />
      {/* Not type=email: browsers refuse letters that are right, and the server has its own word. */}
      <Tekstfelt sti="melder.epost" />
      <Tekstfelt sti="melder.virksomhet.navn" />
      <Tekstfelt sti="melder.virksomhet.orgnr" inputMode="numeric" valgfritt smal />
      <Adressefelter sti="melder.virksomhet.adresse" />
      <Langtekst sti="melder.kontakt" rader={2} grense={GRENSE.kort} valgfritt />
    </>
  );
}
