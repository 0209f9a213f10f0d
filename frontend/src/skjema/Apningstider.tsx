import { Alert, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useInnhold } from '../api/innhold';
import { fremmed, paaSprak } from '../ramme/hastenumre';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import { useSprak } from '../tekst/sprak';

/** When the receiver that is chosen can be reached, and how, where its kommune has said so. */
export function Apningstider({ kommunenummer, bydelsnummer }: { kommunenummer: string; bydelsnummer: string }) {
  const { kommune: t } = useSkjematekst();
  const { sprak } = useSprak();
  const valgt = useApningstid(kommunenummer, bydelsnummer);
  if (!valgt) return null;
  const { tekster, telefon, nettside } = valgt;
  return (
    <Alert data-color="info" className="apningstider">
      <Heading level={2} data-size="2xs">
        {t.apningstider}
      </Heading>
      <Paragraph lang={fremmed(tekster, sprak)}>{paaSprak(tekster, sprak)}</Paragraph>
      {telefon && (
        <Paragraph>
          <Link href={`tel:${telefon.replaceAll(' ', '')}`}>{telefon}</Link>
        </Paragraph>
      )}
      {nettside && (
        <Paragraph>
          <Link href={nettside} rel="noreferrer">
            {nettside.replace('https://', '')}
          </Link>
        </Paragraph>
      )}
    </Alert>
  );
}

/** What the kommune has said of the receiver: the bydel's own, or that of all. */
export function useApningstid(kommunenummer: string | null, bydelsnummer: string) {
  const alle = useInnhold(kommunenummer)?.apningstider ?? [];
  return alle.find((a) => a.bydelsnummer === bydelsnummer) ?? alle.find((a) => a.bydelsnummer === '00');
}
