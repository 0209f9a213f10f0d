import { useRef, useState } from 'react';
import { useClient, type Client } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { medHoder, sidensPerson } from '../api/person';
import {
  KontrollerOffentligBekymringsmeldingDocument,
  KontrollerPrivatBekymringsmeldingDocument,
  SendOffentligBekymringsmeldingDocument,
  SendPrivatBekymringsmeldingDocument,
  type FeltfeilFragment,
  type KontrollFragment,
  type MeldingFragment,
  type Meldingstype,
  type SendOffentligBekymringsmeldingInput,
  type SendPrivatBekymringsmeldingInput,
} from '../gql/graphql';
import type { Input } from './svar/input';

/** What came of sending. Only SENDT is a receipt. */
export type Utfall =
  | { type: 'SENDT'; melding: MeldingFragment }
  | { type: 'ALLEREDE'; melding: MeldingFragment }
  | { type: 'FELTFEIL'; feil: readonly FeltfeilFragment[] }
  | { type: 'FEIL'; feil: Feil };

/** Sends the form. A second press while the first is under way does nothing; after a failure the same key goes again. */
export function useSend(skjema: Meldingstype) {
  const klient = useClient();
  const [sender, settSender] = useState(false);
  // A ref as well: two clicks may come before React has drawn the first.
  const underveis = useRef(false);

  /** `forst` is done before, under the same guard, and may call it off. */
  const send = async (input: Input, forst: () => Promise<'AVBRUTT' | undefined>): Promise<Utfall | undefined> => {
    if (underveis.current) return undefined;
    underveis.current = true;
    settSender(true);
    // Hers who has pressed, whoever is logged in when all that is done before is done.
    const eier = sidensPerson();
    try {
      if ((await forst()) === 'AVBRUTT') return undefined;
      const svar = await mutasjon(klient, skjema, input, eier);
      const resultat = svar.data?.sendt;
      const feil = lesFeil(svar.error);
      if (feil) return { type: 'FEIL', feil };
      if (resultat?.bekymringsmelding) return { type: 'SENDT', melding: resultat.bekymringsmelding };
      if (resultat?.alleredeSendt) return { type: 'ALLEREDE', melding: resultat.alleredeSendt };
      if (resultat?.feil.length) return { type: 'FELTFEIL', feil: resultat.feil };
      return { type: 'FEIL', feil: { kode: 'INTERN' } };
    } finally {
      underveis.current = false;
      settSender(false);
    }
  };
  return { send, sender };
}

function mutasjon(klient: Client, skjema: Meldingstype, input: Input, eier: string | undefined) {
  const hoder = medHoder({ eier });
  return skjema === 'PRIVAT'
    ? klient.mutation(SendPrivatBekymringsmeldingDocument, { input: input as SendPrivatBekymringsmeldingInput }, hoder).toPromise()
    : klient.mutation(SendOffentligBekymringsmeldingDocument, { input: input as SendOffentligBekymringsmeldingInput }, hoder).toPromise();
}

/** Asks what would happen if the form were sent now; undefined when there was no answer. */
export async function kontroller(klient: Client, skjema: Meldingstype, input: Input): Promise<KontrollFragment | undefined> {
  const svar =
    skjema === 'PRIVAT'
      ? await klient
          .query(KontrollerPrivatBekymringsmeldingDocument, { input: input as SendPrivatBekymringsmeldingInput })
          .toPromise()
      : await klient
          .query(KontrollerOffentligBekymringsmeldingDocument, { input: input as SendOffentligBekymringsmeldingInput })
          .toPromise();
  return svar.data?.kontroll;
}
