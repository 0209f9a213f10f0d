import { useSprak, type Sprak } from '../sprak';
import { en } from './en';
import { nb, type Tryggtekster } from './nb';

export const tryggtekster = { nb, en } satisfies Record<Sprak, Tryggtekster>;

/** The texts of the pages about urgency, anonymity, the device, privacy and accessibility, in the language in use. */
export const useTryggtekst = (): Tryggtekster => tryggtekster[useSprak().sprak];
