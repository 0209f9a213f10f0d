import { Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { matchPath, useParams } from 'react-router';
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
import { mottaksruter, type Mottaksrute } from './ruter';
import { Skrankelager, useSkranke } from './Skrankelager';
import { UteAvSesjon } from './UteAvSesjon';
import './skranke.css';

type Meg = NonNullable<MegQuery['meg']>;

/** The caseworker's desk. Who has sat down at it may be logged out and in again without losing what was begun. */
export default function Skranke() {
  const { tilstand, meg, person, les } = useSesjon();
  const inne = tilstand === 'INNE' && meg?.niva === 'HOYT' ? meg : undefined;
  // Who sits here: she keeps the desk until somebody else logs in.
  const [sist, settSist] = useState<Meg>();
  if (inne && inne !== sist) settSist(inne);

  if (!sist) {
    if (tilstand === 'FEIL') return <HentFeilet onIgjen={() => void les()} />;
    if (tilstand === 'UKJENT') return <Laster />;
    return <TilInnlogging />;
  }
  return <Ved key={person} meg={sist} ute={!inne} />;
}

/** The desk of one person, at the address of the page. One who works at one office goes straight to its inbox. */
function Ved({ meg, ute }: { meg: Meg; ute: boolean }) {
  const sti = (useParams()['*'] ?? '').replace(/\/+$/, '');
  const { rute, params } = finn(sti);
  const { kommunenummer, bydelsnummer } = params;
  const bydel =
    rute === '' && meg.bydeler.length === 1
      ? meg.bydeler[0]
      : meg.bydeler.find((b) => b.kommunenummer === kommunenummer && b.bydelsnummer === bydelsnummer);
  if (!bydel) {
    if (ute) return <UteAvSesjon />;
    return rute === '' && meg.bydeler.length > 0 ? <Velg meg={meg} /> : <IngenTilgang />;
  }
  return (
    <Skrankelager key={`${bydel.kommunenummer} ${bydel.bydelsnummer}`} bydel={bydel} meg={meg.kollegaId ?? null}>
      {ute ? <UteAvSesjon /> : <Sidene rute={rute} id={params.id} flere={meg.bydeler.length > 1} />}
    </Skrankelager>
  );
}

function Velg({ meg }: { meg: Meg }) {
  const t = useSkranketekst();
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

/** Which page of the desk an address is. Of another's inbox the rest of the address says nothing. */
function finn(sti: string): { rute: Mottaksrute; params: Record<string, string | undefined> } {
  for (const rute of mottaksruter) {
    const treff = matchPath(`/${rute}`, `/${sti}`);
    if (treff && rute !== '*') return { rute, params: treff.params };
  }
  const [kommunenummer, bydelsnummer] = sti.split('/');
  return { rute: '*', params: { kommunenummer, bydelsnummer } };
}

function Sidene({ rute, id = '', flere }: { rute: Mottaksrute; id: string | undefined; flere: boolean }) {
  const { finnes } = useSkranke();
  if (!finnes) return <IngenTilgang />;
  switch (rute) {
    case '':
    case ':kommunenummer/:bydelsnummer':
      return <InnboksSide flere={flere} />;
    case ':kommunenummer/:bydelsnummer/liste':
      return <ListeSide />;
    case ':kommunenummer/:bydelsnummer/melding/:id':
      return <ForlopSide key={id} id={id} />;
    case '*':
      return <IkkeFunnet />;
  }
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
