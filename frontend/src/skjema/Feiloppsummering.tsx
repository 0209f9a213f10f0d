import { ErrorSummary } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ComponentRef, type MouseEvent } from 'react';
import { useSprak } from '../tekst/sprak';
import type { Feltfeil } from './validering';

/** Moves the focus, and leaves the address alone. */
function tilFelt(hendelse: MouseEvent, felt: string): void {
  hendelse.preventDefault();
  const mal = document.getElementById(felt);
  mal?.focus();
  mal?.scrollIntoView({ block: 'center' });
}

/** All errors at once, each a link to its field. Takes focus each time one has tried to send (`forsok` counts them). */
export function Feiloppsummering({ feil, forsok }: { feil: readonly Feltfeil[]; forsok: number }) {
  const { t } = useSprak();
  const boks = useRef<ComponentRef<typeof ErrorSummary>>(null);
  useEffect(() => {
    boks.current?.focus();
  }, [forsok]);

  return (
    <ErrorSummary ref={boks} tabIndex={-1}>
      <ErrorSummary.Heading level={2} data-size="2xs">
        {t.feil.oppsummering}
      </ErrorSummary.Heading>
      <ErrorSummary.List>
        {feil.map(({ felt, tekst }) => (
          <ErrorSummary.Item key={felt}>
            <ErrorSummary.Link href={`#${felt}`} onClick={(h) => tilFelt(h, felt)}>
              {tekst}
            </ErrorSummary.Link>
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}
