import { useSyncExternalStore } from 'react';

/** Whether the socket for live changes is open. A page says so, lest old news pass for new. */
let apen = false;
const lyttere = new Set<() => void>();

export function settTilkobling(na: boolean): void {
  apen = na;
  for (const lytter of lyttere) lytter();
}

function lytt(lytter: () => void): () => void {
  lyttere.add(lytter);
  return () => lyttere.delete(lytter);
}

export const useTilkobling = (): boolean => useSyncExternalStore(lytt, () => apen);
