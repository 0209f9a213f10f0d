import { Alert, Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { MottattFragment } from '../gql/graphql';
import { useSprak } from '../tekst/sprak';

interface Props {
  melding: MottattFragment;
  /** False when it was not stored. */
  bekreft: (id: string) => Promise<boolean>;
  onLukk: () => void;
}

/**
 * The question before a confirmation. Reports have been lost because «received» was said too soon, and this word stops
 * the letter and, in time, deletes our copy: so it says plainly what it means.
 */
export function Bekreftdialog({ melding, bekreft, onLukk }: Props) {
  const { t } = useSprak();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sender, settSender] = useState(false);
  const [feilet, settFeilet] = useState(false);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const ja = async () => {
    if (sender) return;
    settSender(true);
    settFeilet(false);
    if (await bekreft(melding.id)) dialog.current?.close();
    else settFeilet(true);
    settSender(false);
  };

  return (
    <Dialog ref={dialog} closeButton={t.felles.lukk} onClose={onLukk} aria-labelledby="bekreft-tittel">
      <div className="dialog-innhold">
        <Heading level={2} data-size="sm" id="bekreft-tittel">
          {t.mottak.dialogTittel(melding.nr)}
        </Heading>
        <Paragraph>
          <strong>{t.mottak.dialogTekst}</strong>
        </Paragraph>
        {!melding.sistApnet && (
          <Alert data-color="warning">
            <Paragraph>{t.mottak.dialogIkkeApnet}</Paragraph>
          </Alert>
        )}
        <ul className="liste">
          {t.mottak.dialogFolger.map((folge) => (
            <li key={folge}>{folge}</li>
          ))}
        </ul>
        <Paragraph>{t.mottak.dialogAngre}</Paragraph>
        {feilet && (
          <Alert data-color="danger" role="alert">
            <Paragraph>{t.mottak.bekreftFeilet}</Paragraph>
          </Alert>
        )}
        <div className="knapper">
          <Button onClick={() => void ja()} loading={sender} aria-disabled={sender}>
            {t.mottak.dialogJa}
          </Button>
          <Button variant="secondary" onClick={() => dialog.current?.close()}>
            {t.felles.avbryt}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
