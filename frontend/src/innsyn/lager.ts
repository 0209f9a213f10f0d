import type {
  Dokumenttype,
  Journalpostsortering,
  MappeEndretSubscription,
  PostFragment,
  PostradFragment,
  SakQuery,
  SaksradFragment,
  TreffFragment,
} from '../gql/innsyn/graphql';

export type Endring = MappeEndretSubscription['mappeEndret'];
type Lest = NonNullable<SakQuery['mappe']>;

/** What is asked of a case's documents. It stays in memory: a word one looks for tells as much as the answer. */
export interface Sok {
  term: string;
  dokumenttyper: readonly Dokumenttype[];
  aar: number | null;
  sortering: Journalpostsortering;
}

export const tomtSok: Sok = { term: '', dokumenttyper: [], aar: null, sortering: 'DATO_DESC' };

export interface Sakinnhold {
  sak: Omit<Lest, 'alle' | 'treff'>;
  /** All of the case's entries (the newest 500), for its timeline and its dates. */
  alle: readonly PostradFragment[];
  antall: number;
  sok: Sok;
  treff: readonly PostradFragment[];
  fasetter: Pick<TreffFragment, 'antallTreff' | 'dokumenttyper' | 'perioder'>;
  /** For the next page of hits; null when there is none. */
  neste: string | null;
  /** Came while these pages were open. */
  nye: ReadonlySet<string>;
}

/** Something that was read, and how often it had been named as changed when the reading began. */
interface Lesning<T> {
  /** null: there is none such. */
  innhold: T | null;
  versjon: number;
}

/**
 * What these pages hold of a person's cases, in the memory of the page and nowhere else: gone with the session, and what is
 * no longer hers is gone at once. Each reading is written in her log, so nothing is read again that has not changed.
 */
export interface Lager {
  /** The cases that are hers, as last told; null before the first word. */
  mine: ReadonlySet<string> | null;
  /** How often all, and each case, have been named as changed. */
  alleEndret: number;
  endret: ReadonlyMap<string, number>;
  rader: Lesning<readonly SaksradFragment[]> | null;
  /** Whether something has been opened since the list was read: then less may be waiting than it says. */
  apnet: boolean;
  saker: ReadonlyMap<string, Lesning<Sakinnhold>>;
  poster: ReadonlyMap<string, Lesning<PostFragment>>;
  /** What has happened last, to be said aloud. */
  sagt: { nr: number; hva: Kunngjoring } | null;
}

export type Kunngjoring = { type: 'NYE'; titler: readonly string[] } | { type: 'ENDRET' } | { type: 'BORTE' } | { type: 'OVERSIKT' };

export const tomtLager: Lager = {
  mine: null,
  alleEndret: 0,
  endret: new Map(),
  rader: null,
  apnet: false,
  saker: new Map(),
  poster: new Map(),
  sagt: null,
};

export type Hendelse =
  | { type: 'ENDRING'; endring: Endring }
  | { type: 'RADER'; rader: readonly SaksradFragment[]; versjon: number }
  | { type: 'SAK'; id: string; lest: Lest | null; sok: Sok; versjon: number }
  | { type: 'TREFF'; id: string; treff: TreffFragment | null; sok: Sok; eldre: boolean }
  | { type: 'POST'; id: string; post: PostFragment | null; versjon: number }
  /** The right to see any of it is gone. */
  | { type: 'TOM' };

/** How often a case, or without one the list, has been named as changed: what was read before that is old. */
export function versjon({ alleEndret, endret }: Pick<Lager, 'alleEndret' | 'endret'>, id?: string): number {
  if (id !== undefined) return alleEndret + (endret.get(id) ?? 0);
  return [...endret.values()].reduce((sum, n) => sum + n, alleEndret);
}

/** Whether a case has been told to be another's, or none. Before the first word nobody knows. */
export const erBorte = ({ mine }: Pick<Lager, 'mine'>, id: string): boolean => mine !== null && !mine.has(id);

