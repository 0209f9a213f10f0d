// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MineMapperDocument } from '../gql/innsyn/graphql';
import { hentIBakgrunnen, hentNytt } from './hentNytt';
import { lagKlient } from './klient';

/** A case with nothing in it but its id. */
const svar = (id: string) => new Response(JSON.stringify({ data: { mineMapper: [{ id }] } }), { headers: { 'content-type': 'application/json' } });

describe('to ask again while the first answer is under way', () => {
  const svarene: ((svar: Response) => void)[] = [];
  beforeEach(() => {
    svarene.length = 0;
    vi.stubGlobal('fetch', () => new Promise<Response>((ferdig) => svarene.push(ferdig)));
  });
  afterEach(() => void vi.unstubAllGlobals());

  test('gives what is true now, and not what was when the first asked', async () => {
    const klient = lagKlient();
    const forst = hentNytt(klient, MineMapperDocument, {});
    const sa = hentNytt(klient, MineMapperDocument, {});
    await vi.waitFor(() => expect(svarene).toHaveLength(2));
    svarene[0]?.(svar('before'));
    svarene[1]?.(svar('after'));
    expect((await forst).data?.mineMapper[0]?.id).toBe('before');
    expect((await sa).data?.mineMapper[0]?.id).toBe('after');
  });

  test('control: the client’s own query gives both the first answer', async () => {
    const klient = lagKlient();
    const forst = klient.query(MineMapperDocument, {}).toPromise();
    const sa = klient.query(MineMapperDocument, {}).toPromise();
    await vi.waitFor(() => expect(svarene).toHaveLength(1));
    svarene[0]?.(svar('before'));
    expect((await sa).data).toEqual((await forst).data);
    expect(svarene).toHaveLength(1);
  });
});

test('what a page asks for by itself says so, and keeps the header that no form can set', async () => {
  const sendt: (RequestInit | undefined)[] = [];
  vi.stubGlobal('fetch', (_: string, init?: RequestInit) => {
    sendt.push(init);
    return Promise.resolve(svar('1'));
  });
  const klient = lagKlient();
  await hentIBakgrunnen(klient, MineMapperDocument, {});
  await hentNytt(klient, MineMapperDocument, {});
  vi.unstubAllGlobals();
  expect(sendt.map((init) => new Headers(init?.headers).get('X-Portal'))).toEqual(['1', '1']);
  expect(sendt.map((init) => new Headers(init?.headers).get('X-Portal-Bakgrunn'))).toEqual(['1', null]);
});
