/** The languages of the portal, by their codes in the path and in `lang`. */
export const sprakkoder = ['nb', 'nn', 'en', 'se'] as const;
export type Sprak = (typeof sprakkoder)[number];

/** A language whose texts are not in the first load. */
export type AnnetSprak = Exclude<Sprak, 'nb'>;

/** What each language calls itself. Known before its texts are fetched. */
export const sprakNavn: Record<Sprak, string> = {
  nb: 'Bokmål',
  nn: 'Nynorsk',
  en: 'English',
  se: 'Davvisámegiella',
};

/** Said while a language is not here, to one who may read no other. So it is known before the texts are. */
export const sprakUteblir: Record<AnnetSprak, { venter: string; ikkeHentet: string; igjen: string }> = {
  nn: { venter: 'Sida kjem på nynorsk om litt.', ikkeHentet: 'Vi fekk ikkje henta nynorsk. Sida er på bokmål.', igjen: 'Prøv på nytt' },
  en: {
    venter: 'The page will be in English in a moment.',
    ikkeHentet: 'We could not fetch English. The page is in Norwegian.',
    igjen: 'Try again',
  },
  se: {
    venter: 'Siidu boahtá fargga davvisámegillii.',
    ikkeHentet: 'Eat sáhttán viežžat davvisámegiela. Siidu lea girjedárogillii.',
    igjen: 'Geahččal ođđasit',
  },
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
