import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { lesFeil, trengerInnlogging, type Feil } from '../api/feil';
import { hentIBakgrunnen, hentNytt } from '../api/hentNytt';
import {
  JournalpostDocument,
  MappeEndretDocument,
  MineMapperDocument,
  SakDocument,
  SokISakDocument,
  type PostFragment,
  type SakQueryVariables,
} from '../gql/innsyn/graphql';
import { aaretsGrenser } from './dager';
import { erBorte, lager, tomtLager, tomtSok, versjon, type Lager, type Sakinnhold, type Sok } from './lager';
import { useNa } from './useNa';

/**
 * How long the first reading waits for the socket. Read after one listens, nothing falls in between and nothing need be read
 * twice; where sockets are shut out, it is read all the same.
 */
const VENT_PA_SOKKEL_MS = 1_500;

/** A page of documents at first: what one looks for is most often among the newest. Then, when one asks for more, many. */
const FORSTE_SIDE = 10;
const NESTE_SIDER = 40;
const HOYST = 500;

interface Innsyn {
  lager: Lager;
  /** Whether one may begin to read. */
  klar: boolean;
  /** The login does not reach any more. */
  utestengt: boolean;
  /** What is counted from: today. */
  na: Date;
  lesRader: () => Promise<Feil | undefined>;
  lesSak: (id: string, sok?: Sok) => Promise<Feil | undefined>;
  /** `gjelder`: whether the answer is still wanted when it comes. */
  lesTreff: (id: string, sok: Sok, eldre: boolean, gjelder: () => boolean) => Promise<Feil | undefined>;
  lesPost: (id: string, sakId: string) => Promise<Feil | undefined>;
  /** To be told of every error: one that says that the login does not reach any more empties the pages. */
  motFeil: (feil: Feil | undefined) => Feil | undefined;
}

const Sammenheng = createContext<Innsyn | null>(null);

