import { useCallback, useEffect, useReducer, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import { BekreftMottakDocument, MottakDocument, MottakEndretDocument } from '../gql/graphql';
import { harUprovdHull, innboks, tomInnboks } from './innboks';

const SIDESTORRELSE = 100;

/** One inbox: pages of it by query, and what changes by subscription. */
export function useInnboks(kommunenummer: string, bydelsnummer: string) {
  const klient = useClient();
  const [tilstand, send] = useReducer(innboks, tomInnboks);
  const [feil, settFeil] = useState<Feil>();
  const [finnes, settFinnes] = useState(true);

  const hentSide = useCallback(
    async (after: string | null) => {
      const variabler = { kommunenummer, bydelsnummer, first: SIDESTORRELSE, after };
      const { data, error } = await hentNytt(klient, MottakDocument, variabler);
      settFeil(lesFeil(error));
      if (!data) return;
      settFinnes(data.mottak != null);
      if (data.mottak) send({ type: 'SIDE', side: data.mottak, eldre: after !== null });
    },
    [klient, kommunenummer, bydelsnummer],
  );
  const hent = useCallback(() => hentSide(null), [hentSide]);

  useEffect(() => {
    void hent();
    const strom = klient.subscription(MottakEndretDocument, { kommunenummer, bydelsnummer }).subscribe(({ data, error }) => {
      const brudd = lesFeil(error);
      // A broken socket mends itself, and the page says meanwhile that it is not live.
      if (brudd && brudd.kode !== 'NETT') settFeil(brudd);
      if (!data) return;
      send({ type: 'ENDRING', endring: data.mottakEndret });
      // After a break, what was confirmed meanwhile is not in the first message.
      if (data.mottakEndret.nullstill) void hent();
    });
    return strom.unsubscribe;
  }, [klient, kommunenummer, bydelsnummer, hent]);

  const uprovdHull = harUprovdHull(tilstand);
  useEffect(() => {
    if (uprovdHull) void hent();
  }, [uprovdHull, hent]);

  /** False when it was not stored. */
  const bekreft = async (id: string): Promise<boolean> => {
    const { data } = await klient.mutation(BekreftMottakDocument, { input: { id } }).toPromise();
    const melding = data?.bekreftMottak.melding;
    if (melding) send({ type: 'BEKREFTET', melding });
    return Boolean(melding) && !data?.bekreftMottak.feil;
  };

  return { tilstand, feil, finnes, hent, hentEldre: () => hentSide(tilstand.neste), bekreft };
}
