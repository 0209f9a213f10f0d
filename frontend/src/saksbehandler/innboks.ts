import type { MottakEndretSubscription, MottakFilter, MottakQuery, MottattFragment } from '../gql/saksbehandler/graphql';
import { erBevist } from '../status/statusord';

export type Side = NonNullable<MottakQuery['mottak']>;
export type Endring = MottakEndretSubscription['mottakEndret'];
export type Filter = Required<MottakFilter>;

export const standardfilter: Filter = { utvalg: 'VENTER', tattAvMeg: false, forsinket: false };

/** What a colleague did, or what came, while the desk was open: for saying it aloud. */
export interface Nytt {
  hva: 'KOM' | 'TATT' | 'BEKREFTET';
  nr: number;
  /** The colleague; empty when her name is not known. */
  hvem: string;
}

/** What the desk knows of an inbox. */
export interface Innboks {
  /** Kollega.id of the one who sits here. */
  meg: string | null;
  rader: ReadonlyMap<string, MottattFragment>;
  filter: Filter;
  antallUbekreftede: number;
  /** Numbers known to be there, whatever the filter: one missing among them is a missing report. */
  numre: ReadonlySet<number>;
  /** Numbers that are missing, by a fresh answer from the server. */
  hull: readonly number[];
  /** Came while the desk was open. */
  nye: ReadonlySet<string>;
  /** Left the filter while the desk was open, by what somebody did just now: they stay in sight until the filter is chosen anew. */
  blir: ReadonlySet<string>;
  nytt?: Nytt;
  /** For the next page; null when there is none. */
  neste: string | null;
  hentet: boolean;
  /** When the key that reports here are sealed to was last changed. */
  nokkelEndret: string | null;
}

export const tomInnboks: Innboks = {
  meg: null,
  rader: new Map(),
  filter: standardfilter,
  antallUbekreftede: 0,
  numre: new Set(),
  hull: [],
  nye: new Set(),
  blir: new Set(),
  neste: null,
  hentet: false,
  nokkelEndret: null,
};

export type Hendelse =
  /** Another filter was chosen: what is shown begins anew. */
  | { type: 'FILTER'; filter: Filter }
  /** A page by a filter, newest first. `eldre`: it continues the ones before. */
  | { type: 'SIDE'; side: Side; filter: Filter; eldre: boolean }
  | { type: 'ENDRING'; endring: Endring }
  /** What one did oneself. */
  | { type: 'GJORT'; melding: MottattFragment };

export function innboks(for_: Innboks, hendelse: Hendelse): Innboks {
  switch (hendelse.type) {
    case 'FILTER':
      return { ...for_, filter: hendelse.filter, rader: new Map(), nye: new Set(), blir: new Set(), neste: null, hentet: false };
    case 'SIDE':
      // An answer to a filter that was chosen before the present one.
      return hendelse.filter === for_.filter ? medSide(for_, hendelse.side, hendelse.eldre) : for_;
    case 'ENDRING':
      return medEndring(for_, hendelse.endring);
    case 'GJORT':
      return flett(for_, [hendelse.melding]);
  }
}

function medSide(for_: Innboks, side: Side, eldre: boolean): Innboks {
  const { edges, pageInfo, antallUbekreftede } = side;
  const meldinger = edges.map((e) => e.node);
  const neste = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  if (eldre) return { ...flett(for_, meldinger), antallUbekreftede, neste };
  const etter = flett(utenSpokelser(for_, side), meldinger);
  const numre = new Set([...side.numre, ...for_.numre]);
  return {
    ...etter,
    antallUbekreftede,
    numre,
    hull: finnHull(numre),
    nokkelEndret: side.nokkelEndret ?? null,
    // A refresh of the first page must not move «show older» back to where one has been.
    neste: for_.hentet ? for_.neste : neste,
    hentet: true,
  };
}

/** Rows that a fresh first page should have had, and does not, have left the filter while nothing was heard. */
function utenSpokelser(for_: Innboks, { edges, pageInfo }: Side): Innboks {
  const med = new Set(edges.map((e) => e.node.id));
  const laveste = pageInfo.hasNextPage ? Math.min(...edges.map((e) => e.node.nr)) : 0;
  const borte = [...for_.rader.values()].filter((m) => m.nr >= laveste && !med.has(m.id) && !for_.blir.has(m.id) && !for_.nye.has(m.id));
  if (borte.length === 0) return for_;
  const rader = new Map(for_.rader);
  for (const m of borte) rader.delete(m.id);
  return { ...for_, rader };
}

