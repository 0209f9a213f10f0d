import { Field, Input, Label } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { Feltsti } from '../svar/sti';
import { GRENSE } from '../valider/sjekk';
import { plassIgjen } from '../valider/tekst';
import { etterTrykk } from './etterTrykk';
import { Feltmelding } from './Feltmelding';
import { Tegnteller } from './Tegnteller';
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

/** A field of one line. As much can be pasted as one likes: too much is told, and nothing is cut off. */
export function Tekstfelt({ sti, valgfritt, type = 'text', inputMode, forslag, smal }: Props) {
  const { id, tekst, verdi, sett, feil, varsel } = useFelt(sti);
  // A half-typed number is not wrong yet.
  const [iFelt, settIFelt] = useState(false);
  const innhold = String(verdi ?? '');
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
        aria-invalid={feil || plassIgjen(innhold, GRENSE.linje, true) < 0 ? true : undefined}
        value={innhold}
        onFocus={() => settIFelt(true)}
        onBlur={() => etterTrykk(() => settIFelt(false))}
        onChange={(h) => sett(h.target.value)}
      />
      {forslag && (
        <datalist id={liste}>
          {forslag.map((f) => (
            <option key={f} value={f} />
          ))}
        </datalist>
      )}
      <Tegnteller verdi={innhold} grense={GRENSE.linje} enLinje />
      <Feltmelding feil={feil} varsel={iFelt ? undefined : varsel} />
    </Field>
  );
}
