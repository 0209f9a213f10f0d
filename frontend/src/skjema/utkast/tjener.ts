import type { Client } from 'urql';
import { lesFeil, type Feil } from '../../api/feil';
import {
  LagreUtkastDocument,
  SlettUtkastDocument,
  UtkastDocument,
  type LagreUtkastInput,
  type MeldingFragment,
  type Meldingstype,
  type UtkastFragment,
} from '../../gql/graphql';

/** What came of saving. */
export type Lagresvar =
  | { type: 'LAGRET'; lagret: string; utloper: string }
  /** Another tab or device has saved meanwhile; nothing was saved now. */
  | { type: 'NYERE'; nyere: UtkastFragment }
  | { type: 'ALLEREDE_SENDT'; melding: MeldingFragment }
  | { type: 'FEIL'; feil: Feil };

/** What the keeper of a draft needs of the server. None of these throws. */
export interface Utkasttjener {
  hent(skjema: Meldingstype): Promise<{ utkast: UtkastFragment | null } | { feil: Feil }>;
  lagre(input: LagreUtkastInput): Promise<Lagresvar>;
  slett(klientnokkel: string): Promise<Feil | undefined>;
}

export function lagUtkasttjener(klient: Client): Utkasttjener {
  return {
    async hent(skjema) {
      const { data, error } = await klient.query(UtkastDocument, { skjema }, { requestPolicy: 'network-only' }).toPromise();
      return data ? { utkast: data.utkast ?? null } : { feil: lesFeil(error) ?? { kode: 'INTERN' } };
    },

    async lagre(input) {
      const { data, error } = await klient.mutation(LagreUtkastDocument, { input }).toPromise();
      const svar = data?.lagreUtkast;
      if (svar?.utkast) return { type: 'LAGRET', lagret: svar.utkast.lagret, utloper: svar.utkast.utloper };
      if (svar?.nyere) return { type: 'NYERE', nyere: svar.nyere };
      if (svar?.alleredeSendt) return { type: 'ALLEREDE_SENDT', melding: svar.alleredeSendt };
      return { type: 'FEIL', feil: lesFeil(error) ?? { kode: 'INTERN' } };
    },

    async slett(klientnokkel) {
      const { error } = await klient.mutation(SlettUtkastDocument, { input: { klientnokkel } }).toPromise();
      return lesFeil(error);
    },
  };
}
