import { describe, expect, test } from 'vitest';
import type { MottattFragment } from '../gql/graphql';
import { harUprovdHull, innboks, synlige, tomInnboks, type Innboks } from './innboks';

const melding = (nr: number, mer: Partial<MottattFragment> = {}): MottattFragment => ({
  id: `id-${nr}`,
  referanse: `ref-${nr}`,
  type: 'PRIVAT',
  nr,
  mottatt: '2026-11-21T10:00:00Z',
  tilstand: 'AKSEPTERT',
  bevis: 'INGEN',
  sistApnet: null,
  bekreftet: null,
  brevfrist: null,
  dokumenter: [],
  ...mer,
});

const bekreftet = { bekreftet: '2026-11-21T11:00:00Z', bevis: 'REGISTRERT' } as const;

const side = (for_: Innboks, meldinger: MottattFragment[], mer: { eldre?: boolean; neste?: string } = {}): Innboks =>
  innboks(for_, {
    type: 'SIDE',
    eldre: mer.eldre ?? false,
    side: {
      edges: meldinger.map((node) => ({ node })),
      pageInfo: { hasNextPage: mer.neste !== undefined, endCursor: mer.neste ?? null },
      antallUbekreftede: meldinger.filter((m) => !m.bekreftet).length,
      nokkelEndret: null,
    },
  });

const endring = (for_: Innboks, meldinger: MottattFragment[], nullstill = false): Innboks =>
  innboks(for_, { type: 'ENDRING', endring: { nullstill, meldinger, antallUbekreftede: meldinger.length } });

describe('the inbox', () => {
  test('shows those that wait, newest first, and the confirmed when asked', () => {
    const na = side(tomInnboks, [melding(3), melding(2, bekreftet), melding(1)]);
    expect(synlige(na, false).map((m) => m.nr)).toEqual([3, 1]);
    expect(synlige(na, true).map((m) => m.nr)).toEqual([3, 2, 1]);
  });

  test('lists what a case system only says it has, and not what it has proven', () => {
    const na = side(tomInnboks, [melding(3, { bevis: 'LAGRET' }), melding(2, { bevis: 'KVITTERT' }), melding(1, { bevis: 'OVERLEVERT' })]);
    expect(synlige(na, false).map((m) => m.nr)).toEqual([2, 1]);
  });

  test('marks what comes while it is open, and not what was there', () => {
    const forst = endring(side(tomInnboks, [melding(1)]), [melding(1)], true);
    expect(forst.nye.size).toBe(0);
    expect([...endring(forst, [melding(2)]).nye]).toEqual(['id-2']);
  });

  test('keeps in sight what was confirmed just now', () => {
    const na = innboks(side(tomInnboks, [melding(1)]), { type: 'BEKREFTET', melding: melding(1, bekreftet) });
    expect(synlige(na, false)).toHaveLength(1);
  });

  test('tells a missing number', () => {
    expect(side(tomInnboks, [melding(5), melding(4), melding(2)]).hull).toEqual([3]);
    expect(side(tomInnboks, [melding(5), melding(4), melding(3)]).hull).toEqual([]);
  });

  test('knows nothing of numbers below what it has fetched', () => {
    const na = side(tomInnboks, [melding(52), melding(51)], { neste: 'mer' });
    expect(endring(na, [melding(3, bekreftet)]).hull).toEqual([]);
    expect(harUprovdHull(endring(na, [melding(3, bekreftet)]))).toBe(false);
    expect(side(na, [melding(49)], { eldre: true }).hull).toEqual([50]);
  });

  test('asks before it tells of a gap that came live, and takes it back when it is filled', () => {
    const live = endring(side(tomInnboks, [melding(1)]), [melding(3)]);
    expect(live.hull).toEqual([]);
    expect(harUprovdHull(live)).toBe(true);
    const provd = side(live, [melding(3), melding(1)]);
    expect(provd.hull).toEqual([2]);
    expect(harUprovdHull(provd)).toBe(false);
    expect(endring(provd, [melding(2)]).hull).toEqual([]);
  });

  test('keeps its place among the older pages when the first is read again', () => {
    const eldre = side(side(tomInnboks, [melding(9)], { neste: 'a' }), [melding(8)], { eldre: true, neste: 'b' });
    expect(side(eldre, [melding(9)], { neste: 'a' }).neste).toBe('b');
  });
});
