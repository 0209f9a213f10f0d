import { useSprak } from '../sprak';
import { Tekstsett, useTekster } from '../tekstsett';
import { alleNb, type AlleInnsynstekster } from './alleNb';
import type { Brevtekster } from './brevNb';
import type { Foresporseltekster } from './foresporselNb';
import type { Innsynstekster } from './nb';
import type { Samtykketekster } from './samtykkeNb';

/** Fetched together: a page about one's own case shows words from each. */
export const innsynstekster = new Tekstsett<AlleInnsynstekster>(alleNb, {
  nn: () => import('./alleNn').then((m) => m.alleNn),
  en: () => import('./alleEn').then((m) => m.alleEn),
  se: () => import('./alleSe').then((m) => m.alleSe),
});

const useAlle = (): AlleInnsynstekster => useTekster(innsynstekster, useSprak().sprak);

/** The texts of the pages about one's own case, in the language in use. */
export const useInnsyntekst = (): Innsynstekster => useAlle().innsyn;

/** The texts of consents. */
export const useSamtykketekst = (): Samtykketekster => useAlle().samtykke;

/** The texts of letters. */
export const useBrevtekst = (): Brevtekster => useAlle().brev;

/** The texts of requests for what is withheld. */
export const useForesporseltekst = (): Foresporseltekster => useAlle().foresporsel;
