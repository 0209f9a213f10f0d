import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { SendKlageDocument, SendPostDocument, SendSvarDocument, type BrevFragment, type PostfeilFragment } from '../gql/innsyn/graphql';
import { slagAv, type Brevutkast, type Sted } from './brevutkast';
import { useInnsyn } from './Innsynslager';

/** What came of sending. Only SENDT is a receipt. */
export type Brevutfall =
  | { type: 'SENDT'; brev: BrevFragment }
  | { type: 'ALLEREDE'; brev: BrevFragment }
  | { type: 'FELTFEIL'; feil: readonly PostfeilFragment[] }
  | { type: 'FEIL'; feil: Feil };

/** Sends a letter. A second press while the first is under way does nothing; after a failure the same key goes again. */
export function useSendBrev(sted: Sted) {
  const klient = useClient();
  const { motFeil } = useInnsyn();
  const [sender, settSender] = useState(false);
  const underveis = useRef(false);

  const mutasjon = (nokkel: string, { skjemaNr, tekst, filer }: Brevutkast) => {
    const felles = { nokkel, skjemaNr: skjemaNr ?? -1, tekst, filer: filer.flatMap((f) => (f.id ? [f.id] : [])) };
    if (sted.slag === 'SAK') return klient.mutation(SendPostDocument, { input: { ...felles, mappeId: sted.sak.id } }).toPromise();
    const input = { ...felles, journalpostId: sted.post.id };
    const skjema = sted.post.skjemaer.find((s) => s.nr === skjemaNr);
    return skjema && slagAv(skjema, 'POST') === 'KLAGE'
      ? klient.mutation(SendKlageDocument, { input }).toPromise()
      : klient.mutation(SendSvarDocument, { input }).toPromise();
  };

  const send = async (nokkel: string, utkast: Brevutkast): Promise<Brevutfall | undefined> => {
    if (underveis.current) return undefined;
    underveis.current = true;
    settSender(true);
    try {
      const svar = await mutasjon(nokkel, utkast);
      const feil = motFeil(lesFeil(svar.error));
      if (feil) return { type: 'FEIL', feil };
      const sendt = svar.data?.sendt;
      if (sendt?.post) return { type: 'SENDT', brev: sendt.post };
      if (sendt?.alleredeSendt) return { type: 'ALLEREDE', brev: sendt.alleredeSendt };
      if (sendt?.feil.length) return { type: 'FELTFEIL', feil: sendt.feil };
      return { type: 'FEIL', feil: { kode: 'INTERN' } };
    } finally {
      underveis.current = false;
      settSender(false);
    }
  };
  return { send, sender };
}
