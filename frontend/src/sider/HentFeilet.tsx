import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Feil } from '../api/feil';
import { Side, useISide } from '../ramme/Side';
import { useSprak } from '../tekst/sprak';

interface Props {
  tekst?: string;
  feil?: Feil;
  onIgjen: () => void;
}

/** Something could not be fetched. It is never said, or left to be thought, that it is gone. In place of a page it is the page. */
export function HentFeilet(props: Props) {
  const { t } = useSprak();
  if (useISide()) return <Melding {...props} tittel={t.feil.hentTittel} />;
  return (
    <Side overskrift={t.feil.hentTittel} fanetittel={t.feil.hentTittel}>
      <Melding {...props} />
    </Side>
  );
}

function Melding({ tekst, feil, onIgjen, tittel }: Props & { tittel?: string }) {
  const { t } = useSprak();
  return (
    <Alert data-color="warning" role="alert">
      {tittel && (
        <Heading level={2} data-size="xs">
          {tittel}
        </Heading>
      )}
      <Paragraph>{tekst ?? t.feil.hent}</Paragraph>
      {feil?.feilId && <Paragraph data-size="sm">{t.feil.feilId(feil.feilId)}</Paragraph>}
      <Button variant="secondary" data-size="sm" onClick={onIgjen}>
        {t.felles.provIgjen}
      </Button>
    </Alert>
  );
}
