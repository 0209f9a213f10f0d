import { Alert, ErrorSummary, Field, Fieldset, Heading, Input, Label, Paragraph, Radio, Select, Textarea, ValidationMessage } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ComponentRef, type ReactNode } from 'react';
import type { Feil } from '../api/feil';
import { useFeilITittel } from '../ramme/Side';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { feilVed, type Vistfeil } from './feil';

/** All that is wrong with a form, each a link to its field. Takes focus each time one has tried to store. */
export function Feilliste({ feil, forsok }: { feil: readonly Vistfeil[]; forsok: number }) {
  const t = useAdmintekst();
  const boks = useRef<ComponentRef<typeof ErrorSummary>>(null);
  const vistVed = useRef(forsok);
  useEffect(() => {
    if (forsok > vistVed.current && feil.length > 0) boks.current?.focus();
    vistVed.current = forsok;
  }, [forsok, feil]);
  useFeilITittel(feil.length > 0);
  if (feil.length === 0) return null;
  return (
    <ErrorSummary ref={boks} tabIndex={-1}>
      <ErrorSummary.Heading level={2} data-size="2xs">
        {t.feiltittel}
      </ErrorSummary.Heading>
      <ErrorSummary.List>
        {feil.map(({ felt, tekst }) => (
          <ErrorSummary.Item key={`${felt} ${tekst}`}>
            <ErrorSummary.Link
              href={`#${felt}`}
              onClick={(h) => {
                h.preventDefault();
                const mal = document.getElementById(felt);
                mal?.focus();
                mal?.scrollIntoView({ block: 'center' });
              }}
            >
              {tekst}
            </ErrorSummary.Link>
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}

/** The server gave no answer to a change, or an error: nobody knows more than this says. */
export function Brudd({ feil }: { feil: Feil | undefined }) {
  const t = useAdmintekst();
  const { t: felles } = useSprak();
  if (!feil) return null;
  return (
    <Alert data-color="danger" role="alert">
      <Paragraph>{t.brudd[feil.kode === 'IKKE_FUNNET' || feil.kode === 'NETT' ? feil.kode : 'ANNET']}</Paragraph>
      {feil.feilId && <Paragraph data-size="sm">{felles.feil.feilId(feil.feilId)}</Paragraph>}
    </Alert>
  );
}

interface Felt {
  id: string;
  navn: string;
  hjelp?: string;
  feil: readonly Vistfeil[];
}

interface Tekst extends Felt {
  verdi: string;
  sett: (verdi: string) => void;
  type?: 'text' | 'date' | 'datetime-local';
  inputMode?: 'numeric';
  /** A value one copies: shown in letters of one width. */
  kode?: boolean;
  smal?: boolean;
  disabled?: boolean;
}

export function Tekst({ id, navn, hjelp, feil, verdi, sett, type = 'text', inputMode, kode, smal, disabled }: Tekst) {
  const galt = feilVed(feil, id);
  return (
    <Field className={smal ? 'smalt' : undefined}>
      <Label htmlFor={id}>{navn}</Label>
      {hjelp && <Field.Description>{hjelp}</Field.Description>}
      <Input
        id={id}
        type={type}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        className={kode ? 'referanse' : undefined}
        disabled={disabled}
        aria-invalid={galt ? true : undefined}
        value={verdi}
        onChange={(h) => sett(h.target.value)}
      />
      {galt && <ValidationMessage>{galt}</ValidationMessage>}
    </Field>
  );
}

export function Langtekst({ id, navn, hjelp, feil, verdi, sett, linjer = 3, kode, lang }: Omit<Tekst, 'type'> & { linjer?: number; lang?: string }) {
  const galt = feilVed(feil, id);
  return (
    <Field>
      <Label htmlFor={id}>{navn}</Label>
      {hjelp && <Field.Description>{hjelp}</Field.Description>}
      <Textarea
        id={id}
        rows={linjer}
        lang={lang}
        autoComplete="off"
        spellCheck={kode ? false : undefined}
        className={kode ? 'referanse' : undefined}
        aria-invalid={galt ? true : undefined}
        value={verdi}
        onChange={(h) => sett(h.target.value)}
      />
      {galt && <ValidationMessage>{galt}</ValidationMessage>}
    </Field>
  );
}

type Valg<V extends string> = readonly (readonly [verdi: V, tekst: string, mer?: string])[];

export function Radiovalg<V extends string>({ id, navn, hjelp, feil, verdi, sett, valg }: Felt & { verdi: V | ''; sett: (v: V) => void; valg: Valg<V> }) {
  const galt = feilVed(feil, id);
  return (
    <Fieldset aria-describedby={galt ? `${id}-feil` : undefined}>
      <Fieldset.Legend>{navn}</Fieldset.Legend>
      {hjelp && <Fieldset.Description>{hjelp}</Fieldset.Description>}
      {valg.map(([v, etikett, mer], nr) => (
        <Radio
          key={v}
          id={nr === 0 ? id : `${id}-${v}`}
          name={id}
          value={v}
          label={etikett}
          description={mer}
          checked={verdi === v}
          aria-invalid={galt ? true : undefined}
          onChange={() => sett(v)}
        />
      ))}
      {galt && <ValidationMessage id={`${id}-feil`}>{galt}</ValidationMessage>}
    </Fieldset>
  );
}

/** One of many. `tom` is what stands where none is chosen. */
export function Nedtrekk({ id, navn, hjelp, feil, verdi, sett, valg, tom }: Felt & { verdi: string; sett: (v: string) => void; valg: Valg<string>; tom?: string }) {
  const galt = feilVed(feil, id);
  return (
    <Field className="smalt">
      <Label htmlFor={id}>{navn}</Label>
      {hjelp && <Field.Description>{hjelp}</Field.Description>}
      <Select id={id} value={verdi} aria-invalid={galt ? true : undefined} onChange={(h) => sett(h.target.value)}>
        {tom !== undefined && <Select.Option value="">{tom}</Select.Option>}
        {valg.map(([v, etikett]) => (
          <Select.Option key={v} value={v}>
            {etikett}
          </Select.Option>
        ))}
      </Select>
      {galt && <ValidationMessage>{galt}</ValidationMessage>}
    </Field>
  );
}

/** A part of a page, under its own heading. */
export function Del({ tittel, ingress, id, children }: { tittel: string; ingress?: ReactNode; id?: string; children: ReactNode }) {
  return (
    <section className="admindel" aria-labelledby={id}>
      <Heading level={2} data-size="sm" id={id} tabIndex={id ? -1 : undefined}>
        {tittel}
      </Heading>
      {ingress && <Paragraph className="dempet">{ingress}</Paragraph>}
      {children}
    </section>
  );
}

/** Says that a change is stored: read aloud, and in focus, so that one knows where one is. */
export function Lagret({ tekst, nr }: { tekst: string | undefined; nr: number }) {
  const boks = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tekst) boks.current?.focus();
  }, [tekst, nr]);
  return (
    <div role="status">
      {tekst && (
        <Alert data-color="success" ref={boks} tabIndex={-1} className="utfall">
          <Paragraph>{tekst}</Paragraph>
        </Alert>
      )}
    </div>
  );
}
