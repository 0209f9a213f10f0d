import type { Niva } from '../gql/graphql';

/** Where to go to log in and come back to a page of the portal. */
export function innloggingssti(til: string, niva: Extract<Niva, 'BETYDELIG' | 'HOYT'>): string {
  return `/logg-inn?${new URLSearchParams({ niva: niva === 'HOYT' ? 'hoyt' : 'betydelig', til })}`;
}
