import { Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useInnhold } from '../api/innhold';
import { hastenumre } from '../ramme/hastenumre';
import { Side } from '../ramme/Side';
import { useTryggtekst } from '../tekst/trygg/tryggtekst';
import { useSprak } from '../tekst/sprak';
import { Deler } from './Deler';

/** Whom to call, on a page of its own: with the helplines' own pages, where their opening hours stand. */
export function HasterSide() {
  const { t, sprak } = useSprak();
  const tekst = useTryggtekst().haster;
  const innhold = useInnhold(null);
  return (
    <Side overskrift={tekst.tittel} fanetittel={tekst.fanetittel} ingress={tekst.ingress}>
      <section>
        <Heading level={2} data-size="sm">
          {tekst.numre}
        </Heading>
        <ul className="numre">
          {hastenumre(t, sprak, innhold?.hjelpelinjer).map(({ vis, ring, hvem, lang, nettside }) => (
            <li key={ring}>
              <a href={ring} className="haster-nummer">
                {vis}
              </a>
              <span lang={lang}>{hvem}</span>
              {nettside && (
                <Link href={nettside} rel="noreferrer">
                  {new URL(nettside).hostname.replace(/^www\./, '')}
                </Link>
              )}
            </li>
          ))}
        </ul>
        <Paragraph>{tekst.fraUtlandet}</Paragraph>
      </section>
      <Deler deler={tekst.deler} />
      <p>
        <Link href="https://www.barnevernvakten.no/" rel="noreferrer">
          {tekst.vaktLenke}
        </Link>
      </p>
    </Side>
  );
}
