import { expect, test } from 'vitest';
import type { ForslagetFragment, KommunenFragment, MottaketFragment, NokkelenFragment } from '../gql/administrator/graphql';
import { oppmerksomhet } from './oppmerksomhet';

const mottak = (bydelsnummer: string, aktiv: boolean, koder: MottaketFragment['mangler'][number]['kode'][] = []) =>
  ({ kommunenummer: '4601', bydelsnummer, aktiv, mangler: koder.map((kode) => ({ sti: [], kode })) }) as unknown as MottaketFragment;
const kommune = (mottakene: MottaketFragment[], avtaler = 1) => ({ kommunenummer: '4601', avtaler: Array.from({ length: avtaler }, () => ({})), mottak: mottakene }) as unknown as KommunenFragment;
const nokkel = (varsel: NokkelenFragment['varsel'], bydelsnummer: string | null = '00') =>
  ({ kommunenummer: bydelsnummer && '4601', bydelsnummer, varsel, formal: 'PRINT' }) as unknown as NokkelenFragment;
const forslag = (avMeg: boolean, avgjort: string | null = null) => ({ id: 'f', avMeg, avgjort }) as unknown as ForslagetFragment;
const slag = (k: KommunenFragment[], n: NokkelenFragment[], f: ForslagetFragment[], advarsler = 0) => oppmerksomhet(k, n, f, advarsler).map((s) => `${s.alvor} ${s.slag}`);

test('all is well: nothing to look at', () => {
  expect(slag([kommune([mottak('00', true)])], [nokkel(null)], [])).toEqual([]);
});

test('the most pressing first', () => {
  const alle = [kommune([mottak('01', true, ['MOTTAKSNOKKEL_MANGLER']), mottak('02', false)], 0)];
  expect(slag(alle, [nokkel('DAGER_30', '01'), nokkel('DAGER_1', null)], [forslag(true), forslag(false)], 2)).toEqual([
    'NA ADVARSEL',
    'NA NOKKEL',
    'NA AVTALE',
    'NA MANGLER',
    'SNART NOKKEL',
    'SNART FORSLAG',
    'VIT MITT_FORSLAG',
    'VIT INAKTIV',
  ]);
});

test('a key of a receiver that is closed, and a proposal that is decided, wait for nobody', () => {
  expect(slag([kommune([mottak('00', false)])], [nokkel('UTLOPT')], [forslag(false, '2026-01-01')])).toEqual(['VIT INAKTIV']);
});
