/** How long something is, in the one unit a person would use. */
export interface Varighet {
  antall: number;
  enhet: 'MINUTT' | 'TIME' | 'DAG';
}

const MINUTT_MS = 60_000;
const TIME_MS = 60 * MINUTT_MS;
const DAG_MS = 24 * TIME_MS;

/**
 * Whole minutes under an hour, whole hours under two days, then whole days; always rounded down. So a deadline is never said to
 * be further away than it is, and «in 5 hours» has at least five left.
 */
export function varighet(ms: number): Varighet {
  const lengde = Math.max(0, ms);
  if (lengde < TIME_MS) return { antall: Math.floor(lengde / MINUTT_MS), enhet: 'MINUTT' };
  if (lengde < 2 * DAG_MS) return { antall: Math.floor(lengde / TIME_MS), enhet: 'TIME' };
  return { antall: Math.floor(lengde / DAG_MS), enhet: 'DAG' };
}

/** How near the letter is: the nearer, the louder it is shown. */
export type Hast = 'UTE' | 'SNART' | 'SENERE';

const SNART_MS = 8 * TIME_MS;

export function hast(frist: string, na: number): Hast {
  const igjen = Date.parse(frist) - na;
  if (igjen <= 0) return 'UTE';
  return igjen <= SNART_MS ? 'SNART' : 'SENERE';
}
