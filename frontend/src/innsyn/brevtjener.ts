import type { Client } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import { medHoder } from '../api/person';
import {
  HentBrevutkastDocument,
  LagreBrevutkastDocument,
  SlettBrevutkastDocument,
  type Brevutkastslag,
  type LagreBrevutkastInput,
  type LagretbrevFragment,
} from '../gql/innsyn/graphql';

/** What came of saving. */
export type Lagresvar =
  | { type: 'LAGRET'; lagret: string; utloper: string }
  /** Another window or device has saved meanwhile; nothing was saved now. */
  | { type: 'NYERE'; nyere: LagretbrevFragment }
  /** It was sent with this key. */
  | { type: 'SENDT' }
  /** The place is not one's own any more, or it is longer than any letter: to try again is no use. */
  | { type: 'NEKTET' }
  | { type: 'FEIL'; feil: Feil };

/** What the keeper of a draft needs of the server. None of these throws. */
export interface Brevtjener {
  hent(slag: Brevutkastslag, stedId: string): Promise<{ utkast: LagretbrevFragment | null } | { feil: Feil }>;
  /** `bakgrunn`: no person has asked for it, so it is no activity. */
  lagre(input: LagreBrevutkastInput, hvordan: { bakgrunn: boolean }): Promise<Lagresvar>;
  slett(nokkel: string): Promise<Feil | undefined>;
}

/** `eier` is who writes: the server takes what is hers from nobody else. */
export function lagBrevtjener(klient: Client, eier: string | undefined): Brevtjener {
  return {
    async hent(slag, stedId) {
      const { data, error } = await hentNytt(klient, HentBrevutkastDocument, { slag, stedId });
      return data ? { utkast: data.brevutkast ?? null } : { feil: lesFeil(error) ?? { kode: 'INTERN' } };
    },

    async lagre(input, { bakgrunn }) {
      const { data, error } = await klient.mutation(LagreBrevutkastDocument, { input }, medHoder({ eier, bakgrunn })).toPromise();
      const svar = data?.lagreBrevutkast;
      if (svar?.utkast) return { type: 'LAGRET', ...svar.utkast };
      if (svar?.nyere) return { type: 'NYERE', nyere: svar.nyere };
      if (svar?.sendt) return { type: 'SENDT' };
      if (svar?.feil.length) return { type: 'NEKTET' };
      const feil = lesFeil(error) ?? { kode: 'INTERN' };
      // The whole request has a limit too.
      return feil.kode === 'FOR_MYE' ? { type: 'NEKTET' } : { type: 'FEIL', feil };
    },

    async slett(nokkel) {
      const { error } = await klient.mutation(SlettBrevutkastDocument, { input: { nokkel } }, medHoder({ eier })).toPromise();
      return lesFeil(error);
    },
  };
}
