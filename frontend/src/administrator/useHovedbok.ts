import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, trengerInnlogging, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import { useSesjon } from '../api/sesjon';
import { MeldingerDocument, type HovedbokradenFragment, type MeldingerFilter } from '../gql/administrator/graphql';

const SIDESTORRELSE = 50;

/** The ledger by a filter, page after page. An answer to a filter that was left meanwhile is not shown. */
export function useHovedbok(filter: MeldingerFilter) {
  const klient = useClient();
  const { les } = useSesjon();
  const [rader, settRader] = useState<readonly HovedbokradenFragment[]>();
  const [csv, settCsv] = useState<string>();
  const [neste, settNeste] = useState<string | null>(null);
  const [feil, settFeil] = useState<Feil>();
  const nokkel = JSON.stringify(filter);
  const siste = useRef(0);

  const hent = useCallback(
    async (after: string | null) => {
      siste.current += 1;
      const denne = siste.current;
      const { data, error } = await hentNytt(klient, MeldingerDocument, { filter: JSON.parse(nokkel) as MeldingerFilter, first: SIDESTORRELSE, after });
      if (denne !== siste.current) return;
      const brudd = lesFeil(error);
      settFeil(brudd);
      if (trengerInnlogging(brudd)) void les();
      if (!data) return;
      const { edges, pageInfo } = data.meldinger;
      const nye = edges.map((e) => e.node);
      settRader((for_) => (after === null ? nye : [...(for_ ?? []), ...nye]));
      settNeste(pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null);
      settCsv(data.meldinger.csv);
    },
    [klient, nokkel, les],
  );
  useEffect(() => {
    settRader(undefined); // the rows of another filter are not shown under this one
    void hent(null);
  }, [hent]);
  return { rader, csv, feil, flere: neste !== null, hent: () => void hent(null), hentEldre: () => void hent(neste) };
}
