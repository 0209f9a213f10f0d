import type { Meldingstype } from '../../gql/graphql';
import { tomForesatt, tomt, tomtOffentligBarn, tomtPrivatBarn, type SvarFor } from '../svar/svar';

/** The version of what is written in a draft. A change that an older page would misread gets a new number. */
export const SKJEMAVERSJON = 1;

/** A draft's content: the answers, and the page one was on. */
export interface Innhold<S extends Meldingstype> {
  svar: SvarFor[S];
  side: string;
}

export const skrivInnhold = <S extends Meldingstype>({ svar, side }: Innhold<S>): string => JSON.stringify({ svar, side });

/**
 * Reads what a page of this version, perhaps an older build of it, has written: a field that was not there then is empty,
 * and one that is no longer there is left. Throws on what is no draft at all.
 */
export function lesInnhold<S extends Meldingstype>(skjema: S, innhold: string): Innhold<S> {
  const lest = JSON.parse(innhold) as { svar?: unknown; side?: unknown };
  if (typeof lest.svar !== 'object' || lest.svar === null) throw new Error('a draft without answers');
  const mal = {
    barn: skjema === 'PRIVAT' ? tomtPrivatBarn(1) : tomtOffentligBarn(1),
    foresatte: tomForesatt(1),
  };
  return {
    svar: iForm(tomt[skjema](), lest.svar, mal) as SvarFor[S],
    side: typeof lest.side === 'string' && /^[a-z-]*$/.test(lest.side) ? lest.side : '',
  };
}

/** The value, in the form of the empty one. `maler` are the empty items of the lists that hold objects. */
function iForm(tom: unknown, verdi: unknown, maler: Record<string, unknown>): unknown {
  if (Array.isArray(tom)) return Array.isArray(verdi) ? verdi : tom;
  // Null is a question not answered: what answers it is of another type.
  if (tom === null) return verdi ?? null;
  if (typeof tom !== 'object') return typeof verdi === typeof tom ? verdi : tom;
  if (typeof verdi !== 'object' || verdi === null) return tom;
  return Object.fromEntries(
    Object.entries(tom).map(([navn, tomt_]) => {
      const her = (verdi as Record<string, unknown>)[navn];
      const mal = maler[navn];
      if (mal && Array.isArray(tomt_)) {
        return [navn, Array.isArray(her) && her.length ? her.map((v) => iForm(mal, v, {})) : tomt_];
      }
      return [navn, iForm(tomt_, her, {})];
    }),
  );
}
