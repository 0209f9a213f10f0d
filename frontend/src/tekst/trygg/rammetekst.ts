import { useSprak, type Sprak } from '../sprak';
import { rammeEn } from './rammeEn';
import { rammeNb, type Tryggramme } from './rammeNb';

export const tryggrammer = { nb: rammeNb, en: rammeEn } satisfies Record<Sprak, Tryggramme>;

/** What stands around every page, in the language in use. */
export const useTryggramme = (): Tryggramme => tryggrammer[useSprak().sprak];
