import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { useTilkobling } from '../api/tilkobling';
import type { MegQuery } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { Adminmeny } from './Adminmeny';
import { Sidene } from './Sidene';
import { Utkastramme } from './Utkast';
import './administrator.css';

type Meg = NonNullable<MegQuery['meg']>;

/** The administrator's desk. Who has sat down at it may be logged out and in again without losing what is typed. */
export default function Administrator() {
  const t = useAdmintekst();
  const { tilstand, meg, person, les } = useSesjon();
  const inne = tilstand === 'INNE' && meg?.niva === 'HOYT' ? meg : undefined;
  const [sist, settSist] = useState<Meg>();
  if (inne && inne !== sist) settSist(inne);

  if (!sist) {
    if (tilstand === 'FEIL') return <HentFeilet onIgjen={() => void les()} />;
    if (tilstand === 'UKJENT') return <Laster />;
    return <TilInnlogging />;
  }
  if (inne && !inne.roller.includes('ADMIN')) {
    return <Side overskrift={t.ingenTilgang} fanetittel={t.fane(t.meny.oversikt)} ingress={t.ingenTilgangTekst} />;
  }
  // Another person who logs in finds nothing of what this one has typed.
  return (
    <Utkastramme key={person}>
      {inne ? (
        <>
          <Adminmeny />
          <Sted />
        </>
      ) : (
        <UteAvSesjon />
      )}
    </Utkastramme>
  );
}

/** Each address is a page of its own, with its own heading to begin at. */
function Sted() {
  const sti = useParams()['*'] ?? '';
  return <Sidene key={sti} sti={sti} />;
}

function UteAvSesjon() {
  const t = useAdmintekst();
  const { lenke } = useSprak();
  const { les } = useSesjon();
  const tilkoblet = useTilkobling();
  useEffect(() => {
    if (tilkoblet) void les(); // only one who is logged in gets a socket
  }, [tilkoblet, les]);
  return (
    <Side overskrift={t.ute.tittel} fanetittel={t.fane(t.meny.oversikt)} ingress={t.ute.ingress}>
      <div className="knapper" role="alert">
        <Button asChild data-size="lg">
          <a href={innloggingssti(lenke('/innlogget'), 'HOYT')} target="_blank" rel="noopener">
            {t.ute.knapp}
          </a>
        </Button>
      </div>
      <Paragraph className="dempet">{t.ute.venter}</Paragraph>
    </Side>
  );
}

function TilInnlogging() {
  const t = useAdmintekst();
  const { sti, lenke } = useSprak();
  useEffect(() => {
    location.assign(innloggingssti(lenke(sti), 'HOYT'));
  }, [sti, lenke]);
  return <Paragraph>{t.tilInnlogging}</Paragraph>;
}
