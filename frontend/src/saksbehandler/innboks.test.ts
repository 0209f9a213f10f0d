import { describe, expect, test } from 'vitest';
import type { MottattFragment } from '../gql/saksbehandler/graphql';
import { harUprovdHull, innboks, standardfilter, synlige, tomInnboks, type Filter, type Innboks } from './innboks';

const MEG = 'meg';
const kari = { id: 'kari', navn: 'Kari Prøve' };

const melding = (nr: number, mer: Partial<MottattFragment> = {}): MottattFragment => ({
  id: `id-${nr}`,
  referanse: `ref-${nr}`,
  type: 'PRIVAT',
  nr,
  sha256: '00',
  mottatt: '2026-11-21T10:00:00Z',
  tilstand: 'AKSEPTERT',
  bevis: 'INGEN',
  sistApnet: null,
  bekreftet: null,
  avvist: null,
  brevfrist: null,
  forsinket: false,
  tatt: null,
  tattAv: null,
  bekreftetAv: null,
  dokumenter: [],
  ...mer,
});

const bekreftet = { bekreftet: '2026-11-21T11:00:00Z', bevis: 'REGISTRERT', bekreftetAv: kari } as const;
const start: Innboks = { ...tomInnboks, meg: MEG };

/** A page; all its numbers are known unless others are named. */
const side = (for_: Innboks, meldinger: MottattFragment[], mer: { eldre?: boolean; neste?: string; numre?: number[]; filter?: Filter } = {}): Innboks =>
  innboks(for_, {
    type: 'SIDE',
    eldre: mer.eldre ?? false,
    filter: mer.filter ?? for_.filter,
    side: {
      edges: meldinger.map((node) => ({ node })),
      pageInfo: { hasNextPage: mer.neste !== undefined, endCursor: mer.neste ?? null },
      numre: mer.numre ?? (mer.eldre ? [] : meldinger.map((m) => m.nr)),
      antallUbekreftede: meldinger.filter((m) => !m.bekreftet).length,
      nokkelEndret: null,
    },
  });

const endring = (for_: Innboks, meldinger: MottattFragment[], nullstill = false): Innboks =>
  innboks(for_, { type: 'ENDRING', endring: { nullstill, meldinger, antallUbekreftede: meldinger.length } });

const numrene = (na: Innboks) => synlige(na).map((m) => m.nr);

describe('the inbox', () => {
  test('shows a page newest first, and what comes above it', () => {
    const na = side(start, [melding(3), melding(1)], { numre: [3, 2, 1] });
    expect(numrene(na)).toEqual([3, 1]);
    expect(numrene(endring(na, [melding(4)]))).toEqual([4, 3, 1]);
  });

  test('marks what comes while it is open, and not what was there', () => {
    const forst = endring(side(start, [melding(1)]), [melding(1)], true);
    expect(forst.nye.size).toBe(0);
    expect([...endring(forst, [melding(2)]).nye]).toEqual(['id-2']);
  });

  test('keeps in sight what a colleague confirmed just now, and says who', () => {
    const na = endring(side(start, [melding(1)]), [melding(1, bekreftet)]);
    expect(numrene(na)).toEqual([1]);
    expect(na.nytt).toEqual({ hva: 'BEKREFTET', nr: 1, hvem: 'Kari Prøve' });
    // Also when the page is read again; and no longer when the filter is chosen anew.
    expect(numrene(side(na, [], { numre: [1] }))).toEqual([1]);
    expect(numrene(innboks(na, { type: 'FILTER', filter: standardfilter }))).toEqual([]);
  });

  test('says who took a report, and nothing of what one took oneself', () => {
    const forst = side(start, [melding(1)]);
    expect(endring(forst, [melding(1, { tatt: 'x', tattAv: kari })]).nytt).toEqual({ hva: 'TATT', nr: 1, hvem: 'Kari Prøve' });
    expect(endring(forst, [melding(1, { tatt: 'x', tattAv: { id: MEG, navn: 'Meg' } })]).nytt).toBeUndefined();
  });

  test('lets go of what left the filter while nothing was heard, but not of older pages', () => {
    const na = side(side(start, [melding(9), melding(8)], { neste: '8' }), [melding(5)], { eldre: true });
    expect(numrene(side(na, [melding(9), melding(7)], { neste: '7' }))).toEqual([9, 7, 5]);
  });

  test('a refresh does not move «show older» back', () => {
    const forst = side(start, [melding(9)], { neste: '9' });
    const eldre = side(forst, [melding(8)], { eldre: true, neste: '8' });
    expect(side(eldre, [melding(9)], { neste: '9' }).neste).toBe('8');
  });

  test('an answer to a filter that is no longer chosen is thrown away', () => {
    const forst = innboks(start, { type: 'FILTER', filter: { ...standardfilter, forsinket: true } });
    expect(side(forst, [melding(1)], { filter: start.filter }).hentet).toBe(false);
  });
});

describe('a filter', () => {
  const med = (filter: Partial<Filter>) => side(innboks(start, { type: 'FILTER', filter: { ...standardfilter, ...filter } }), [], { numre: [1] });

  test.each<[string, Partial<Filter>, Partial<MottattFragment>, boolean]>([
    ['waiting', {}, {}, true],
    ['waiting: not what a case system has proven', {}, { bevis: 'LAGRET' }, false],
    ['waiting: also what it only says it has', {}, { bevis: 'KVITTERT' }, true],
    ['not opened', { utvalg: 'IKKE_APNET' }, { sistApnet: 'x' }, false],
    ['refused', { utvalg: 'AVVIST' }, { avvist: 'x', tilstand: 'SENDT_PRINT' }, true],
    ['refused: not the others', { utvalg: 'AVVIST' }, {}, false],
    ['proven', { utvalg: 'BEVIST' }, bekreftet, true],
    ['all', { utvalg: 'ALLE' }, bekreftet, true],
    ['late', { forsinket: true }, {}, false],
    ['late ones', { forsinket: true }, { forsinket: true }, true],
    ['taken by me', { tattAvMeg: true }, { tattAv: kari }, false],
    ['taken by me, mine', { tattAvMeg: true }, { tattAv: { id: MEG, navn: 'Meg' } }, true],
  ])('%s', (_, filter, hva, ventet) => {
    expect(endring(med(filter), [melding(2, hva)]).rader.size).toBe(ventet ? 1 : 0);
  });
});

describe('the numbers', () => {
  test('tell a missing one, whatever the filter shows', () => {
    expect(side(start, [melding(5)], { numre: [5, 4, 2] }).hull).toEqual([3]);
    expect(side(start, [melding(5)], { numre: [5, 4, 3] }).hull).toEqual([]);
  });

  test('say nothing of what lies below the newest', () => {
    const na = endring(side(start, [melding(52)], { numre: [52, 51] }), [melding(3, bekreftet)]);
    expect(na.hull).toEqual([]);
    expect(harUprovdHull(na)).toBe(false);
  });

  test('are asked for before a gap that came live is told, and it is taken back when it is filled', () => {
    const live = endring(side(start, [melding(1)]), [melding(3)]);
    expect(live.hull).toEqual([]);
    expect(harUprovdHull(live)).toBe(true);
    const bekreftetHull = side(live, [melding(3), melding(1)], { numre: [3, 1] });
    expect(bekreftetHull.hull).toEqual([2]);
    expect(harUprovdHull(bekreftetHull)).toBe(false);
    expect(endring(bekreftetHull, [melding(2)]).hull).toEqual([]);
  });
});
