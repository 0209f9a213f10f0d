import { nb } from './nb';
import { Tekstsett } from './tekstsett';

/** The texts of the portal's own pages, and of what stands around every page. */
export const portaltekster = new Tekstsett(nb, {
  nn: () => import('./nn').then((m) => m.nn),
  en: () => import('./en').then((m) => m.en),
  se: () => import('./se').then((m) => m.se),
});
