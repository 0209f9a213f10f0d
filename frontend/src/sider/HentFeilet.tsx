import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Feil } from '../api/feil';
import { useSprak } from '../tekst/sprak';

interface Props {
  tekst?: string;
  feil?: Feil;
  onIgjen: () => void;
}

/** Something could not be fetched. It is never said, or left to be thought, that it is gone. */
export function HentFeilet({ tekst, feil, onIgjen }: Props) {
  const { t } = useSprak();
  return (
    <Alert data-color="warning" role="alert">
      <Heading level={2} data-size="xs">
        {t.feil.hentTittel}
      </Heading>
      <Paragraph>{tekst ?? t.feil.hent}</Paragraph>
      {feil?.feilId && <Paragraph data-size="sm">{t.feil.feilId(feil.feilId)}</Paragraph>}
      <Button variant="secondary" data-size="sm" onClick={onIgjen}>
        {t.felles.provIgjen}
      </Button>
    </Alert>
  );
}
