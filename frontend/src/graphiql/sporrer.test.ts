import { expect, test } from 'vitest';
import { erAbonnement } from './sporrer';

const to = 'query En { meg { navn } } subscription To { mappeEndret { nullstill } }';

test.each([
  ['{ meg { navn } }', undefined, false],
  ['subscription { mappeEndret { nullstill } }', null, true],
  [to, 'En', false],
  [to, 'To', true],
  ['subscription {', undefined, false],
])('%s, %s: by socket %s', (query, operationName, vil) => {
  expect(erAbonnement({ query, operationName })).toBe(vil);
});
