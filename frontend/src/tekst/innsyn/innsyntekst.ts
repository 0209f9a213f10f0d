import { useSprak, type Sprak } from '../sprak';
import { brevEn } from './brevEn';
import { brevNb, type Brevtekster } from './brevNb';
import { en } from './en';
import { foresporselEn } from './foresporselEn';
import { foresporselNb, type Foresporseltekster } from './foresporselNb';
import { nb, type Innsynstekster } from './nb';
import { samtykkeEn } from './samtykkeEn';
import { samtykkeNb, type Samtykketekster } from './samtykkeNb';

export const innsynstekster = { nb, en } satisfies Record<Sprak, Innsynstekster>;

/** The texts of the pages about one's own case, in the language in use. */
export const useInnsyntekst = (): Innsynstekster => innsynstekster[useSprak().sprak];

const samtykketekster = { nb: samtykkeNb, en: samtykkeEn } satisfies Record<Sprak, Samtykketekster>;

/** The texts of consents. */
export const useSamtykketekst = (): Samtykketekster => samtykketekster[useSprak().sprak];

const brevtekster = { nb: brevNb, en: brevEn } satisfies Record<Sprak, Brevtekster>;

/** The texts of letters. */
export const useBrevtekst = (): Brevtekster => brevtekster[useSprak().sprak];

const foresporseltekster = { nb: foresporselNb, en: foresporselEn } satisfies Record<Sprak, Foresporseltekster>;

/** The texts of requests for what is withheld. */
export const useForesporseltekst = (): Foresporseltekster => foresporseltekster[useSprak().sprak];
