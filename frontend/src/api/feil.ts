import type { CombinedError } from '@urql/core';

/** What the server says went wrong (docs/http.md), and NETT: no answer came, so nobody knows what it did. */
export type Kode =
  | 'IKKE_INNLOGGET'
  | 'FOR_LAVT_NIVA'
  | 'ANNEN_PERSON'
  | 'IKKE_FUNNET'
  | 'UKJENT_DOKUMENT'
  | 'UGYLDIG_FORESPORSEL'
  | 'FOR_MYE'
  | 'UTILGJENGELIG'
  | 'UVISST'
  | 'INGEN_NOKKEL'
  | 'INTERN'
  | 'NETT';

const kjente: readonly string[] = [
  'IKKE_INNLOGGET',
  'FOR_LAVT_NIVA',
  'ANNEN_PERSON',
  'IKKE_FUNNET',
  'UKJENT_DOKUMENT',
  'UGYLDIG_FORESPORSEL',
  'FOR_MYE',
  'UTILGJENGELIG',
  'UVISST',
  'INGEN_NOKKEL',
  'INTERN',
] satisfies Kode[];

export interface Feil {
  kode: Kode;
  /** Finds it in the server's log. */
  feilId?: string;
}

/** Reads an error from the server. One it does not know is INTERN: it promises nothing about what was stored. */
export function lesFeil(feil: CombinedError | undefined): Feil | undefined {
  if (!feil) return undefined;
  const [forste] = feil.graphQLErrors;
  if (!forste) return { kode: 'NETT' };
  const { kode, feilId } = forste.extensions as { kode?: unknown; feilId?: unknown };
  return {
    kode: typeof kode === 'string' && kjente.includes(kode) ? (kode as Kode) : 'INTERN',
    feilId: typeof feilId === 'string' ? feilId : undefined,
  };
}

/** Whether logging in (again, or higher) is the way on. */
export const trengerInnlogging = (feil: Feil | undefined): boolean =>
  feil?.kode === 'IKKE_INNLOGGET' || feil?.kode === 'FOR_LAVT_NIVA';
