import './stil/fonter.css';
import '@digdir/designsystemet-css';
import '@ks-digital/designsystem-themes/minkommune.css';
import './stil/grunn.css';
import './stil/ramme.css';
import './stil/sider.css';
import './stil/utskrift.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Provider } from 'urql';
import { hentForst } from './api/innhold';
import { lagKlient } from './api/klient';
import { SesjonRamme } from './api/sesjon';
import { App } from './App';
import { vedOppstart } from './flukt/forlat';
import { hentDriftForst } from './ramme/useDrift';
import { UventetStopp } from './ramme/UventetStopp';
import { UtkastRamme } from './skjema/utkast/UtkastRamme';
import { portaltekster } from './tekst/portaltekst';
import { delSti, SprakFraSti } from './tekst/sprak';
import { ventPaTekst } from './tekst/tekstsett';
import { tryggrammer } from './tekst/trygg/rammetekst';

const rot = document.getElementById('rot');
/** No page waits longer than this for what it can do without. */
const VENT_MS = 700;

if (!rot) throw new Error('index.html has no #rot');

if (vedOppstart()) {
  const { sprak } = delSti(location.pathname);
  const klient = lagKlient();
  // What stands around every page is asked for first, and waited for a little: what comes after the page is drawn would move it.
  const rundt = Promise.all([hentForst(klient), hentDriftForst(klient)]);
  const lenge = new Promise((ferdig) => setTimeout(ferdig, VENT_MS));
  // The first page is drawn in its own language at once. It is bokmål when the texts cannot be fetched, and until they are where that takes long.
  void Promise.all([ventPaTekst(portaltekster.hent(sprak), tryggrammer.hent(sprak)), Promise.race([rundt, lenge])]).then(() => {
    createRoot(rot).render(
      <StrictMode>
        <Provider value={klient}>
          <BrowserRouter>
            <SprakFraSti>
              <UventetStopp>
                <SesjonRamme>
                  <UtkastRamme>
                    <App />
                  </UtkastRamme>
                </SesjonRamme>
              </UventetStopp>
            </SprakFraSti>
          </BrowserRouter>
        </Provider>
      </StrictMode>,
    );
  });
}
