import { Alert, Button, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { useSprak } from '../tekst/sprak';

/** As WCAG 2.2.1 asks: a warning in good time, and one press to go on. */
const VARSLE_SEKUNDER = 5 * 60;

export function Utloper() {
  const { t, lenke } = useSprak();
  const { slutterOm, kanFornyes, forny, meg, ryddet, lestRyddet } = useSesjon();
  const snart = slutterOm !== undefined && slutterOm <= VARSLE_SEKUNDER;
  return (
    <div role="alert" className="utloper">
      {ryddet && (
        <Alert data-color="info" data-ryddet={ryddet}>
          <Heading level={2} data-size="2xs">
            {ryddet === 'ANNEN' ? t.sesjon.annenTittel : t.sesjon.utloptTittel}
          </Heading>
          <Paragraph>{ryddet === 'ANNEN' ? t.sesjon.annen : t.sesjon.loggetUt}</Paragraph>
          <Button variant="secondary" data-size="sm" onClick={lestRyddet}>
            {t.felles.lukk}
          </Button>
        </Alert>
      )}
      {snart && (
        <Alert data-color="warning">
          <Heading level={2} data-size="2xs">
            {t.sesjon.snartTittel}
          </Heading>
          {kanFornyes ? (
            <>
              <Paragraph>{t.sesjon.snart}</Paragraph>
              <Button data-size="sm" onClick={() => void forny()}>
                {t.sesjon.fortsett}
              </Button>
            </>
          ) : (
            <>
              <Paragraph>{t.sesjon.snartSlutt}</Paragraph>
              <Link href={innloggingssti(lenke('/innlogget'), meg?.niva === 'HOYT' ? 'HOYT' : 'BETYDELIG')} target="_blank">
                {t.innlogging.nyttVindu}
              </Link>
            </>
          )}
        </Alert>
      )}
    </div>
  );
}
