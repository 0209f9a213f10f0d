import { Alert, Button, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef } from 'react';
import { trengerInnlogging, type Feil, type Kode } from '../api/feil';
import { useInnhold } from '../api/innhold';
import { innloggingssti } from '../api/innlogging';
import { hastenumre, ring } from '../ramme/hastenumre';
import { Lenke } from '../ramme/Lenke';
import { Nummerliste } from '../ramme/Nummerliste';
import { useSprak } from '../tekst/sprak';
import type { Skjematekster } from '../tekst/skjema/nb';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import type { MeldingFragment } from '../gql/graphql';

/** Whether we know that nothing was stored. Without an answer nobody can know, and the page must not pretend. */
export const vissIkkeSendt = (kode: Kode): boolean => !['NETT', 'UVISST', 'INTERN'].includes(kode);

function forklaring(kode: Kode, t: Skjematekster, lagret: boolean): string {
  switch (kode) {
    case 'NETT':
      return t.feil.nett;
    case 'UTILGJENGELIG':
      return t.feil.utilgjengelig;
    case 'UVISST':
      return t.feil.uvisst;
    case 'INGEN_NOKKEL':
      return t.feil.ingenNokkel;
    case 'FOR_MYE':
      return t.feil.forMye;
    case 'UKJENT_DOKUMENT':
      return lagret ? t.feil.gammelSide : t.feil.gammelSideUlagret;
    case 'IKKE_INNLOGGET':
    case 'FOR_LAVT_NIVA':
    case 'ANNEN_PERSON':
      return t.feil.ikkeInnlogget;
    default:
      return t.feil.intern;
  }
}

interface IkkeSendtProps {
  feil: Feil;
  forsok: number;
  /** Whether nobody knows what became of an attempt before this one: then this one's refusal settles nothing. */
  uvisst: boolean;
  lagret: boolean;
  sender: boolean;
  /** Where it was to go, and that service's own number, where its kommune has given one. */
  kommune: string | undefined;
  telefon: string | null | undefined;
}

/**
 * Says that there is no receipt, and what to do: call, or try again, which sends the same report with the same key. Takes focus,
 * as one who pressed «send» waits for this. Stands inside the form, whose button «try again» is too.
 */
export function IkkeSendt({ feil, forsok, uvisst, lagret, sender, kommune, telefon }: IkkeSendtProps) {
  const { t, sprak, lenke } = useSprak();
  const linjer = useInnhold(null)?.hjelpelinjer;
  const tekst = useSkjematekst();
  const boks = useFokusVed(forsok);
  const her = vissIkkeSendt(feil.kode);
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1} className="utfall">
      <Heading level={2} data-size="xs">
        {her && !uvisst ? tekst.feil.ikkeSendtTittel : tekst.feil.utenSvarTittel}
      </Heading>
      <Paragraph>
        {forklaring(feil.kode, tekst, lagret)} {her && (uvisst ? tekst.feil.fortsattUvisst : tekst.feil.ingentingSendt)}
      </Paragraph>
      <div className="utfall-ring">
        <Paragraph>{t.feil.ringTilslutt}</Paragraph>
        <Nummerliste numre={hastenumre(t, sprak, linjer)} />
        {kommune && (
          <Paragraph>
            {tekst.kommune.inaktivRing(kommune)} {telefon && <Link href={ring(telefon)}>{telefon}</Link>}
          </Paragraph>
        )}
      </div>
      {trengerInnlogging(feil) && (
        <Paragraph>
          <Link href={innloggingssti(lenke('/innlogget'), 'BETYDELIG')} target="_blank">
            {t.innlogging.nyttVindu}
          </Link>
        </Paragraph>
      )}
      {feil.feilId && <Paragraph data-size="sm">{t.feil.feilId(feil.feilId)}</Paragraph>}
      {!trengerInnlogging(feil) && feil.kode !== 'UKJENT_DOKUMENT' && (
        <Button type="submit" loading={sender} aria-disabled={sender}>
          {t.felles.provIgjen}
        </Button>
      )}
    </Alert>
  );
}

interface Allerede {
  id?: string;
  melding: MeldingFragment;
  forsok: number;
  onNy: () => void;
  onKast: () => void;
}

/** The key was used for another text: the first was sent, what is on the page was not. */
export function AlleredeSendt({ id, melding, forsok, onNy, onKast }: Allerede) {
  const { tid } = useSprak();
  const { allerede } = useSkjematekst();
  const boks = useFokusVed(forsok);
  return (
    <Alert data-color="warning" ref={boks} id={id} tabIndex={-1} className="utfall">
      <Heading level={2} data-size="xs">
        {allerede.tittel(tid(melding.sendt))}
      </Heading>
      <Paragraph>{allerede.tekst}</Paragraph>
      <p>
        <Lenke til={`/kvittering/${melding.id}`}>{allerede.seKvittering}</Lenke>
      </p>
      <div className="knapper">
        <Button type="button" variant="secondary" onClick={onNy}>
          {allerede.sendSomNy}
        </Button>
        <Button type="button" variant="tertiary" onClick={onKast}>
          {allerede.kast}
        </Button>
      </div>
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
