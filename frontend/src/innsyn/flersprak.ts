import type { FlertekstFragment } from '../gql/innsyn/graphql';

type Tekstsprak = keyof Omit<FlertekstFragment, '__typename'>;

const kode: Record<Tekstsprak, string> = { bokmal: 'nb', nynorsk: 'nn', engelsk: 'en', nordsamisk: 'se' };
const sprakAv: Record<string, Tekstsprak> = { nb: 'bokmal', nn: 'nynorsk', en: 'engelsk', se: 'nordsamisk' };
const rekkefolge: readonly Tekstsprak[] = ['bokmal', 'nynorsk', 'engelsk', 'nordsamisk'];

export interface Valgt {
  tekst: string;
  /** The language of the text, where it is another than the page's: a screen reader must know how to say it. */
  lang?: string;
}

/** The text in the language of the page, else in bokmål, else in any; undefined when there is none. */
export function velgTekst(tekst: Partial<FlertekstFragment> | null | undefined, sprak: string): Valgt | undefined {
  const onsket = sprakAv[sprak];
  const funnet = [...(onsket ? [onsket] : []), ...rekkefolge].find((s) => tekst?.[s]?.trim());
  if (!funnet) return undefined;
  return { tekst: tekst?.[funnet]?.trim() ?? '', lang: kode[funnet] === sprak ? undefined : kode[funnet] };
}
