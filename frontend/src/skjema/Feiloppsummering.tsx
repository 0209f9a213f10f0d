import { ErrorSummary } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ComponentRef, type MouseEvent } from 'react';
import { useNavigate } from 'react-router';
import { useSprak } from '../tekst/sprak';
import { useSkjema, type VistFeil } from './SkjemaSammenheng';
import { KONTROLL, rot, type Side } from './skjemasider';

/** What goes with one from the page where the answers are checked, to a page and back. In the history, not in the address. */
export interface Besok {
  tilKontroll?: boolean;
  /** The field to begin at. */
  felt?: string;
}

/** Moves the focus, and leaves the address alone. */
export function tilFelt(felt: string): void {
  const mal = document.getElementById(felt) ?? document.querySelector<HTMLElement>(`[id^="${CSS.escape(felt)}-"]`);
  mal?.focus();
  mal?.scrollIntoView({ block: 'center' });
}

interface Props {
  side: Side;
  feil: readonly VistFeil[];
}

/**
 * All errors at once, each a link to its field, on this page or another. Takes focus each time one has tried to go on
 * or to send – not when one comes here from a link in it.
 */
export function Feiloppsummering({ side, feil }: Props) {
  const { skjema, t, forsok } = useSkjema();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const boks = useRef<ComponentRef<typeof ErrorSummary>>(null);
  const vistVed = useRef(side === KONTROLL ? 0 : forsok - 1);
  useEffect(() => {
    if (forsok > vistVed.current) boks.current?.focus();
    vistVed.current = forsok;
  }, [forsok]);

  const ga = (hendelse: MouseEvent, f: VistFeil) => {
    hendelse.preventDefault();
    if (f.side === side) tilFelt(f.felt);
    else void navigate(lenke(`${rot[skjema]}/${f.side}`), { state: { tilKontroll: true, felt: f.felt } satisfies Besok });
  };

  return (
    <ErrorSummary ref={boks} tabIndex={-1}>
      <ErrorSummary.Heading level={2} data-size="2xs">
        {side === KONTROLL ? t.feil.oppsummeringSend : t.feil.oppsummering}
      </ErrorSummary.Heading>
      <ErrorSummary.List>
        {feil.map((f) => (
          <ErrorSummary.Item key={`${f.felt} ${f.tekst}`}>
            <ErrorSummary.Link
              href={f.side === side ? `#${f.felt}` : lenke(`${rot[skjema]}/${f.side}`)}
              onClick={(h) => ga(h, f)}
            >
              {f.tekst}
            </ErrorSummary.Link>
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}
