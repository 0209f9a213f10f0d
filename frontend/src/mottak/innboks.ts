import type { MottakEndretSubscription, MottakQuery, MottattFragment } from '../gql/graphql';
import { erBevist } from '../status/statusord';

export type Side = NonNullable<MottakQuery['mottak']>;
export type Endring = MottakEndretSubscription['mottakEndret'];

/** What the page knows of an inbox. */
export interface Innboks {
  rader: ReadonlyMap<string, MottattFragment>;
  antallUbekreftede: number;
  /** The lowest number fetched: below it nothing is known, and a gap there means nothing. */
  fraNr: number;
  /** Numbers that are missing, by a fresh answer from the server. */
  hull: readonly number[];
  /** Came while the page was open. */
  nye: ReadonlySet<string>;
  /** Were confirmed, by a person or by the case system's proof, while the page was open: they stay in sight. */
  nyligBekreftet: ReadonlySet<string>;
  /** For the next page; null when there is none. */
  neste: string | null;
  hentet: boolean;
  /** When the key that reports here are sealed to was last changed. */
  nokkelEndret: string | null;
}

export const tomInnboks: Innboks = {
  rader: new Map(),
  antallUbekreftede: 0,
  fraNr: Number.POSITIVE_INFINITY,
  hull: [],
  nye: new Set(),
  nyligBekreftet: new Set(),
  neste: null,
  hentet: false,
  nokkelEndret: null,
};

export type Hendelse =
  /** A page, newest first, the confirmed among them. `eldre`: it continues the ones before. */
  | { type: 'SIDE'; side: Side; eldre: boolean }
  | { type: 'ENDRING'; endring: Endring }
  | { type: 'BEKREFTET'; melding: MottattFragment };

export function innboks(for_: Innboks, hendelse: Hendelse): Innboks {
  switch (hendelse.type) {
    case 'SIDE': {
      const { edges, pageInfo, antallUbekreftede } = hendelse.side;
      const nokkelEndret = hendelse.side.nokkelEndret ?? null;
      const meldinger = edges.map((e) => e.node);
      const etter = flett(for_, meldinger, false);
      const fraNr = Math.min(for_.fraNr, ...meldinger.map((m) => m.nr));
      // A refresh of the first page must not move «show older» back to where one has been.
      const neste = hendelse.eldre || !for_.hentet ? (pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null) : for_.neste;
      return { ...etter, antallUbekreftede, nokkelEndret, fraNr, neste, hentet: true, hull: finnHull(etter.rader, fraNr) };
    }
    case 'ENDRING': {
      const { nullstill, meldinger, antallUbekreftede } = hendelse.endring;
      const etter = flett(for_, meldinger, !nullstill && for_.hentet);
      const na = new Set(finnHull(etter.rader, for_.fraNr));
      // Two reports at once may come in the wrong order. A gap is told only when a fresh page has it too.
      return { ...etter, antallUbekreftede, hull: for_.hull.filter((nr) => na.has(nr)) };
    }
    case 'BEKREFTET':
      return flett(for_, [hendelse.melding], false);
  }
}

function flett(for_: Innboks, meldinger: readonly MottattFragment[], merkNye: boolean): Innboks {
  const rader = new Map(for_.rader);
  const nye = new Set(for_.nye);
  const nyligBekreftet = new Set(for_.nyligBekreftet);
  for (const melding of meldinger) {
    const gammel = rader.get(melding.id);
    if (!gammel && merkNye) nye.add(melding.id);
    if (gammel && !erBevist(gammel.bevis) && erBevist(melding.bevis)) nyligBekreftet.add(melding.id);
    rader.set(melding.id, melding);
  }
  return { ...for_, rader, nye, nyligBekreftet };
}

/** The numbers that are missing between the lowest that was fetched and the highest that is known. */
export function finnHull(rader: ReadonlyMap<string, MottattFragment>, fraNr: number): number[] {
  const numre = new Set([...rader.values()].map((m) => m.nr).filter((nr) => nr >= fraNr));
  const hull: number[] = [];
  const siste = Math.max(...numre);
  for (let nr = fraNr; nr < siste; nr += 1) if (!numre.has(nr)) hull.push(nr);
  return hull;
}

/** Whether what came live has a gap that no page has confirmed or denied yet. */
export const harUprovdHull = ({ rader, fraNr, hull }: Innboks): boolean => {
  const kjente = new Set(hull);
  return finnHull(rader, fraNr).some((nr) => !kjente.has(nr));
};

/**
 * What is shown: those that are not proven to be here, newest first; the others among them if asked for, or if it happened
 * just now. A case system's bare «received» proves nothing.
 */
export function synlige({ rader, nyligBekreftet }: Innboks, medBekreftede: boolean): MottattFragment[] {
  return [...rader.values()]
    .filter((m) => medBekreftede || !erBevist(m.bevis) || nyligBekreftet.has(m.id))
    .toSorted((a, b) => b.nr - a.nr);
}
