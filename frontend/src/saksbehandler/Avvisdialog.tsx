import { Alert, Button, Fieldset, Heading, Paragraph, Radio, Textarea, Field, Label, ValidationMessage } from '@digdir/designsystemet-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { MottakGrunn, MottattFragment } from '../gql/saksbehandler/graphql';
import { Dialog } from '../ramme/Dialog';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { useSkranke, type Sporsmal } from './Skrankelager';

const grunner: readonly MottakGrunn[] = ['FEIL_MOTTAKER', 'KAN_IKKE_APNES', 'UGYLDIG_INNHOLD', 'KAN_IKKE_LAGRES', 'ANNET'];

/** As the server has it. */
const MAKS_TEGN = 2000;

interface Props {
  melding: MottattFragment;
  sporsmal: Extract<Sporsmal, { slag: 'AVVIS' }>;
  onLukk: () => void;
}

/** Refuses a report: it is then sent as a letter at once. What is written here is kept if the session ends meanwhile. */
export function Avvisdialog({ melding, sporsmal, onLukk }: Props) {
  const t = useSkranketekst();
  const { t: felles } = useSprak();
  const { avvis, settSporsmal } = useSkranke();
  const dialog = useRef<HTMLDialogElement>(null);
  const [sender, settSender] = useState(false);
  const [feil, settFeil] = useState<'GRUNN' | 'LANG' | 'LAGRING'>();
  const navn = useId();
  const { grunn, tekst } = sporsmal;

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const send = async () => {
    if (sender) return;
    if (!grunn) return settFeil('GRUNN');
    if ([...tekst].length > MAKS_TEGN) return settFeil('LANG');
    settSender(true);
    settFeil(undefined);
    if (await avvis(melding.id, grunn, tekst.trim())) dialog.current?.close();
    else settFeil('LAGRING');
    settSender(false);
  };

  return (
    <Dialog ref={dialog} closeButton={felles.felles.lukk} onClose={onLukk} aria-labelledby={`${navn}-tittel`}>
      <div className="dialog-innhold">
        <Heading level={2} data-size="sm" id={`${navn}-tittel`}>
          {t.avvisdialog.tittel(melding.nr)}
        </Heading>
        <Paragraph>{t.avvisdialog.tekst}</Paragraph>
        <Fieldset>
          <Fieldset.Legend>{t.avvisdialog.hvorfor}</Fieldset.Legend>
          {grunner.map((g) => (
            <Radio
              key={g}
              name={navn}
              value={g}
              label={t.avvisdialog.grunn[g]}
              checked={grunn === g}
              onChange={() => settSporsmal({ ...sporsmal, grunn: g })}
            />
          ))}
          {feil === 'GRUNN' && !grunn && <ValidationMessage role="alert">{t.avvisdialog.velgGrunn}</ValidationMessage>}
        </Fieldset>
        <Field>
          <Label>{t.avvisdialog.mer}</Label>
          <Field.Description>{t.avvisdialog.merHjelp}</Field.Description>
          <Textarea rows={3} autoComplete="off" spellCheck={false} value={tekst} onChange={(h) => settSporsmal({ ...sporsmal, tekst: h.target.value })} />
          {feil === 'LANG' && <ValidationMessage role="alert">{t.avvisdialog.forLang(MAKS_TEGN)}</ValidationMessage>}
        </Field>
        {feil === 'LAGRING' && (
          <Alert data-color="danger" role="alert">
            <Paragraph>{t.avvisdialog.feilet}</Paragraph>
          </Alert>
        )}
        <div className="knapper">
          <Button data-color="danger" onClick={() => void send()} loading={sender} aria-disabled={sender}>
            {t.avvisdialog.ja}
          </Button>
          <Button variant="secondary" onClick={() => dialog.current?.close()}>
            {felles.felles.avbryt}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
