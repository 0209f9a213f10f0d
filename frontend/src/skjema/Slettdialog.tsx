import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useRef } from 'react';
import { Dialog } from '../ramme/Dialog';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import { useSprak } from '../tekst/sprak';

/** «Delete the draft», with a question first. */
export function Slettdialog({ onSlett }: { onSlett: () => void }) {
  const { t } = useSprak();
  const tekst = useSkjematekst().utkast;
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button type="button" variant="tertiary" data-color="danger" onClick={() => dialog.current?.showModal()}>
        {tekst.slett}
      </Button>
      <Dialog ref={dialog} closeButton={t.felles.lukk} aria-labelledby="slett-tittel">
        <div className="dialog-innhold">
          <Heading level={2} data-size="xs" id="slett-tittel">
            {tekst.slettTittel}
          </Heading>
          <Paragraph>{tekst.slettTekst}</Paragraph>
          <div className="knapper">
            <Button
              type="button"
              data-color="danger"
              onClick={() => {
                dialog.current?.close();
                onSlett();
              }}
            >
              {tekst.slettJa}
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
