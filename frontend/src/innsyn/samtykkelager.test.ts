import { describe, expect, test } from 'vitest';
import type { SamtykkeFragment, SamtykkeradFragment } from '../gql/innsyn/graphql';
import { versjon } from './lager';
import { forSak, samtykkelager, tomtSamtykkelager, ventende, type Samtykkelager } from './samtykkelager';

const rad = (id: string, mer: Partial<SamtykkeradFragment> = {}): SamtykkeradFragment => ({
  id,
  kommunenummer: '4601',
  navn: id,
  akseptfrist: '2026-12-01',
  svar: 'VENTER_PAA_SVAR',
  status: 'VENTER_PAA_SVAR',
  kanGi: true,
  kanTrekke: false,
  dokumenter: [],
  historikk: [],
  ...mer,
});
const helt = (id: string, mer: Partial<SamtykkeFragment> = {}): SamtykkeFragment =>
  ({ ...rad(id), andreParter: [], sluttDato: null, svarDato: null, invalidert: null, kanAvsla: true, dokumenter: [], historikk: [], ...mer }) as SamtykkeFragment;

const endring = (for_: Samtykkelager, samtykker: string[], endret: string[] = [], nullstill = false) =>
  samtykkelager(for_, { type: 'ENDRING', endring: { nullstill, samtykker, endret, stempel: null } });
const medRader = (for_: Samtykkelager, ...rader: SamtykkeradFragment[]) => samtykkelager(for_, { type: 'RADER', rader, versjon: versjon(for_) });
const lest = (for_: Samtykkelager, id: string, samtykke: SamtykkeFragment | null = helt(id)) =>
  samtykkelager(for_, { type: 'LEST', id, samtykke, versjon: versjon(for_, id) });

const apent = (): Samtykkelager => lest(medRader(endring(tomtSamtykkelager, ['a', 'b'], [], true), rad('a'), rad('b')), 'a');

describe('changes', () => {
  test('one that is named is read again, and the list with it', () => {
    const for_ = apent();
    const na = endring(for_, ['a', 'b'], ['a']);
    expect(versjon(na, 'a')).toBeGreaterThan(versjon(for_, 'a'));
    expect(versjon(na, 'b')).toBe(versjon(for_, 'b'));
    expect(versjon(na)).toBeGreaterThan(for_.rader?.versjon ?? 0);
  });

  test('after a break all is', () => {
    const na = endring(apent(), ['a', 'b'], [], true);
    expect([versjon(na, 'a'), versjon(na, 'b')]).toEqual([2, 2]);
  });

  test('one that has come is news, named or not, and is counted once', () => {
    const for_ = apent();
    for (const endret of [[], ['c']]) {
      const na = endring(for_, ['a', 'b', 'c'], endret);
      expect(versjon(na, 'c')).toBe(versjon(for_, 'c') + 1);
      expect(versjon(na)).toBe(versjon(for_) + 1);
    }
  });

  test('the first word of them is no news of each', () => {
    expect(endring(tomtSamtykkelager, ['a', 'b']).endret.size).toBe(0);
  });

  test('what is not hers any more is gone at once, and an answer under way does not bring it back', () => {
    const uten = endring(apent(), ['b']);
    expect(uten.lest.has('a')).toBe(false);
    expect(uten.rader?.innhold.map((r) => r.id)).toEqual(['b']);
    expect(lest(uten, 'a').lest.has('a')).toBe(false);
    expect(samtykkelager(uten, { type: 'SVART', samtykke: helt('a') })).toBe(uten);
    expect(medRader(uten, rad('a'), rad('b')).rader?.innhold.map((r) => r.id)).toEqual(['b']);
    // That there is none may be known of it.
    expect(lest(uten, 'a', null).lest.get('a')?.innhold).toBeNull();
  });

  test('what was read before anything was told stays', () => {
    const for_ = lest(medRader(tomtSamtykkelager, rad('a')), 'a');
    expect(for_.rader?.innhold).toHaveLength(1);
    expect(for_.lest.get('a')?.innhold?.id).toBe('a');
  });
});

describe('what is said aloud', () => {
  test('that another has changed it, and not that it is as before', () => {
    const for_ = apent();
    expect(lest(for_, 'a').sagt).toBe(for_.sagt);
    expect(lest(for_, 'a', helt('a', { status: 'UTLOPT' })).sagt).toBe(for_.sagt + 1);
    expect(lest(for_, 'b').sagt).toBe(for_.sagt); // the first reading
    expect(lest(for_, 'a', null).sagt).toBe(for_.sagt);
  });

  test("not one's own answer", () => {
    const for_ = apent();
    const na = samtykkelager(for_, { type: 'SVART', samtykke: helt('a', { svar: 'SAMTYKKET', status: 'SAMTYKKET', kanGi: false, kanTrekke: true }) });
    expect(na.sagt).toBe(for_.sagt);
    expect(na.lest.get('a')?.innhold?.svar).toBe('SAMTYKKET');
    expect(na.rader?.innhold.map((r) => [r.id, r.status, r.kanGi, r.kanTrekke])).toEqual([
      ['a', 'SAMTYKKET', false, true],
      ['b', 'VENTER_PAA_SVAR', true, false],
    ]);
    // As old as what it takes the place of: the event of the act, when it comes, is read.
    expect(na.lest.get('a')?.versjon).toBe(for_.lest.get('a')?.versjon);
    expect(versjon(endring(na, ['a', 'b'], ['a']), 'a')).toBeGreaterThan(na.lest.get('a')?.versjon ?? 0);
  });

  test('an answer to one that was never read, and without a list', () => {
    const na = samtykkelager(endring(tomtSamtykkelager, ['a']), { type: 'SVART', samtykke: helt('a') });
    expect([na.lest.get('a')?.innhold?.id, na.rader]).toEqual(['a', null]);
  });
});

test('those that wait, the nearest deadline first, and only those she may give', () => {
  const rader = [rad('sen', { akseptfrist: '2027-01-01' }), rad('svart', { kanGi: false }), rad('snart', { akseptfrist: '2026-11-30' })];
  expect(ventende(rader).map((r) => r.id)).toEqual(['snart', 'sen']);
  expect(rader.map((r) => r.id)).toEqual(['sen', 'svart', 'snart']); // not turned about
});

test('those of a case: by their entries, and by the kommune while they have none', () => {
  const om = (id: string, ...poster: string[]) => rad(id, { dokumenter: poster.map((journalpostId) => ({ journalpostId })) });
  const rader = [om('her', 'p1'), om('der', 'x'), om('begge', 'x', 'p2'), om('uten'), rad('annen kommune', { kommunenummer: '0301' })];
  expect(forSak(rader, { kommunenummer: '4601' }, [{ id: 'p1' }, { id: 'p2' }]).map((r) => r.id)).toEqual(['her', 'begge', 'uten']);
});
