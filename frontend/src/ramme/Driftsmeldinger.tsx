import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { hentIBakgrunnen } from '../api/hentNytt';
import { DriftsmeldingDocument, type Alvorlighet, type DriftsmeldingQuery } from '../gql/graphql';
import { fremmed, paaSprak } from './hastenumre';
import { useSprak } from '../tekst/sprak';

const LES_HVERT_MS = 60_000;
const farge: Record<Alvorlighet, 'info' | 'warning' | 'danger'> = { INFO: 'info', ADVARSEL: 'warning', KRITISK: 'danger' };

type Melding = DriftsmeldingQuery['driftsmelding'][number];

/** Raised when the administrator has made or taken down a message: the page that did it need not wait to see it. */
export const DRIFT_ENDRET = 'drift-endret';

/**
 * What operations have to say, on every page and in the language in use, the most serious first. Asked for now and then and each
 * time the window is looked at again. That it cannot be asked is not said: the page itself will say so, where it matters.
 */
export function Driftsmeldinger() {
  const { t, sprak } = useSprak();
  const klient = useClient();
  const [meldinger, settMeldinger] = useState<readonly Melding[]>([]);

  const hent = useCallback(async () => {
    const { data } = await hentIBakgrunnen(klient, DriftsmeldingDocument, {});
    if (data) settMeldinger(data.driftsmelding);
  }, [klient]);
  useEffect(() => {
    const sett = () => {
      if (document.visibilityState === 'visible') void hent();
    };
    sett();
    const klokke = setInterval(sett, LES_HVERT_MS);
    document.addEventListener('visibilitychange', sett);
    window.addEventListener(DRIFT_ENDRET, sett);
    return () => {
      clearInterval(klokke);
      document.removeEventListener('visibilitychange', sett);
      window.removeEventListener(DRIFT_ENDRET, sett);
    };
  }, [hent]);

  return (
    <div className="drift" role="status" aria-label={t.felles.driftsmelding}>
      {meldinger.map((m) => (
        <Alert key={m.id} data-color={farge[m.alvorlighet]} data-alvor={m.alvorlighet}>
          <Paragraph lang={fremmed(m.tekster, sprak)}>{paaSprak(m.tekster, sprak)}</Paragraph>
        </Alert>
      ))}
    </div>
  );
}
