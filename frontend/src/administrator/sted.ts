import type { Admintekster } from '../tekst/admin/nb';

interface Kommune {
  kommunenummer: string;
  navn: string;
  mottak: readonly { bydelsnummer: string; bydelsnavn: string }[];
}

/** A receiver as a person would name it; a kommune where no bydel is given; what is shared where nothing is. */
export function stedsnavn(t: Admintekster, kommuner: readonly Kommune[], kommunenummer?: string | null, bydelsnummer?: string | null, felles = t.heleLosningen): string {
  if (!kommunenummer) return felles;
  const kommune = kommuner.find((k) => k.kommunenummer === kommunenummer);
  const navn = kommune?.navn ?? kommunenummer;
  if (!bydelsnummer) return navn;
  const mottak = kommune?.mottak.find((m) => m.bydelsnummer === bydelsnummer);
  return mottaksnavn(navn, bydelsnummer, mottak?.bydelsnavn ?? bydelsnummer);
}

export const mottaksnavn = (kommunenavn: string, bydelsnummer: string, bydelsnavn: string): string =>
  bydelsnummer === '00' || bydelsnavn === kommunenavn ? kommunenavn : `${bydelsnavn}, ${kommunenavn}`;

/** A calendar day (yyyy-mm-dd) as it is written in a language. */
export function dag(sprak: string, dato: string): string {
  return new Intl.DateTimeFormat(sprak === 'nb' ? 'nb-NO' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${dato}T00:00:00Z`));
}

/** The first letter large, where a name of a thing begins a line. */
export const stor = (tekst: string): string => tekst.charAt(0).toLocaleUpperCase('nb') + tekst.slice(1);
