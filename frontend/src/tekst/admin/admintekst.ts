import type { Kontorsprak } from '../kontorsprak';
import { useKontorsprak } from '../sprak';
import { en } from './en';
import { nb, type Admintekster } from './nb';

export const admintekster = { nb, en } satisfies Record<Kontorsprak, Admintekster>;

/** The texts of the administrator's desk, in the language in use. */
export const useAdmintekst = (): Admintekster => admintekster[useKontorsprak()];
