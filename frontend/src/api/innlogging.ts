import type { Niva } from '../gql/graphql';
import { delSti } from '../tekst/sprakkode';

/** Where to go to log in, in the language of the page, and come back to it. */
export function innloggingssti(til: string, niva: Extract<Niva, 'BETYDELIG' | 'HOYT'>): string {
  const { sprak } = delSti(til);
  return `/logg-inn?${new URLSearchParams({ niva: niva === 'HOYT' ? 'hoyt' : 'betydelig', til, ...(sprak !== 'nb' && { sprak }) })}`;
}
