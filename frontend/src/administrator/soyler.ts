/** A bar of a chart: one day, or, where there are too many to see, the week or the month that begins there. */
export interface Soyle {
  /** Its first day, yyyy-mm-dd. */
  fra: string;
  /** How many, in the order of the series. */
  tall: number[];
}

export type Bredde = 'DAG' | 'UKE' | 'MANED';

const DAG_MS = 86_400_000;
const UTC = (dag: string): number => Date.parse(`${dag}T00:00:00Z`);

/** How wide a bar must be for them all to be seen. */
export const bredde = (dager: number): Bredde => (dager <= 62 ? 'DAG' : dager <= 370 ? 'UKE' : 'MANED');

/** Monday, or the first of the month. */
function begynnelse(dag: string, b: Bredde): string {
  if (b === 'DAG') return dag;
  if (b === 'MANED') return `${dag.slice(0, 7)}-01`;
  const ukedag = (new Date(UTC(dag)).getUTCDay() + 6) % 7;
  return new Date(UTC(dag) - ukedag * DAG_MS).toISOString().slice(0, 10);
}

/** Days laid together into bars, in the order they come. */
export function soyler(dager: readonly { dag: string; tall: readonly number[] }[], b: Bredde): Soyle[] {
  const ut = new Map<string, number[]>();
  for (const { dag, tall } of dager) {
    const fra = begynnelse(dag, b);
    const for_ = ut.get(fra) ?? tall.map(() => 0);
    ut.set(
      fra,
      for_.map((n, i) => n + (tall[i] ?? 0)),
    );
  }
  return [...ut].map(([fra, tall]) => ({ fra, tall }));
}

export const sum = (tall: readonly number[]): number => tall.reduce((a, b) => a + b, 0);

/** The top of the axis: a round number that holds the highest, and even, so that the mark halfway is whole; four at least. */
export function topp(hoyest: number): number {
  for (let potens = 1; ; potens *= 10) {
    const tak = [1, 2, 4, 5].map((n) => n * potens).find((n) => n >= Math.max(hoyest, 4) && n % 2 === 0);
    if (tak) return tak;
  }
}

/** How long something took, in the one unit a person would use. Seconds in. */
export function enhet(sekunder: number): { antall: number; enhet: 'SEKUND' | 'MINUTT' | 'TIME' | 'DAG' } {
  if (sekunder < 120) return { antall: Math.round(sekunder), enhet: 'SEKUND' };
  if (sekunder < 7_200) return { antall: Math.round(sekunder / 60), enhet: 'MINUTT' };
  if (sekunder < 172_800) return { antall: Math.round(sekunder / 3_600), enhet: 'TIME' };
  return { antall: Math.round(sekunder / 86_400), enhet: 'DAG' };
}

/** The day so many before another. */
export const dagerFor = (dag: string, n: number): string => new Date(UTC(dag) - n * DAG_MS).toISOString().slice(0, 10);

/** Today in Norway. */
export const idag = (na: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(na);

/** How many days from one to another, both counted; NaN: no such days. */
export const antallDager = (fra: string, til: string): number => (UTC(til) - UTC(fra)) / DAG_MS + 1;
