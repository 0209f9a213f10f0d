import { useSprak } from '../sprak';
import { Tekstsett, useTekster } from '../tekstsett';
import { rammeNb, type Tryggramme } from './rammeNb';

export const tryggrammer = new Tekstsett<Tryggramme>(rammeNb, {
  nn: () => import('./rammeNn').then((m) => m.rammeNn),
  en: () => import('./rammeEn').then((m) => m.rammeEn),
  se: () => import('./rammeSe').then((m) => m.rammeSe),
});

/** What stands around every page, in the language in use. */
export const useTryggramme = (): Tryggramme => useTekster(tryggrammer, useSprak().sprak);
