import { useMemo } from 'react';
import { useSprak, type Sprak } from '../tekst/sprak';
import { dagerTil, osloDag } from './dager';
import { useInnsyn } from './Innsynslager';

// Made once: a formatter takes longer to make than a row to draw.
const lag = (locale: string) => {
  const med = (valg: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...valg, day: 'numeric', month: 'long', timeZone: 'Europe/Oslo' });
  return { dato: med({ year: 'numeric' }), ukedag: med({ weekday: 'long' }), ukedagOgAar: med({ weekday: 'long', year: 'numeric' }) };
};
const formater: Record<Sprak, ReturnType<typeof lag>> = { nb: lag('nb-NO'), en: lag('en-GB') };

/** Days in words, in the language in use and in Norwegian time. */
export function useDatoer() {
  const { sprak, klokkeslett } = useSprak();
  const { na } = useInnsyn();
  return useMemo(() => {
    const { dato, ukedag, ukedagOgAar } = formater[sprak];
    const aar = osloDag(na)?.slice(0, 4);
    return {
      na,
      klokkeslett,
      /** «4. desember 2026». */
      dato: (tid: string) => dato.format(new Date(tid)),
      /** «fredag 4. desember», with the year when it is another than this. */
      ukedag: (tid: string) => (osloDag(tid)?.slice(0, 4) === aar ? ukedag : ukedagOgAar).format(new Date(tid)),
      dagerTil: (tid: string) => dagerTil(tid, na),
    };
  }, [sprak, klokkeslett, na]);
}
