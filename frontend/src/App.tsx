import { Suspense, type ComponentProps } from 'react';
import { Route, Routes, useLocation, useNavigationType } from 'react-router';
import { hentSide } from './ramme/HentSide';
import { Laster } from './ramme/Laster';
import { Ramme } from './ramme/Ramme';
import { Ankomst } from './ramme/Side';
import { Forside } from './sider/Forside';
import { IkkeFunnet } from './sider/IkkeFunnet';
import { InnloggingFeilet, InnloggetIgjen } from './sider/Innlogging';
import { Kvittering } from './sider/Kvittering';
import { Mine } from './sider/Mine';
import { Status } from './sider/Status';
import { useSprak } from './tekst/sprak';
import { delSti } from './tekst/sprakkode';
import type { Tekstsett } from './tekst/tekstsett';

// Few sit at the caseworker's desk, and those who do are not in a hurry to see the front page.
const Skranke = hentSide(() => import('./saksbehandler/Skranke'));
// An administrator comes by once a month perhaps.
const Administrator = hentSide(() => import('./administrator/Administrator'));
// One's own case: what most who come here to report never open.
const Innsyn = hentSide<object>(() => import('./innsyn/Innsyn').then(medTekster));
// What one may want to know before one dares; most do not open it.
const Tryggsider = hentSide<ComponentProps<typeof import('./trygg/Tryggsider').default>>(() => import('./trygg/Tryggsider').then(medTekster));
// One reads the front page before the forms.
const Skjemaer = hentSide<ComponentProps<typeof import('./skjema/Skjemaer').default>>(() => import('./skjema/Skjemaer').then(medTekster));

/** A page that is shown first when its texts are here in the language of the address, so that it does not change under the eye. */
async function medTekster<T extends { tekster: Tekstsett<unknown> }>(side: T): Promise<T> {
  await side.tekster.hent(delSti(location.pathname).sprak);
  return side;
}

/** Every page. The language is taken off the path first, so that changing it keeps the page and what was typed in it. */
export function App() {
  const { sti } = useSprak();
  const sted = useLocation();
  const ankomst = useNavigationType();
  return (
    <Ankomst value={ankomst}>
      <Ramme>
        <Suspense fallback={<Laster />}>
          <Routes location={{ ...sted, pathname: sti }}>
            <Route path="/" element={<Forside />} />
            <Route path="/privat/:side?" element={<Skjemaer skjema="PRIVAT" />} />
            <Route path="/offentlig/:side?" element={<Skjemaer skjema="OFFENTLIG" />} />
            <Route path="/kvittering/:id" element={<Kvittering />} />
            <Route path="/mine" element={<Mine />} />
            <Route path="/mine/:id" element={<Status />} />
            <Route path="/mottak/*" element={<Skranke />} />
            <Route path="/admin/*" element={<Administrator />} />
            <Route path="/innsyn/*" element={<Innsyn />} />
            <Route path="/hvis-det-haster" element={<Tryggsider side="HASTER" />} />
            <Route path="/anonym" element={<Tryggsider side="ANONYM" />} />
            <Route path="/anonym/skjema" element={<Tryggsider side="BLANKETT" />} />
            <Route path="/delt-enhet" element={<Tryggsider side="DELT" />} />
            <Route path="/personvernerklaering" element={<Tryggsider side="PERSONVERN" />} />
            <Route path="/tilgjengelighet" element={<Tryggsider side="TILGJENGELIGHET" />} />
            <Route path="/innlogget" element={<InnloggetIgjen />} />
            <Route path="/innlogging-feilet" element={<InnloggingFeilet />} />
            <Route path="*" element={<IkkeFunnet />} />
          </Routes>
        </Suspense>
      </Ramme>
    </Ankomst>
  );
}
