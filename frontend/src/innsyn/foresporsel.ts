import type { ForesporselFragment, PostradFragment } from '../gql/innsyn/graphql';

/** Whether a request still stands between: the same may not be asked for again. What failed may. */
const stoppet: readonly string[] = ['IKKE_FUNNET', 'UGYLDIG', 'SERVERFEIL', 'IKKE_LEVERT'];

/** The newest request for an entry. */
export const foresporselFor = (alle: readonly ForesporselFragment[], postId: string): ForesporselFragment | undefined =>
  alle.find((f) => f.poster.some((p) => p.id === postId));

/** The entries of a case that one may ask for now. */
export const kanSporres = (poster: readonly PostradFragment[], alle: readonly ForesporselFragment[]): PostradFragment[] =>
  poster.filter((p) => {
    const tidligere = foresporselFor(alle, p.id);
    return p.tilbakeholdt && p.innsynsforesporselStatus === 'IKKE_FORESPURT' && (!tidligere || stoppet.includes(tidligere.status));
  });

export const HOYST_POSTER = 50;
export const HOYST_TEGN = 2_000;
