import { Field, Input, Label } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { Feltsti } from '../svar/sti';
import { Feltmelding } from './Feltmelding';
import { useFelt } from './useFelt';
import { Valgfritt } from './Valgfritt';

interface Props {
  sti: Feltsti;
  valgfritt?: boolean;
  type?: 'text' | 'tel' | 'email';
  /** What the keyboard of a phone should show. Never the type number: these are not amounts. */
  inputMode?: 'numeric';
  forslag?: readonly string[];
  smal?: boolean;
}

/** A field of one line. */
export function Tekstfelt({ sti, valgfritt, type = 'text', inputMode, forslag, smal }: Props) {
  const { id, tekst, verdi, sett, feil, varsel } = useFelt(sti);
  // A half-typed number is not wrong yet.
  const [iFelt, settIFelt] = useState(false);
  const liste = forslag && `${id}-forslag`;
  return (
    <Field className={smal ? 'felt-smalt' : undefined}>
      <Label htmlFor={id}>
        {tekst.navn} {valgfritt && <Valgfritt />}
      </Label>
      {tekst.hjelp && <Field.Description>{tekst.hjelp}</Field.Description>}
      <Input
        id={id}
        type={type}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        list={liste}
        aria-invalid={feil ? true : undefined}
        value={String(verdi ?? '')}
        onFocus={() => settIFelt(true)}
        onBlur={() => settIFelt(false)}
        onChange={(h) => sett(h.target.value)}
      />
      {forslag && (
        <datalist id={liste}>
          {forslag.map((f) => (
            <option key={f} value={f} />
          ))}
        </datalist>
      )}
      <Feltmelding feil={feil} varsel={iFelt ? undefined : varsel} />
    </Field>
  );
}
