import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { ForesporselEndretDocument, MineForesporslerDocument, type ForesporselFragment } from '../gql/innsyn/graphql';
import { hentFor, useInnsyn, useLesning } from './Innsynslager';

interface Foresporsler {
  alle: readonly ForesporselFragment[] | undefined;
  /** How many changes have been heard of, and how many had been when they were read; -1: never. */
  hort: number;
  lest: number;
  les: () => Promise<Feil | undefined>;
}

const Sammenheng = createContext<Foresporsler | null>(null);

/** What one has asked to see, read anew at each change. In memory, and gone with the login. */
export function Foresporselramme({ children }: { children: ReactNode }) {
  const klient = useClient();
  const { motFeil } = useInnsyn();
  const [hort, settHort] = useState(0);
  const [innhold, settInnhold] = useState<{ alle?: readonly ForesporselFragment[]; lest: number }>({ lest: -1 });

  useEffect(() => {
    const strom = klient.subscription(ForesporselEndretDocument, {}).subscribe(({ data, error }) => {
      if (error) motFeil(lesFeil(error));
      if (!data) return;
      const { nullstill, foresporsler, endret } = data.innsynsforesporselEndret;
      const mine = new Set(foresporsler);
      if (nullstill || endret.length) settHort((n) => n + 1);
      // What is no longer hers is off the page at once.
      settInnhold((for_) => (for_.alle ? { ...for_, alle: for_.alle.filter((f) => mine.has(f.id)) } : for_));
    });
    return () => strom.unsubscribe();
  }, [klient, motFeil]);

  const les = useCallback(async () => {
    const { data, error } = await hentFor(hort > 1)(klient, MineForesporslerDocument, {});
    if (data) settInnhold({ alle: data.mineInnsynsforesporsler, lest: hort });
    return motFeil(lesFeil(error));
  }, [klient, motFeil, hort]);

  const verdi = useMemo(() => ({ alle: innhold.alle, lest: innhold.lest, hort, les }), [innhold, hort, les]);
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

/** One's own requests, newest first; undefined until they are read. */
export function useForesporsler() {
  const rammen = useContext(Sammenheng);
  if (!rammen) throw new Error('requests outside Foresporselramme');
  const { klar } = useInnsyn();
  const { feil, igjen } = useLesning(klar && rammen.lest !== rammen.hort, `${rammen.hort}`, rammen.les);
  return { alle: rammen.alle, feil, igjen };
}
