import type { BrevFragment, ForesporselFragment, PostradFragment, SamtykkeradFragment } from '../gql/innsyn/graphql';

/** A line of a case's timeline: what the case system has put there, or an act of one's own. */
export type Tidslinjerad = { id: string; tid: string | null } & (
  | { slag: 'POST'; post: PostradFragment }
  | { slag: 'BREV'; brev: BrevFragment }
  | { slag: 'INNSYN'; foresporsel: ForesporselFragment }
  | { slag: 'SAMTYKKE'; samtykke: SamtykkeradFragment; linje: SamtykkeradFragment['historikk'][number] }
);

interface Kilder {
  poster: readonly PostradFragment[];
  brev: readonly BrevFragment[];
  foresporsler: readonly ForesporselFragment[];
  samtykker: readonly SamtykkeradFragment[];
}

/** Newest first; what has no date is last, and what is equally old stands as it stood in its list. */
export function tidslinjen({ poster, brev, foresporsler, samtykker }: Kilder): Tidslinjerad[] {
  const rader: Tidslinjerad[] = [
    ...brev.map((b): Tidslinjerad => ({ slag: 'BREV', id: b.id, tid: b.sendt, brev: b })),
    ...foresporsler.map((f): Tidslinjerad => ({ slag: 'INNSYN', id: f.id, tid: f.sendt, foresporsel: f })),
    ...samtykker.flatMap((samtykke) =>
      // That she was asked is the entry it came with; that its dates were changed is on its own page.
      samtykke.historikk
        .filter((linje) => linje.svar)
        .map((linje, i): Tidslinjerad => ({ slag: 'SAMTYKKE', id: `${samtykke.id} ${i}`, tid: linje.tidspunkt, samtykke, linje })),
    ),
    ...poster.filter((p) => p.tidslinje).map((p): Tidslinjerad => ({ slag: 'POST', id: p.id, tid: p.dato, post: p })),
  ];
  const nar = ({ tid }: Tidslinjerad) => (tid === null ? -Infinity : Date.parse(tid));
  // Not by subtraction: two without a date are as old as each other, and no number.
  return rader.toSorted((a, b) => (nar(a) === nar(b) ? 0 : nar(a) < nar(b) ? 1 : -1));
}
