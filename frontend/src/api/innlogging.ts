import type { Niva } from '../gql/graphql';

/** Where to go to log in and come back to a page of the portal. */
export function innloggingssti(til: string, niva: Extract<Niva, 'BETYDELIG' | 'HOYT'>): string {
  return `/logg-inn?${new URLSearchParams({ niva: niva === 'HOYT' ? 'hoyt' : 'betydelig', til })}`;
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
