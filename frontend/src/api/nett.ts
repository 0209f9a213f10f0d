import { useSyncExternalStore } from 'react';

/** PA: answers come. AV: the browser says that there is no network. BORTE: there is one, and nobody answers. */
export type Nett = 'PA' | 'AV' | 'BORTE';

/** Raised when answers come again after they did not. */
export const NETT_TILBAKE = 'nett-tilbake';

const PROV_MS = 2_000;
const PROV_HOYST_MS = 20_000;
/** One answer that does not come is bad luck: this many, and it is said. */
const TAL = 2;

let na: Nett = 'PA';
let tapt = 0;
let ventetid = PROV_MS;
let klokke: ReturnType<typeof setTimeout> | undefined;
const lyttere = new Set<() => void>();

function sett(ny: Nett): void {
  if (ny === na) return;
  na = ny;
  for (const lytter of lyttere) lytter();
  if (ny === 'PA') window.dispatchEvent(new Event(NETT_TILBAKE));
}

/** A proxy's word that nobody stands behind it, or the server's that it cannot reach its own storage. */
const ingenHjemme = (status: number): boolean => status === 502 || status === 503 || status === 504;

/** To be told of each answer of our server's, and of each that did not come. */
function meld(svarte: boolean): void {
  if (svarte) {
    tapt = 0;
    ventetid = PROV_MS;
    clearTimeout(klokke);
    klokke = undefined;
    return sett('PA');
  }
  tapt += 1;
  if (!navigator.onLine) sett('AV');
  else if (tapt >= TAL) sett('BORTE');
  klokke ??= setTimeout(prov, ventetid);
  return undefined;
}

/** Asks for what any page may ask, until somebody answers; not while nobody looks. */
function prov(): void {
  klokke = undefined;
  ventetid = Math.min(2 * ventetid, PROV_HOYST_MS);
  if (document.visibilityState === 'visible') void spor('/sesjon', { cache: 'no-store', headers: { 'X-Portal': '1' } }).catch(() => undefined);
  else klokke = setTimeout(prov, ventetid);
}

/** fetch that notes whether anybody answers. One that the page itself calls off says nothing. */
export const spor: typeof fetch = async (inn, init) => {
  try {
    const svar = await fetch(inn, init);
    meld(!ingenHjemme(svar.status));
    return svar;
  } catch (feil) {
    if (!(feil instanceof DOMException && feil.name === 'AbortError')) meld(false);
    throw feil;
  }
};

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => sett('AV'));
  // That there is a network is not yet that anybody answers.
  window.addEventListener('online', () => {
    ventetid = PROV_MS;
    clearTimeout(klokke);
    prov();
  });
}

function lytt(lytter: () => void): () => void {
  lyttere.add(lytter);
  return () => lyttere.delete(lytter);
}

export const useNett = (): Nett => useSyncExternalStore(lytt, () => na);
