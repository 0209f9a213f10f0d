import { Field, Label, Paragraph, Select } from '@digdir/designsystemet-react';
import { Apningstider } from '../Apningstider';
import { Feltmelding } from '../felt/Feltmelding';
import { useFelt } from '../felt/useFelt';
import type { Kommune } from '../kommuner';
import { IkkeAktiv } from '../IkkeAktiv';
import { KommuneVelger } from '../KommuneVelger';
import { mottakerFor } from '../mottakervalg';
import { useSkjema } from '../SkjemaSammenheng';
import { VET_IKKE } from '../svar/svar';

/** Where the child lives, and so who receives. */
export function Mottaker() {
  const { t, kommuner, kommune, svar, endre, rettet, feilVed } = useSkjema();
  const navn = kommune?.aktiv && mottakerFor(kommune, svar.bydelsnummer);
  return (
    <>
      <KommuneVelger
        id="kommunenummer"
        kommuner={kommuner}
        valgt={kommune}
        tekst={svar.kommunesok}
        feil={feilVed('kommunenummer')}
        onTekst={(kommunesok) => {
          rettet('kommunenummer');
          // Typing in the search undoes the choice: what is sent must be what is seen.
          endre((s) => ({ ...s, kommunesok, kommunenummer: '', bydelsnummer: '' }));
        }}
        onValgt={({ kommunenummer, navn: kommunesok }) => {
          rettet('kommunenummer');
          endre((s) => ({ ...s, kommunenummer, kommunesok, bydelsnummer: '' }));
        }}
      />
      {kommune?.aktiv && kommune.bydeler.length > 1 && <BydelVelger kommune={kommune} />}
      <div role="status">{navn && <Paragraph>{t.kommune.mottaker(navn)}</Paragraph>}</div>
      {kommune && <Apningstider kommunenummer={kommune.kommunenummer} bydelsnummer={svar.bydelsnummer} />}
    </>
  );
}

function BydelVelger({ kommune }: { kommune: Kommune }) {
  const { t, id, tekst, verdi, sett, feil } = useFelt('bydelsnummer');
  // Closed since it was chosen: it cannot be chosen again.
  const stengt = kommune.bydeler.find((b) => b.bydelsnummer === verdi && !b.aktiv);
  const standard = kommune.bydeler.find((b) => b.standardMottaker);
  return (
    <Field>
      <Label htmlFor={id}>{tekst.navn}</Label>
      {standard && <Field.Description>{t.kommune.bydelHjelp(standard.bydelsnavn)}</Field.Description>}
      <Select
        id={id}
        autoComplete="off"
        aria-invalid={feil ? true : undefined}
        value={String(verdi)}
        onChange={(h) => sett(h.target.value)}
      >
        <Select.Option value="" disabled hidden />
        {standard && <Select.Option value={VET_IKKE}>{t.kommune.bydelVetIkke}</Select.Option>}
        {kommune.bydeler.map((b) => (
          <Select.Option key={b.bydelsnummer} value={b.bydelsnummer} disabled={!b.aktiv}>
            {b.bydelsnavn}
            {b.aktiv ? '' : ` (${t.kommune.ikkeAktiv})`}
          </Select.Option>
        ))}
      </Select>
      <Feltmelding feil={feil} />
      <div role="status">{stengt && <IkkeAktiv kommune={kommune} bydel={stengt.bydelsnavn} />}</div>
    </Field>
  );
}
