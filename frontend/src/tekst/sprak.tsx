import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { erKontor, somKontorsprak, type Kontorsprak } from './kontorsprak';
import type { Tekster } from './nb';
import { portaltekster } from './portaltekst';
import { delSti, medSprak, type Sprak } from './sprakkode';
import { useTekster } from './tekstsett';
import { tiderPa } from './tider';

export { delSti, medSprak, type Sprak } from './sprakkode';

interface Sprakvalg {
  /** The language shown. It is another than the path's at a desk that is not written in that, or if it was not fetched. */
  sprak: Sprak;
  t: Tekster;
  /** Whether the texts of the language that was asked for could not be fetched. */
  ikkeHentet: boolean;
  /** The path without the language. */
  sti: string;
  /** The path of another page, in the language in use. */
  lenke: (sti: string) => string;
  /** An instant as day and time in Norway. */
  tid: (instant: string) => string;
  /** An instant as the time of day in Norway. */
  klokkeslett: (instant: string) => string;
  tall: (n: number) => string;
}

const Sammenheng = createContext<Sprakvalg | null>(null);

/**
 * Reads the language from the address and gives it, with its texts and formats, to what is inside. It stands in the path
 * (`/en/privat`; bokmål at the root), so that it survives the login and a bookmark without a cookie or anything kept in
 * the browser.
 */
export function SprakFraSti({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { sprak: iSti, sti } = delSti(pathname);
  const onsket = erKontor(sti) ? somKontorsprak(iSti) : iSti;
  const t = useTekster(portaltekster, onsket);
  const sprak = t.sprak.kode;
  const valg = useMemo<Sprakvalg>(() => {
    const { tid, klokkeslett, tall } = tiderPa(sprak);
    const lenke = (til: string) => medSprak(iSti, til);
    return { sprak, t, ikkeHentet: sprak !== onsket, sti, lenke, tid, klokkeslett, tall };
  }, [sprak, t, onsket, iSti, sti]);
  useEffect(() => {
    document.documentElement.lang = sprak;
  }, [sprak]);
  return <Sammenheng value={valg}>{children}</Sammenheng>;
}

/** The language in use. */
export function useSprak(): Sprakvalg {
  const valg = useContext(Sammenheng);
  if (!valg) throw new Error('useSprak outside SprakFraSti');
  return valg;
}

/** The language in use at a desk. */
export const useKontorsprak = (): Kontorsprak => somKontorsprak(useSprak().sprak);
