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

/**
 * What a request has come to. It has one answer, also when it was about several entries: which of them were granted is told by
 * the entries, as the case system has indexed them since.
 */
export function utfallAv({ status, poster }: ForesporselFragment, alle: readonly PostradFragment[]): string {
  if (status !== 'INNVILGET') return status;
  const ider = new Set(poster.map((p) => p.id));
  const rader = alle.filter((p) => ider.has(p.id));
  const nektet = rader.filter(erNektet).length;
  if (nektet > 0) return nektet < rader.length ? 'DELVIS' : 'AVVIST';
  return rader.some((p) => p.tilbakeholdt) ? status : 'KOMMET';
}

export const erNektet = (p: PostradFragment): boolean => p.tilbakeholdt && p.innsynsforesporselStatus === 'AVVIST';

export const HOYST_POSTER = 50;
export const HOYST_TEGN = 2_000;
