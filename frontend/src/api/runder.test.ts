// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { portaltekster } from '../tekst/portaltekst';
import { allePa } from '../tekst/allePa';
import { RUNDE_MS, Runder } from './runder';
import { OPPDATER_NA } from './tilkobling';

let svar: () => Response | Promise<Response>;
let spurt: RequestInit[];
const json = (data: unknown) => new Response(JSON.stringify({ data }), { headers: { 'content-type': 'application/json' } });
const ga = (ms: number) => vi.advanceTimersByTimeAsync(ms);

function apne() {
  const hort: unknown[] = [];
  const runder = new Runder((_, init) => {
    spurt.push(init ?? {});
    return Promise.resolve(svar());
  });
  const ut = runder.inn({ operationName: 'X' }, { next: (v) => hort.push(v) });
  return { runder, hort, ut };
}

beforeEach(() => {
  vi.useFakeTimers();
  spurt = [];
  svar = () => json({ n: 1 });
});
afterEach(() => void vi.useRealTimers());

test('a socket that comes in time is all there is', async () => {
  const { runder, ut } = apne();
  await ga(1_000);
  runder.apnet();
  await ga(120_000);
  expect(spurt).toHaveLength(0);
  ut();
});

test('without one it asks, as nobody, and tells only what is new', async () => {
  const { runder, hort, ut } = apne();
  runder.lukket();
  await ga(0);
  expect(new Headers(spurt[0]?.headers).get('X-Portal-Bakgrunn')).toBe('1');
  await ga(2 * RUNDE_MS);
  expect(spurt).toHaveLength(3);
  expect(hort).toHaveLength(1);
  svar = () => json({ n: 2 });
  window.dispatchEvent(new Event(OPPDATER_NA));
  await ga(0);
  expect(hort).toHaveLength(2);
  runder.apnet();
  await ga(120_000);
  expect(spurt).toHaveLength(4);
  ut();
});

test('a server that does not answer is asked more and more seldom, and at the old pace when it does', async () => {
  const { runder, ut } = apne();
  svar = () => Promise.reject(new TypeError('no network'));
  runder.lukket();
  await ga(5 * 60_000);
  expect(spurt.length).toBeLessThan(8);
  svar = () => json({ n: 1 });
  await ga(60_000);
  spurt = [];
  await ga(4 * RUNDE_MS);
  expect(spurt).toHaveLength(4);
  ut();
});

test('the pages say the number of seconds that it is', async () => {
  for (const [, t] of Object.entries(await allePa(portaltekster))) expect(t.nett.runder).toContain(String(RUNDE_MS / 1000));
});