export function lager(for_: Lager, hendelse: Hendelse): Lager {
  switch (hendelse.type) {
    case 'TOM':
      return tomtLager;
    case 'ENDRING':
      return medEndring(for_, hendelse.endring);
    case 'RADER': {
      const rader = hendelse.rader.filter((r) => !erBorte(for_, r.id));
      const sagt = for_.rader && likeRader(for_.rader.innhold ?? [], rader) === false ? si(for_, { type: 'OVERSIKT' }) : for_.sagt;
      return { ...for_, rader: { innhold: rader, versjon: hendelse.versjon }, apnet: false, sagt };
    }
    case 'SAK':
      return medSak(for_, hendelse);
    case 'TREFF': {
      const { id, treff, sok, eldre } = hendelse;
      const lest = for_.saker.get(id);
      if (!lest?.innhold || !treff) return for_;
      const rader = treff.edges.map((e) => e.node);
      const innhold = { ...lest.innhold, sok, ...utvalg(treff), treff: eldre ? [...lest.innhold.treff, ...rader] : rader };
      return { ...for_, saker: new Map(for_.saker).set(id, { ...lest, innhold }) };
    }
    case 'POST': {
      const { id, post } = hendelse;
      // An answer that was under way when the case was taken away.
      if (post && erBorte(for_, post.mappeId)) return for_;
      return { ...for_, apnet: true, poster: new Map(for_.poster).set(id, { innhold: post, versjon: hendelse.versjon }) };
    }
  }
}

function medEndring(for_: Lager, { nullstill, mapper, endret }: Endring): Lager {
  const mine = new Set(mapper);
  const na = new Map(for_.endret);
  for (const id of endret) na.set(id, (na.get(id) ?? 0) + 1);
  // One that is new here is news for the list, though no event need name it as changed.
  for (const id of mapper) if (for_.mine && !for_.mine.has(id) && !endret.includes(id)) na.set(id, (na.get(id) ?? 0) + 1);
  const saker = new Map([...for_.saker].filter(([id]) => mine.has(id)));
  const poster = new Map([...for_.poster].filter(([, { innhold }]) => innhold === null || mine.has(innhold.mappeId)));
  const rader = for_.rader && { ...for_.rader, innhold: (for_.rader.innhold ?? []).filter((r) => mine.has(r.id)) };
  const mistet =
    [...for_.saker].some(([id, { innhold }]) => innhold !== null && !mine.has(id)) ||
    [...for_.poster.values()].some(({ innhold }) => innhold !== null && !mine.has(innhold.mappeId)) ||
    (for_.rader?.innhold ?? []).some((r) => !mine.has(r.id));
  return {
    mine,
    alleEndret: for_.alleEndret + (nullstill ? 1 : 0),
    endret: na,
    rader,
    apnet: for_.apnet,
    saker,
    poster,
    sagt: mistet ? si(for_, { type: 'BORTE' }) : for_.sagt,
  };
}

function medSak(for_: Lager, { id, lest, sok, versjon: vedLesning }: Extract<Hendelse, { type: 'SAK' }>): Lager {
  if (lest && erBorte(for_, id)) return for_;
  if (!lest) return { ...for_, saker: new Map(for_.saker).set(id, { innhold: null, versjon: vedLesning }) };
  const { alle, treff, ...sak } = lest;
  const gammel = for_.saker.get(id)?.innhold;
  const kjente = new Set(gammel?.alle.map((p) => p.id));
  const poster = alle.edges.map((e) => e.node);
  const kommet = gammel ? poster.filter((p) => !kjente.has(p.id)) : [];
  const innhold: Sakinnhold = {
    sak,
    alle: poster,
    antall: alle.antallTreff,
    sok,
    treff: treff.edges.map((e) => e.node),
    ...utvalg(treff),
    nye: new Set([...(gammel?.nye ?? []), ...kommet.map((p) => p.id)]),
  };
  const hva: Kunngjoring = kommet.length ? { type: 'NYE', titler: kommet.map((p) => p.tittel) } : { type: 'ENDRET' };
  return {
    ...for_,
    apnet: true,
    saker: new Map(for_.saker).set(id, { innhold, versjon: vedLesning }),
    sagt: gammel && !likSak(gammel, innhold) ? si(for_, hva) : for_.sagt,
  };
}

const utvalg = ({ antallTreff, dokumenttyper, perioder, pageInfo }: TreffFragment) => ({
  fasetter: { antallTreff, dokumenttyper, perioder },
  neste: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
});

const si = (for_: Lager, hva: Kunngjoring) => ({ nr: (for_.sagt?.nr ?? 0) + 1, hva });

// After a break in the connection all is read again, and most often nothing is new: then nothing is said.
// What waits is less when something has been opened, which is no news.
const utenVenter = (navn: string, verdi: unknown) => (navn === 'venter' ? undefined : verdi);
const likSak = (a: Sakinnhold, b: Sakinnhold): boolean => JSON.stringify([a.sak, a.alle], utenVenter) === JSON.stringify([b.sak, b.alle], utenVenter);
const likeRader = (a: readonly SaksradFragment[], b: readonly SaksradFragment[]): boolean => JSON.stringify(a, utenVenter) === JSON.stringify(b, utenVenter);
