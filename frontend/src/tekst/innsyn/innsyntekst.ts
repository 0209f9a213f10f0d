import { useSprak, type Sprak } from '../sprak';
import { en } from './en';
import { nb, type Innsynstekster } from './nb';

export const innsynstekster = { nb, en } satisfies Record<Sprak, Innsynstekster>;

/** The texts of the pages about one's own case, in the language in use. */
export const useInnsyntekst = (): Innsynstekster => innsynstekster[useSprak().sprak];
