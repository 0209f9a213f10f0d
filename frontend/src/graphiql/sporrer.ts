import { parse } from 'graphql';
import { createClient, type Client } from 'graphql-ws';

interface Sporring {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown>;
}

type Svar = Record<string, unknown>;

/** Whether the operation that will run lives on. What cannot be read is the server's to refuse. */
export function erAbonnement({ query, operationName }: Sporring): boolean {
  try {
    return parse(query).definitions.some(
      (d) =>
        d.kind === 'OperationDefinition' && d.operation === 'subscription' && (!operationName || d.name?.value === operationName),
    );
  } catch {
    return false;
  }
}

/** What the server says to a text of one who is no administrator any more, since she is logged out or the right is withdrawn. */
const uteKoder = ['UKJENT_DOKUMENT', 'IKKE_INNLOGGET', 'FOR_LAVT_NIVA'];

function erUte(svar: Svar): boolean {
  const feil = Array.isArray(svar.errors) ? (svar.errors as { extensions?: { kode?: string } }[]) : [];
  return feil.some(({ extensions }) => uteKoder.includes(extensions?.kode ?? ''));
}

/**
 * How GraphiQL asks: as the portal does, by POST with the header no form can set, and by the same socket for what lives on;
 * but with a text, which the server takes from administrators alone. `meldUte` is told whether the session was found to be over.
 */
export function lagSporrer(meldUte: (ute: boolean) => void) {
  let sokkel: Client | undefined;
  return (sporring: Sporring): Promise<Svar> | AsyncIterable<Svar> => {
    if (erAbonnement(sporring)) {
      // The server's own closing codes for «log in» (4401) and the like are final; what is lost is begun by pressing «run» again.
      sokkel ??= createClient({
        url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
        lazy: true,
        retryAttempts: 0,
        on: { closed: (hendelse) => (hendelse as CloseEvent).code === 4401 && meldUte(true) },
      });
      return sokkel.iterate({ ...sporring }) as AsyncIterable<Svar>;
    }
    return spor(sporring).then((svar) => {
      meldUte(erUte(svar));
      return svar;
    });
  };
}

async function spor(sporring: Sporring): Promise<Svar> {
  const svar = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', 'X-Portal': '1' },
    body: JSON.stringify(sporring),
  });
  return (await svar.json()) as Svar;
}
