// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as dokumenter from '../gql/graphql';
import * as innsynsdokumenter from '../gql/innsyn/graphql';
import { dokumenthash, lagKlient } from './klient';

const les = (mappe: string) => JSON.parse(readFileSync(`${mappe}/persisted-documents.json`, 'utf8')) as Record<string, string>;
const tillatt = { ...les('src/gql'), ...les('src/gql/innsyn') };
const alle = Object.entries({ ...dokumenter, ...innsynsdokumenter }).filter(([navn, d]) => navn.endsWith('Document') && typeof d === 'object');

describe('the way to the server', () => {
  const sendt: { url: string; init: RequestInit }[] = [];

  beforeEach(() => {
    sendt.length = 0;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      sendt.push({ url, init });
      return Promise.resolve(new Response('{"data":{}}', { headers: { 'content-type': 'application/json' } }));
    });
  });
  afterEach(() => void vi.unstubAllGlobals());

  const kropp = () => JSON.parse(String(sendt[0]?.init.body)) as Record<string, unknown>;

  test('a query goes as a hash in a POST, with the header and without its text', async () => {
    await lagKlient().query(dokumenter.BekymringsmeldingDocument, { id: 'hemmelig' }).toPromise();
    expect(sendt).toHaveLength(1);
    expect(sendt[0]?.url).toBe('/graphql');
    expect(sendt[0]?.init.method).toBe('POST');
    expect(new Headers(sendt[0]?.init.headers).get('X-Portal')).toBe('1');
    expect(kropp()).toEqual({
      operationName: 'Bekymringsmelding',
      variables: { id: 'hemmelig' },
      extensions: { persistedQuery: { version: 1, sha256Hash: dokumenthash(dokumenter.BekymringsmeldingDocument) } },
    });
  });

  test('a mutation goes the same way', async () => {
    await lagKlient()
      .mutation(dokumenter.SlettUtkastDocument, { input: { klientnokkel: '1' } })
      .toPromise();
    expect(kropp()).not.toHaveProperty('query');
    expect(kropp().extensions).toEqual({
      persistedQuery: { version: 1, sha256Hash: dokumenthash(dokumenter.SlettUtkastDocument) },
    });
  });

  test('every document is in the list the server lets through, under its own SHA-256', async () => {
    expect(alle.length).toBeGreaterThan(5);
    for (const [, dokument] of alle) {
      const hash = dokumenthash(dokument as typeof dokumenter.MegDocument);
      const tekst = tillatt[`sha256:${hash}`] ?? '';
      const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(tekst));
      expect(Buffer.from(sum).toString('hex')).toBe(hash);
    }
  });

  test('a document the build did not make is refused here', () => {
    expect(() => dokumenthash({ kind: 'Document', definitions: [] } as never)).toThrow(/without a hash/);
  });
});
