import type { ForesporselFragment, PostradFragment } from '../gql/innsyn/graphql';

/** What is on its way stands between: the page may have read the entry before it was asked for. */
const underveis: readonly string[] = ['SENDT', 'MANUELL_BEHANDLING', 'UNDER_BEHANDLING'];

/** The newest request for an entry. */
export const foresporselFor = (alle: readonly ForesporselFragment[], postId: string): ForesporselFragment | undefined =>
  alle.find((f) => f.poster.some((p) => p.id === postId));

/**
 * The entries of a case that one may ask for now. Of what is decided the entry itself tells: it is not «IKKE_FORESPURT» after a
 * decision until the case system has indexed it so anew, and then one may ask again.
 */
export const kanSporres = (poster: readonly PostradFragment[], alle: readonly ForesporselFragment[]): PostradFragment[] =>
  poster.filter((p) => {
    const tidligere = foresporselFor(alle, p.id);
    return p.tilbakeholdt && p.innsynsforesporselStatus === 'IKKE_FORESPURT' && !(tidligere && underveis.includes(tidligere.status));
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
