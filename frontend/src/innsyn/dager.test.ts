import { describe, expect, test } from 'vitest';
import { aaretsGrenser, dagerTil, osloDag } from './dager';

describe('days in Norway', () => {
  test.each([
    ['2026-12-03T22:59:59Z', '2026-12-03'],
    ['2026-12-03T23:00:00Z', '2026-12-04'],
    ['2026-07-01T21:59:59Z', '2026-07-01'],
    ['2026-07-01T22:00:00Z', '2026-07-02'],
    ['2026-12-04T00:00:00+01:00', '2026-12-04'],
    ['2026-12-31T23:30:00Z', '2027-01-01'],
  ])('%s is on %s', (instant, dag) => expect(osloDag(instant)).toBe(dag));

  test('what is no instant is on no day', () => {
    expect(osloDag('i morgen')).toBeUndefined();
    expect(dagerTil('', new Date())).toBeUndefined();
  });
});

describe('days left', () => {
  const frist = '2026-12-04T23:59:59+01:00';
  test.each([
    ['2026-12-01T08:00:00+01:00', 3],
    // Less than two days and a half, and still three midnights.
    ['2026-12-01T23:59:00+01:00', 3],
    ['2026-12-03T00:00:00+01:00', 1],
    ['2026-12-04T00:00:00+01:00', 0],
    ['2026-12-04T23:59:59+01:00', 0],
    ['2026-12-05T00:00:00+01:00', -1],
    // Where the reader is does not matter: half past midnight in Oslo is the day before in UTC.
    ['2026-12-03T23:30:00Z', 0],
  ])('at %s: %i', (na, dager) => expect(dagerTil(frist, new Date(na))).toBe(dager));

  test.each([
    // The night to 29 March 2026 is an hour short, the night to 25 October an hour long.
    ['2026-03-28T12:00:00+01:00', '2026-03-29T12:00:00+02:00', 1],
    ['2026-03-28T00:30:00+01:00', '2026-03-30T00:10:00+02:00', 2],
    ['2026-03-01T12:00:00+01:00', '2026-04-01T00:00:00+02:00', 31],
    ['2026-10-24T23:30:00+02:00', '2026-10-25T23:45:00+01:00', 1],
    ['2026-10-25T00:30:00+02:00', '2026-10-25T23:30:00+01:00', 0],
    ['2026-10-01T23:59:00+02:00', '2026-11-01T00:01:00+01:00', 31],
    ['2027-12-31T12:00:00+01:00', '2028-03-01T12:00:00+01:00', 61],
  ])('from %s to %s: %i, whatever the clocks do', (fra, til, dager) => {
    expect(dagerTil(til, new Date(fra))).toBe(dager);
    expect(dagerTil(fra, new Date(til))).toBe(dager === 0 ? 0 : -dager);
  });

  test('control: hours divided by 24 would not do', () => {
    const timer = (fra: string, til: string) => Math.floor((Date.parse(til) - Date.parse(fra)) / 86_400_000);
    expect(timer('2026-03-28T00:30:00+01:00', '2026-03-30T00:10:00+02:00')).not.toBe(2);
  });
});

test('a year begins and ends in Norway', () => {
  const { fra, til } = aaretsGrenser(2026);
  expect(new Date(fra).toISOString()).toBe('2025-12-31T23:00:00.000Z');
  expect(new Date(til).toISOString()).toBe('2026-12-31T22:59:59.999Z');
  expect(osloDag(fra)).toBe('2026-01-01');
  expect(osloDag(til)).toBe('2026-12-31');
});
