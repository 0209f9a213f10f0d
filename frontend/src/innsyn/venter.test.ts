import { expect, test } from 'vitest';
import type { VentendeFragment } from '../gql/innsyn/graphql';
import { iRekkefolge, uapnet } from './venter';

const en = (slag: VentendeFragment['slag'], tittel: string, mer: Partial<VentendeFragment> = {}): VentendeFragment => ({
  slag,
  tittel,
  journalpostId: tittel,
  frist: null,
  kom: null,
  status: null,
  ...mer,
});

const na = new Date('2026-06-24T10:00:00Z');
const titler = (saker: { sak: string; venter: VentendeFragment[] }[]) => iRekkefolge(saker, na).map(({ sak, en: { tittel } }) => `${sak} ${tittel}`);

test('the nearest deadline of any case first, then what came last', () => {
  expect(
    titler([
      { sak: 'A', venter: [en('SVAR_ONSKES', 'svar', { kom: '2026-06-23T10:00:00Z' }), en('KLAGEFRIST', 'sen', { frist: '2026-07-10T00:00:00+02:00' })] },
      { sak: 'B', venter: [] },
      {
        sak: 'C',
        venter: [
          en('KLAGEFRIST', 'snart', { frist: '2026-06-25T00:00:00+02:00' }),
          en('SVAR_KOMMET', 'eldre', { kom: '2026-06-20T10:00:00Z' }),
          en('SVAR_KOMMET', 'nyere', { kom: '2026-06-21T10:00:00Z' }),
          en('INNSYN_BESVART', 'innsyn', { kom: '2026-06-01T10:00:00Z' }),
          en('SVAR_ONSKES', 'uten dato'),
        ],
      },
    ]),
  ).toEqual(['C snart', 'A sen', 'C innsyn', 'C nyere', 'C eldre', 'A svar', 'C uten dato']);
});

test('a deadline is there all its day in Norway, and gone at midnight though nothing was read', () => {
  const iDag = (na_: string) => iRekkefolge([{ sak: '', venter: [en('KLAGEFRIST', 'i dag', { frist: '2026-06-24T00:00:00+02:00' })] }], new Date(na_)).length;
  expect([iDag('2026-06-24T00:00:00+02:00'), iDag('2026-06-24T23:59:59+02:00'), iDag('2026-06-25T00:00:00+02:00')]).toEqual([1, 1, 0]);
  expect(titler([{ sak: '', venter: [en('KLAGEFRIST', 'uten'), en('KLAGEFRIST', 'tull', { frist: 'i morgen' })] }])).toEqual([]);
});

test('a word this page does not know is not shown', () => {
  expect(titler([{ sak: '', venter: [en('NOE_NYTT' as VentendeFragment['slag'], 'x')] }])).toEqual([]);
});

test('an answer that has been opened since waits no more; a form to answer by does', () => {
  const venter = [en('SVAR_KOMMET', 'a'), en('SVAR_KOMMET', 'b'), en('SVAR_ONSKES', 'a'), en('KLAGEFRIST', 'a')];
  expect(uapnet(venter, new Map([['a', {}]])).map((v) => `${v.slag} ${v.tittel}`)).toEqual(['SVAR_KOMMET b', 'SVAR_ONSKES a', 'KLAGEFRIST a']);
});
