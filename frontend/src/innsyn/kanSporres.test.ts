import { describe, expect, test } from 'vitest';
import type { ForesporselFragment, PostradFragment } from '../gql/innsyn/graphql';
import { foresporselFor, kanSporres } from './foresporsel';

const post = (id: string, mer: Partial<PostradFragment> = {}): PostradFragment => ({
  id,
  tittel: id,
  dokumenttype: null,
  journalposttype: null,
  dato: null,
  klagefrist: null,
  tidslinje: false,
  tilbakeholdt: true,
  innsynsforesporselStatus: 'IKKE_FORESPURT',
  ...mer,
});

const spurt = (status: ForesporselFragment['status'], ...ider: string[]): ForesporselFragment => ({
  id: `${status} ${ider.join(' ')}`,
  mappeId: 'm',
  sendt: '2026-11-22T10:00:00Z',
  begrunnelse: 'fordi',
  poster: ider.map((id) => ({ id, tittel: id })),
  status,
  endret: '2026-11-22T10:00:00Z',
  svar: null,
});

describe('what may be asked for', () => {
  test.each<[string, Partial<PostradFragment>, boolean]>([
    ['withheld, and not asked for', {}, true],
    ['open', { tilbakeholdt: false }, false],
    ['withheld, and nothing is said of asking', { innsynsforesporselStatus: null }, false],
    ['asked for', { innsynsforesporselStatus: 'FORESPURT' }, false],
    ['granted', { innsynsforesporselStatus: 'GODKJENT' }, false],
    ['refused', { innsynsforesporselStatus: 'AVVIST' }, false],
  ])('%s', (_, mer, vil) => expect(kanSporres([post('a', mer)], []).length === 1).toBe(vil));

  test.each<[ForesporselFragment['status'], boolean]>([
    ['SENDT', false],
    ['MANUELL_BEHANDLING', false],
    ['UNDER_BEHANDLING', false],
    // Decided, and the entry says «not asked for»: the case system has indexed it so since.
    ['INNVILGET', true],
    ['AVVIST', true],
    ['IKKE_FUNNET', true],
    ['UGYLDIG', true],
    ['SERVERFEIL', true],
    ['IKKE_LEVERT', true],
  ])('asked for here, and it came to %s', (status, vil) => {
    expect(kanSporres([post('a'), post('b')], [spurt(status, 'a')]).map((p) => p.id)).toEqual(vil ? ['a', 'b'] : ['b']);
  });

  test.each([['INNVILGET', 'GODKJENT'], ['AVVIST', 'AVVIST']] as const)('%s, and not indexed since: the entry says %s, and it is not offered', (status, vist) => {
    expect(kanSporres([post('a', { innsynsforesporselStatus: vist })], [spurt(status, 'a')])).toEqual([]);
  });

  test('the newest request decides, in one with others too', () => {
    const alle = [spurt('SENDT', 'b', 'a'), spurt('UGYLDIG', 'a')];
    expect(foresporselFor(alle, 'a')?.status).toBe('SENDT');
    expect(kanSporres([post('a'), post('c')], alle).map((p) => p.id)).toEqual(['c']);
    expect(kanSporres([post('a')], alle.toReversed()).map((p) => p.id)).toEqual(['a']);
    expect(foresporselFor(alle, 'c')).toBeUndefined();
  });
});
