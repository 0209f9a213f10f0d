import type { ReactNode } from 'react';
import { Route, Routes, useParams } from 'react-router';
import { useSesjon } from '../api/sesjon';
import { useTilkobling } from '../api/tilkobling';
import { Forbindelse } from '../ramme/Forbindelse';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { IkkeFunnet } from '../sider/IkkeFunnet';
import { LoggInn } from '../sider/Innlogging';
import { useSprak } from '../tekst/sprak';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { Brevramme } from './Brevramme';
import { SkrivSide, SvarSide } from './BrevSide';
import { Foresporselramme } from './Foresporselramme';
import { ForesporselSide } from './ForesporselSide';
import { Innsynslager, useInnsyn } from './Innsynslager';
import { Kunngjoring } from './Kunngjoring';
import { LoggSide } from './LoggSide';
import { PostSide } from './PostSide';
import { innsynsruter, type Innsynsrute } from './ruter';
import { SakerSide } from './SakerSide';
import { SakSide } from './SakSide';
import { Samtykkeramme } from './Samtykkeramme';
import { SamtykkeSide } from './SamtykkeSide';
import './innsyn.css';
import './medvirkning.css';

export { innsynstekster as tekster } from '../tekst/innsyn/innsyntekst';

/** The pages about one's own case. Shown to one who is logged in at the highest level, and gone when that ends. */
export default function Innsyn() {
  const { tilstand, meg, person } = useSesjon();
  // Around it all: what is being written is here when one has logged in again.
  return (
    <Brevramme eier={tilstand === 'INNE' && meg?.niva === 'HOYT' ? person : undefined}>
      <Innlogget />
    </Brevramme>
  );
}

function Innlogget() {
  const t = useInnsyntekst();
  const { sti } = useSprak();
  const { tilstand, meg, person, les } = useSesjon();
  if (tilstand === 'FEIL') return <HentFeilet onIgjen={() => void les()} />;
  if (tilstand === 'UKJENT') return <Laster />;
  if (tilstand === 'UTE' || meg?.niva !== 'HOYT') return <LoggInn tekst={t.innlogging} til={sti} niva="HOYT" />;
  return (
    // Another person at the same window begins with nothing.
    <Innsynslager key={person}>
      <Sidene />
    </Innsynslager>
  );
}

function Sidene() {
  const t = useInnsyntekst();
  const { sti } = useSprak();
  const { klar, utestengt } = useInnsyn();
  const tilkoblet = useTilkobling();
  if (utestengt) return <LoggInn tekst={t.tapt} til={sti} niva="HOYT" />;
  return (
    <Samtykkeramme>
      <Foresporselramme>
        <Kunngjoring />
        <Routes>
          {innsynsruter.map((rute) => (
            <Route key={rute} path={rute} element={sidene[rute]} />
          ))}
        </Routes>
        {/* Under the page: it comes and goes with the socket, and what stood under it would move away from the finger that presses it. */}
        {klar && !tilkoblet && <Forbindelse />}
      </Foresporselramme>
    </Samtykkeramme>
  );
}

// Another case is another page: what was unfolded in the one says nothing of the other.
function Sak() {
  const { sakId = '' } = useParams();
  return <SakSide key={sakId} id={sakId} />;
}

function Post() {
  const { sakId = '', postId = '' } = useParams();
  return <PostSide key={postId} sakId={sakId} id={postId} />;
}

function EtSamtykke() {
  const { samtykkeId = '' } = useParams();
  return <SamtykkeSide key={samtykkeId} id={samtykkeId} />;
}

const skjemanr = (nr: string | undefined): number | null => (nr !== undefined && /^\d{1,3}$/.test(nr) ? Number(nr) : null);

function Skriv() {
  const { sakId = '', nr } = useParams();
  return <SkrivSide key={`${sakId} ${nr}`} sakId={sakId} nr={skjemanr(nr)} />;
}

function Svar() {
  const { sakId = '', postId = '', nr } = useParams();
  return <SvarSide key={`${postId} ${nr}`} sakId={sakId} postId={postId} nr={skjemanr(nr)} />;
}

function BeOmInnsyn() {
  const { sakId = '', postId } = useParams();
  return <ForesporselSide key={`${sakId} ${postId}`} sakId={sakId} postId={postId} />;
}

/** What is shown at each address of the room. */
const sidene: Record<Innsynsrute, ReactNode> = {
  '': <SakerSide />,
  'sak/:sakId': <Sak />,
  'sak/:sakId/post/:postId': <Post />,
  'sak/:sakId/skriv/:nr?': <Skriv />,
  'sak/:sakId/post/:postId/svar/:nr?': <Svar />,
  'sak/:sakId/be-om-innsyn/:postId?': <BeOmInnsyn />,
  'samtykke/:samtykkeId': <EtSamtykke />,
  logg: <LoggSide />,
  '*': <IkkeFunnet />,
};
