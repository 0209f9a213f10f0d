import { afterEach, describe, expect, test } from 'vitest';
import { fraFelt, tilFelt } from './norsktid';

const { TZ } = process.env;
afterEach(() => {
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});

describe('day and time on a Norwegian wall', () => {
  test.each(['Europe/Oslo', 'UTC', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati'])('the same whatever the browser says: %s', (sone) => {
    process.env['TZ'] = sone;
    // The control: the browser's own zone is another.
    if (sone === 'Asia/Tokyo') expect(new Date('2026-11-23T08:00').toISOString()).toBe('2026-11-22T23:00:00.000Z');
    expect(fraFelt('2026-11-23T08:00')).toBe('2026-11-23T07:00:00.000Z');
    expect(fraFelt('2026-07-01T08:00')).toBe('2026-07-01T06:00:00.000Z');
    expect(tilFelt('2026-11-23T07:00:00Z')).toBe('2026-11-23T08:00');
    expect(tilFelt('2026-12-31T23:30:00Z')).toBe('2027-01-01T00:30');
  });
  test('where the clocks change', () => {
    expect(fraFelt('2026-03-29T01:59')).toBe('2026-03-29T00:59:00.000Z');
    expect(fraFelt('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z'); // which is half past three
    expect(fraFelt('2026-03-29T03:00')).toBe('2026-03-29T01:00:00.000Z');
    expect(fraFelt('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(fraFelt('2026-10-25T03:00')).toBe('2026-10-25T02:00:00.000Z');
  });
  test('what is not there is null, and there and back again is the same', () => {
    expect(fraFelt('')).toBeNull();
    expect(fraFelt('2026-13-01T08:00')).toBeNull();
    expect(tilFelt(null)).toBe('');
    for (let t = Date.UTC(2026, 0, 1); t < Date.UTC(2027, 0, 1); t += 5 * 3_600_000) {
      if (t === Date.UTC(2026, 9, 25, 1)) continue;
      const instant = new Date(t).toISOString();
      expect(fraFelt(tilFelt(instant))).toBe(instant);
    }
  });
});
