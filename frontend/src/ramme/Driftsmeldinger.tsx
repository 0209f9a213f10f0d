import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { Alvorlighet } from '../gql/graphql';
import { fremmed, paaSprak } from './hastenumre';
import { useSprak } from '../tekst/sprak';
import type { Driftsmelding } from './useDrift';

const farge: Record<Alvorlighet, 'info' | 'warning' | 'danger'> = { INFO: 'info', ADVARSEL: 'warning', KRITISK: 'danger' };

/** Messages of operations in the language in use, or bokmål where it has none, the most serious first. */
export function Driftsmeldinger({ meldinger, sene = false }: { meldinger: readonly Driftsmelding[]; sene?: boolean }) {
  const { t, sprak } = useSprak();
  return (
    <div className={sene ? 'drift drift-sene' : 'drift'} role="status" aria-label={sene ? undefined : t.felles.driftsmelding}>
      {meldinger.map((m) => (
        <Alert key={m.id} data-color={farge[m.alvorlighet]} data-alvor={m.alvorlighet}>
          <Paragraph lang={fremmed(m.tekster, sprak)}>{paaSprak(m.tekster, sprak)}</Paragraph>
        </Alert>
      ))}
    </div>
  );
}
