import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { SendPrivatBekymringsmeldingDocument, type FeltfeilFragment, type MeldingFragment } from '../gql/graphql';
import { tilInput } from './validering';
import type { Utkast } from './utkast';

/** What came of sending. Only SENDT is a receipt. */
export type Utfall =
  | { type: 'SENDT'; melding: MeldingFragment }
  | { type: 'ALLEREDE'; melding: MeldingFragment }
  | { type: 'FELTFEIL'; feil: readonly FeltfeilFragment[] }
  | { type: 'FEIL'; feil: Feil };

/** Sends the form. A second press while the first is under way does nothing; after a failure the same key goes again. */
export function useSend() {
  const klient = useClient();
  const [sender, settSender] = useState(false);
  // A ref as well: two clicks may come before React has drawn the first.
  const underveis = useRef(false);

  const send = async (utkast: Utkast): Promise<Utfall | undefined> => {
    if (underveis.current) return undefined;
    underveis.current = true;
    settSender(true);
    try {
      const svar = await klient.mutation(SendPrivatBekymringsmeldingDocument, { input: tilInput(utkast) }).toPromise();
      const resultat = svar.data?.sendPrivatBekymringsmelding;
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