/** Holds what the pages show, listens for changes, and empties itself when the right to see is gone. */
export function Innsynslager({ children }: { children: ReactNode }) {
  const klient = useClient();
  const [tilstand, send] = useReducer(lager, tomtLager);
  const [klar, settKlar] = useState(false);
  const [utestengt, settUtestengt] = useState(false);
  // For the readers below, which need what is known when they are called and must not change with it. Set before the
  // effects of the pages, which are what calls them.
  const na = useRef(tilstand);
  useLayoutEffect(() => {
    na.current = tilstand;
  }, [tilstand]);

  const motFeil = useCallback((feil: Feil | undefined): Feil | undefined => {
    if (trengerInnlogging(feil)) {
      send({ type: 'TOM' });
      settUtestengt(true);
    }
    return feil;
  }, []);

  useEffect(() => {
    const frist = setTimeout(() => settKlar(true), VENT_PA_SOKKEL_MS);
    const strom = klient.subscription(MappeEndretDocument, {}).subscribe(({ data, error }) => {
      // A broken socket mends itself, and the page says meanwhile that it is not live.
      if (error) motFeil(lesFeil(error));
      if (data) send({ type: 'ENDRING', endring: data.mappeEndret });
      settKlar(true);
    });
    return () => {
      clearTimeout(frist);
      strom.unsubscribe();
    };
  }, [klient, motFeil]);

  const lesRader = useCallback(async () => {
    const vedLesning = versjon(na.current);
    const { data, error } = await hentFor(na.current.rader)(klient, MineMapperDocument, {});
    if (data) send({ type: 'RADER', rader: data.mineMapper, versjon: vedLesning });
    return motFeil(lesFeil(error));
  }, [klient, motFeil]);

  const lesSak = useCallback(
    async (id: string, valgt?: Sok) => {
      const gammel = na.current.saker.get(id)?.innhold;
      const sok = valgt ?? gammel?.sok ?? tomtSok;
      const vedLesning = versjon(na.current, id);
      const first = Math.min(Math.max(gammel?.treff.length ?? 0, FORSTE_SIDE), HOYST);
      const { data, error } = await hentFor(!valgt && gammel)(klient, SakDocument, { ...variabler(id, sok), first });
      if (data) send({ type: 'SAK', id, lest: data.mappe ?? null, sok, versjon: vedLesning });
      return motFeil(lesFeil(error));
    },
    [klient, motFeil],
  );

  const lesTreff = useCallback(
    async (id: string, sok: Sok, eldre: boolean, gjelder: () => boolean) => {
      const after = eldre ? na.current.saker.get(id)?.innhold?.neste : null;
      const { data, error } = await hentNytt(klient, SokISakDocument, { ...variabler(id, sok), first: eldre ? NESTE_SIDER : FORSTE_SIDE, after });
      if (data && gjelder()) send({ type: 'TREFF', id, treff: data.mappe?.treff ?? null, sok, eldre });
      return motFeil(lesFeil(error));
    },
    [klient, motFeil],
  );

  const lesPost = useCallback(
    async (id: string, sakId: string) => {
      const vedLesning = versjon(na.current, sakId);
      const { data, error } = await hentFor(na.current.poster.get(id))(klient, JournalpostDocument, { id });
      if (data) send({ type: 'POST', id, post: data.journalpost ?? null, versjon: vedLesning });
      return motFeil(lesFeil(error));
    },
    [klient, motFeil],
  );

  const dag = useNa();
  const verdi = useMemo<Innsyn>(
    () => ({ lager: tilstand, klar, utestengt, na: dag, lesRader, lesSak, lesTreff, lesPost, motFeil }),
    [tilstand, klar, utestengt, dag, lesRader, lesSak, lesTreff, lesPost, motFeil],
  );
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

/** What was read before is read again because the page was told of a change, and nobody asked: it is no activity. */
export const hentFor = (for_: unknown): typeof hentNytt => (for_ ? hentIBakgrunnen : hentNytt);

function variabler(id: string, { term, dokumenttyper, aar, sortering }: Sok): Omit<SakQueryVariables, 'first'> {
  const grenser = aar === null ? {} : aaretsGrenser(aar);
  return { id, term: term || null, dokumenttyper: [...dokumenttyper], sortering, ...grenser };
}

export function useInnsyn(): Innsyn {
  const innsyn = useContext(Sammenheng);
  if (!innsyn) throw new Error('useInnsyn outside Innsynslager');
  return innsyn;
}

/** Reads when it is time to, and again when asked to. */
export function useLesning(trengs: boolean, runde: string, les: () => Promise<Feil | undefined>) {
  const [feil, settFeil] = useState<Feil>();
  const igjen = useCallback(async () => settFeil(await les()), [les]);
  useEffect(() => {
    if (trengs) void igjen();
    // `runde` names what is to be read and in which version: a new one is read once, also if the last failed.
  }, [trengs, runde, igjen]);
  return { feil, igjen };
}

/** One's own cases. */
export function useSaker() {
  const { lager: na, klar, lesRader } = useInnsyn();
  const gjeldende = versjon(na);
  const trengs = na.rader?.versjon !== gjeldende || na.apnet;
  const { feil, igjen } = useLesning(klar && trengs, `${gjeldende} ${na.apnet}`, lesRader);
  return { rader: na.rader?.innhold ?? undefined, feil, igjen };
}

/** What is known of one's own cases, for one who looks at something else: read once, and again only when one has come. */
export function useAndreSaker() {
  const { lager: na, klar, lesRader } = useInnsyn();
  const kjente = new Set(na.rader?.innhold?.map((r) => r.id));
  const ukjente = na.mine ? [...na.mine].filter((id) => !kjente.has(id)) : [];
  const mangler = na.rader === null || ukjente.length > 0;
  useLesning(klar && mangler, ukjente.join(' '), lesRader);
  return na.rader?.innhold ?? [];
}

export interface Lest<T> {
  /** undefined: it is being read. null: there is none to show. */
  innhold: T | null | undefined;
  feil: Feil | undefined;
  igjen: () => Promise<void>;
}

/** One case. */
export function useSak(id: string): Lest<Sakinnhold> {
  const { lager: na, klar, lesSak } = useInnsyn();
  const borte = erBorte(na, id);
  const gjeldende = versjon(na, id);
  const lest = na.saker.get(id);
  const les = useCallback(() => lesSak(id), [lesSak, id]);
  const { feil, igjen } = useLesning(klar && !borte && lest?.versjon !== gjeldende, `${id} ${gjeldende}`, les);
  return { innhold: borte ? null : lest?.innhold, feil, igjen };
}

/** One entry of a case. */
export function usePost(sakId: string, id: string): Lest<PostFragment> {
  const { lager: na, klar, lesPost } = useInnsyn();
  const borte = erBorte(na, sakId);
  const gjeldende = versjon(na, sakId);
  const lest = na.poster.get(id);
  const les = useCallback(() => lesPost(id, sakId), [lesPost, id, sakId]);
  const { feil, igjen } = useLesning(klar && !borte && lest?.versjon !== gjeldende, `${id} ${gjeldende}`, les);
  const hit = lest?.innhold && lest.innhold.mappeId !== sakId ? null : lest?.innhold;
  return { innhold: borte ? null : hit, feil, igjen };
}
