import { Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useRef } from 'react';
import { useSprak } from '../tekst/sprak';

/** «Delete everything I have written», with a question first. */
export function Slettdialog({ onSlett }: { onSlett: () => void }) {
  const { t } = useSprak();
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button type="button" variant="tertiary" data-color="danger" onClick={() => dialog.current?.showModal()}>
        {t.skjema.forkast}
      </Button>
      <Dialog ref={dialog} closeButton={t.felles.lukk} aria-labelledby="slett-tittel">
        <div className="dialog-innhold">
          <Heading level={2} data-size="xs" id="slett-tittel">
            {t.skjema.forkastTittel}
          </Heading>
          <Paragraph>{t.skjema.forkastTekst}</Paragraph>
          <div className="knapper">
            <Button
              type="button"
              data-color="danger"
              onClick={() => {
                dialog.current?.close();
                onSlett();
              }}
            >
              {t.skjema.forkastJa}
            </Button>
            <Button type="button" variant="secondary" onClick={() => dialog.current?.close()}>
              {t.felles.avbryt}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
