import { Button, Link as DsLenke, Paragraph, Tag } from '@digdir/designsystemet-react';
import { DownloadIcon } from '@navikt/aksel-icons';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { MottattFragment } from '../gql/saksbehandler/graphql';
import { erBevist } from '../status/statusord';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { useSkranke } from './Skrankelager';
import { hast, varighet } from './varighet';

interface Props {
  melding: MottattFragment;
  ny: boolean;
  /** Milliseconds, as Date.now. */
  na: number;
  /** The inbox's own path. */
  sti: string;
}

/** One report in the inbox: the envelope, who is at it, what can be fetched, and the acts that end the waiting. */
export function Rad({ melding, ny, na, sti }: Props) {
  const t = useSkranketekst();
  const { tid, lenke } = useSprak();
  const { valgt, velg, settSporsmal } = useSkranke();
  const navn = useId();
  const { id, nr, mottatt, type, bevis, sistApnet, dokumenter, referanse, avvist } = melding;
  const bevist = erBevist(bevis);
  const uapnet = ny && !sistApnet && !bevist;
  return (
    <li>
      {/* In the tab order itself: from here its keys work. See useRadtaster. */}
      <div
        className="rad"
        role="group"
        tabIndex={0}
        aria-labelledby={navn}
        aria-current={valgt === id ? 'true' : undefined}
        data-id={id}
        data-nr={nr}
        data-ny={uapnet}
        data-bekreftet={bevist}
        data-tatt={Boolean(melding.tattAv)}
        onFocus={() => velg(id)}
      >
        <p className="rad-nr" id={navn}>
          <span className="dempet">{t.nr}</span> {nr}
        </p>
        <div className="rad-hva">
          <p>
            <time dateTime={mottatt} title={tid(mottatt)}>
              {t.alder(varighet(na - Date.parse(mottatt)))}
            </time>
          </p>
          <p className="dempet">{type === 'PRIVAT' ? t.privat : t.offentlig}</p>
          <p className="rad-referanse">
            <span className="ds-sr-only">{t.referanse} </span>
            <span className="referanse">{referanse}</span>
          </p>
        </div>
        <div className="rad-tilstand">
          {uapnet && <Tag data-color="support1">{t.nyMerke}</Tag>}
          <Bevismerke melding={melding} />
          <Brev melding={melding} />
          <Tatt melding={melding} />
          <Frist melding={melding} na={na} />
        </div>
        <div className="rad-dokumenter">
          {dokumenter.map((d, i) => {
            const format = d.navn.split('.').at(-1)?.toUpperCase() ?? d.navn;
            return (
              <DsLenke key={d.navn} href={d.sti} download aria-label={t.lastNed(format, nr)} data-tast={i === 0 ? 'last-ned' : undefined}>
                <DownloadIcon aria-hidden />
                <span>{format}</span>
              </DsLenke>
            );
          })}
          <DsLenke asChild>
            <Link to={lenke(`${sti}/melding/${id}`)} aria-label={t.historikkNr(nr)} data-tast="historikk">
              {t.historikk}
            </Link>
          </DsLenke>
        </div>
        {!bevist && (
          <div className="rad-handlinger">
            <Taknapp melding={melding} />
            {dokumenter.length > 0 && !avvist && (
              <Button
                data-size="sm"
                variant="tertiary"
                data-tast="avvis"
                aria-label={t.avvisNr(nr)}
                onClick={() => settSporsmal({ slag: 'AVVIS', id, grunn: '', tekst: '' })}
              >
                {t.avvis}
              </Button>
            )}
            <Button data-size="sm" data-tast="bekreft" aria-label={t.bekreftNr(nr)} onClick={() => settSporsmal({ slag: 'BEKREFT', id })}>
              {t.bekreft}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Taknapp({ melding: { id, nr, tattAv } }: { melding: MottattFragment }) {
  const t = useSkranketekst();
  const { meg, ta } = useSkranke();
  const [feilet, settFeilet] = useState(false);
  const min = tattAv != null && tattAv.id === meg;
  const trykk = async () => settFeilet(!(await ta(id, !min)));
  return (
    <>
      <Button data-size="sm" variant="secondary" data-tast="ta" aria-label={min ? t.leggTilbakeNr(nr) : t.taNr(nr)} onClick={() => void trykk()}>
        {min ? t.leggTilbake : t.ta}
      </Button>
      <span role="alert" className="rad-feil">
        {feilet && t.taFeilet}
      </span>
    </>
  );
}

/** How far it has come, and never more than that: a case system that says «received» is quoted, not believed. */
function Bevismerke({ melding: { bevis, avvist, bekreftet, bekreftetAv, sistApnet } }: { melding: MottattFragment }) {
  const t = useSkranketekst();
  const { meg } = useSkranke();
  const { tid } = useSprak();
  if (bekreftet) {
    const hvem = bekreftetAv && (bekreftetAv.id === meg ? t.deg : bekreftetAv.navn || t.kollega);
    return <Tag data-color="success">{hvem ? t.bekreftetAv(hvem, tid(bekreftet)) : t.bekreftetTid(tid(bekreftet))}</Tag>;
  }
  if (bevis === 'LAGRET') return <Tag data-color="success">{t.lagret}</Tag>;
  if (avvist) return <Tag data-color="danger">{t.avvist}</Tag>;
  if (bevis === 'KVITTERT') return <Tag data-color="warning">{t.kvittert}</Tag>;
  if (sistApnet) return <Tag data-color="info">{t.apnet(tid(sistApnet))}</Tag>;
  return <Tag data-color="warning">{t.ikkeApnet}</Tag>;
}

/** What has become of the letter. That it is sent proves nothing: the report waits until somebody confirms it. */
function Brev({ melding: { bevis, tilstand } }: { melding: MottattFragment }) {
  const t = useSkranketekst();
  if (erBevist(bevis)) return null;
  if (tilstand === 'AVVIST_PRINT') return <Tag data-color="danger">{t.brevAvvist}</Tag>;
  if (tilstand === 'SENDT_PRINT') return <Tag data-color="info">{t.brevSendt}</Tag>;
  if (tilstand === 'LEVERT' && bevis === 'OVERLEVERT') return <Tag data-color="info">{t.brevPostlagt}</Tag>;
  return null;
}

function Tatt({ melding: { tattAv, tatt, bevis } }: { melding: MottattFragment }) {
  const t = useSkranketekst();
  const { meg } = useSkranke();
  const { klokkeslett } = useSprak();
  if (!tattAv || !tatt || erBevist(bevis)) return null;
  return <Tag data-color="neutral">{t.tattAv(tattAv.id === meg ? t.deg : tattAv.navn || t.kollega, klokkeslett(tatt))}</Tag>;
}

function Frist({ melding: { bevis, brevfrist, forsinket }, na }: { melding: MottattFragment; na: number }) {
  const t = useSkranketekst();
  const { tid } = useSprak();
  if (erBevist(bevis)) return null;
  return (
    <>
      {forsinket && <Tag data-color="danger">{t.forsinket}</Tag>}
      {brevfrist && (
        <Paragraph data-size="xs" className="frist" data-hast={hast(brevfrist, na)}>
          {hast(brevfrist, na) === 'UTE' ? t.brevNa : t.brev(varighet(Date.parse(brevfrist) - na), tid(brevfrist))}
        </Paragraph>
      )}
    </>
  );
}
