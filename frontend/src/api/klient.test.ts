// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as dokumenter from '../gql/graphql';
import * as innsynsdokumenter from '../gql/innsyn/graphql';
import { dokumenthash, lagKlient } from './klient';
import { ANNEN_PERSON, medHoder, settSidensPerson } from './person';

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

  test('each says whose page it comes from: who asked, also if another has come before it goes', async () => {
    settSidensPerson('en');
    const klient = lagKlient();
    const lagret = klient.mutation(dokumenter.SlettUtkastDocument, { input: { klientnokkel: '1' } }).toPromise();
    settSidensPerson('en annen');
    await lagret;
    await klient.mutation(dokumenter.SlettUtkastDocument, { input: { klientnokkel: '1' } }, medHoder({ eier: 'en', bakgrunn: true })).toPromise();
    settSidensPerson(undefined);
    const hode = (nr: number, navn: string) => new Headers(sendt[nr]?.init.headers).get(navn);
    expect([hode(0, 'X-Portal-Person'), hode(1, 'X-Portal-Person')]).toEqual(['en', 'en']);
    expect([hode(0, 'X-Portal-Bakgrunn'), hode(1, 'X-Portal-Bakgrunn')]).toEqual([null, '1']);
  });

  test('that another is logged in is told to the page, whoever asked', async () => {
    const kropper = ['{"data":null,"errors":[{"message":"","extensions":{"kode":"IKKE_FUNNET"}}]}', '{"data":null,"errors":[{"message":"","extensions":{"kode":"ANNEN_PERSON"}}]}'];
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(kropper.shift(), { headers: { 'content-type': 'application/json' } })));
    const hort = vi.fn();
    window.addEventListener(ANNEN_PERSON, hort);
    const klient = lagKlient();
    await klient.query(dokumenter.BekymringsmeldingDocument, { id: '1' }).toPromise();
    expect(hort).not.toHaveBeenCalled();
    await klient.query(dokumenter.BekymringsmeldingDocument, { id: '2' }).toPromise();
    expect(hort).toHaveBeenCalledTimes(1);
    window.removeEventListener(ANNEN_PERSON, hort);
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
