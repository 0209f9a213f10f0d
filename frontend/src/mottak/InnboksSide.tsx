import { Alert, Button, Checkbox, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { trengerInnlogging } from '../api/feil';
import { useTilkobling } from '../api/tilkobling';
import type { MegQuery, MottattFragment } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { useSprak } from '../tekst/sprak';
import { Bekreftdialog } from './Bekreftdialog';
import { synlige } from './innboks';
import { TilInnlogging } from './Mottak';
import { Rad } from './Rad';
import { useInnboks } from './useInnboks';
import './mottak.css';

type Bydel = NonNullable<MegQuery['meg']>['bydeler'][number];

/** One inbox, live. */
export function InnboksSide({ bydel, flere }: { bydel: Bydel; flere: boolean }) {
  const { t, tid } = useSprak();
  const { tilstand, feil, finnes, hent, hentEldre, bekreft } = useInnboks(bydel.kommunenummer, bydel.bydelsnummer);
  const [medBekreftede, settMedBekreftede] = useState(false);
  const [bekrefter, settBekrefter] = useState<MottattFragment>();
  const tilkoblet = useTilkobling();
  const navn = mottakernavn(bydel);

  if (trengerInnlogging(feil)) return <TilInnlogging />;
  if (!finnes) {
    return <Side overskrift={t.mottak.ingenTilgang} fanetittel={t.mottak.fanetittel} ingress={t.mottak.ingenTilgangTekst} />;
  }
  const rader = synlige(tilstand, medBekreftede);
  return (
    <Side overskrift={`${t.mottak.tittel}: ${navn}`} fanetittel={t.mottak.fanetittel}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {tilstand.nokkelEndret && (
        <Alert data-color="info">
          <Paragraph>{t.mottak.nokkelEndret(tid(tilstand.nokkelEndret))}</Paragraph>
        </Alert>
      )}
      {tilstand.hull.length > 0 && <Hull numre={tilstand.hull} />}
      <div className="innboks-topp">
        <p className="antall" data-antall={tilstand.antallUbekreftede}>
          {tilstand.hentet && t.mottak.ubekreftede(tilstand.antallUbekreftede)}
        </p>
        <p className="direkte" data-direkte={tilkoblet}>
          {tilkoblet ? t.status.direkte : t.status.ikkeDirekte}
        </p>
        <Checkbox label={t.mottak.visBekreftede} checked={medBekreftede} onChange={(h) => settMedBekreftede(h.target.checked)} />
        {flere && <Lenke til="/mottak">{t.mottak.velg}</Lenke>}
      </div>
      <Nyheter nye={tilstand.nye} rader={tilstand.rader} />
      {!tilstand.hentet && !feil && <Laster />}
      {tilstand.hentet && rader.length === 0 && <Paragraph className="tomt">{t.mottak.tomt}</Paragraph>}
      <ul className="innboks">
        {rader.map((melding) => (
          <Rad key={melding.id} melding={melding} ny={tilstand.nye.has(melding.id)} onBekreft={() => settBekrefter(melding)} />
        ))}
      </ul>
      {tilstand.neste && (
        <Button variant="secondary" onClick={() => void hentEldre()}>
          {t.mottak.flere}
        </Button>
      )}
      <Paragraph data-size="sm" className="dempet">
        {t.mottak.loggfores}
      </Paragraph>
      {bekrefter && (
        <Bekreftdialog
          // The row may have been opened while the question stood there.
          melding={tilstand.rader.get(bekrefter.id) ?? bekrefter}
          bekreft={bekreft}
          onLukk={() => settBekrefter(undefined)}
        />
      )}
    </Side>
  );
}

function Hull({ numre }: { numre: readonly number[] }) {
  const { t } = useSprak();
  return (
    <Alert data-color="danger" role="alert" className="hull">
      <Heading level={2} data-size="xs">
        {t.mottak.hullTittel(numre.length)}
      </Heading>
      <Paragraph>{t.mottak.hull(numre.join(', '))}</Paragraph>
    </Alert>
  );
}

/** Says aloud what lights up. */
function Nyheter({ nye, rader }: { nye: ReadonlySet<string>; rader: ReadonlyMap<string, MottattFragment> }) {
  const { t } = useSprak();
  const siste = rader.get([...nye].at(-1) ?? '');
  return (
    <p className="ds-sr-only" role="status">
      {siste && t.mottak.ny(siste.nr)}
    </p>
  );
}
