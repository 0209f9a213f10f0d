import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { hentIBakgrunnen } from '../api/hentNytt';
import { InnholdDocument } from '../gql/graphql';
import type { Innhold } from './hastenumre';

/** What the administrator has written for everybody, and the opening hours of a kommune. Undefined until it is here, or if it cannot be had. */
export function useInnhold(kommunenummer: string | null = null): Innhold | undefined {
  const klient = useClient();
  const [svar, settSvar] = useState<{ for_: string | null; innhold: Innhold }>();
  useEffect(() => {
    let avbrutt = false;
    void hentIBakgrunnen(klient, InnholdDocument, { kommunenummer }).then(({ data }) => {
      if (data?.innhold && !avbrutt) settSvar({ for_: kommunenummer, innhold: data.innhold });
    });
    return () => {
      avbrutt = true;
    };
  }, [klient, kommunenummer]);
  return svar?.for_ === kommunenummer ? svar.innhold : undefined;
}
