import { Alert, Button, Heading, Link as DsLenke, Paragraph } from '@digdir/designsystemet-react';
import { DownloadIcon, PrinterSmallIcon } from '@navikt/aksel-icons';
import { Link, useParams } from 'react-router';
import type { MeldingFragment } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { mottakernavn } from '../status/mottaker';
import { erBevist } from '../status/statusord';
import { useMelding } from '../status/useMelding';
import { useSprak } from '../tekst/sprak';
import { HentFeilet } from './HentFeilet';
import { KreverInnlogging } from './Innlogging';
import { Paminnelse } from './Paminnelse';
import { MeldingIkkeFunnet } from './Status';

/** The receipt. It is read from the server, so that what it says is stored, and so that it can be opened again. */
export function Kvittering() {
  const { id = '' } = useParams();
  return (
    <KreverInnlogging til={`/kvittering/${id}`}>
      <Innhold id={id} />
    </KreverInnlogging>
  );
}

function Innhold({ id }: { id: string }) {
  const { melding, feil, henter, hent } = useMelding(id);
  if (melding) return <Kvitteringen melding={melding} />;
  if (feil) return <HentFeilet feil={feil} onIgjen={hent} />;
  return henter ? <Laster /> : <MeldingIkkeFunnet />;
}

function Kvitteringen({ melding }: { melding: MeldingFragment }) {
  const { t, tid, lenke } = useSprak();
  const mottaker = mottakernavn(melding.mottaker);
  const ingress = erBevist(melding.bevis) ? t.kvittering.ingressBekreftet : t.kvittering.ingress;
  return (
    <Side overskrift={t.kvittering.tittel} fanetittel={t.kvittering.fanetittel} ingress={ingress(mottaker)}>
      <dl className="kvittering">
        <div>
          <dt>{t.kvittering.referanse}</dt>
          <dd className="referanse">{melding.referanse}</dd>
          <dd>{t.kvittering.referanseKort(melding.referanse.slice(0, 8))}</dd>
          <dd className="dempet">{t.kvittering.referanseHjelp}</dd>
        </div>
        <div>
          <dt>{t.kvittering.tid}</dt>
          <dd>
            <time dateTime={melding.sendt}>{tid(melding.sendt)}</time>
          </dd>
        </div>
        <div>
          <dt>{t.kvittering.mottaker}</dt>
          <dd>{t.kvittering.tjenesten(mottaker)}</dd>
        </div>
      </dl>
      <div className="knapper ikke-utskrift">
        <Button asChild>
          <Link to={lenke(`/mine/${melding.id}`)}>{t.kvittering.status}</Link>
        </Button>
        <Button variant="secondary" onClick={() => window.print()}>
          <PrinterSmallIcon aria-hidden />
          {t.kvittering.skrivUt}
        </Button>
      </div>

      <section>
        <Heading level={2} data-size="sm">
          {t.kvittering.videreTittel}
        </Heading>
        <ol className="steg">
          {t.kvittering.videre[melding.type].map(({ tittel, tekst }) => (
            <li key={tittel}>
              <Heading level={3} data-size="2xs">
                {tittel}
              </Heading>
              <Paragraph>{tekst}</Paragraph>
            </li>
          ))}
        </ol>
      </section>

      {melding.type === 'OFFENTLIG' && <Paminnelse sendt={melding.sendt} />}

      <section className="ikke-utskrift">
        <Heading level={2} data-size="sm">
          {t.kvittering.kopiTittel}
        </Heading>
        {melding.kopi ? (
          <>
            <Paragraph>{t.kvittering.kopiHjelp}</Paragraph>
            <p>
              <DsLenke href={melding.kopi} download>
                <DownloadIcon aria-hidden />
                <span>{t.kvittering.kopi}</span>
              </DsLenke>
            </p>
          </>
        ) : (
          <Paragraph>{t.kvittering.kopiBorte}</Paragraph>
        )}
        <Alert data-color="info">
          <Paragraph>{t.kvittering.ferdig}</Paragraph>
        </Alert>
      </section>
    </Side>
  );
}
