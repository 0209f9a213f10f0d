import type { Kontorsprak } from '../kontorsprak';
import { useKontorsprak } from '../sprak';
import { en } from './en';
import { nb, type Skranketekster } from './nb';

export const skranketekster = { nb, en } satisfies Record<Kontorsprak, Skranketekster>;

/** The texts of the caseworker's desk, in the language in use. */
export const useSkranketekst = (): Skranketekster => skranketekster[useKontorsprak()];