function medEndring(for_: Innboks, { nullstill, meldinger, antallUbekreftede }: Endring): Innboks {
  const { filter, meg } = for_;
  const live = !nullstill && for_.hentet;
  let etter: Innboks = { ...for_, antallUbekreftede };
  const nye = new Set(for_.nye);
  const numre = new Set(for_.numre);
  for (const melding of meldinger) {
    const gammel = for_.rader.get(melding.id);
    const kom = live && !gammel && !numre.has(melding.nr) && melding.nr > Math.max(0, ...numre);
    if (kom && iFilter(melding, filter, meg)) nye.add(melding.id);
    if (live) etter = { ...etter, nytt: nytt(melding, gammel, kom, meg) ?? etter.nytt };
    // Only the newest are followed: of what lies further back nothing is known.
    if (numre.size === 0 || melding.nr > Math.min(...numre)) numre.add(melding.nr);
    if (gammel || (iFilter(melding, filter, meg) && (kom || nullstill))) etter = flett(etter, [melding]);
  }
  const na = new Set(finnHull(numre));
  // Two reports at once may come in the wrong order. A gap is told only when a fresh page has it too.
  return { ...etter, nye, numre, hull: for_.hull.filter((nr) => na.has(nr)) };
}

function nytt(melding: MottattFragment, gammel: MottattFragment | undefined, kom: boolean, meg: string | null): Nytt | undefined {
  if (kom) return { hva: 'KOM', nr: melding.nr, hvem: '' };
  if (!gammel) return undefined;
  const { bekreftetAv, tattAv, nr } = melding;
  if (bekreftetAv && !gammel.bekreftetAv && bekreftetAv.id !== meg) return { hva: 'BEKREFTET', nr, hvem: bekreftetAv.navn };
  if (tattAv && tattAv.id !== gammel.tattAv?.id && tattAv.id !== meg) return { hva: 'TATT', nr, hvem: tattAv.navn };
  return undefined;
}

function flett(for_: Innboks, meldinger: readonly MottattFragment[]): Innboks {
  const rader = new Map(for_.rader);
  const blir = new Set(for_.blir);
  for (const melding of meldinger) {
    const gammel = rader.get(melding.id);
    if (gammel && !iFilter(melding, for_.filter, for_.meg)) blir.add(melding.id);
    rader.set(melding.id, melding);
  }
  return { ...for_, rader, blir };
}

/** Whether a report is one that the filter asks for, as the server would say. */
export function iFilter(m: MottattFragment, { utvalg, tattAvMeg, forsinket }: Filter, meg: string | null): boolean {
  if (forsinket && !m.forsinket) return false;
  if (tattAvMeg && (!m.tattAv || m.tattAv.id !== meg)) return false;
  switch (utvalg) {
    case 'ALLE':
      return true;
    case 'BEVIST':
      return erBevist(m.bevis);
    case 'VENTER':
      return !erBevist(m.bevis);
    case 'IKKE_APNET':
      return !erBevist(m.bevis) && !m.sistApnet;
    case 'AVVIST':
      return !erBevist(m.bevis) && m.avvist != null;
  }
}

/** The numbers that are missing between the lowest and the highest that are known. */
export function finnHull(numre: ReadonlySet<number>): number[] {
  const hull: number[] = [];
  const siste = Math.max(...numre);
  for (let nr = Math.min(...numre); nr < siste; nr += 1) if (!numre.has(nr)) hull.push(nr);
  return hull;
}

/** Whether what came live has a gap that no page has confirmed or denied yet. */
export const harUprovdHull = ({ numre, hull }: Innboks): boolean => {
  const kjente = new Set(hull);
  return finnHull(numre).some((nr) => !kjente.has(nr));
};

/** What is shown, newest first. A row that left the filter by what happened just now stays in sight. */
export const synlige = ({ rader }: Innboks): MottattFragment[] => [...rader.values()].toSorted((a, b) => b.nr - a.nr);
