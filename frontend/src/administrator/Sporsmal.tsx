import { Button, Heading } from '@digdir/designsystemet-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Dialog } from '../ramme/Dialog';
import { useSprak } from '../tekst/sprak';

interface Props {
  tittel: string;
  children: ReactNode;
  ja: string;
  /** What it does cannot be taken back, or takes something from somebody. */
  farlig?: boolean;
  sender: boolean;
  /** True: done, and the question closes. */
  onJa: () => Promise<boolean>;
  onLukk: () => void;
}

/** The question before a change that others notice: it says what they will see. */
export function Sporsmal({ tittel, children, ja, farlig, sender, onJa, onLukk }: Props) {
  const { t } = useSprak();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const svar = async () => {
    if (!sender && (await onJa())) dialog.current?.close();
  };
  return (
    <Dialog ref={dialog} closeButton={t.felles.lukk} onClose={onLukk} aria-labelledby={id}>
      <div className="dialog-innhold">
        <Heading level={2} data-size="sm" id={id}>
          {tittel}
        </Heading>
        {children}
        <div className="knapper">
          <Button data-color={farlig ? 'danger' : undefined} onClick={() => void svar()} loading={sender} aria-disabled={sender}>
            {ja}
          </Button>
          <Button variant="secondary" onClick={() => dialog.current?.close()}>
            {t.felles.avbryt}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
