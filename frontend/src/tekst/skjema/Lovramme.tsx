import { useMemo, type ReactNode } from 'react';
import { useInnhold, type Innhold } from '../../api/innhold';
import { lov, type Lovhenvisning, type Lovtabell } from '../lov';
import type { Sprak } from '../sprakkode';
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
    return [navn, { ...paAlleSprak(ny.tekster, innebygd), verifisert: true, kilde: 'administrator' }];
  };
  return Object.fromEntries(Object.entries(lov).map(en)) as Lovtabell;
}

/**
 * A language that is not written has the program's own words, as long as those in bokmål are the program's too. Otherwise they
 * may name another paragraph than the one that was verified, and bokmål is shown.
 */
function paAlleSprak(skrevet: Innhold['lovhenvisninger'][number]['tekster'], innebygd: Lovhenvisning): Record<Sprak, string> {
  const ellers = (sprak: Sprak) => skrevet[sprak] || (skrevet.nb === innebygd.nb ? innebygd[sprak] : skrevet.nb);
  return { nb: skrevet.nb, nn: ellers('nn'), en: ellers('en'), se: ellers('se') };
}
