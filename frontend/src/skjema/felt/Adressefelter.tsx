import { Fieldset } from '@digdir/designsystemet-react';
import { felttekst } from '../feiltekst';
import { useSkjema } from '../SkjemaSammenheng';
import { hent, type Feltsti } from '../svar/sti';
import type { Adresse } from '../svar/svar';
import { Tekstfelt } from './Tekstfelt';
import { Valgfritt } from './Valgfritt';

/** An address. A further line is offered when the one before is in use: few need them, and a phone is small. */
export function Adressefelter({ sti, valgfritt }: { sti: Feltsti; valgfritt?: boolean }) {
  const { skjema, t, svar } = useSkjema();
  const { adresselinje1, adresselinje2, adresselinje3 } = hent(svar, sti) as Adresse;
  const { navn, hjelp } = felttekst(t, skjema, sti);
  const linje = (felt: string) => `${sti}.${felt}` as Feltsti;
  return (
    <Fieldset className="adresse">
      <Fieldset.Legend>
        {navn} {valgfritt && <Valgfritt />}
      </Fieldset.Legend>
      {hjelp && <Fieldset.Description>{hjelp}</Fieldset.Description>}
      <Tekstfelt sti={linje('adresselinje1')} />
      {(adresselinje1 || adresselinje2 || adresselinje3) && <Tekstfelt sti={linje('adresselinje2')} valgfritt />}
      {(adresselinje2 || adresselinje3) && <Tekstfelt sti={linje('adresselinje3')} valgfritt />}
      <div className="postrad">
        <Tekstfelt sti={linje('postnummer')} inputMode="numeric" smal valgfritt />
        <Tekstfelt sti={linje('poststed')} valgfritt />
      </div>
    </Fieldset>
  );
}
