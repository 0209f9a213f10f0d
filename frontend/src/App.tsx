import { Suspense, type ComponentProps, type ReactNode } from 'react';
import { Route, Routes, useLocation, useNavigationType } from 'react-router';
import { hentSide } from './ramme/HentSide';
import { Laster } from './ramme/Laster';
import { Ramme } from './ramme/Ramme';
import { Ankomst } from './ramme/Side';
import { portalruter, type Portalrute } from './ruter';
import { Forside } from './sider/Forside';
import { IkkeFunnet } from './sider/IkkeFunnet';
import { InnloggingFeilet, InnloggetIgjen } from './sider/Innlogging';
import { Kvittering } from './sider/Kvittering';
import { Mine } from './sider/Mine';
import { Status } from './sider/Status';
import { useSprak } from './tekst/sprak';
import { delSti } from './tekst/sprakkode';
import { ventPaTekst, type Tekstsett } from './tekst/tekstsett';

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
  await ventPaTekst(side.tekster.hent(delSti(location.pathname).sprak));
  return side;
}

/** What is shown at each address of the router. */
const sidene: Record<Portalrute, ReactNode> = {
  '/': <Forside />,
  '/privat/:side?': <Skjemaer skjema="PRIVAT" />,
  '/offentlig/:side?': <Skjemaer skjema="OFFENTLIG" />,
  '/kvittering/:id': <Kvittering />,
  '/mine': <Mine />,
  '/mine/:id': <Status />,
  '/mottak/*': <Skranke />,
  '/admin/*': <Administrator />,
  '/innsyn/*': <Innsyn />,
  '/hvis-det-haster': <Tryggsider side="HASTER" />,
  '/anonym': <Tryggsider side="ANONYM" />,
  '/anonym/skjema': <Tryggsider side="BLANKETT" />,
  '/delt-enhet': <Tryggsider side="DELT" />,
  '/personvernerklaering': <Tryggsider side="PERSONVERN" />,
  '/tilgjengelighet': <Tryggsider side="TILGJENGELIGHET" />,
  '/innlogget': <InnloggetIgjen />,
  '/innlogging-feilet': <InnloggingFeilet />,
  '*': <IkkeFunnet />,
};

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
            {portalruter.map((rute) => (
              <Route key={rute} path={rute} element={sidene[rute]} />
            ))}
          </Routes>
        </Suspense>
      </Ramme>
    </Ankomst>
  );
}
