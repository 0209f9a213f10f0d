import { Alert, Button, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef } from 'react';
import { trengerInnlogging, type Feil, type Kode } from '../api/feil';
import { innloggingssti } from '../api/innlogging';
import { useSprak } from '../tekst/sprak';
import { Lenke } from '../ramme/Lenke';
import type { Tekster } from '../tekst/nb';
import type { MeldingFragment } from '../gql/graphql';

/** Whether we know that nothing was stored. Without an answer nobody can know, and the page must not pretend. */
const vissIkkeSendt = (kode: Kode): boolean => kode !== 'NETT' && kode !== 'INTERN';

function forklaring(kode: Kode, t: Tekster): string {
  switch (kode) {
    case 'NETT':
      return t.feil.nett;
    case 'UTILGJENGELIG':
      return t.feil.utilgjengelig;
    case 'FOR_MYE':
      return t.feil.forMye;
    case 'UKJENT_DOKUMENT':
      return t.feil.gammelSide;
    case 'IKKE_INNLOGGET':
    case 'FOR_LAVT_NIVA':
      return t.feil.ikkeInnlogget;
    default:
      return t.feil.intern;
  }
}

/** Says that there is no receipt, and what to do. Takes focus, as one who pressed «send» waits for this. */
export function IkkeSendt({ feil, forsok }: { feil: Feil; forsok: number }) {
  const { t, lenke } = useSprak();
  const boks = useFokusVed(forsok);
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1} className="utfall">
      <Heading level={2} data-size="xs">
        {vissIkkeSendt(feil.kode) ? t.feil.ikkeSendtTittel : t.feil.utenSvarTittel}
      </Heading>
      <Paragraph>
        {forklaring(feil.kode, t)} {t.feil.ringTilslutt}
      </Paragraph>
      {trengerInnlogging(feil) && (
        <Paragraph>
          <Link href={innloggingssti(lenke('/innlogget'), 'BETYDELIG')} target="_blank">
            {t.innlogging.nyttVindu}
          </Link>
        </Paragraph>
      )}
      {feil.feilId && <Paragraph data-size="sm">{t.feil.feilId(feil.feilId)}</Paragraph>}
    </Alert>
  );
}

/** The key was used for another text: the first was sent, what is on the page was not. */
export function AlleredeSendt({ melding, forsok, onNy }: { melding: MeldingFragment; forsok: number; onNy: () => void }) {
  const { t, tid } = useSprak();
  const boks = useFokusVed(forsok);
  return (
    <Alert data-color="warning" ref={boks} tabIndex={-1} className="utfall">
      <Heading level={2} data-size="xs">
        {t.allerede.tittel(tid(melding.sendt))}
      </Heading>
      <Paragraph>{t.allerede.tekst}</Paragraph>
      <p>
        <Lenke til={`/kvittering/${melding.id}`}>{t.allerede.seKvittering}</Lenke>
      </p>
      <Button type="button" variant="secondary" onClick={onNy}>
        {t.allerede.sendSomNy}
      </Button>
    </Alert>
  );
}

function useFokusVed(forsok: number) {
  const boks = useRef<HTMLDivElement>(null);
  useEffect(() => {
    boks.current?.focus();
    boks.current?.scrollIntoView({ block: 'center' });
  }, [forsok]);
  return boks;
}
