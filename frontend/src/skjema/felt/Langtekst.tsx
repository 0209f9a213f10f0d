import { Field, Label, Textarea } from '@digdir/designsystemet-react';
import type { Stikkordene } from '../../tekst/skjema/hjelpNb';
import type { Feltsti } from '../svar/sti';
import { plassIgjen } from '../valider/tekst';
import { Feltmelding } from './Feltmelding';
import { Stikkord } from './Stikkord';
import { Tegnteller } from './Tegnteller';
import { useFelt } from './useFelt';
import { Valgfritt } from './Valgfritt';

interface Props {
  sti: Feltsti;
  rader: number;
  /** Characters there is room for. */
  grense: number;
  /** Whether the server makes it one line, and so counts it as one. */
  enLinje?: boolean;
  valgfritt?: boolean;
  stikkord?: Stikkordene;
}

/** A field of many lines. Too much can be typed and pasted: it is told, and nothing is cut off. */
export function Langtekst({ sti, rader, grense, enLinje, valgfritt, stikkord }: Props) {
  const { id, tekst, verdi, sett, feil } = useFelt(sti);
  const innhold = String(verdi ?? '');
  return (
    <Field>
      <Label htmlFor={id}>
        {tekst.navn} {valgfritt && <Valgfritt />}
      </Label>
      {tekst.hjelp && <Field.Description>{tekst.hjelp}</Field.Description>}
      {stikkord && <Stikkord {...stikkord} />}
      <Textarea
        id={id}
        rows={rader}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={feil || plassIgjen(innhold, grense, enLinje) < 0 ? true : undefined}
        value={innhold}
        onChange={(h) => sett(h.target.value)}
      />
      <Tegnteller verdi={innhold} grense={grense} enLinje={enLinje} />
      <Feltmelding feil={feil} />
    </Field>
  );
}
