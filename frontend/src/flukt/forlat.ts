import { lukkDokumentvinduer } from './dokumentvinduer';
import { meldSkift } from './skiftlager';
import { INNEN_MS, Skiftteller, TRYKK } from './skift';

/** Where the way out leads if the page does not say: it is in index.html, and the operator may set another. */
const STANDARD = 'https://www.yr.no/';

/** As long as a session can last. */
const LEVETID_S = 120 * 60;

/** Somebody has left; somebody has left, and come back on purpose. */
type Forlatt = '1' | '2';

const KANAL = 'forlat';

/** Over https the server reads the cookie with the prefix only (server/cookie.go). */
const kakenavn = (): string => (location.protocol === 'https:' ? '__Host-forlatt' : 'forlatt');

/** All that is kept in the browser, and it says nothing but «left». See server/flukt.go for what the server makes of it. */
function skrivForlatt(verdi: Forlatt): void {
  document.cookie = `${kakenavn()}=${verdi}; Path=/; Max-Age=${LEVETID_S}; SameSite=Lax${location.protocol === 'https:' ? '; Secure' : ''}`;
}

const harForlatt = (): boolean => document.cookie.split('; ').includes(`${kakenavn()}=${'1' satisfies Forlatt}`);

function utgang(): string {
  const satt = document.querySelector<HTMLMetaElement>('meta[name="utgang"]')?.content;
  return satt?.startsWith('https://') ? satt : STANDARD;
}

/**
 * Leaves, at once. The session is ended first, in two ways: by the cookie, which no network can stop, and by a request that goes
 * on after the page is gone. Nothing is waited for. The portal's other windows leave too.
 */
export function forlatRaskt(): void {
  skrivForlatt('1');
  void fetch('/forlat', { method: 'POST', keepalive: true, headers: { 'X-Portal': '1' } }).catch(() => undefined);
  forlatVinduet();
  new BroadcastChannel(KANAL).postMessage(null);
}

/** Blanks this window and takes its place in the history, so that «back» does not lead to it. The tabs it has opened are closed. */
function forlatVinduet(): void {
  document.documentElement.hidden = true;
  lukkDokumentvinduer();
  // Out of the page, also for what the browser keeps of it; React goes on in what is no longer shown.
  document.body.replaceChildren();
  const til = utgang();
  document.title = new URL(til).hostname;
  location.replace(til);
}

/** Whether this window is being left. */
const forlater = (): boolean => document.documentElement.hidden !== false;

const komTilbake = (): boolean =>
  (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type === 'back_forward';

/**
 * Makes the way out work on a page, before anything of it is shown. False: the page is one that «back» has brought after somebody
 * left in haste. It is left again, and must show nothing.
 */
export function vedOppstart(): boolean {
  // The first to be asked, so that no other can hold back one who leaves with a question about what is not saved.
  window.addEventListener('beforeunload', (h) => forlater() && h.stopImmediatePropagation());
  window.addEventListener('pageshow', (h) => {
    if (!h.persisted) return;
    // A page brought back as it stood must not show what it showed then.
    if (forlater() || harForlatt()) forlatVinduet();
    else location.reload();
  });
  // The window that leaves hears itself too.
  new BroadcastChannel(KANAL).addEventListener('message', () => forlater() || forlatVinduet());
  lyttEtterSkift();
  if (!harForlatt()) return true;
  if (komTilbake()) {
    forlatVinduet();
    return false;
  }
  skrivForlatt('2');
  return true;
}

/** On the window, and before all others: no dialog and no editor keeps it away. */
function lyttEtterSkift(): void {
  const teller = new Skiftteller();
  let frist: ReturnType<typeof setTimeout> | undefined;
  const glem = () => {
    teller.glem();
    clearTimeout(frist);
    meldSkift({ trykk: 0, utlopt: false });
  };
  window.addEventListener('pointerdown', glem, true);
  window.addEventListener(
    'keydown',
    (h) => {
      teller.ned(h);
      if (h.key !== 'Shift') glem();
    },
    true,
  );
  window.addEventListener(
    'keyup',
    (h) => {
      const trykk = teller.opp(h, performance.now());
      if (!trykk) return;
      if (trykk >= TRYKK) return forlatRaskt();
      meldSkift({ trykk, utlopt: false });
      clearTimeout(frist);
      frist = setTimeout(() => {
        teller.glem();
        meldSkift({ trykk: 0, utlopt: true });
      }, INNEN_MS);
    },
    true,
  );
}
