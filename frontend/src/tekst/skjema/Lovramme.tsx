import { useMemo, type ReactNode } from 'react';
import { useInnhold, type Innhold } from '../../api/innhold';
import { lov, type Lovhenvisning, type Lovtabell } from '../lov';
import { Lovsammenheng } from './skjematekst';

/** Gives the forms the references that administrators have verified. Until they are read, those that came with the program. */
export function Lovramme({ children }: { children: ReactNode }) {
  const skrevet = useInnhold(null)?.lovhenvisninger;
  const tabell = useMemo(() => (skrevet ? lovtabell(skrevet) : lov), [skrevet]);
  return <Lovsammenheng value={tabell}>{children}</Lovsammenheng>;
}

/** What is not among those that are shown is not verified, whatever the program says of it. */
export function lovtabell(skrevet: Innhold['lovhenvisninger']): Lovtabell {
  const en = ([navn, innebygd]: [string, Lovhenvisning]): [string, Lovhenvisning] => {
    const ny = skrevet.find(({ nokkel }) => nokkel === navn.toUpperCase());
    if (!ny) return [navn, { ...innebygd, verifisert: false }];
    return [navn, { nb: ny.tekster.nb, en: ny.tekster.en ?? ny.tekster.nb, verifisert: true, kilde: 'administrator' }];
  };
  return Object.fromEntries(Object.entries(lov).map(en)) as Lovtabell;
}
