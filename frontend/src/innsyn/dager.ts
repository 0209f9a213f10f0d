/** Days as they are counted in Norway: a day there is 23 hours long in March, and 25 in October. */

const OSLO = 'Europe/Oslo';
// Swedish writes a date as ISO 8601 does.
const isoDag = new Intl.DateTimeFormat('sv-SE', { timeZone: OSLO, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The day in Norway of an instant, as `2026-12-04`; undefined for what is no instant. */
export function osloDag(instant: string | Date): string | undefined {
  const tid = new Date(instant);
  return Number.isNaN(tid.getTime()) ? undefined : isoDag.format(tid);
}

const DOGN_MS = 86_400_000;
const dagnummer = (dag: string): number => Date.parse(`${dag}T00:00:00Z`) / DOGN_MS;

/** How many midnights in Norway lie between: 0 is the same day, 1 tomorrow, -1 yesterday. */
export function dagerTil(instant: string | Date, na: Date): number | undefined {
  const [til, fra] = [osloDag(instant), osloDag(na)];
  return til && fra ? dagnummer(til) - dagnummer(fra) : undefined;
}

/** The first and the last instant of a year in Norway. Winter time rules at both ends. */
export const aaretsGrenser = (aar: number): { fra: string; til: string } => ({
  fra: `${aar}-01-01T00:00:00+01:00`,
  til: `${aar}-12-31T23:59:59.999+01:00`,
});
