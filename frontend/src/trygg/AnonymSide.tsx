import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { Side } from '../ramme/Side';
import { useTryggtekst } from '../tekst/trygg/tryggtekst';
import { useSprak } from '../tekst/sprak';
import { Punkter } from './Deler';

/** The three levels of anonymity, told before anybody logs in, and the ways that do not go through here. */
export function AnonymSide() {
  const { lenke } = useSprak();
  const t = useTryggtekst().anonym;
  return (
    <Side overskrift={t.tittel} fanetittel={t.fanetittel} ingress={t.ingress}>
      <section>
        <Heading level={2} data-size="sm">
          {t.nivaTittel}
        </Heading>
        <ol className="steg">
          {t.niva.map(({ tittel, tekst }) => (
            <li key={tittel}>
              <Heading level={3} data-size="2xs">
                {tittel}
              </Heading>
              <Paragraph>{tekst}</Paragraph>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <Heading level={2} data-size="sm">
          {t.grenserTittel}
        </Heading>
        <Punkter punkter={t.grenser} />
      </section>
      <section>
        <Heading level={2} data-size="sm">
          {t.utenTittel}
        </Heading>
        <Punkter punkter={t.uten} />
      </section>
      <section>
        <Heading level={2} data-size="sm">
          {t.brevTittel}
        </Heading>
        <Punkter punkter={t.brev} />
        <Button asChild variant="secondary" className="alene">
          <Link to={lenke('/anonym/skjema')}>{t.blankettKnapp}</Link>
        </Button>
      </section>
      <section>
        <Heading level={2} data-size="sm">
          {t.innloggetTittel}
        </Heading>
        <Paragraph>{t.innlogget}</Paragraph>
        <Button asChild className="alene">
          <Link to={lenke('/')}>{t.innloggetKnapp}</Link>
        </Button>
      </section>
    </Side>
  );
}
