import { Button, Card, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { useTryggramme } from '../tekst/trygg/rammetekst';
import { useSprak } from '../tekst/sprak';
import { Skjemahjelp } from './Skjemahjelp';

/** The landing page: an active choice between the two ways, since many used to pick the wrong form. */
export function Forside() {
  const { t, lenke } = useSprak();
  const { bunn } = useTryggramme();
  return (
    <Side overskrift={t.forside.tittel} fanetittel={t.forside.fanetittel} ingress={t.forside.ingress}>
      <section aria-labelledby="velg" className="valg">
        <Heading level={2} data-size="sm" id="velg">
          {t.forside.velg}
        </Heading>
        <Card className="valgkort hovedvalg">
          <Heading level={3} data-size="xs">
            {t.forside.privatTittel}
          </Heading>
          <Paragraph>{t.forside.privatTekst}</Paragraph>
          <Button asChild data-size="lg">
            <Link to={lenke('/privat')}>{t.forside.privatKnapp}</Link>
          </Button>
        </Card>
        <Card className="valgkort hovedvalg">
          <Heading level={3} data-size="xs">
            {t.forside.offentligTittel}
          </Heading>
          <Paragraph>{t.forside.offentligTekst}</Paragraph>
          <Button asChild data-size="lg">
            <Link to={lenke('/offentlig')}>{t.forside.offentligKnapp}</Link>
          </Button>
        </Card>
        <Skjemahjelp />
      </section>

      <section aria-labelledby="for">
        <Heading level={2} data-size="sm" id="for">
          {t.forside.forTittel}
        </Heading>
        <ul className="liste">
          {t.forside.for.map((punkt) => (
            <li key={punkt}>{punkt}</li>
          ))}
        </ul>
        <Paragraph>
          <Lenke til="/anonym">{bunn.anonym}</Lenke>
        </Paragraph>
        <Details>
          <Details.Summary>{t.forside.delt}</Details.Summary>
          <Details.Content>
            <Paragraph>{t.forside.deltTekst}</Paragraph>
            <Paragraph>{t.forlat.om}</Paragraph>
            <Paragraph>
              <Lenke til="/delt-enhet">{bunn.delt}</Lenke>
            </Paragraph>
          </Details.Content>
        </Details>
      </section>

      <section aria-labelledby="etter">
        <Heading level={2} data-size="sm" id="etter">
          {t.forside.etterTittel}
        </Heading>
        <ol className="steg">
          {t.forside.etter.map((punkt) => (
            <li key={punkt}>
              <Paragraph>{punkt}</Paragraph>
            </li>
          ))}
        </ol>
      </section>

      <section aria-labelledby="snakke">
        <Heading level={2} data-size="sm" id="snakke">
          {t.forside.snakkeTittel}
        </Heading>
        <Paragraph>{t.forside.snakke}</Paragraph>
      </section>
    </Side>
  );
}
