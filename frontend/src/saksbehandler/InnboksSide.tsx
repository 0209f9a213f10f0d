import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { trengerInnlogging } from '../api/feil';
import { useSesjon } from '../api/sesjon';
import { Forbindelse } from '../ramme/Forbindelse';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { Avvisdialog } from './Avvisdialog';
import { Bekreftdialog } from './Bekreftdialog';
import { Filtervalg } from './Filtervalg';
import { synlige, type Nytt } from './innboks';
import { Rad } from './Rad';
import { useSkranke } from './Skrankelager';
import { Snarveier } from './Snarveier';
import { useKlokke } from './useKlokke';
import { useRadtaster } from './useRadtaster';

/** One inbox, live. */
export function InnboksSide({ flere }: { flere: boolean }) {
  const t = useSkranketekst();
  const { tid } = useSprak();
  const skranke = useSkranke();
  const { bydel, tilstand, feil, hent, hentEldre, sporsmal, settSporsmal } = skranke;
  const { les } = useSesjon();
  const na = useKlokke();
  const rader = synlige(tilstand);
  // What stands over the list comes with the first of it, at once: one part after the other would push the rest down.
  const [vist, settVist] = useState(false);
  if (!vist && (tilstand.hentet || feil)) settVist(true);
  const liste = useRef<HTMLUListElement>(null);
  const { taster, fokuser } = useRadtaster(liste, rader);

  const utlogget = trengerInnlogging(feil);
  useEffect(() => {
    if (utlogget) void les(); // which says so to the desk, and that the login is to be had
  }, [utlogget, les]);

  const sti = `/mottak/${bydel.kommunenummer}/${bydel.bydelsnummer}`;
  const gjelder = sporsmal && tilstand.rader.get(sporsmal.id);
  const lukk = () => {
    settSporsmal(undefined);
    if (sporsmal) fokuser(sporsmal.id);
  };
  return (
    <Side overskrift={`${t.tittel}: ${mottakernavn(bydel)}`} fanetittel={t.fanetittel}>
      {feil && !utlogget && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {tilstand.nokkelEndret && (
        <Alert data-color="info">
          <Paragraph>{t.nokkelEndret(tid(tilstand.nokkelEndret))}</Paragraph>
        </Alert>
      )}
      {tilstand.hull.length > 0 && <Hull numre={tilstand.hull} />}
      {vist && (
        <div className="innboks-topp">
          <p className="antall" data-antall={tilstand.antallUbekreftede}>
            {tilstand.hentet && t.ubekreftede(tilstand.antallUbekreftede)}
          </p>
          <Forbindelse />
          <Lenke til={`${sti}/liste`}>{t.liste.lenke}</Lenke>
          {flere && <Lenke til="/mottak">{t.velg}</Lenke>}
        </div>
      )}
      {vist && <Filtervalg />}
      <Nyheter nytt={tilstand.nytt} />
      {!tilstand.hentet && !feil && <Laster />}
      {tilstand.hentet && rader.length === 0 && <Paragraph className="tomt">{t.tomt[tilstand.filter.utvalg]}</Paragraph>}
      <ul className="innboks" ref={liste} onKeyDown={taster} aria-label={t.listenavn}>
        {(vist ? rader : []).map((melding) => (
          <Rad key={melding.id} melding={melding} ny={tilstand.nye.has(melding.id)} na={na} sti={sti} />
        ))}
      </ul>
      {tilstand.neste && (
        <Button variant="secondary" onClick={() => void hentEldre()}>
          {t.flere}
        </Button>
      )}
      {vist && <Snarveier />}
      {vist && (
        <Paragraph data-size="sm" className="dempet">
          {t.loggfores}
        </Paragraph>
      )}
      {/* The row may change while the question stands there: it is read from the list each time. */}
      {gjelder && sporsmal?.slag === 'BEKREFT' && <Bekreftdialog melding={gjelder} onLukk={lukk} />}
      {gjelder && sporsmal?.slag === 'AVVIS' && <Avvisdialog melding={gjelder} sporsmal={sporsmal} onLukk={lukk} />}
    </Side>
  );
}

function Hull({ numre }: { numre: readonly number[] }) {
  const t = useSkranketekst();
  return (
    <Alert data-color="danger" role="alert" className="hull">
      <Heading level={2} data-size="xs">
        {t.hullTittel(numre.length)}
      </Heading>
      <Paragraph>{t.hull(numre.join(', '))}</Paragraph>
    </Alert>
  );
}

/** Says aloud what lights up, and what a colleague does. */
function Nyheter({ nytt }: { nytt: Nytt | undefined }) {
  const t = useSkranketekst();
  return (
    <p className="ds-sr-only" role="status">
      {nytt && t.nytt[nytt.hva](nytt.nr, nytt.hvem || t.kollega)}
    </p>
  );
}
