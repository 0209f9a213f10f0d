import { useMemo } from 'react';
import { useSprak } from '../tekst/sprak';
import { tiderPa } from '../tekst/tider';
import { dagerTil, osloDag } from './dager';
import { useInnsyn } from './Innsynslager';

/** Days in words, in the language in use and in Norwegian time. */
export function useDatoer() {
  const { sprak, klokkeslett } = useSprak();
  const { na } = useInnsyn();
  return useMemo(() => {
    const { dato, ukedag, ukedagOgAar } = tiderPa(sprak);
    const aar = osloDag(na)?.slice(0, 4);
    return {
      na,
      klokkeslett,
      /** «4. desember 2026». */
      dato,
      /** «fredag 4. desember», with the year when it is another than this. */
      ukedag: (tid: string) => (osloDag(tid)?.slice(0, 4) === aar ? ukedag : ukedagOgAar)(tid),
      dagerTil: (tid: string) => dagerTil(tid, na),
    };
  }, [sprak, klokkeslett, na]);
}
