import type { InnsynsloggQuery } from '../gql/innsyn/graphql';
import { osloDag } from './dager';

export type Innslag = InnsynsloggQuery['innsynslogg']['edges'][number]['node'];

/** The same thing done by the same, once or more without anything else between. */
export interface Gruppe {
  innslag: Innslag;
  antall: number;
  forst: string;
  sist: string;
}

export interface Dag {
  /** As `2026-12-04`, in Norway. */
  dag: string;
  grupper: Gruppe[];
}

/** The log by day, as it came (newest first), what is repeated told once with how many times. */
export function loggdager(innslag: readonly Innslag[]): Dag[] {
  const dager: Dag[] = [];
  for (const en of innslag) {
    const dag = osloDag(en.tidspunkt) ?? '';
    let siste = dager.at(-1);
    if (siste?.dag !== dag) dager.push((siste = { dag, grupper: [] }));
    const gruppe = siste.grupper.at(-1);
    if (gruppe && likt(gruppe.innslag, en)) {
      gruppe.antall += 1;
      gruppe.forst = en.tidspunkt;
    } else {
      siste.grupper.push({ innslag: en, antall: 1, forst: en.tidspunkt, sist: en.tidspunkt });
    }
  }
  return dager;
}

const likt = (a: Innslag, b: Innslag): boolean =>
  a.handling === b.handling && a.aktor === b.aktor && a.mappeId === b.mappeId && a.journalpostId === b.journalpostId && a.samtykkeId === b.samtykkeId;
