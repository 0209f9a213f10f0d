import { Button, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { lesFeil } from '../api/feil';
import { MineBekymringsmeldingerDocument } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { mottakernavn } from '../status/mottaker';
import { Statusmerke } from '../status/Statusmerke';
import { useSprak } from '../tekst/sprak';
import { HentFeilet } from './HentFeilet';
import { KreverInnlogging } from './Innlogging';

/** The reports this person has sent. */
export function Mine() {
  return (
    <KreverInnlogging til="/mine">
      <Liste />
    </KreverInnlogging>
  );
}

function Liste() {
  const { t, tid, lenke } = useSprak();
  const [{ data, error }, hent] = useQuery({ query: MineBekymringsmeldingerDocument });
  return (
    <Side overskrift={t.mine.tittel} fanetittel={t.mine.fanetittel} ingress={t.mine.ingress}>
      {error && !data && <HentFeilet feil={lesFeil(error)} onIgjen={() => hent()} />}
      {!error && !data && <Laster />}
      {data?.mineBekymringsmeldinger.length === 0 && <Paragraph>{t.mine.ingen}</Paragraph>}
      {data && data.mineBekymringsmeldinger.length > 0 && (
        <ul className="meldinger">
          {data.mineBekymringsmeldinger.map((m) => (
            <li key={m.id}>
              <Lenke til={`/mine/${m.id}`}>{t.status.til(mottakernavn(m.mottaker))}</Lenke>
              <Statusmerke tilstand={m.tilstand} bevis={m.bevis} />
              <span className="dempet">
                {t.mine.sendt} <time dateTime={m.sendt}>{tid(m.sendt)}</time>
              </span>
            </li>
          ))}
        </ul>
      )}
      {(data || error) && (
        <div className="knapper">
          <Button asChild variant="secondary">
            <Link to={lenke('/privat')}>{t.mine.ny}</Link>
          </Button>
        </div>
      )}
    </Side>
  );
}
