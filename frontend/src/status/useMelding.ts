import { useQuery, useSubscription } from 'urql';
import { lesFeil } from '../api/feil';
import { BekymringsmeldingDocument, BekymringsmeldingStatusDocument } from '../gql/graphql';

/**
 * One report, kept fresh: a query for the first sight of it, since that works where sockets are blocked, and a
 * subscription whose first message is the present state. The newest of the two that came is shown.
 */
export function useMelding(id: string) {
  const [{ data, error, fetching }, hent] = useQuery({ query: BekymringsmeldingDocument, variables: { id } });
  const funnet = Boolean(data?.bekymringsmelding);
  const [{ data: endret }] = useSubscription({ query: BekymringsmeldingStatusDocument, variables: { id }, pause: !funnet });
  const live = endret?.bekymringsmeldingStatus;
  return {
    melding: live?.id === id ? { ...live, kopi: data?.bekymringsmelding?.kopi ?? live.kopi } : data?.bekymringsmelding,
    feil: lesFeil(error),
    henter: fetching,
    hent: () => hent(),
  };
}
