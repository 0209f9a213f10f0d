import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useInnhold } from '../api/innhold';
import { useSprak } from '../tekst/sprak';

/**
 * «Hvis det haster», on every page. The numbers are links, so that a phone calls them. Administrators can write them anew; what
 * stands here is for before that is read, and for when nothing can be: nobody may look for 112 in vain.
 */
export function Haster() {
  const { t, sprak } = useSprak();
  const skrevet = useInnhold(null)?.hjelpelinjer.map(({ telefon, tekster }) => ({ vis: telefon, ring: `tel:${telefon.replaceAll(' ', '')}`, hvem: tekster[sprak] ?? tekster.nb }));
  const egne = [
    { vis: '112', ring: 'tel:112', hvem: t.haster.liv },
    { vis: '02800', ring: 'tel:02800', hvem: t.haster.vakt },
    { vis: '116 111', ring: 'tel:116111', hvem: t.haster.barn },
  ];
  const numre = skrevet?.some(({ ring }) => ring === 'tel:112') ? skrevet : egne;
  return (
    <aside className="haster" aria-labelledby="haster-tittel">
      <Heading level={2} data-size="2xs" id="haster-tittel">
        {t.haster.tittel}
      </Heading>
      <Paragraph data-size="sm" className="haster-innledning">
        {t.haster.innledning}
      </Paragraph>
      <ul>
        {numre.map(({ vis, ring, hvem }) => (
          <li key={ring}>
            <a href={ring} className="haster-nummer">
              {vis}
            </a>
            <span>{hvem}</span>
          </li>
        ))}
      </ul>
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
