import { describe, expect, test } from 'vitest';
import type { PostFragment, PostradFragment, SakQuery, SaksradFragment } from '../gql/innsyn/graphql';
import { erBorte, lager, tomtLager, tomtSok, versjon, type Lager } from './lager';

const rad = (id: string, tittel = id): PostradFragment => ({
  id,
  tittel,
  dokumenttype: null,
  journalposttype: null,
  dato: null,
  klagefrist: null,
  tidslinje: true,
  tilbakeholdt: false,
  innsynsforesporselStatus: null,
});

const HEMMELIG = 'Undersøkelse av familien Synt';

const radISaker = (id: string): SaksradFragment => ({
  id,
  rolle: 'MOR',
  tittel: HEMMELIG,
  hovedperson: 'Berit Synt Barn',
  kommunenummer: '4601',
  saksdato: null,
  avsluttet: null,
  sistOppdatert: null,
  navaerendeMilepel: null,
  venter: [],
});

const lest = (id: string, poster: PostradFragment[], neste?: string): NonNullable<SakQuery['mappe']> => ({
  ...radISaker(id),
  beskrivelse: null,
  minPart: null,
  andreParter: [],
  milepeler: [],
  saksansvarlig: null,
  saksaar: null,
  sakssekvensnummer: null,
  lenker: [],
  skjemaer: [],
  trad: [],
  alle: { edges: poster.map((node) => ({ node })), antallTreff: poster.length },
  treff: {
    edges: poster.map((node) => ({ node })),
    pageInfo: { hasNextPage: neste !== undefined, endCursor: neste ?? null },
    antallTreff: poster.length,
    dokumenttyper: [],
    perioder: [],
  },
});

const endring = (for_: Lager, mapper: string[], endret: string[] = [], nullstill = false): Lager =>
  lager(for_, { type: 'ENDRING', endring: { nullstill, mapper, endret, stempel: null } });
const medSak = (for_: Lager, id: string, poster: PostradFragment[], ved = versjon(for_, id)): Lager =>
  lager(for_, { type: 'SAK', id, lest: lest(id, poster), sok: tomtSok, versjon: ved });
const medPost = (for_: Lager, id: string, mappeId: string): Lager =>
  lager(for_, { type: 'POST', id, post: { id, mappeId, tittel: HEMMELIG } as PostFragment, versjon: versjon(for_, mappeId) });
const medRader = (for_: Lager, ider: string[]): Lager =>
  lager(for_, { type: 'RADER', rader: ider.map(radISaker), versjon: versjon(for_) });

const apent = (): Lager => medPost(medSak(medRader(endring(tomtLager, ['a', 'b'], [], true), ['a', 'b']), 'a', [rad('1')]), '1', 'a');

describe('what is no longer hers', () => {
  test('is gone from every place at the word', () => {
    const na = endring(apent(), ['b']);
    expect(na.saker.size).toBe(0);
    expect(na.poster.size).toBe(0);
    expect(na.rader?.innhold?.map((r) => r.id)).toEqual(['b']);
    expect(erBorte(na, 'a')).toBe(true);
    expect(na.sagt?.hva).toEqual({ type: 'BORTE' });
  });

  test('and with all of them nothing of any is left', () => {
    expect(JSON.stringify(apent(), (_, v: unknown) => (v instanceof Map ? [...v] : v))).toContain(HEMMELIG);
    for (const na of [endring(apent(), []), lager(apent(), { type: 'TOM' })]) {
      expect(JSON.stringify(na, (_, v: unknown) => (v instanceof Map || v instanceof Set ? [...v] : v))).not.toContain(HEMMELIG);
    }
  });

  test('an answer that was under way does not bring it back', () => {
    const na = endring(apent(), []);
    for (const for_ of [medSak(na, 'a', [rad('1')]), medPost(na, '1', 'a'), medRader(na, ['a'])]) {
      expect(JSON.stringify([[...for_.saker], [...for_.poster], for_.rader])).not.toContain(HEMMELIG);
    }
  });

  test('before the first word nobody knows, and what was read is shown', () => {
    expect(erBorte(tomtLager, 'a')).toBe(false);
    expect(medSak(tomtLager, 'a', [rad('1')]).saker.get('a')?.innhold?.alle).toHaveLength(1);
  });

  test('it may be hers again, and is read anew', () => {
    const igjen = endring(endring(apent(), ['b']), ['a', 'b'], ['a']);
    expect(erBorte(igjen, 'a')).toBe(false);
    expect(igjen.saker.get('a')).toBeUndefined();
    expect(igjen.rader?.versjon).not.toBe(versjon(igjen));
  });
});

