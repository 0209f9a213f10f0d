import { describe, expect, test } from 'vitest';
import type { BrevFragment, ForesporselFragment, PostradFragment, SamtykkeradFragment } from '../gql/innsyn/graphql';
import { tidslinjen } from './tidslinje';

const post = (id: string, dato: string | null, tidslinje = true) => ({ id, dato, tidslinje, tittel: id }) as PostradFragment;
const brev = (id: string, sendt: string) => ({ id, sendt, type: 'POST' }) as BrevFragment;
const spurt = (id: string, sendt: string) => ({ id, sendt }) as ForesporselFragment;
const linje = (tidspunkt: string, type: SamtykkeradFragment['historikk'][number]['type'], svar: SamtykkeradFragment['historikk'][number]['svar'] = null) =>
  ({ tidspunkt, type, svar, aktor: 'INNBYGGER' }) as const;
const samtykke = (id: string, ...historikk: SamtykkeradFragment['historikk']) => ({ id, historikk }) as SamtykkeradFragment;
const tom = { poster: [], brev: [], foresporsler: [], samtykker: [] };

describe('the timeline', () => {
  test('one’s own acts stand among what the case system has put there, newest first', () => {
    const rader = tidslinjen({
      poster: [post('ny', '2026-11-20T12:00:00+01:00'), post('gammel', '2026-01-02T12:00:00+01:00'), post('ikke', '2026-11-19T12:00:00+01:00', false)],
      brev: [brev('b', '2026-11-20T10:59:00Z')], // a minute before the newest: another zone is the same time
      foresporsler: [spurt('f', '2026-11-20T11:01:00Z')],
      samtykker: [
        samtykke('s', linje('2026-11-01T08:00:00Z', 'OPPRETTET'), linje('2026-11-21T08:00:00Z', 'AKSEPTERT_AV_PART', 'SAMTYKKET'), linje('2026-11-22T08:00:00Z', 'AVSLAATT_AV_PART', 'TRUKKET')),
      ],
    });
    expect(rader.map((r) => `${r.slag} ${r.id}`)).toEqual(['SAMTYKKE s 1', 'SAMTYKKE s 0', 'INNSYN f', 'POST ny', 'BREV b', 'POST gammel']);
  });

  test('what has no date is last, and what is equally old stands as it stood', () => {
    const rader = tidslinjen({ ...tom, poster: [post('uten', null), post('a', '2026-11-20T12:00:00Z'), post('uten2', null), post('b', '2026-11-20T12:00:00Z')] });
    expect(rader.map((r) => r.id)).toEqual(['a', 'b', 'uten', 'uten2']);
  });

  test('an answer barnevernet wrote down is an answer; a changed date is not', () => {
    const rader = tidslinjen({ ...tom, samtykker: [samtykke('s', linje('2026-11-01T08:00:00Z', 'REDIGERT'), linje('2026-11-02T08:00:00Z', 'OPPDATERT_PAA_VEGNE_AV_PART', 'SAMTYKKET'))] });
    expect(rader).toMatchObject([{ slag: 'SAMTYKKE', tid: '2026-11-02T08:00:00Z' }]);
  });
});
