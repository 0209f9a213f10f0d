import { expect, test } from 'vitest';
import type { Partsrolle, SaksradFragment } from '../gql/innsyn/graphql';
import { rollegrupper } from './rollegrupper';

const sak = (id: string, rolle: Partsrolle | null, mer: Partial<SaksradFragment> = {}): SaksradFragment => ({
  id,
  rolle,
  tittel: 'Sak',
  hovedperson: 'Berit Synt Barn',
  kommunenummer: '4601',
  saksdato: null,
  avsluttet: null,
  sistOppdatert: null,
  navaerendeMilepel: null,
  venter: [],
  ...mer,
});

test('each role stands for itself, those without one last', () => {
  const grupper = rollegrupper([sak('1', null), sak('2', 'VERGE'), sak('3', 'MOR'), sak('4', 'HOVEDPERSON'), sak('5', 'MOR')]);
  expect(grupper.map((g) => [g.rolle, g.saker.map((s) => s.id)])).toEqual([
    ['HOVEDPERSON', ['4']],
    ['MOR', ['3', '5']],
    ['VERGE', ['2']],
    [null, ['1']],
  ]);
});

test('the same child in two roles is two cases', () => {
  const grupper = rollegrupper([sak('1', 'MOR'), sak('2', 'VERGE')]);
  expect(grupper.flatMap((g) => g.saker)).toHaveLength(2);
});

test('closed ones come after the open, and a role that is not known before those without', () => {
  const grupper = rollegrupper([sak('1', 'MOR', { avsluttet: '2026-01-01T00:00:00Z' }), sak('2', 'MOR'), sak('3', null), sak('4', 'BESTEFORELDER' as Partsrolle)]);
  expect(grupper.map((g) => g.saker.map((s) => s.id))).toEqual([['2', '1'], ['4'], ['3']]);
});
