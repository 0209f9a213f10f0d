import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useId, useRef } from 'react';
import { useSprak } from '../tekst/sprak';
import { Dialog } from './Dialog';

interface Props {
  tekst: { slett: string; slettTittel: string; slettTekst: string; slettJa: string };
  onSlett: () => void;
}

/** «Delete the draft», with a question first, in a dialog of our own: the browser's stops the page, and with it the way out. */
export function Slettdialog({ tekst, onSlett }: Props) {
  const { felles } = useSprak().t;
  const dialog = useRef<HTMLDialogElement>(null);
  const tittel = useId();
  return (
    <>
      <Button type="button" variant="tertiary" data-color="danger" onClick={() => dialog.current?.showModal()}>
        {tekst.slett}
      </Button>
      <Dialog ref={dialog} closeButton={felles.lukk} aria-labelledby={tittel}>
        <div className="dialog-innhold">
          <Heading level={2} data-size="xs" id={tittel}>
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
              {felles.avbryt}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
