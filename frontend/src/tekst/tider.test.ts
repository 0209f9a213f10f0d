import { describe, expect, test } from 'vitest';
import { sprakkoder } from './sprakkode';
import { tiderPa } from './tider';

describe('days and times', () => {
  // 23:30 on the last of December in Oslo: the day before by UTC’s clock would be the same, the day after would not.
  const nyttaar = '2026-12-31T22:30:00Z';
  const forst = '2026-12-31T23:05:00Z';

  test.each([
    ['nn', 'torsdag 31. desember 2026', 'fredag 1. januar', '1. januar 2027 kl. 00:05'],
    ['se', 'duorasdat juovlamánu 31. b. 2026', 'bearjadat ođđajagemánu 1. b.', 'ođđajagemánu 1. b. 2027 dii. 00:05'],
  ] as const)('%s has its own words, and Norwegian time', (sprak, dag, neste, tid) => {
    const t = tiderPa(sprak);
    expect(t.ukedagOgAar(nyttaar)).toBe(dag);
    expect(t.ukedag(forst)).toBe(neste);
    expect(t.tid(forst)).toBe(tid);
  });

  test.each(sprakkoder)('%s has a name for each month and each day, and no two the same', (sprak) => {
    const t = tiderPa(sprak);
    const maneder = Array.from({ length: 12 }, (_, m) => t.dato(new Date(Date.UTC(2026, m, 4, 12)).toISOString()));
    const dager = Array.from({ length: 7 }, (_, d) => t.ukedag(new Date(Date.UTC(2026, 10, 1 + d, 12)).toISOString()));
    expect(new Set(maneder.map((m) => m.replace(/[\d.]/g, ''))).size).toBe(12);
    expect(new Set(dager.map((d) => d.split(' ')[0])).size).toBe(7);
  });

  test('summer time, and four languages that do not write alike', () => {
    const sommer = '2026-06-04T08:09:00Z';
    for (const sprak of sprakkoder) expect(tiderPa(sprak).klokkeslett(sommer)).toBe('10:09');
    expect(sprakkoder.map((s) => tiderPa(s).dato(sommer))).toEqual(['4. juni 2026', '4. juni 2026', '4 June 2026', 'geassemánu 4. b. 2026']);
  });

  test('numbers', () => {
    expect(tiderPa('nn').tall(100_000)).toBe(tiderPa('nb').tall(100_000));
    expect(tiderPa('se').tall(100_000)).toBe(tiderPa('nb').tall(100_000));
    expect(tiderPa('en').tall(100_000)).toBe('100,000');
  });

  test('what is no instant stops the page it is on, in each language alike', () => {
    for (const sprak of sprakkoder) expect(() => tiderPa(sprak).dato('')).toThrow(RangeError);
  });
});
