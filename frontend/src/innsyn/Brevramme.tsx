import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { pabegynt, type Brevutkast } from './brevutkast';

type Endre = (endre: (for_: Brevutkast) => Brevutkast) => void;

interface Brevene {
  utkast: ReadonlyMap<string, Brevutkast>;
  sett: (sted: string, endre: (for_: Brevutkast | undefined) => Brevutkast | undefined) => void;
}

const Sammenheng = createContext<Brevene | null>(null);

/** Keeps the letters that are being written while one looks at other pages, and warns before they are lost with the page. */
export function Brevramme({ children }: { children: ReactNode }) {
  const [utkast, settUtkast] = useState<ReadonlyMap<string, Brevutkast>>(new Map());
  const ulagret = useRef(false);
  useEffect(() => {
    ulagret.current = [...utkast.values()].some(pabegynt);
  }, [utkast]);

  useEffect(() => {
    const advar = (hendelse: BeforeUnloadEvent) => {
      if (ulagret.current) hendelse.preventDefault();
    };
    // Never one who leaves in haste.
    const slipp = () => window.removeEventListener('beforeunload', advar);
    window.addEventListener('beforeunload', advar);
    window.addEventListener('forlat', slipp);
    return () => {
      slipp();
      window.removeEventListener('forlat', slipp);
    };
  }, []);

  const verdi = useMemo<Brevene>(
    () => ({
      utkast,
      sett: (sted, endre) =>
        settUtkast((for_) => {
          const neste = new Map(for_);
          const ny = endre(for_.get(sted));
          if (ny) neste.set(sted, ny);
          else neste.delete(sted);
          return neste;
        }),
    }),
    [utkast],
  );
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

/** The letter that is being written at a place, or the one that one begins. */
export function useBrevutkast(sted: string, nytt: () => Brevutkast): { utkast: Brevutkast; endre: Endre; kast: () => void } {
  const brev = useContext(Sammenheng);
  if (!brev) throw new Error('useBrevutkast outside Brevramme');
  // The key is made once: a letter that has not been touched yet keeps it too.
  const [forste] = useState(nytt);
  const utkast = brev.utkast.get(sted) ?? forste;
  return {
    utkast,
    endre: (endre) => brev.sett(sted, (for_) => endre(for_ ?? forste)),
    kast: () => brev.sett(sted, () => undefined),
  };
}
