import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useClient } from 'urql';
import type { Brevutkastslag } from '../gql/innsyn/graphql';
import { Brevlager, type Brevtilstand, type Form } from './brevlager';
import { lagBrevtjener } from './brevtjener';

interface Rammen {
  lager: <I>(slag: Brevutkastslag, stedId: string, form: Form<I>) => Brevlager<I>;
}

// What is common to drafts of every kind.
type Et = Pick<Brevlager<unknown>, 'provNa' | 'nullstill' | 'ulagret' | 'pabegynt'>;

const Sammenheng = createContext<Rammen | null>(null);

/**
 * Keeps what is being written for as long as one is in this room and the window is the same person's, also while she is logged
 * out; and tells it of what goes on around it. `eier`: who is logged in now, undefined if nobody is.
 */
export function Brevramme({ eier, children }: { eier: string | undefined; children: ReactNode }) {
  const klient = useClient();
  const alle = useRef(new Map<string, Et>());
  const rammen = useMemo<Rammen>(() => {
    return {
      lager: <I,>(slag: Brevutkastslag, stedId: string, form: Form<I>) => {
        const sted = `${slag} ${stedId}`;
        // The kind says which form it is.
        const her = (alle.current.get(sted) as Brevlager<I> | undefined) ?? new Brevlager(slag, stedId, form, lagBrevtjener(klient, eier));
        alle.current.set(sted, her);
        return her;
      },
    };
  }, [klient, eier]);

  useEffect(() => {
    if (eier === undefined) return;
    for (const lager of alle.current.values()) lager.provNa();
  }, [eier]);

  useEffect(() => {
    const brev = alle.current;
    const prov = () => brev.forEach((lager) => lager.provNa());
    const skjult = () => document.visibilityState === 'hidden' && prov();
    const advar = (hendelse: BeforeUnloadEvent) => {
      if ([...brev.values()].some((lager) => lager.ulagret && lager.pabegynt)) hendelse.preventDefault();
    };
    window.addEventListener('online', prov);
    document.addEventListener('visibilitychange', skjult);
    window.addEventListener('beforeunload', advar);
    return () => {
      prov(); // nobody looks after it from now on
      window.removeEventListener('beforeunload', advar);
      window.removeEventListener('online', prov);
      document.removeEventListener('visibilitychange', skjult);
    };
  }, []);
  return <Sammenheng value={rammen}>{children}</Sammenheng>;
}

/** The draft from a place, fetched when it is first looked at, and its keeper. */
export function useBrevutkast<I>(slag: Brevutkastslag, stedId: string, form: Form<I>): { lager: Brevlager<I>; utkast: Brevtilstand<I> } {
  const rammen = useContext(Sammenheng);
  if (!rammen) throw new Error('useBrevutkast outside Brevramme');
  const lager = useMemo(() => rammen.lager(slag, stedId, form), [rammen, slag, stedId, form]);
  const utkast = useSyncExternalStore(lager.lytt, lager.na);
  useEffect(() => {
    if (utkast.lest === 'NEI') void lager.les();
  }, [lager, utkast.lest]);
  return { lager, utkast };
}
