import type { Client, DocumentInput, OperationResult } from '@urql/core';
import { createRequest } from '@urql/core';
import { medHoder } from './person';

/**
 * Asks the server, always anew. Two who ask for the same at once share one answer with the client's own `query`, and the
 * second of them is then given what was true when the first asked: a page that has just been told of a change would read
 * what was before it, and hold it for the newest.
 */
export function hentNytt<Data, Variabler extends Record<string, unknown>>(
  klient: Client,
  dokument: DocumentInput<Data, Variabler>,
  variabler: Variabler,
): Promise<OperationResult<Data, Variabler>> {
  // The key of a document is a whole number: one between 0 and 1 is nobody else's.
  return klient.executeQuery({ ...createRequest(dokument, variabler), key: Math.random() }).toPromise();
}

/**
 * Asks as `hentNytt` does for something no person has asked for, such as what a page reads again by itself when it is told of a
 * change. It is no activity: a desk that is left open is logged out in time, however much comes to it.
 */
export function hentIBakgrunnen<Data, Variabler extends Record<string, unknown>>(
  klient: Client,
  dokument: DocumentInput<Data, Variabler>,
  variabler: Variabler,
): Promise<OperationResult<Data, Variabler>> {
  const foresporsel = { ...createRequest(dokument, variabler), key: Math.random() };
  return klient.executeQuery(foresporsel, medHoder({ bakgrunn: true })).toPromise();
}
