import type { Niva } from '../gql/graphql';
import { delSti } from '../tekst/sprakkode';

/** Where to go to log in, in the language of the page, and come back to it. */
export function innloggingssti(til: string, niva: Extract<Niva, 'BETYDELIG' | 'HOYT'>): string {
  const { sprak } = delSti(til);
  return `/logg-inn?${new URLSearchParams({ niva: niva === 'HOYT' ? 'hoyt' : 'betydelig', til, ...(sprak !== 'nb' && { sprak }) })}`;
}

/**
 * Leaves for a page where a weather forecast is nothing to ask about. The page is blanked first, and the request that
 * ends the session goes on after the page is gone. The entry in the history is replaced, so «back» does not return here.
 */
export function forlatRaskt(): void {
  document.documentElement.hidden = true;
  document.title = 'Yr';
  void fetch('/logg-ut', { method: 'POST', keepalive: true, redirect: 'manual', headers: { 'X-Portal': '1' } }).catch(
    () => undefined,
  );
  window.dispatchEvent(new Event('forlat'));
  location.replace('https://www.yr.no/');
}
