import type { VentendeFragment } from '../gql/innsyn/graphql';
import { dagerTil } from './dager';

/** What may be waiting, in the order of how soon something must be done. A word not known here is not shown. */
const REKKEFOLGE: readonly string[] = ['KLAGEFRIST', 'INNSYN_BESVART', 'SVAR_KOMMET', 'SVAR_ONSKES'] satisfies VentendeFragment['slag'][];

/** What waits in these cases: the nearest deadline first, then what has come, the newest first, then what may be answered. */
export function iRekkefolge<S>(saker: readonly { sak: S; venter: readonly VentendeFragment[] }[], na: Date): { sak: S; en: VentendeFragment }[] {
  return saker
    .flatMap(({ sak, venter }) => venter.map((en) => ({ sak, en })))
    .filter(({ en }) => REKKEFOLGE.includes(en.slag))
    // The page may stand open over midnight.
    .filter(({ en }) => en.slag !== 'KLAGEFRIST' || (dagerTil(en.frist ?? '', na) ?? -1) >= 0)
    .toSorted(({ en: a }, { en: b }) => {
      const slag = REKKEFOLGE.indexOf(a.slag) - REKKEFOLGE.indexOf(b.slag);
      if (slag !== 0) return slag;
      return a.slag === 'KLAGEFRIST' ? tid(a.frist) - tid(b.frist) : tid(b.kom) - tid(a.kom);
    });
}

const tid = (instant: string | null | undefined): number => Date.parse(instant ?? '') || 0;

/** Without the answers that have been opened since this was read. */
export const uapnet = (venter: readonly VentendeFragment[], lest: ReadonlyMap<string, unknown>): VentendeFragment[] =>
  venter.filter((v) => v.slag !== 'SVAR_KOMMET' || !v.journalpostId || !lest.has(v.journalpostId));
