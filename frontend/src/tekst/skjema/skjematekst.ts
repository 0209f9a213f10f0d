import { createContext, useContext, useMemo } from 'react';
import { lov, type Lovtabell } from '../lov';
import { useSprak } from '../sprak';
import { Tekstsett, useTekster } from '../tekstsett';
import { nb, type Skjematekster } from './nb';

/** The texts, for the references to the law that they are to show. */
export const skjematekster = new Tekstsett<(lov: Lovtabell) => Skjematekster>(nb, {
  nn: () => import('./nn').then((m) => m.nn),
  en: () => import('./en').then((m) => m.en),
  se: () => import('./se').then((m) => m.se),
});

/** The references to the law that the forms show, where administrators have written them; see Lovramme. */
export const Lovsammenheng = createContext<Lovtabell>(lov);

/** The texts of the forms, in the language in use. */
export function useSkjematekst(): Skjematekster {
  const medLov = useTekster(skjematekster, useSprak().sprak);
  const henvisninger = useContext(Lovsammenheng);
  return useMemo(() => medLov(henvisninger), [medLov, henvisninger]);
}
