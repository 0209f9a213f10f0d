import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from 'react-router';
import type { MeldingFragment } from '../gql/graphql';
import { Forbindelse } from '../ramme/Forbindelse';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { Historikk } from '../status/Historikk';
import { mottakernavn } from '../status/mottaker';
import { Statuskort } from '../status/Statusmerke';
import { useMelding } from '../status/useMelding';
import { useSprak } from '../tekst/sprak';
import { HentFeilet } from './HentFeilet';
import { KreverInnlogging } from './Innlogging';

/** Where one report is, live. */
export function Status() {
  const { id = '' } = useParams();
  return (
    <KreverInnlogging til={`/mine/${id}`}>
      <Innhold id={id} />
    </KreverInnlogging>
  );
}

function Innhold({ id }: { id: string }) {
  const { melding, feil, henter, hent } = useMelding(id);
  if (melding) return <Statusen melding={melding} />;
  if (feil) return <HentFeilet feil={feil} onIgjen={hent} />;
  return henter ? <Laster /> : <MeldingIkkeFunnet />;
}

function Statusen({ melding }: { melding: MeldingFragment }) {
  const { t, tid } = useSprak();
  return (
    <Side overskrift={t.status.tittel} fanetittel={t.status.fanetittel} ingress={t.status.til(mottakernavn(melding.mottaker))}>
      <Statuskort tilstand={melding.tilstand} bevis={melding.bevis} />
      <Forbindelse />
      <section>
        <Heading level={2} data-size="xs">
          {t.status.historikk}
        </Heading>
        <Historikk hendelser={melding.hendelser} />
      </section>
      <dl className="kvittering">
        <div>
          <dt>{t.kvittering.referanse}</dt>
          <dd className="referanse">{melding.referanse}</dd>
        </div>
        <div>
          <dt>{t.kvittering.tid}</dt>
          <dd>
            <time dateTime={melding.sendt}>{tid(melding.sendt)}</time>
          </dd>
        </div>
      </dl>
      <Paragraph className="lenkerad">
        <Lenke til={`/kvittering/${melding.id}`}>{t.status.kvittering}</Lenke>
        <Lenke til="/mine">{t.status.tilbake}</Lenke>
      </Paragraph>
    </Side>
  );
}

/** The same words for one that is not there and one that is somebody else's, as the server answers. */
export function MeldingIkkeFunnet() {
  const { t } = useSprak();
  return (
    <Side overskrift={t.status.ikkeFunnet} fanetittel={t.status.fanetittel} ingress={t.status.ikkeFunnetTekst}>
      <Paragraph>
        <Lenke til="/mine">{t.status.tilbake}</Lenke>
      </Paragraph>
    </Side>
  );
}
