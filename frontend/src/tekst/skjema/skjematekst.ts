import { useSprak, type Sprak } from '../sprak';
import { en } from './en';
import { nb, type Skjematekster } from './nb';

export const skjematekster = { nb, en } satisfies Record<Sprak, Skjematekster>;

/** The texts of the forms, in the language in use. */
export const useSkjematekst = (): Skjematekster => skjematekster[useSprak().sprak];
