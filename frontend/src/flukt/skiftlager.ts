import { useSyncExternalStore } from 'react';

interface Skift {
  /** Presses so far. */
  trykk: number;
  /** There were some, and then no more came in time. */
  utlopt: boolean;
}

/** Kept outside React, since leaving must work also when a page has broken down. */
let na: Skift = { trykk: 0, utlopt: false };
const lyttere = new Set<() => void>();

export function meldSkift(ny: Skift): void {
  if (ny.trykk === na.trykk && ny.utlopt === na.utlopt) return;
  na = ny;
  for (const lytter of lyttere) lytter();
}

function lytt(lytter: () => void): () => void {
  lyttere.add(lytter);
  return () => lyttere.delete(lytter);
}

/** How far somebody has come in pressing Shift. */
export const useSkift = (): Skift => useSyncExternalStore(lytt, () => na);
