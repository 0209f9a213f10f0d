import { useEffect, useState } from 'react';
import { useClient, type Client } from 'urql';
import { InnholdDocument, type InnholdQuery } from '../gql/graphql';
import { hentIBakgrunnen } from './hentNytt';

export type Innhold = InnholdQuery['innhold'];

/** So long what was read counts as read: a page asks for it in several places at once. */
const GJELDER_MS = 30_000;

interface Lest {
  da: number;
  svar: Promise<Innhold | undefined>;
  innhold?: Innhold;
}

const leste = new WeakMap<Client, Map<string | null, Lest>>();

function les(klient: Client, kommunenummer: string | null): Lest {
  const mine = leste.get(klient) ?? new Map<string | null, Lest>();
  leste.set(klient, mine);
  const for_ = mine.get(kommunenummer);
  if (for_ && Date.now() - for_.da < GJELDER_MS) return for_;
  const svar = hentIBakgrunnen(klient, InnholdDocument, { kommunenummer }).then(({ data }) => data?.innhold);
  const ny: Lest = { da: Date.now(), svar, innhold: for_?.innhold };
  mine.set(kommunenummer, ny);
  void svar.then((innhold) => {
    if (innhold) ny.innhold = innhold;
    else mine.delete(kommunenummer);
  });
  return ny;
}

/** Reads what every page shows before the first one is drawn, so that nothing moves when it comes. */
export const hentForst = (klient: Client): Promise<unknown> => les(klient, null).svar;

/**
 * What administrators have written for everybody; opening hours of one kommune, or of none. Undefined until it is read, and where
 * it cannot be: a page must do without.
 */
export function useInnhold(kommunenummer: string | null): Innhold | undefined {
  const klient = useClient();
  const [lest, settLest] = useState<{ av: string | null; innhold: Innhold | undefined }>(() => ({
    av: kommunenummer,
    innhold: leste.get(klient)?.get(kommunenummer)?.innhold,
  }));
  useEffect(() => {
    let borte = false;
    void les(klient, kommunenummer).svar.then((innhold) => {
      if (innhold && !borte) settLest({ av: kommunenummer, innhold });
    });
    return () => {
      borte = true;
    };
  }, [klient, kommunenummer]);
  return lest.av === kommunenummer ? lest.innhold : undefined;
}
