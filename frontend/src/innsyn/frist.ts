/** The words of a deadline. */
export interface Fristtekster {
  dager: (antall: number, dag: string) => string;
  iDag: (dag: string) => string;
  ute: (dag: string) => string;
}

/** A deadline in words: how many days there are, and which is the last. `dager` as `dagerTil` counts. */
export function fristtekst(t: Fristtekster, dager: number, dag: string): string {
  if (dager < 0) return t.ute(dag);
  return dager === 0 ? t.iDag(dag) : t.dager(dager, dag);
}
