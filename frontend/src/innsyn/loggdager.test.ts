import { describe, expect, test } from 'vitest';
import { loggdager, type Innslag } from './loggdager';

const innslag = (tidspunkt: string, mer: Partial<Innslag> = {}): Innslag => ({
  tidspunkt,
  handling: 'MAPPE',
  aktor: 'INNBYGGER',
  mappeId: 'sak-1',
  journalpostId: null,
  samtykkeId: null,
  ...mer,
});

describe('the log by day', () => {
  test('a day begins at midnight in Norway', () => {
    const dager = loggdager([innslag('2026-11-21T23:10:00Z'), innslag('2026-11-21T22:50:00Z'), innslag('2026-11-20T12:00:00Z')]);
    expect(dager.map((d) => [d.dag, d.grupper.length])).toEqual([
      ['2026-11-22', 1],
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ]);
  });

  test('what is repeated is told once, with how often and when', () => {
    const [dag] = loggdager([innslag('2026-11-21T12:03:00Z'), innslag('2026-11-21T12:02:00Z'), innslag('2026-11-21T12:01:00Z')]);
    expect(dag?.grupper).toMatchObject([{ antall: 3, forst: '2026-11-21T12:01:00Z', sist: '2026-11-21T12:03:00Z' }]);
  });

  test.each([
    ['another case', { mappeId: 'sak-2' }],
    ['another entry', { journalpostId: 'post-1' }],
    ['another act', { handling: 'DOKUMENT' as const }],
    ['another reader', { aktor: 'FAGSYSTEM' as const }],
    ['an act this page does not know', { handling: 'LASTET_OPP' as Innslag['handling'] }],
  ])('%s is never told as the same', (_, mer) => {
    const [dag] = loggdager([innslag('2026-11-21T12:02:00Z', mer), innslag('2026-11-21T12:01:00Z')]);
    expect(dag?.grupper.map((g) => g.antall)).toEqual([1, 1]);
  });

  test('nothing is left out, and the order is kept', () => {
    const alle = Array.from({ length: 60 }, (_, i) => innslag(new Date(Date.UTC(2026, 10, 21) - i * 3_600_000).toISOString(), { mappeId: `sak-${i % 3}` }));
    const dager = loggdager(alle);
    expect(dager.flatMap((d) => d.grupper).reduce((sum, g) => sum + g.antall, 0)).toBe(60);
    expect(dager.map((d) => d.dag)).toEqual(dager.map((d) => d.dag).toSorted().toReversed());
  });

  test('an empty log has no days', () => expect(loggdager([])).toEqual([]));
});
