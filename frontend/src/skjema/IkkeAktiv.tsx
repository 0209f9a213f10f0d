import { Alert, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import type { Kommune } from './kommuner';

interface Props {
  kommune: Kommune;
  /** The bydel, where it is one of several in a kommune that else receives. */
  bydel?: string;
}

/** Not a dead end: how to report when this cannot. No register of the services' own phone numbers is open to us. */
export function IkkeAktiv({ kommune, bydel }: Props) {
  const { kommune: t } = useSkjematekst();
  const { navn, postadresse } = kommune;
  return (
    <Alert data-color="warning" className="ikke-aktiv">
      <Heading level={2} data-size="2xs">
        {t.inaktivTittel(bydel ?? navn)}
      </Heading>
      <Paragraph>{bydel ? t.inaktivBydel : t.inaktivTekst}</Paragraph>
      <ul className="liste">
        <li>{t.inaktivRing(navn)}</li>
        <li>
          {t.inaktivBrev}
          <address>
            {(postadresse ?? t.inaktivAdresse(navn)).map((linje) => (
              <span key={linje}>{linje}</span>
            ))}
          </address>
        </li>
        <li>
          <Link href="https://www.barnevernvakten.no/" rel="noreferrer">
            {t.inaktivVakt}
          </Link>
        </li>
        <li>
          {t.inaktivAlarm} <Link href="tel:116111">116 111</Link>
        </li>
        <li>
          {t.inaktivFare} <Link href="tel:112">112</Link>
        </li>
      </ul>
      <Paragraph>{t.inaktivKladd}</Paragraph>
    </Alert>
  );
}
