import { Field, Label, Paragraph, Textarea } from '@digdir/designsystemet-react';
import { useSprak } from '../../tekst/sprak';
import type { Feltsti } from '../svar/sti';
import { tegn } from '../valider/tekst';
import { Feltmelding } from './Feltmelding';
import { useFelt } from './useFelt';
import { Valgfritt } from './Valgfritt';

interface Props {
  sti: Feltsti;
  rader: number;
  /** Characters there is room for. */
  grense: number;
  valgfritt?: boolean;
  /** Counts from the first character. Others are counted only when little is left. */
  teller?: boolean;
}

/** A field of many lines. Too much can be typed and pasted: it is told, and nothing is cut off. */
export function Langtekst({ sti, rader, grense, valgfritt, teller }: Props) {
  const { tall } = useSprak();
  const { t, id, tekst, verdi, sett, feil } = useFelt(sti);
  const innhold = String(verdi ?? '');
  const antall = tegn(innhold);
  const over = antall - grense;
  return (
    <Field>
      <Label htmlFor={id}>
        {tekst.navn} {valgfritt && <Valgfritt />}
      </Label>
      {tekst.hjelp && <Field.Description>{tekst.hjelp}</Field.Description>}
      <Textarea
        id={id}
        rows={rader}
        autoComplete="off"
        aria-invalid={feil || over > 0 ? true : undefined}
        value={innhold}
        onChange={(h) => sett(h.target.value)}
      />
      {(teller || over > -grense / 10) && (
        <Paragraph data-size="sm" className={over > 0 ? 'teller over' : 'teller'} aria-live={over > -grense / 10 ? 'polite' : 'off'}>
          {over > 0 ? t.ramme.forMange(tall(over)) : t.ramme.tegn(tall(antall), tall(grense))}
        </Paragraph>
      )}
      <Feltmelding feil={feil} />
    </Field>
  );
}
