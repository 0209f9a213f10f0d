import type { Client } from 'urql';
import { lesFeil, type Feil } from '../../api/feil';
import { hentIBakgrunnen, hentNytt } from '../../api/hentNytt';
import { medHoder } from '../../api/person';
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
  /** It is longer than any draft: to try again is no use until it is shorter. */
  | { type: 'FOR_LANG' }
  | { type: 'FEIL'; feil: Feil };

/** Who has typed what is sent: the server takes it from nobody else. */
export interface Avsender {
  eier: string | undefined;
}

/** What the keeper of a draft needs of the server. None of these throws. */
export interface Utkasttjener {
  /** `bakgrunn`: no person has asked for it, so it is no activity. */
  hent(skjema: Meldingstype, hvordan?: { bakgrunn: boolean }): Promise<{ utkast: UtkastFragment | null } | { feil: Feil }>;
  lagre(input: LagreUtkastInput, hvem: Avsender & { bakgrunn: boolean }): Promise<Lagresvar>;
  slett(klientnokkel: string, hvem: Avsender): Promise<Feil | undefined>;
}

export function lagUtkasttjener(klient: Client): Utkasttjener {
  return {
    async hent(skjema, hvordan) {
      const { data, error } = await (hvordan?.bakgrunn ? hentIBakgrunnen : hentNytt)(klient, UtkastDocument, { skjema });
      return data ? { utkast: data.utkast ?? null } : { feil: lesFeil(error) ?? { kode: 'INTERN' } };
    },

    async lagre(input, hvem) {
      const { data, error } = await klient.mutation(LagreUtkastDocument, { input }, medHoder(hvem)).toPromise();
      const svar = data?.lagreUtkast;
      if (svar?.utkast) return { type: 'LAGRET', lagret: svar.utkast.lagret, utloper: svar.utkast.utloper };
      if (svar?.nyere) return { type: 'NYERE', nyere: svar.nyere };
      if (svar?.alleredeSendt) return { type: 'ALLEREDE_SENDT', melding: svar.alleredeSendt };
      const feil = lesFeil(error);
      // The whole request has a limit too, which is met before the draft's own.
      if (feil?.kode === 'FOR_MYE' || svar?.feil.some(({ kode }) => kode === 'FOR_LANG')) return { type: 'FOR_LANG' };
      return { type: 'FEIL', feil: feil ?? { kode: 'INTERN' } };
    },

    async slett(klientnokkel, hvem) {
      const { error } = await klient.mutation(SlettUtkastDocument, { input: { klientnokkel } }, medHoder(hvem)).toPromise();
      return lesFeil(error);
    },
  };
}
