import type { Sprak } from './sprakkode';

/**
 * The desks of those who work with reports are written in these languages only: what they do has legal words that nobody
 * has fixed in the others. A citizen's pages have all four.
 */
export const kontorsprakene = ['nb', 'en'] as const satisfies readonly Sprak[];
export type Kontorsprak = (typeof kontorsprakene)[number];

/** The pages of a desk, by the path without the language. */
export const erKontor = (sti: string): boolean => /^\/(mottak|admin)(\/|$)/.test(sti);

/** The language a desk is shown in to one who has chosen another: bokmål, and wholly so, not half of each. */
export const somKontorsprak = (sprak: Sprak): Kontorsprak => kontorsprakene.find((s) => s === sprak) ?? 'nb';
