import type { MeldingerFilter } from '../gql/administrator/graphql';

/** The search as it stands in the form: empty where nothing is chosen. */
export interface Sok {
  sok: string;
  kommunenummer: string;
  bydelsnummer: string;
  tilstand: string;
  bevis: string;
  kanal: string;
  type: string;
  advarsel: string;
  /** Days, yyyy-mm-dd, both counted. */
  fra: string;
  til: string;
}

export const tomtSok: Sok = { sok: '', kommunenummer: '', bydelsnummer: '', tilstand: '', bevis: '', kanal: '', type: '', advarsel: '', fra: '', til: '' };

/** What stands for «any warning» among the kinds of them. */
export const NOEN = 'NOEN';

/** The instant a day begins in Norway. The clock there is one or two hours ahead: the one that gives midnight is right. */
export function dognstart(dag: string): string {
  const midnatt = Date.parse(`${dag}T00:00:00Z`);
  const timen = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/Oslo' });
  const forskyvning = [1, 2].find((t) => Number(timen.format(midnatt - t * 3_600_000)) === 0) ?? 1;
  return new Date(midnatt - forskyvning * 3_600_000).toISOString();
}

const dagenEtter = (dag: string): string => new Date(Date.parse(`${dag}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The search as it is asked: only what is chosen. */
export function tilFilter(s: Sok): MeldingerFilter {
  const valgt = Object.entries({ sok: s.sok.trim(), kommunenummer: s.kommunenummer, bydelsnummer: s.bydelsnummer, tilstand: s.tilstand, bevis: s.bevis, kanal: s.kanal, type: s.type }).filter(([, v]) => v);
  return {
    ...Object.fromEntries(valgt),
    ...(s.advarsel === NOEN ? { medAdvarsel: true } : s.advarsel && { advarsel: s.advarsel }),
    ...(s.fra && { fra: dognstart(s.fra) }),
    ...(s.til && { til: dognstart(dagenEtter(s.til)) }),
  } as MeldingerFilter;
}

/** A reference, or enough of one, as the server asks. */
export const kanSokes = (sok: string): boolean => sok.trim() === '' || /^[\da-f-]{8,36}$/i.test(sok.trim());
