import { Client, fetchExchange, makeOperation, mapExchange, subscriptionExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import type { DocumentNode } from 'graphql';
import { createClient, type Client as Sokkel, type Sink, type SubscribePayload } from 'graphql-ws';
import { lesFeil } from './feil';
import { spor } from './nett';
import { ANNEN_PERSON, medHoder } from './person';
import { Runder } from './runder';

/** How long an answer may take before the person is told that there is no receipt. */
const TIDSFRIST_MS = 30_000;

const ABONNER_IGJEN_MS = 3_000;

/**
 * The hash the build wrote into a document. A document without one is not in the server's allow-list, so it is an error
 * here rather than a refusal there.
 */
export function dokumenthash(dokument: DocumentNode): string {
  const hash = (dokument as { __meta__?: { hash?: string } }).__meta__?.hash;
  if (!hash) throw new Error('document without a hash: it was not made by codegen');
  return hash.replace('sha256:', '');
}

/** fetch that gives up: without it a dead network keeps a person waiting with no word. */
const fetchMedFrist: typeof fetch = (inn, init) => {
  const frist = AbortSignal.timeout(TIDSFRIST_MS);
  return spor(inn, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, frist]) : frist });
};

/**
 * Subscribes until told to stop. Ours never end by themselves: one that the server ends, or that a close code ends which
 * graphql-ws holds for final, is begun again, or the page would go on saying that it is live. Answers the way to stop.
 */
function abonner(sokkel: Sokkel, runder: Runder, sporring: SubscribePayload, mottaker: Pick<Sink, 'next' | 'error' | 'complete'>): () => void {
  let stoppet = false;
  let stopp: () => void;
  let ventetid: ReturnType<typeof setTimeout> | undefined;
  const ut = runder.inn(sporring, mottaker);
  const igjen = () => {
    if (!stoppet) ventetid = setTimeout(start, ABONNER_IGJEN_MS);
  };
  const start = () => {
    stopp = sokkel.subscribe(sporring, {
      next: (svar) => mottaker.next(svar),
      complete: igjen,
      error: (feil) => {
        // The server's refusal is an answer, and a fault of our own will not mend; a closed socket is neither.
        if (Array.isArray(feil) || feil instanceof Error) mottaker.error(feil);
        else igjen();
      },
    });
  };
  start();
  return () => {
    stoppet = true;
    clearTimeout(ventetid);
    ut();
    stopp();
  };
}

/**
 * The one way to the server. Only hashes are sent, always in the body of a POST: a variable in a URL would end in logs
 * and history. There is no cache: what is shown is what the server said last, and nothing outlives the page it is on.
 */
export function lagKlient(): Client {
  const runder = new Runder(fetchMedFrist);
  const sokkel = createClient({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    lazy: true,
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    // Spread, so that a restarted server is not met by everybody at once; never long, since somebody is watching. Where it has
    // been refused for minutes the rounds do, and it is tried now and then only.
    retryWait: (forsok) =>
      new Promise((ferdig) => setTimeout(ferdig, Math.min(1000 * 2 ** forsok, forsok < 10 ? 8000 : 30_000) * (0.5 + Math.random()))),
    // Anything but a fault of our own: trying that again would only spin.
    shouldRetry: (hva) => !(hva instanceof Error),
    on: {
      connected: () => runder.apnet(),
      closed: () => runder.lukket(),
    },
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'network-only',
    fetch: fetchMedFrist,
    exchanges: [
      mapExchange({
        // Here, while she who asks is still she whose page it is: the hash below is waited for, and then it might be another's.
        onOperation: (operasjon) =>
          operasjon.kind === 'teardown' || operasjon.context.fetchOptions
            ? operasjon
            : makeOperation(operasjon.kind, operasjon, { ...operasjon.context, ...medHoder() }),
        onError: (feil) => {
          if (lesFeil(feil)?.kode === 'ANNEN_PERSON') window.dispatchEvent(new Event(ANNEN_PERSON));
        },
      }),
      persistedExchange({
        enforcePersistedQueries: true,
        enableForMutation: true,
        enableForSubscriptions: true,
        preferGetForPersistedQueries: false,
        generateHash: (_tekst, dokument) => Promise.resolve(dokumenthash(dokument as DocumentNode)),
      }),
      subscriptionExchange({
        forwardSubscription: ({ operationName, variables, extensions }) => ({
          // graphql-ws refuses to send a message without a text, so it is empty: the server knows ours by hash alone.
          subscribe: (mottaker) => ({
            unsubscribe: abonner(sokkel, runder, { query: '', operationName, variables, extensions }, mottaker),
          }),
        }),
      }),
      fetchExchange,
    ],
  });
}
