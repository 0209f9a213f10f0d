import { parse, type OperationDefinitionNode } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { hoder } from '../api/person';

interface Sporring {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown>;
}

type Svar = Record<string, unknown>;

/** The operations of a text; none of one that cannot be read, which is the server's to refuse. */
function operasjoner(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((d) => d.kind === 'OperationDefinition');
  } catch {
    return [];
  }
}

/**
 * The question with the name of the operation that is meant. GraphiQL learns what a text's operation is called a tenth of a second
 * after the text has changed: who chooses a tab and runs it at once would run it by the name of the tab before, and be refused.
 * An operation that stands alone is the one that is meant, whatever it is called.
 */
export function medNavn(sporring: Sporring): Sporring {
  const [eneste, ...flere] = operasjoner(sporring.query);
  return eneste && flere.length === 0 ? { ...sporring, operationName: eneste.name?.value } : sporring;
}

/** Whether the operation that will run lives on. */
export function erAbonnement({ query, operationName }: Sporring): boolean {
  return operasjoner(query).some((d) => d.operation === 'subscription' && (!operationName || d.name?.value === operationName));
}

/** What the server says to a text of one who is no administrator any more, since she is logged out or the right is withdrawn. */
const uteKoder = ['UKJENT_DOKUMENT', 'IKKE_INNLOGGET', 'FOR_LAVT_NIVA', 'ANNEN_PERSON'];

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
  let eier: Promise<string | undefined> | undefined;
  return (skrevet: Sporring): Promise<Svar> | AsyncIterable<Svar> => {
    const sporring = medNavn(skrevet);
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
    // Asked once, of her who sits down here: what is written on this page is hers, whoever logs in elsewhere later.
    eier ??= hvemsSide().then((person) => {
      if (person === undefined) eier = undefined;
      return person;
    });
    return eier.then((person) => spor(sporring, person)).then((svar) => {
      meldUte(erUte(svar));
      return svar;
    });
  };
}

async function hvemsSide(): Promise<string | undefined> {
  const svar = await fetch('/sesjon', { credentials: 'same-origin', cache: 'no-store', headers: hoder() });
  return ((await svar.json()) as { person?: string }).person;
}

async function spor(sporring: Sporring, eier: string | undefined): Promise<Svar> {
  const svar = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    cache: 'no-store',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...hoder({ eier }) },
    body: JSON.stringify(sporring),
  });
  return (await svar.json()) as Svar;
}
