import { useSyncExternalStore } from 'react';

/**
 * How the page gets to know of changes. KOBLER: the first socket is not there yet. DIREKTE: over a socket. RUNDER: no socket
 * comes through, and it asks now and then. BRUTT: neither works, and what is shown may be old.
 */
export type Tilkobling = 'KOBLER' | 'DIREKTE' | 'RUNDER' | 'BRUTT';

interface Forbindelse {
  tilstand: Tilkobling;
  /** When the last round was answered; undefined where none has been. */
  sist?: Date;
}

/** A page says how it is, lest old news pass for new. */
let na: Forbindelse = { tilstand: 'KOBLER' };
const lyttere = new Set<() => void>();

export function settForbindelse(endret: Forbindelse): void {
  na = endret;
  for (const lytter of lyttere) lytter();
}

function lytt(lytter: () => void): () => void {
  lyttere.add(lytter);
  return () => lyttere.delete(lytter);
}

export const useForbindelse = (): Forbindelse => useSyncExternalStore(lytt, () => na);

/** Whether the socket for live changes is open. */
export const useTilkobling = (): boolean => useSyncExternalStore(lytt, () => na.tilstand === 'DIREKTE');

/** Raised when a person wants to know at once, and not when the next round comes. */
export const OPPDATER_NA = 'oppdater-na';
