import { useSprak } from '../sprak';
import { Tekstsett, useTekster } from '../tekstsett';
import { nb, type Skjematekster } from './nb';

export const skjematekster = new Tekstsett(nb, {
  nn: () => import('./nn').then((m) => m.nn),
  en: () => import('./en').then((m) => m.en),
  se: () => import('./se').then((m) => m.se),
});

/** The texts of the forms, in the language in use. */
export const useSkjematekst = (): Skjematekster => useTekster(skjematekster, useSprak().sprak);
