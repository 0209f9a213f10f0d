import type { SamtykkeEndretSubscription, SamtykkeFragment, SamtykkeradFragment } from '../gql/innsyn/graphql';
import { erBorte, versjon } from './lager';

/** What these pages hold of a person's consents, in memory alone, as `Lager` does of her cases. */
export interface Samtykkelager {
  /** Those that are hers, as last told; null before the first word. */
  mine: ReadonlySet<string> | null;
  alleEndret: number;
  endret: ReadonlyMap<string, number>;
  rader: { innhold: readonly SamtykkeradFragment[]; versjon: number } | null;
  lest: ReadonlyMap<string, { innhold: SamtykkeFragment | null; versjon: number }>;
  /** How often one that was being shown turned out to be another than before, by somebody else's act or by the calendar. */
  sagt: number;
}

export const tomtSamtykkelager: Samtykkelager = {
  mine: null,
  alleEndret: 0,
  endret: new Map(),
  rader: null,
  lest: new Map(),
  sagt: 0,
};

export type Samtykkehendelse =
  | { type: 'ENDRING'; endring: SamtykkeEndretSubscription['samtykkeEndret'] }
  | { type: 'RADER'; rader: readonly SamtykkeradFragment[]; versjon: number }
  | { type: 'LEST'; id: string; samtykke: SamtykkeFragment | null; versjon: number }
  /** The answer to an act of one's own: it is news to nobody. */
  | { type: 'SVART'; samtykke: SamtykkeFragment };

export function samtykkelager(for_: Samtykkelager, hendelse: Samtykkehendelse): Samtykkelager {
  switch (hendelse.type) {
    case 'ENDRING': {
      const { nullstill, samtykker, endret } = hendelse.endring;
      const mine = new Set(samtykker);
      const na = new Map(for_.endret);
      for (const id of endret) na.set(id, (na.get(id) ?? 0) + 1);
      for (const id of samtykker) if (for_.mine && !for_.mine.has(id) && !endret.includes(id)) na.set(id, (na.get(id) ?? 0) + 1);
      return {
        ...for_,
        mine,
        alleEndret: for_.alleEndret + (nullstill ? 1 : 0),
        endret: na,
        rader: for_.rader && { ...for_.rader, innhold: for_.rader.innhold.filter((r) => mine.has(r.id)) },
        lest: new Map([...for_.lest].filter(([id]) => mine.has(id))),
      };
    }
    case 'RADER':
      return { ...for_, rader: { innhold: hendelse.rader.filter((r) => !erBorte(for_, r.id)), versjon: hendelse.versjon } };
    case 'LEST': {
      const { id, samtykke } = hendelse;
      if (samtykke && erBorte(for_, id)) return for_;
      const gammel = for_.lest.get(id)?.innhold;
      const nytt = gammel && samtykke && JSON.stringify(gammel) !== JSON.stringify(samtykke);
      return {
        ...for_,
        lest: new Map(for_.lest).set(id, { innhold: samtykke, versjon: hendelse.versjon }),
        sagt: for_.sagt + (nytt ? 1 : 0),
      };
    }
    case 'SVART': {
      const { samtykke } = hendelse;
      if (erBorte(for_, samtykke.id)) return for_;
      // As old as what it takes the place of: the event of one's own act has yet to come, and may tell of more than it.
      const gammel = for_.lest.get(samtykke.id);
      return {
        ...for_,
        lest: new Map(for_.lest).set(samtykke.id, { innhold: samtykke, versjon: gammel?.versjon ?? versjon(for_, samtykke.id) }),
        rader: for_.rader && {
          ...for_.rader,
          innhold: for_.rader.innhold.map((r) => (r.id === samtykke.id ? { ...r, ...radAv(samtykke) } : r)),
        },
      };
    }
  }
}

const radAv = ({ svar, status, kanGi, kanTrekke, historikk }: SamtykkeFragment) => ({ svar, status, kanGi, kanTrekke, historikk });

/** Those that wait for her, the nearest deadline first. */
export const ventende = (rader: readonly SamtykkeradFragment[]): SamtykkeradFragment[] =>
  rader.filter((r) => r.kanGi).toSorted((a, b) => a.akseptfrist.localeCompare(b.akseptfrist));

/**
 * Those of a case: by the entries they are about. One whose entry has not come says only which kommune it is, and is then
 * shown with all of her cases there rather than with none.
 */
export const forSak = (
  rader: readonly SamtykkeradFragment[],
  sak: { kommunenummer: string },
  poster: readonly { id: string }[],
): SamtykkeradFragment[] => {
  const ider = new Set(poster.map((p) => p.id));
  return rader.filter((r) =>
    r.dokumenter.length ? r.dokumenter.some((d) => ider.has(d.journalpostId)) : r.kommunenummer === sak.kommunenummer,
  );
};
