import { Checkbox, Fieldset, Radio } from '@digdir/designsystemet-react';
import type { Feltsti } from '../svar/sti';
import { Feltmelding } from './Feltmelding';
import { useFelt } from './useFelt';
import { Valgfritt } from './Valgfritt';

type Verdi = string | boolean;

interface Props<V extends Verdi> {
  sti: Feltsti;
  valg: readonly (readonly [verdi: V, tekst: string])[];
  valgfritt?: boolean;
  /** What more is to be done when one is chosen. */
  onValgt?: (verdi: V) => void;
}

/** One of a few. None is chosen beforehand where the answer is null. */
export function Radiovalg<V extends Verdi>({ sti, valg, valgfritt, onValgt }: Props<V>) {
  const { id, tekst, verdi, sett, feil } = useFelt(sti);
  return (
    <Fieldset aria-describedby={feil ? `${id}-feil` : undefined}>
      <Fieldset.Legend>
        {tekst.navn} {valgfritt && <Valgfritt />}
      </Fieldset.Legend>
      {tekst.hjelp && <Fieldset.Description>{tekst.hjelp}</Fieldset.Description>}
      {valg.map(([v, etikett], nr) => (
        <Radio
          key={String(v)}
          // The first has the field's id: it is where the error leads.
          id={nr === 0 ? id : `${id}-${String(v)}`}
          name={id}
          label={etikett}
          value={String(v)}
          checked={verdi === v}
          aria-invalid={feil ? true : undefined}
          onChange={() => {
            sett(v);
            onValgt?.(v);
          }}
        />
      ))}
      <Feltmelding feil={feil} id={`${id}-feil`} />
    </Fieldset>
  );
}

/** Yes or no, with none chosen beforehand. */
export function JaNei({ sti, valgfritt }: { sti: Feltsti; valgfritt?: boolean }) {
  const { t } = useFelt(sti);
  return (
    <Radiovalg
      sti={sti}
      valgfritt={valgfritt}
      valg={[
        [true, t.ramme.ja],
        [false, t.ramme.nei],
      ]}
    />
  );
}

export function JaNeiVetIkke({ sti, valgfritt }: { sti: Feltsti; valgfritt?: boolean }) {
  const { t } = useFelt(sti);
  return <Radiovalg sti={sti} valgfritt={valgfritt} valg={Object.entries(t.valg.janeivetikke)} />;
}

/** As many as fit. */
export function Flervalg({ sti, valg }: { sti: Feltsti; valg: Readonly<Record<string, string>> }) {
  const { id, tekst, verdi, sett, feil } = useFelt(sti);
  const krysset = (verdi ?? []) as readonly string[];
  return (
    <Fieldset className="flervalg" aria-describedby={feil ? `${id}-feil` : undefined}>
      <Fieldset.Legend>
        {tekst.navn} <Valgfritt />
      </Fieldset.Legend>
      {tekst.hjelp && <Fieldset.Description>{tekst.hjelp}</Fieldset.Description>}
      {Object.entries(valg).map(([v, etikett], nr) => (
        <Checkbox
          key={v}
          id={nr === 0 ? id : `${id}-${v}`}
          label={etikett}
          value={v}
          checked={krysset.includes(v)}
          // In the order they are shown, whatever order they are ticked in.
          onChange={(h) => sett(Object.keys(valg).filter((k) => (k === v ? h.target.checked : krysset.includes(k))))}
        />
      ))}
      <Feltmelding feil={feil} id={`${id}-feil`} />
    </Fieldset>
  );
}

/** One tick. */
export function Avkryss({ sti, onEndret }: { sti: Feltsti; onEndret?: (pa: boolean) => void }) {
  const { id, tekst, verdi, sett, feil } = useFelt(sti);
  return (
    <Checkbox
      id={id}
      label={tekst.navn}
      description={tekst.hjelp}
      error={feil}
      checked={verdi === true}
      onChange={(h) => {
        sett(h.target.checked);
        onEndret?.(h.target.checked);
      }}
    />
  );
}
