import type { OperationContext } from '@urql/core';

/**
 * Whose page this is, as `GET /sesjon` names her: the same at each login, and nobody else's. The browser has one session and many
 * windows, so whoever is logged in may be another by now, who logged in in another window. Therefore each request says whose page
 * it comes from, and the server refuses one that is not of the session's own person (ANNEN_PERSON): what one has typed is never
 * stored as another's, nor is what is another's shown here.
 */
let person: string | undefined;

/** Undefined until somebody is known to be logged in. It stays when the session ends: what stands on the page is still hers. */
export const sidensPerson = (): string | undefined => person;

/** To be told when all that stands on the page is this person's, and not before. */
export function settSidensPerson(ny: string | undefined): void {
  person = ny;
}

/** Raised when the server has refused a request since another is logged in. */
export const ANNEN_PERSON = 'annen-person';

interface Hvordan {
  /** Who has typed what is sent, where that was not now. */
  eier?: string | undefined;
  /** Nobody has asked for it: a page that tries again, or reads again by itself. It is no activity, and keeps no session alive. */
  bakgrunn?: boolean;
}

/** What each request of ours says. */
export function hoder(hvordan: Hvordan = {}): Record<string, string> {
  const eier = 'eier' in hvordan ? hvordan.eier : person;
  return {
    'X-Portal': '1',
    ...(eier !== undefined && { 'X-Portal-Person': eier }),
    ...(hvordan.bakgrunn && { 'X-Portal-Bakgrunn': '1' }),
  };
}

/** The same for the client. */
export const medHoder = (hvordan?: Hvordan): Pick<OperationContext, 'fetchOptions'> => ({
  fetchOptions: { credentials: 'same-origin', cache: 'no-store', headers: hoder(hvordan) },
});
