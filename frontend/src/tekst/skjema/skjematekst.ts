import { createContext, useContext, useMemo } from 'react';
import { lov, type Lovtabell } from '../lov';
import { useSprak, type Sprak } from '../sprak';
import { en } from './en';
import { nb, type Skjematekster } from './nb';

const medHenvisninger = { nb, en } satisfies Record<Sprak, (lov: Lovtabell) => Skjematekster>;

/** The texts with the references that came with the program. */
export const skjematekster: Record<Sprak, Skjematekster> = { nb: nb(lov), en: en(lov) };

/** The references to the law that the forms show, where administrators have written them; see Lovramme. */
export const Lovsammenheng = createContext<Lovtabell>(lov);

/** The texts of the forms, in the language in use. */
export function useSkjematekst(): Skjematekster {
  const { sprak } = useSprak();
  const henvisninger = useContext(Lovsammenheng);
  return useMemo(
    () => (henvisninger === lov ? skjematekster[sprak] : medHenvisninger[sprak](henvisninger)),
    [henvisninger, sprak],
  );
}
