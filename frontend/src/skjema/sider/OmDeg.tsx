import { Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { useSesjon } from '../../api/sesjon';
import { useSprak } from '../../tekst/sprak';
import { Adressefelter } from '../felt/Adressefelter';
import { Feltmelding } from '../felt/Feltmelding';
import { Langtekst } from '../felt/Langtekst';
import { Tekstfelt } from '../felt/Tekstfelt';
import { useFelt } from '../felt/useFelt';
import { Avkryss } from '../felt/Valg';
import { Valgfritt } from '../felt/Valgfritt';
import { Virksomhetsoppslag } from '../felt/Virksomhetsoppslag';
import { melderkode, melderkoder, rolleforslag } from '../roller';
import { useSkjema } from '../SkjemaSammenheng';
import type { OffentligSvar } from '../svar/svar';
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

/** Where one works, by SSB's list: the role's, until something else is chosen. */
function Tjeneste() {
  const { sprak } = useSprak();
  const { t, id, tekst, verdi, sett, feil } = useFelt('melder.melderkode');
  const { svar } = useSkjema();
  const valgt = verdi ?? melderkode((svar as OffentligSvar).melder.rolle) ?? '';
  const navn = t.valg.melderkode;
  const andre = 22;
  // By name, with «others» where one looks for it.
  const koder = melderkoder.toSorted((a, b) => Number(a === andre) - Number(b === andre) || navn[a].localeCompare(navn[b], sprak));
  return (
    <Field>
      <Label htmlFor={id}>
        {tekst.navn} <Valgfritt />
      </Label>
      <Field.Description>{tekst.hjelp}</Field.Description>
      <Select
        id={id}
        autoComplete="off"
        aria-invalid={feil ? true : undefined}
        value={String(valgt)}
        onChange={(h) => sett(h.target.value ? Number(h.target.value) : null)}
      >
        <Select.Option value="">{t.melder.ikkeValgt}</Select.Option>
        {koder.map((kode) => (
          <Select.Option key={kode} value={String(kode)}>
            {navn[kode]}
          </Select.Option>
        ))}
      </Select>
      <Feltmelding feil={feil} />
    </Field>
  );
}

export function OmDegOffentlig() {
  return (
    <>
      <Navn />
      <Tekstfelt sti="melder.rolle" forslag={rolleforslag} />
      <Tjeneste />
      <Tekstfelt sti="melder.telefonnummer" type="tel" smal />
      {/* Not type=email: browsers refuse letters that are right, and the server has its own word. */}
      <Tekstfelt sti="melder.epost" />
      <Tekstfelt sti="melder.virksomhet.navn" />
      <div>
        <Tekstfelt sti="melder.virksomhet.orgnr" inputMode="numeric" valgfritt smal />
        <Virksomhetsoppslag />
      </div>
      <Adressefelter sti="melder.virksomhet.adresse" />
      <Langtekst sti="melder.kontakt" rader={2} grense={GRENSE.kort} valgfritt />
    </>
  );
}
