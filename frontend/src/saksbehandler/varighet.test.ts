import { describe, expect, test } from 'vitest';
import { hast, varighet } from './varighet';

const MINUTT = 60_000;
const TIME = 60 * MINUTT;

describe('a duration in one unit', () => {
  test.each([
    [-5, { antall: 0, enhet: 'MINUTT' }],
    [59_999, { antall: 0, enhet: 'MINUTT' }],
    [59 * MINUTT + 59_999, { antall: 59, enhet: 'MINUTT' }],
    [TIME, { antall: 1, enhet: 'TIME' }],
    [5 * TIME + 59 * MINUTT, { antall: 5, enhet: 'TIME' }],
    [48 * TIME - 1, { antall: 47, enhet: 'TIME' }],
    [48 * TIME, { antall: 2, enhet: 'DAG' }],
    [71 * TIME, { antall: 2, enhet: 'DAG' }],
  ])('%i ms', (ms, ventet) => expect(varighet(ms)).toEqual(ventet));
});

test('a letter is loud when eight hours are left, and says when it is too late', () => {
  const frist = '2026-11-24T23:00:00Z';
  const slutt = Date.parse(frist);
  expect(hast(frist, slutt - 8 * TIME - 1)).toBe('SENERE');
  expect(hast(frist, slutt - 8 * TIME)).toBe('SNART');
  expect(hast(frist, slutt)).toBe('UTE');
});
