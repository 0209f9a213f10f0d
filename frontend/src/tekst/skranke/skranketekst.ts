import { useSprak, type Sprak } from '../sprak';
import { en } from './en';
import { nb, type Skranketekster } from './nb';

export const skranketekster = { nb, en } satisfies Record<Sprak, Skranketekster>;

/** The texts of the caseworker's desk, in the language in use. */
export const useSkranketekst = (): Skranketekster => skranketekster[useSprak().sprak];
