import type { MottakerFragment } from '../gql/graphql';

/** The receiver as a person would name it: the kommune, or the bydel and its kommune. */
export function mottakernavn({ bydelsnummer, bydelsnavn, kommunenavn }: MottakerFragment): string {
  return bydelsnummer === '00' || bydelsnavn === kommunenavn ? kommunenavn : `${bydelsnavn}, ${kommunenavn}`;
}
