import { describe, expect, test } from 'vitest';
import { dognstart, tilFilter, tomtSok, kanSokes } from './hovedbokfilter';
import { antallDager, bredde, dagerFor, enhet, soyler, topp } from './soyler';

describe('the bars of a chart', () => {
  const dager = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02'].map((dag, i) => ({ dag, tall: [i, 1] }));
  test.each([
    ['DAG' as const, 4, '2026-01-30'],
    ['UKE' as const, 2, '2026-01-26'],
    ['MANED' as const, 2, '2026-01-01'],
  ])('laid together by %s, none is lost', (b, antall, forste) => {
    const ut = soyler(dager, b);
    expect(ut).toHaveLength(antall);
    expect(ut[0]?.fra).toBe(forste);
    expect(ut.flatMap((s) => s.tall).reduce((x, y) => x + y)).toBe(10);
  });
  test('the wider the period, the wider the bar', () => {
    expect([30, 90, 1_000].map(bredde)).toEqual(['DAG', 'UKE', 'MANED']);
  });
  test.each([[0, 4], [3, 4], [10, 10], [30, 40], [11, 20], [47, 50], [99, 100], [1_001, 2_000]])('the axis over %d ends at %d', (n, tak) => expect(topp(n)).toBe(tak));
  test('days are counted both ways', () => {
    expect(antallDager(dagerFor('2026-03-01', 29), '2026-03-01')).toBe(30);
    expect(antallDager('', '2026-03-01')).toBeNaN();
  });
  test.each([[90, '90 SEKUND'], [3_600, '60 MINUTT'], [86_400, '24 TIME'], [864_000, '10 DAG']])('%d seconds in a unit a person would use', (s, ord) => {
    expect(`${enhet(s).antall} ${enhet(s).enhet}`).toBe(ord);
  });
});

describe('the search in the ledger', () => {
  test('a day begins at midnight in Norway, summer and winter', () => {
    expect(dognstart('2026-01-15')).toBe('2026-01-14T23:00:00.000Z');
    expect(dognstart('2026-07-15')).toBe('2026-07-14T22:00:00.000Z');
    expect(dognstart('2026-03-29')).toBe('2026-03-28T23:00:00.000Z'); // the day the clock is set forward
    expect(dognstart('2026-10-25')).toBe('2026-10-24T22:00:00.000Z');
  });
  test('only what is chosen is asked for, and the last day counts', () => {
    expect(tilFilter(tomtSok)).toEqual({});
    expect(tilFilter({ ...tomtSok, kommunenummer: '4601', advarsel: 'NOEN', til: '2026-01-15' })).toEqual({
      kommunenummer: '4601',
      medAdvarsel: true,
      til: '2026-01-15T23:00:00.000Z',
    });
  });
  test.each([['', true], ['0a1b2c3d', true], ['0a1b', false], ['Kari Nordmann', false]])('«%s» can be searched for: %s', (sok, kan) => expect(kanSokes(sok)).toBe(kan));
});
