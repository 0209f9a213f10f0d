import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { erKontor, somKontorsprak, type Kontorsprak } from './kontorsprak';
import type { Tekster } from './nb';
import { portaltekster } from './portaltekst';
import { delSti, medSprak, type AnnetSprak, type Sprak } from './sprakkode';
import { useTekster } from './tekstsett';
import { tiderPa } from './tider';

export { delSti, medSprak, type Sprak } from './sprakkode';

interface Sprakvalg {
  /** The language shown. It is another than the path's at a desk that is not written in that, or if it was not fetched. */
  sprak: Sprak;
  t: Tekster;
  /** The language that was asked for, where the page is in bokmål instead: it is on its way, or could not be fetched. */
  mangler?: { sprak: AnnetSprak; venter: boolean };
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
  const venter = useVenter(onsket);
  const valg = useMemo<Sprakvalg>(() => {
    const { tid, klokkeslett, tall } = tiderPa(sprak);
    const lenke = (til: string) => medSprak(iSti, til);
    const mangler = sprak === onsket || onsket === 'nb' ? undefined : { sprak: onsket, venter };
    return { sprak, t, mangler, sti, lenke, tid, klokkeslett, tall };
  }, [sprak, t, onsket, venter, iSti, sti]);
  // Before the page takes the focus: what reads it aloud must know by then in which voice.
  useLayoutEffect(() => {
    document.documentElement.lang = sprak;
  }, [sprak]);
  return <Sammenheng value={valg}>{children}</Sammenheng>;
}

/** Whether the portal's texts in the language are still on their way. */
function useVenter(sprak: Sprak): boolean {
  const [avgjort, settAvgjort] = useState<Sprak>();
  useEffect(() => {
    let gjelder = true;
    void portaltekster.hent(sprak).then(() => gjelder && settAvgjort(sprak));
    return () => {
      gjelder = false;
    };
  }, [sprak]);
  return avgjort !== sprak && portaltekster.venter(sprak);
}

/** The language in use. */
export function useSprak(): Sprakvalg {
  const valg = useContext(Sammenheng);
  if (!valg) throw new Error('useSprak outside SprakFraSti');
  return valg;
}

/** The language in use at a desk. */
export const useKontorsprak = (): Kontorsprak => somKontorsprak(useSprak().sprak);
