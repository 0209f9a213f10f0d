import { Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import type { MegQuery } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { IkkeFunnet } from '../sider/IkkeFunnet';
import { mottakernavn } from '../status/mottaker';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { ForlopSide } from './ForlopSide';
import { InnboksSide } from './InnboksSide';
import { ListeSide } from './ListeSide';
import { Skrankelager, useSkranke } from './Skrankelager';
import { UteAvSesjon } from './UteAvSesjon';
import './skranke.css';

type Meg = NonNullable<MegQuery['meg']>;

/** The caseworker's desk. Who has sat down at it may be logged out and in again without losing what was begun. */
export default function Skranke() {
  const { tilstand, meg, les } = useSesjon();
  const inne = tilstand === 'INNE' && meg?.niva === 'HOYT' ? meg : undefined;
  // Who sits here: she keeps the desk until somebody else logs in.
  const [sist, settSist] = useState<Meg>();
  if (inne && inne !== sist) settSist(inne);

  if (!sist) {
    if (tilstand === 'FEIL') return <HentFeilet onIgjen={() => void les()} />;
    if (tilstand === 'UKJENT') return <Laster />;
    return <TilInnlogging />;
  }
  return (
    <Routes key={sist.kollegaId ?? sist.navn}>
      <Route index element={<Velg meg={sist} ute={!inne} />} />
      <Route path=":kommunenummer/:bydelsnummer/*" element={<Valgt meg={sist} ute={!inne} />} />
      <Route path="*" element={<IkkeFunnet />} />
    </Routes>
  );
}

/** Which inbox. One who works at one office goes straight to it. */
function Velg({ meg, ute }: { meg: Meg; ute: boolean }) {
  const t = useSkranketekst();
  const { lenke } = useSprak();
  if (ute) return <UteAvSesjon />;
  const [forste, ...andre] = meg.bydeler;
  if (!forste) return <IngenTilgang />;
  if (andre.length === 0) return <Navigate to={lenke(`/mottak/${forste.kommunenummer}/${forste.bydelsnummer}`)} replace />;
  return (
    <Side overskrift={t.velg} fanetittel={t.fanetittel}>
      <ul className="meldinger">
        {meg.bydeler.map((b) => (
          <li key={`${b.kommunenummer} ${b.bydelsnummer}`}>
            <Lenke til={`/mottak/${b.kommunenummer}/${b.bydelsnummer}`}>{mottakernavn(b)}</Lenke>
          </li>
        ))}
      </ul>
    </Side>
  );
}

function Valgt({ meg, ute }: { meg: Meg; ute: boolean }) {
  const { kommunenummer, bydelsnummer } = useParams();
  const bydel = meg.bydeler.find((b) => b.kommunenummer === kommunenummer && b.bydelsnummer === bydelsnummer);
  if (!bydel) return ute ? <UteAvSesjon /> : <IngenTilgang />;
  return (
    <Skrankelager key={`${bydel.kommunenummer} ${bydel.bydelsnummer}`} bydel={bydel} meg={meg.kollegaId ?? null}>
      {ute ? <UteAvSesjon /> : <Sidene flere={meg.bydeler.length > 1} />}
    </Skrankelager>
  );
}

function Sidene({ flere }: { flere: boolean }) {
  const { finnes } = useSkranke();
  if (!finnes) return <IngenTilgang />;
  return (
    <Routes>
      <Route index element={<InnboksSide flere={flere} />} />
      <Route path="liste" element={<ListeSide />} />
      <Route path="melding/:id" element={<ForlopSide />} />
      <Route path="*" element={<IkkeFunnet />} />
    </Routes>
  );
}

function IngenTilgang() {
  const t = useSkranketekst();
  return <Side overskrift={t.ingenTilgang} fanetittel={t.fanetittel} ingress={t.ingenTilgangTekst} />;
}

/** A caseworker who is not logged in at the highest level has nothing to see here, so there is nothing to press either. */
function TilInnlogging() {
  const { t, sti, lenke } = useSprak();
  useEffect(() => {
    location.assign(innloggingssti(lenke(sti), 'HOYT'));
  }, [sti, lenke]);
  return <Paragraph>{t.innlogging.mottak}</Paragraph>;
}
