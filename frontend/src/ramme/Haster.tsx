import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useInnhold } from '../api/innhold';
import { useSprak } from '../tekst/sprak';
import { hastenumre } from './hastenumre';
import { Lenke } from './Lenke';
import { Nummerliste } from './Nummerliste';
import { useStille } from './useStille';

/**
 * «Hvis det haster», on every page. The numbers are links, so that a phone calls them. Administrators can write them anew; what
 * stands here is for before that is read, and for when nothing can be: nobody may look for 112 in vain.
 */
export function Haster() {
  const { t, sprak } = useSprak();
  const innhold = useStille(useInnhold(null));
  return (
    <aside className="haster" aria-labelledby="haster-tittel">
      <Heading level={2} data-size="2xs" id="haster-tittel">
        <Lenke til="/hvis-det-haster">{t.haster.tittel}</Lenke>
      </Heading>
      <Paragraph data-size="sm" className="haster-innledning">
        {t.haster.innledning}
      </Paragraph>
      <Nummerliste numre={hastenumre(t, sprak, innhold?.hjelpelinjer)} />
      <Paragraph data-size="xs" className="haster-barn">
        {t.haster.barnTillegg}
      </Paragraph>
      <Paragraph data-size="sm">
        <Link href="https://www.barnevernvakten.no/" rel="noreferrer">
          {t.haster.barnevernvakt}
        </Link>
      </Paragraph>
    </aside>
  );
}
