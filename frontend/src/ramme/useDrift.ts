import { useCallback, useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { hentIBakgrunnen } from '../api/hentNytt';
import { DriftsmeldingDocument, type DriftsmeldingQuery } from '../gql/graphql';
import { useSprak } from '../tekst/sprak';

export type Driftsmelding = DriftsmeldingQuery['driftsmelding'][number];

const LES_HVERT_MS = 60_000;

/** Raised when the administrator has made or taken down a message: the page that did it need not wait to see it. */
export const DRIFT_ENDRET = 'drift-endret';

const forste = new WeakMap<Client, readonly Driftsmelding[]>();

/** Those the page came with: what the server knew, which is all there is where its database is away. */
function fraSiden(): readonly Driftsmelding[] {
  try {
    const svar: unknown = JSON.parse(document.querySelector<HTMLMetaElement>('meta[name="drift"]')?.content ?? '');
    return Array.isArray(svar) ? (svar as Driftsmelding[]) : [];
  } catch {
    return [];
  }
}

/** Reads the messages before the first page is drawn, so that they stand there from the beginning. */
export async function hentDriftForst(klient: Client): Promise<void> {
  const { data } = await hentIBakgrunnen(klient, DriftsmeldingDocument, {});
  if (data) forste.set(klient, data.driftsmelding);
}

/**
 * What operations have to say, asked for now and then and each time the window is looked at again. What cannot be asked for is
 * as it was: the last that is known stands. `topp` are those that were known when one came to the page; `sene` have come since, and
 * are shown where they move nothing.
 */
export function useDrift(): { topp: readonly Driftsmelding[]; sene: readonly Driftsmelding[] } {
  const { sti } = useSprak();
  const klient = useClient();
  const [alle, settAlle] = useState<readonly Driftsmelding[]>(() => forste.get(klient) ?? fraSiden());
  const [kjent, settKjent] = useState({ sti, ider: new Set(alle.map((m) => m.id)) });
  if (kjent.sti !== sti) settKjent({ sti, ider: new Set(alle.map((m) => m.id)) });

  const hent = useCallback(async () => {
    const { data } = await hentIBakgrunnen(klient, DriftsmeldingDocument, {});
    if (data) settAlle(data.driftsmelding);
  }, [klient]);
  useEffect(() => {
    const sett = () => {
      if (document.visibilityState === 'visible') void hent();
    };
    if (!forste.has(klient)) sett();
    const klokke = setInterval(sett, LES_HVERT_MS);
    document.addEventListener('visibilitychange', sett);
    window.addEventListener(DRIFT_ENDRET, sett);
    return () => {
      clearInterval(klokke);
      document.removeEventListener('visibilitychange', sett);
      window.removeEventListener(DRIFT_ENDRET, sett);
    };
  }, [hent, klient]);

  return { topp: alle.filter((m) => kjent.ider.has(m.id)), sene: alle.filter((m) => !kjent.ider.has(m.id)) };
}
