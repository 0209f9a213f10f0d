/**
 * Day and time as a field has them (`2026-11-23T08:00`), on a wall in Norway. The field itself knows no zone, and the browser's is
 * nobody's business: an administrator who travels sets the same hour as the one at home, and both see what is set.
 */

const deler = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const TIME_MS = 3_600_000;

/** An instant as the field has it; nothing for none. */
export function tilFelt(instant: string | null | undefined): string {
  return instant ? deler.format(new Date(instant)).replace(' ', 'T') : '';
}

/**
 * The instant of what stands in the field; null for nothing. Norway is two hours ahead of UTC in summer and one in winter. Of an hour
 * that comes twice, in autumn, it is the first; one that is not there, in spring, is the hour after.
 */
export function fraFelt(felt: string): string | null {
  const utc = Date.parse(`${felt}Z`);
  if (Number.isNaN(utc)) return null;
  const vinter = new Date(utc - TIME_MS).toISOString();
  const sommer = new Date(utc - 2 * TIME_MS).toISOString();
  return tilFelt(sommer) === felt.slice(0, 16) ? sommer : vinter;
}