describe('what must be read again', () => {
  const gammel = (na: Lager, id: string) => na.saker.get(id)?.versjon !== versjon(na, id);

  test('is what an event names, and nothing else', () => {
    const to = medSak(apent(), 'b', []);
    const na = endring(to, ['a', 'b'], ['b']);
    expect([gammel(na, 'a'), gammel(na, 'b')]).toEqual([false, true]);
    expect(gammel(medSak(na, 'b', []), 'b')).toBe(false);
  });

  test('is everything after a break', () => {
    const na = endring(apent(), ['a', 'b'], [], true);
    expect(gammel(na, 'a')).toBe(true);
    expect(na.rader?.versjon).not.toBe(versjon(na));
  });

  test('is nothing when nothing is said', () => {
    const for_ = apent();
    const na = endring(for_, ['a', 'b']);
    expect(gammel(na, 'a')).toBe(false);
    expect(na.rader?.versjon).toBe(versjon(na));
    expect(na.sagt).toBe(for_.sagt);
  });

  test('an answer from before the change leaves it to be read again', () => {
    const for_ = apent();
    const vedLesning = versjon(for_, 'a');
    const na = medSak(endring(for_, ['a', 'b'], ['a']), 'a', [rad('1')], vedLesning);
    expect(gammel(na, 'a')).toBe(true);
  });
});

describe('what has come', () => {
  test('is marked and said, once', () => {
    const na = medSak(endring(apent(), ['a', 'b'], ['a']), 'a', [rad('2', 'Vedtak'), rad('1')]);
    expect([...(na.saker.get('a')?.innhold?.nye ?? [])]).toEqual(['2']);
    expect(na.sagt?.hva).toEqual({ type: 'NYE', titler: ['Vedtak'] });
    const igjen = medSak(endring(na, ['a', 'b'], [], true), 'a', [rad('2', 'Vedtak'), rad('1')]);
    expect(igjen.sagt).toBe(na.sagt);
    expect([...(igjen.saker.get('a')?.innhold?.nye ?? [])]).toEqual(['2']);
  });

  test('what was there at first is not new', () => {
    const na = apent();
    expect(na.saker.get('a')?.innhold?.nye.size).toBe(0);
    expect(na.sagt).toBeNull();
  });

  test('a change without a new document is said as that', () => {
    const na = medSak(endring(apent(), ['a', 'b'], ['a']), 'a', [rad('1', 'Et annet navn')]);
    expect(na.sagt?.hva).toEqual({ type: 'ENDRET' });
  });
});

test('a further page is laid to the first, and another search takes its place', () => {
  const treff = (id: string) => ({ ...lest('a', [rad(id)], 'mer').treff });
  const to = lager(apent(), { type: 'TREFF', id: 'a', treff: treff('2'), sok: tomtSok, eldre: true });
  expect(to.saker.get('a')?.innhold?.treff.map((p) => p.id)).toEqual(['1', '2']);
  const annet = lager(to, { type: 'TREFF', id: 'a', treff: treff('3'), sok: { ...tomtSok, term: 'x' }, eldre: false });
  expect(annet.saker.get('a')?.innhold?.treff.map((p) => p.id)).toEqual(['3']);
  expect(annet.saker.get('a')?.innhold?.alle.map((p) => p.id)).toEqual(['1']);
});

describe('what waits', () => {
  const venter = [{ slag: 'SVAR_KOMMET' as const, journalpostId: 'p1', tittel: 'Svar', frist: null, kom: null, status: null }];

  test('the list is to be read again when something has been opened, and not otherwise', () => {
    const liste = medRader(endring(tomtLager, ['a']), ['a']);
    expect(liste.apnet).toBe(false);
    expect(medSak(liste, 'a', []).apnet).toBe(true);
    expect(medPost(liste, 'p1', 'a').apnet).toBe(true);
    expect(endring(liste, ['a'], ['a']).apnet).toBe(false);
    expect(endring(medPost(liste, 'p1', 'a'), ['a'], ['a']).apnet).toBe(true);
    expect(medRader(medPost(liste, 'p1', 'a'), ['a']).apnet).toBe(false);
  });

  test('that less waits, since one has opened it, is not said aloud', () => {
    const for_ = lager(endring(tomtLager, ['a']), { type: 'RADER', rader: [{ ...radISaker('a'), venter }], versjon: 0 });
    expect(medRader(for_, ['a']).sagt).toBe(for_.sagt);
    const sak = lager(for_, { type: 'SAK', id: 'a', lest: { ...lest('a', []), venter }, sok: tomtSok, versjon: 0 });
    expect(medSak(sak, 'a', []).sagt).toBe(sak.sagt);
  });
});
