import { Button, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { useTryggramme } from '../tekst/trygg/rammetekst';
import { useSprak } from '../tekst/sprak';
import { delSti } from '../tekst/sprakkode';
import { HentFeilet } from './HentFeilet';

interface Props {
  tekst: string;
  /** The page to come back to, without the language. */
  til: string;
  niva: 'BETYDELIG' | 'HOYT';
  medAnonym?: boolean;
}

/** Asks one to log in, and says why. */
export function LoggInn({ tekst, til, niva, medAnonym }: Props) {
  const { t, lenke } = useSprak();
  const { bunn } = useTryggramme();
  return (
    <Side overskrift={t.innlogging.tittel} fanetittel={t.innlogging.fanetittel} ingress={tekst}>
      <Button asChild data-size="lg" className="alene">
        <a href={innloggingssti(lenke(til), niva)}>{t.innlogging.knapp}</a>
      </Button>
      {medAnonym && (
        <Paragraph className="dempet">
          {t.innlogging.anonym} <Lenke til="/anonym">{bunn.anonym}</Lenke>
        </Paragraph>
      )}
      <Paragraph className="dempet">
        {t.forside.deltTekst} <Lenke til="/delt-enhet">{bunn.delt}</Lenke>
      </Paragraph>
    </Side>
  );
}

/** Shows its content to one who is logged in, and takes it away when the session ends. */
export function KreverInnlogging({ til, children }: { til: string; children: ReactNode }) {
  const { t } = useSprak();
  const { tilstand, les } = useSesjon();
  switch (tilstand) {
    case 'INNE':
      return children;
    case 'UTE':
      return <LoggInn tekst={t.innlogging.annet} til={til} niva="BETYDELIG" />;
    case 'FEIL':
      return <HentFeilet onIgjen={() => void les()} />;
    case 'UKJENT':
      return <Laster />;
  }
}

/** Where the login in a new window ends: the form waits in the old one, which notices by itself. */
export function InnloggetIgjen() {
  const { t } = useSprak();
  return <Side overskrift={t.innlogging.fullfortTittel} fanetittel={t.innlogging.fanetittel} ingress={t.innlogging.fullfort} />;
}

/**
 * Where a login that was cancelled, took too long or was refused ends. It says which, and no more than that: she may be logged in
 * already, at a lower level, and what was sent before is none of its business. From here one goes on to where one was going.
 */
export function InnloggingFeilet() {
  const { t, lenke } = useSprak();
  const [sokt] = useSearchParams();
  const utfall = sokt.get('innlogging');
  const til = sokt.get('til');
  return (
    <Side
      overskrift={t.innlogging.feiletTittel}
      fanetittel={t.innlogging.fanetittel}
      ingress={utfall === 'avbrutt' || utfall === 'utlopt' ? t.innlogging[utfall] : t.innlogging.feilet}
    >
      {til && (
        <Button asChild data-size="lg" className="alene">
          <a href={innloggingssti(lenke(delSti(til).sti), sokt.get('niva') === 'hoyt' ? 'HOYT' : 'BETYDELIG')}>{t.felles.provIgjen}</a>
        </Button>
      )}
      <Paragraph>
        <Lenke til="/">{t.felles.tilForsiden}</Lenke>
      </Paragraph>
    </Side>
  );
}
