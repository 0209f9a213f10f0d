import { Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { useSprak } from '../tekst/sprak';
import { InnboksSide } from './InnboksSide';

/** The caseworker's way in: which inbox. One who works at one office goes straight to it. */
export default function Mottak() {
  const { t } = useSprak();
  const { kommunenummer, bydelsnummer } = useParams();
  const { tilstand, meg, les } = useSesjon();

  if (tilstand === 'FEIL') return <HentFeilet onIgjen={() => void les()} />;
  if (tilstand === 'UKJENT') return <Laster />;
  if (meg?.niva !== 'HOYT' || tilstand === 'UTE') return <TilInnlogging />;
  const mine = meg.bydeler;
  const valgt = kommunenummer
    ? mine.find((b) => b.kommunenummer === kommunenummer && b.bydelsnummer === bydelsnummer)
    : mine.length === 1
      ? mine[0]
      : undefined;
  if (valgt) {
    return <InnboksSide key={`${valgt.kommunenummer} ${valgt.bydelsnummer}`} bydel={valgt} flere={mine.length > 1} />;
  }
  if (mine.length === 0 || kommunenummer) {
    return <Side overskrift={t.mottak.ingenTilgang} fanetittel={t.mottak.fanetittel} ingress={t.mottak.ingenTilgangTekst} />;
  }
  return (
    <Side overskrift={t.mottak.velg} fanetittel={t.mottak.fanetittel}>
      <ul className="meldinger">
        {mine.map((b) => (
          <li key={`${b.kommunenummer} ${b.bydelsnummer}`}>
            <Lenke til={`/mottak/${b.kommunenummer}/${b.bydelsnummer}`}>{mottakernavn(b)}</Lenke>
          </li>
        ))}
      </ul>
    </Side>
  );
}

/** A caseworker who is not logged in at the highest level has nothing to see here, so there is nothing to press either. */
export function TilInnlogging() {
  const { t, sti, lenke } = useSprak();
  useEffect(() => {
    location.assign(innloggingssti(lenke(sti), 'HOYT'));
  }, [sti, lenke]);
  return <Paragraph>{t.innlogging.mottak}</Paragraph>;
}
