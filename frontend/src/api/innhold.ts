import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { InnholdDocument, type InnholdQuery } from '../gql/graphql';
import { hentIBakgrunnen } from './hentNytt';

export type Innhold = InnholdQuery['innhold'];

/**
 * What administrators have written for everybody; opening hours of one kommune, or of none. Undefined until it is read, and where
 * it cannot be: a page must do without.
 */
export function useInnhold(kommunenummer: string | null): Innhold | undefined {
  const klient = useClient();
  const [lest, settLest] = useState<{ av: string | null; innhold: Innhold }>();
  useEffect(() => {
    let borte = false;
    void hentIBakgrunnen(klient, InnholdDocument, { kommunenummer }).then(({ data }) => {
      if (data && !borte) settLest({ av: kommunenummer, innhold: data.innhold });
    });
    return () => {
      borte = true;
    };
  }, [klient, kommunenummer]);
  return lest?.av === kommunenummer ? lest.innhold : undefined;
}
