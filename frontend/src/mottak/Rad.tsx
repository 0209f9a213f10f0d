import { Button, Link as DsLenke, Paragraph, Tag } from '@digdir/designsystemet-react';
import { DownloadIcon } from '@navikt/aksel-icons';
import type { MottattFragment } from '../gql/graphql';
import { erBevist } from '../status/statusord';
import { useSprak } from '../tekst/sprak';

interface Props {
  melding: MottattFragment;
  ny: boolean;
  onBekreft: () => void;
}

/** One report in the inbox: the envelope, what can be fetched, and the act that ends the waiting. */
export function Rad({ melding, ny, onBekreft }: Props) {
  const { t, tid } = useSprak();
  const { nr, mottatt, type, bevis, sistApnet, brevfrist, dokumenter, referanse } = melding;
  const bevist = erBevist(bevis);
  return (
    <li className="rad" data-ny={ny && !sistApnet && !bevist} data-bekreftet={bevist} data-nr={nr}>
      <p className="rad-nr">
        <span className="dempet">{t.mottak.nr}</span> {nr}
      </p>
      <div className="rad-hva">
        <p>
          <time dateTime={mottatt}>{tid(mottatt)}</time>
        </p>
        <p className="dempet">{type === 'PRIVAT' ? t.mottak.privat : t.mottak.offentlig}</p>
        <p className="rad-referanse">
          <span className="ds-sr-only">{t.mottak.referanse} </span>
          <span className="referanse">{referanse}</span>
        </p>
      </div>
      <div className="rad-tilstand">
        {ny && !sistApnet && !bevist && <Tag data-color="support1">{t.mottak.nyMerke}</Tag>}
        <Bevismerke melding={melding} />
        {!bevist && brevfrist && (
          <Paragraph data-size="xs" className="dempet">
            {t.mottak.brev(tid(brevfrist))}
          </Paragraph>
        )}
      </div>
      <div className="rad-dokumenter">
        {dokumenter.map(({ navn, sti }) => {
          const format = navn.split('.').at(-1)?.toUpperCase() ?? navn;
          return (
            <DsLenke key={navn} href={sti} download aria-label={t.mottak.lastNed(format, nr)}>
              <DownloadIcon aria-hidden />
              <span>{format}</span>
            </DsLenke>
          );
        })}
      </div>
      <div className="rad-bekreft">
        {!bevist && (
          <Button data-size="sm" aria-label={t.mottak.bekreftNr(nr)} onClick={onBekreft}>
            {t.mottak.bekreft}
          </Button>
        )}
      </div>
    </li>
  );
}

/** How far it has come, and never more than that: a case system that says «received» is quoted, not believed. */
function Bevismerke({ melding: { bevis, tilstand, bekreftet, sistApnet } }: Pick<Props, 'melding'>) {
  const { t, tid } = useSprak();
  if (bekreftet) return <Tag data-color="success">{t.mottak.bekreftetTid(tid(bekreftet))}</Tag>;
  if (bevis === 'LAGRET') return <Tag data-color="success">{t.mottak.lagret}</Tag>;
  if (tilstand === 'AVVIST_FAGSYSTEM') return <Tag data-color="danger">{t.mottak.avvist}</Tag>;
  if (bevis === 'KVITTERT') return <Tag data-color="warning">{t.mottak.kvittert}</Tag>;
  if (sistApnet) return <Tag data-color="info">{t.mottak.apnet(tid(sistApnet))}</Tag>;
  return <Tag data-color="warning">{t.mottak.ikkeApnet}</Tag>;
}
