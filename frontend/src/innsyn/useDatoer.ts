import { useEffect, useMemo, useState } from 'react';
import { useSprak, type Sprak } from '../tekst/sprak';
import { dagerTil, osloDag } from './dager';

const locale: Record<Sprak, string> = { nb: 'nb-NO', en: 'en-GB' };
const timeZone = 'Europe/Oslo';

/** Days in words, in the language in use and in Norwegian time. */
export function useDatoer() {
  const { sprak, klokkeslett } = useSprak();
  const na = useNa();
  return useMemo(() => {
    const hel = new Intl.DateTimeFormat(locale[sprak], { day: 'numeric', month: 'long', year: 'numeric', timeZone });
    const uke = new Intl.DateTimeFormat(locale[sprak], { weekday: 'long', day: 'numeric', month: 'long', timeZone });
    const ukeAar = new Intl.DateTimeFormat(locale[sprak], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone });
    const aar = osloDag(na)?.slice(0, 4);
    return {
      na,
      klokkeslett,
      /** «4. desember 2026». */
      dato: (tid: string) => hel.format(new Date(tid)),
      /** «fredag 4. desember», with the year when it is another than this. */
      ukedag: (tid: string) => (osloDag(tid)?.slice(0, 4) === aar ? uke : ukeAar).format(new Date(tid)),
      dagerTil: (tid: string) => dagerTil(tid, na),
    };
  }, [sprak, klokkeslett, na]);
}

const SE_ETTER_MS = 60_000;

/** Today, and another day when it is tomorrow: a page may stand open overnight, and a deadline runs out meanwhile. */
function useNa(): Date {
  const [na, settNa] = useState(() => new Date());
  useEffect(() => {
    const klokke = setInterval(() => settNa((for_) => (osloDag(for_) === osloDag(new Date()) ? for_ : new Date())), SE_ETTER_MS);
    return () => clearInterval(klokke);
  }, []);
  return na;
}
