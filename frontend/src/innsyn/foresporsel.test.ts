import { describe, expect, test } from 'vitest';
import type { ForesporselFragment, Foresporselstatus, InnsynsforesporselStatus, PostradFragment } from '../gql/innsyn/graphql';
import { kanSporres, utfallAv } from './foresporsel';

const post = (id: string, status: InnsynsforesporselStatus | null, tilbakeholdt = true) =>
  ({ id, tittel: id, tilbakeholdt, innsynsforesporselStatus: status }) as PostradFragment;
const om = (status: Foresporselstatus, ...ider: string[]) => ({ id: 'f', status, poster: ider.map((id) => ({ id, tittel: id })) }) as ForesporselFragment;

describe('what a request has come to', () => {
  const venter = post('a', 'IKKE_FORESPURT');
  const vises = post('b', 'GODKJENT', false);
  const nektet = post('c', 'AVVIST');

  test.each([
    ['nothing is known of them yet', om('INNVILGET', 'a'), [venter], 'INNVILGET'],
    ['all have come', om('INNVILGET', 'b'), [vises, nektet], 'KOMMET'],
    ['some have come', om('INNVILGET', 'a', 'b'), [venter, vises], 'INNVILGET'],
    ['one is granted and one refused', om('INNVILGET', 'b', 'c'), [vises, nektet], 'DELVIS'],
    ['one is refused, and the other has not come', om('INNVILGET', 'a', 'c'), [venter, nektet], 'DELVIS'],
    ['granted, and then refused', om('INNVILGET', 'c'), [vises, nektet], 'AVVIST'],
    ['those asked for are hers no more', om('INNVILGET', 'x'), [vises], 'KOMMET'],
    ['not granted', om('UNDER_BEHANDLING', 'c'), [nektet], 'UNDER_BEHANDLING'],
    ['refused', om('AVVIST', 'a'), [venter], 'AVVIST'],
  ] as const)('%s', (_, foresporsel, poster, vil) => {
    expect(utfallAv(foresporsel, poster)).toBe(vil);
  });

  test('what is on its way may not be asked for again; what failed may, and what was decided before it was indexed anew', () => {
    for (const [status, kan] of [['SENDT', 0], ['UNDER_BEHANDLING', 0], ['INNVILGET', 1], ['AVVIST', 1], ['IKKE_FUNNET', 1], ['SERVERFEIL', 1], ['IKKE_LEVERT', 1]] as const) {
      expect([status, kanSporres([venter, vises, nektet], [om(status, 'a')]).length]).toEqual([status, kan]);
    }
  });
});
