/** The languages of the portal, by their codes in the path and in `lang`. */
export const sprakkoder = ['nb', 'nn', 'en', 'se'] as const;
export type Sprak = (typeof sprakkoder)[number];

/** What each language calls itself. Known before its texts are fetched. */
export const sprakNavn: Record<Sprak, string> = {
  nb: 'Bokmål',
  nn: 'Nynorsk',
  en: 'English',
  se: 'Davvisámegiella',
};

const erSprak = (tekst: string | undefined): tekst is Sprak => sprakkoder.some((kode) => kode === tekst);

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
