import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { lastOpp, lesSvar, slettOpplastet } from './lastOpp';

describe('what the server said of a file', () => {
  test.each<[string, number, string, ReturnType<typeof lesSvar>]>([
    ['taken', 201, '{"id":"1","navn":"a.pdf","storrelse":3}', { id: '1', navn: 'a.pdf', storrelse: 3 }],
    ['taken, it says, without a number', 201, '{"navn":"a.pdf"}', { feil: 'NETT' }],
    ['taken, by a status that is another', 200, '{"id":"1","navn":"a.pdf","storrelse":3}', { feil: 'NETT' }],
    ['refused with a reason', 422, '{"kode":"AKTIVT_INNHOLD"}', { feil: 'AKTIVT_INNHOLD' }],
    ['a reason this page does not know', 422, '{"kode":"NOE_NYTT"}', { feil: 'NETT' }],
    ['a reason that is our own', 502, '{"kode":"NETT"}', { feil: 'NETT' }],
    ['logged out', 401, '{"kode":"IKKE_INNLOGGET"}', { feil: 'IKKE_INNLOGGET' }],
    ['too large for something between', 413, '<html>', { feil: 'FOR_STOR' }],
    ['a page of something between', 502, '<html>', { feil: 'NETT' }],
    ['nothing', 0, '', { feil: 'NETT' }],
  ])('%s', (_, status, tekst, vil) => expect(lesSvar(status, tekst)).toEqual(vil));

  test.each(['null', '[]', '3', '"tekst"'])('JSON that is no object: %s', (tekst) => {
    expect(lesSvar(500, tekst)).toEqual({ feil: 'NETT' });
  });
});

describe('sending', () => {
  const sporringer: Sporring[] = [];
  class Sporring {
    status = 0;
    responseText = '';
    upload: { onprogress?: (h: { loaded: number; total: number }) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    hoder: Record<string, string> = {};
    adresse = '';
    constructor() {
      sporringer.push(this);
    }
    open(metode: string, sti: string) {
      this.adresse = `${metode} ${sti}`;
    }
    setRequestHeader(navn: string, verdi: string) {
      this.hoder[navn] = verdi;
    }
    send() {}
  }
  beforeEach(() => {
    sporringer.length = 0;
    vi.stubGlobal('XMLHttpRequest', Sporring);
  });
  afterEach(() => vi.unstubAllGlobals());

  const send = (navn: string, onFremdrift: (andel: number) => void = () => {}) => {
    const ferdig = lastOpp({ name: navn } as File, onFremdrift);
    const [sporring] = sporringer;
    if (!sporring) throw new Error('nothing was sent');
    return { ferdig, sporring };
  };

  test('its name stands in a header, and not in the address', () => {
    const { sporring } = send('møte æøå.pdf');
    expect(sporring.adresse).toBe('POST /last-opp/vedlegg');
    expect(sporring.hoder).toEqual({ 'X-Portal': '1', Filnavn: 'm%C3%B8te%20%C3%A6%C3%B8%C3%A5.pdf' });
  });

  test('a name with half a letter in it does not stop it', () => {
    expect(send('\ud800.pdf').sporring.hoder.Filnavn).toBe('');
  });

  test('how far it has come, of a size that is not known too', async () => {
    const sett: number[] = [];
    const { ferdig, sporring } = send('a', (andel) => sett.push(andel));
    sporring.upload.onprogress?.({ loaded: 1, total: 4 });
    sporring.upload.onprogress?.({ loaded: 1, total: 0 });
    sporring.status = 201;
    sporring.responseText = '{"id":"1","navn":"a","storrelse":1}';
    sporring.onload?.();
    expect(await ferdig).toEqual({ id: '1', navn: 'a', storrelse: 1 });
    expect(sett).toEqual([0.25, 0]);
  });

  test('a line that breaks', async () => {
    const { ferdig, sporring } = send('a');
    sporring.onerror?.();
    expect(await ferdig).toEqual({ feil: 'NETT' });
  });

  test('one that cannot be taken away again is no error here', async () => {
    const fetch = vi.fn(() => Promise.reject(new Error('no net')));
    vi.stubGlobal('fetch', fetch);
    expect(() => slettOpplastet('1')).not.toThrow();
    expect(fetch).toHaveBeenCalledWith('/last-opp/vedlegg/1', { method: 'DELETE', headers: { 'X-Portal': '1' } });
    await Promise.resolve(); // an error nobody catches would fail the test
  });
});
