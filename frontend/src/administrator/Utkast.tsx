import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

interface Utkastlager {
  alle: ReadonlyMap<string, unknown>;
  sett: (navn: string, verdi: unknown) => void;
}

const Sammenheng = createContext<Utkastlager | null>(null);

/**
 * What is typed in the administrator's forms. It lives above the pages and in memory only: another page may be looked up in the
 * middle of a form, and a session may end and begin again, without a word lost.
 */
export function Utkastramme({ children }: { children: ReactNode }) {
  const [alle, settAlle] = useState<ReadonlyMap<string, unknown>>(new Map());
  const sett = useCallback((navn: string, verdi: unknown) => {
    settAlle((for_) => {
      const etter = new Map(for_);
      if (verdi === undefined) etter.delete(navn);
      else etter.set(navn, verdi);
      return etter;
    });
  }, []);
  const lager = useMemo(() => ({ alle, sett }), [alle, sett]);
  return <Sammenheng value={lager}>{children}</Sammenheng>;
}

/** What is typed in the form of a name: undefined when nothing is. Setting undefined throws it away. */
export function useUtkast<V>(navn: string): [V | undefined, (verdi: V | undefined) => void] {
  const lager = useContext(Sammenheng);
  if (!lager) throw new Error('useUtkast outside Utkastramme');
  const { alle, sett } = lager;
  return [alle.get(navn) as V | undefined, useCallback((verdi: V | undefined) => sett(navn, verdi), [sett, navn])];
}
