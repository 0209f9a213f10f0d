import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { en } from './en';
import { nb, type Tekster } from './nb';

/**
 * The language stands in the path (`/en/privat`; bokmål at the root), so that it survives the login and a bookmark
 * without a cookie or anything kept in the browser.
 */
export const sprakene = { nb, en } satisfies Record<string, Tekster>;
export type Sprak = keyof typeof sprakene;

const erSprak = (tekst: string | undefined): tekst is Sprak => tekst !== undefined && Object.hasOwn(sprakene, tekst);

/** Splits a path into its language and the path without it: `/en/privat` is en and `/privat`. */
export function delSti(sti: string): { sprak: Sprak; sti: string } {
  const [, forste] = sti.split('/');
  if (!erSprak(forste) || forste === 'nb') return { sprak: 'nb', sti };
  return { sprak: forste, sti: sti.slice(forste.length + 1) || '/' };
}

/** The path of a page in a language. */
export function medSprak(sprak: Sprak, sti: string): string {
  if (sprak === 'nb') return sti;
  return sti === '/' ? `/${sprak}` : `/${sprak}${sti}`;
}

const locale: Record<Sprak, string> = { nb: 'nb-NO', en: 'en-GB' };

interface Sprakvalg {
  sprak: Sprak;
  t: Tekster;
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

/** Reads the language from the address and gives it, with its texts and formats, to what is inside. */
export function SprakFraSti({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const { sprak, sti } = delSti(pathname);
  const valg = useMemo(() => lagSprakvalg(sprak, sti), [sprak, sti]);
  useEffect(() => {
    document.documentElement.lang = sprak;
  }, [sprak]);
  return <Sammenheng value={valg}>{children}</Sammenheng>;
}

function lagSprakvalg(sprak: Sprak, sti: string): Sprakvalg {
  const klokke = new Intl.DateTimeFormat(locale[sprak], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Oslo',
  });
  const dogn = new Intl.DateTimeFormat(locale[sprak], { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Oslo' });
  const tall = new Intl.NumberFormat(locale[sprak]);
  return {
    sprak,
    t: sprakene[sprak],
    sti,
    lenke: (til) => medSprak(sprak, til),
    tid: (instant) => klokke.format(new Date(instant)),
    klokkeslett: (instant) => dogn.format(new Date(instant)),
    tall: (n) => tall.format(n),
  };
}

/** The language in use. */
export function useSprak(): Sprakvalg {
  const valg = useContext(Sammenheng);
  if (!valg) throw new Error('useSprak outside SprakFraSti');
  return valg;
}
