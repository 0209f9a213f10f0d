import { expect, test } from 'vitest';
import { erAbonnement, medNavn } from './sporrer';

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

// A tab that is run as soon as it is chosen comes with the name of the tab before.
test.each([
  ['subscription To { mappeEndret { nullstill } }', 'En', 'To', true],
  ['subscription { mappeEndret { nullstill } }', 'En', undefined, true],
  ['query En { meg { navn } }', 'To', 'En', false],
  [to, 'En', 'En', false],
  [to, 'Tre', 'Tre', false],
])('%s, run as %s: is %s', (query, operationName, vil, abonnement) => {
  const ut = medNavn({ query, operationName });
  expect(ut.operationName).toBe(vil);
  expect(erAbonnement(ut)).toBe(abonnement);
});
