import type { Meldingstype } from '../gql/graphql';
import type { Skjematekster } from '../tekst/skjema/nb';

/** The pages of each form in order, as the last part of their address, and what is asked on each. */
const sider = {
  PRIVAT: {
    mottaker: ['kommunenummer', 'bydelsnummer'],
    'om-deg': ['telefonnummer', 'adresse', 'skjulNavn', 'tolk'],
    barn: ['barn'],
    bekymring: ['fareNa', 'temaer', 'melding', 'foresatte'],
  },
  // The concern before the guardians: whether they should be told first hangs on what it is about.
  OFFENTLIG: {
    mottaker: ['kommunenummer', 'bydelsnummer'],
    'om-deg': ['melder'],
    barn: ['barn'],
    bekymring: ['fareNa', 'temaer', 'vilkar', 'melding', 'historie', 'andreSynspunkter'],
    foresatte: ['foresatte', 'merOmForesatte'],
    hjelp: ['tolkebehov', 'tolkebeskrivelse', 'hjelpeinstanser', 'andreHjelpeinstanser'],
  },
} as const;

export type Side = keyof Skjematekster['sider']['OFFENTLIG'];

/** Where the answers are checked and sent. */
export const KONTROLL: Side = 'kontroll';
/** What one who says that the child is in danger now is shown before going on. */
export const FARE: Side = 'fare';

export const rot: Record<Meldingstype, '/privat' | '/offentlig'> = { PRIVAT: '/privat', OFFENTLIG: '/offentlig' };
export const annet: Record<Meldingstype, Meldingstype> = { PRIVAT: 'OFFENTLIG', OFFENTLIG: 'PRIVAT' };

/** The pages with questions, in order. */
export const sporsmalssider = (skjema: Meldingstype): Side[] => Object.keys(sider[skjema]) as Side[];

/** All pages that are counted: «page 2 of 5». */
export const talteSider = (skjema: Meldingstype): Side[] => [...sporsmalssider(skjema), KONTROLL];

/** The first parts of the paths of what is asked on a page. */
export const felterPa = (skjema: Meldingstype, side: Side): readonly string[] =>
  (sider[skjema] as Partial<Record<Side, readonly string[]>>)[side] ?? [];

/** The page a field is on. What is on none (the client key, say) is told where the answers are checked. */
export const sideFor = (skjema: Meldingstype, sti: readonly string[]): Side =>
  sporsmalssider(skjema).find((side) => felterPa(skjema, side).includes(sti[0] ?? '')) ?? KONTROLL;

export function nesteSide(skjema: Meldingstype, side: Side): Side {
  const alle = sporsmalssider(skjema);
  return alle[alle.indexOf(side) + 1] ?? KONTROLL;
}

export function forrigeSti(skjema: Meldingstype, side: Side): string {
  const alle = sporsmalssider(skjema);
  const forrige = alle[alle.indexOf(side) - 1];
  return forrige ? `${rot[skjema]}/${forrige}` : rot[skjema];
}
