import type { Partsrolle, SaksradFragment } from '../gql/innsyn/graphql';

export interface Rollegruppe {
  /** null: the case system has given none. */
  rolle: Partsrolle | null;
  saker: SaksradFragment[];
}

const rekkefolge: readonly Partsrolle[] = ['HOVEDPERSON', 'MOR', 'FAR', 'MEDMOR', 'MEDFAR', 'VERGE', 'FOSTERFORELDER'];

/**
 * The cases by role, open ones first. Two children, or two roles in what may be one case, stay two: what one may see
 * hangs on the role, and whether two cases have to do with each other is not ours to say.
 */
export function rollegrupper(saker: readonly SaksradFragment[]): Rollegruppe[] {
  const grupper = new Map<Partsrolle | null, SaksradFragment[]>();
  for (const sak of saker) {
    const rolle = sak.rolle ?? null;
    grupper.set(rolle, [...(grupper.get(rolle) ?? []), sak]);
  }
  const plass = (rolle: Partsrolle | null): number => {
    const i = rolle ? rekkefolge.indexOf(rolle) : rekkefolge.length + 1;
    return i < 0 ? rekkefolge.length : i;
  };
  return [...grupper]
    .map(([rolle, alle]) => ({ rolle, saker: alle.toSorted((a, b) => Number(Boolean(a.avsluttet)) - Number(Boolean(b.avsluttet))) }))
    .toSorted((a, b) => plass(a.rolle) - plass(b.rolle));
}

/** What a case is called in a list: the child, or, of a case about oneself, its title. */
export const saksnavn = ({ rolle, hovedperson, tittel }: Pick<SaksradFragment, 'rolle' | 'hovedperson' | 'tittel'>): string =>
  (rolle !== 'HOVEDPERSON' && hovedperson) || tittel;
