import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { MottattFragment } from '../gql/saksbehandler/graphql';
import { Dialog } from '../ramme/Dialog';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { useSkranke } from './Skrankelager';

interface Props {
  melding: MottattFragment;
  onLukk: () => void;
}

/**
 * The question before a confirmation. Reports have been lost because «received» was said too soon, and this word stops
 * the letter and, in time, deletes our copy: so it says plainly what it means.
 */
export function Bekreftdialog({ melding, onLukk }: Props) {
  const t = useSkranketekst();
  const { t: felles } = useSprak();
  const { bekreft } = useSkranke();
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
    <Dialog ref={dialog} closeButton={felles.felles.lukk} onClose={onLukk} aria-labelledby="bekreft-tittel">
      <div className="dialog-innhold">
        <Heading level={2} data-size="sm" id="bekreft-tittel">
          {t.bekreftdialog.tittel(melding.nr)}
        </Heading>
        <Paragraph>
          <strong>{t.bekreftdialog.tekst}</strong>
        </Paragraph>
        {melding.bekreftet ? (
          <Alert data-color="info" role="alert">
            <Paragraph>{t.bekreftdialog.alt(melding.bekreftetAv?.navn || t.kollega)}</Paragraph>
          </Alert>
        ) : (
          !melding.sistApnet && (
            <Alert data-color="warning">
              <Paragraph>{t.bekreftdialog.ikkeApnet}</Paragraph>
            </Alert>
          )
        )}
        <ul className="liste">
          {t.bekreftdialog.folger.map((folge) => (
            <li key={folge}>{folge}</li>
          ))}
        </ul>
        <Paragraph>{t.bekreftdialog.angre}</Paragraph>
        {feilet && (
          <Alert data-color="danger" role="alert">
            <Paragraph>{t.bekreftdialog.feilet}</Paragraph>
          </Alert>
        )}
        <div className="knapper">
          <Button onClick={() => void ja()} loading={sender} aria-disabled={sender}>
            {t.bekreftdialog.ja}
          </Button>
          <Button variant="secondary" onClick={() => dialog.current?.close()}>
            {felles.felles.avbryt}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
