import { useSprak } from '../sprak';
import { Tekstsett, useTekster } from '../tekstsett';
import { nb, type Tryggtekster } from './nb';

export const tryggtekster = new Tekstsett<Tryggtekster>(nb, {
  nn: () => import('./nn').then((m) => m.nn),
  en: () => import('./en').then((m) => m.en),
  se: () => import('./se').then((m) => m.se),
});

/** The texts of the pages about urgency, anonymity, the device, privacy and accessibility, in the language in use. */
export const useTryggtekst = (): Tryggtekster => useTekster(tryggtekster, useSprak().sprak);
