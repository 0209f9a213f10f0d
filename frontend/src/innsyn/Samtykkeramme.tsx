import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import {
  AvslaSamtykkeDocument,
  GiSamtykkeDocument,
  MineSamtykkerDocument,
  SamtykkeDocument,
  SamtykkeEndretDocument,
  TrekkSamtykkeDocument,
  type SamtykkeFragment,
  type Samtykkehindring,
} from '../gql/innsyn/graphql';
import { erBorte, versjon } from './lager';
import { hentFor, useInnsyn, useLesning, type Lest } from './Innsynslager';
import { samtykkelager, tomtSamtykkelager, type Samtykkelager } from './samtykkelager';

export type Handling = 'GI' | 'AVSLA' | 'TREKK';
const dokumentet = { GI: GiSamtykkeDocument, AVSLA: AvslaSamtykkeDocument, TREKK: TrekkSamtykkeDocument };

export type Svarutfall = { type: 'GJORT' } | { type: 'HINDRET'; hindring: Samtykkehindring } | { type: 'FEIL'; feil: Feil };

interface Samtykker {
  lager: Samtykkelager;
  klar: boolean;
  lesRader: () => Promise<Feil | undefined>;
  les: (id: string) => Promise<Feil | undefined>;
  /** `lest` is the versjon of what she has read. The same act twice is one act, so it may be tried again after an answer that was lost. */
  svar: (id: string, handling: Handling, lest: string) => Promise<Svarutfall>;
}

const Sammenheng = createContext<Samtykker | null>(null);

/** As long as Innsynslager waits, and for the same reason. */
const VENT_PA_SOKKEL_MS = 1_500;

/** Holds a person's consents and listens for changes. Inside Innsynslager, and gone with it. */
export function Samtykkeramme({ children }: { children: ReactNode }) {
  const klient = useClient();
  const { motFeil } = useInnsyn();
  const [tilstand, send] = useReducer(samtykkelager, tomtSamtykkelager);
  const [klar, settKlar] = useState(false);
  const na = useRef(tilstand);
  useLayoutEffect(() => {
    na.current = tilstand;
  }, [tilstand]);

  useEffect(() => {
    const frist = setTimeout(() => settKlar(true), VENT_PA_SOKKEL_MS);
    const strom = klient.subscription(SamtykkeEndretDocument, {}).subscribe(({ data, error }) => {
      if (error) motFeil(lesFeil(error));
      if (data) send({ type: 'ENDRING', endring: data.samtykkeEndret });
      settKlar(true);
    });
    return () => {
      clearTimeout(frist);
      strom.unsubscribe();
    };
  }, [klient, motFeil]);

  const lesRader = useCallback(async () => {
    const vedLesning = versjon(na.current);
    const { data, error } = await hentFor(na.current.rader)(klient, MineSamtykkerDocument, {});
    if (data) send({ type: 'RADER', rader: data.mineSamtykker, versjon: vedLesning });
    return motFeil(lesFeil(error));
  }, [klient, motFeil]);

  const les = useCallback(
    async (id: string) => {
      const vedLesning = versjon(na.current, id);
      const { data, error } = await hentFor(na.current.lest.get(id))(klient, SamtykkeDocument, { id });
      if (data) send({ type: 'LEST', id, samtykke: data.samtykke ?? null, versjon: vedLesning });
      return motFeil(lesFeil(error));
    },
    [klient, motFeil],
  );

  const svar = useCallback(
    async (id: string, handling: Handling, lest: string): Promise<Svarutfall> => {
      const { data, error } = await klient.mutation(dokumentet[handling], { input: { id, versjon: lest } }).toPromise();
      const feil = motFeil(lesFeil(error));
      if (feil || !data) return { type: 'FEIL', feil: feil ?? { kode: 'INTERN' } };
      send({ type: 'SVART', samtykke: data.svar.samtykke });
      return data.svar.hindring ? { type: 'HINDRET', hindring: data.svar.hindring } : { type: 'GJORT' };
    },
    [klient, motFeil],
  );

  const verdi = useMemo<Samtykker>(() => ({ lager: tilstand, klar, lesRader, les, svar }), [tilstand, klar, lesRader, les, svar]);
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

function useSammenheng(): Samtykker {
  const samtykker = useContext(Sammenheng);
  if (!samtykker) throw new Error('consents outside Samtykkeramme');
  return samtykker;
}

/** One's own consents; undefined until they are read. */
export function useSamtykker() {
  const { lager, klar, lesRader } = useSammenheng();
  const gjeldende = versjon(lager);
  // Nobody who has none is asked about: then the socket has said so, and there is nothing to read or to log.
  const ingen = lager.mine?.size === 0;
  const { feil, igjen } = useLesning(klar && !ingen && lager.rader?.versjon !== gjeldende, `${gjeldende}`, lesRader);
  return { rader: ingen ? [] : lager.rader?.innhold, feil, igjen };
}

/** One consent, and the ways to answer it. */
export function useSamtykke(id: string): Lest<SamtykkeFragment> & Pick<Samtykker, 'svar'> & { sagt: number } {
  const { lager, klar, les, svar } = useSammenheng();
  const borte = erBorte(lager, id);
  const gjeldende = versjon(lager, id);
  const lest = lager.lest.get(id);
  const lesDen = useCallback(() => les(id), [les, id]);
  const { feil, igjen } = useLesning(klar && !borte && lest?.versjon !== gjeldende, `${id} ${gjeldende}`, lesDen);
  return { innhold: borte ? null : lest?.innhold, feil, igjen, svar, sagt: lager.sagt };
}
