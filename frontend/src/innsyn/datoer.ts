import type { PostradFragment, SakFragment } from '../gql/innsyn/graphql';
import { dagerTil } from './dager';

/** A date that lies ahead. */
export interface Dato {
  slag: 'SLUTT' | 'START' | 'KLAGE';
  navn: string;
  tid: string;
  /** The entry it comes from. */
  postId?: string;
}

/** The dates ahead, the nearest first: the current step's end, the beginning of those to come, and deadlines for complaints. */
export function datoerFramover(sak: Pick<SakFragment, 'milepeler' | 'navaerendeMilepel' | 'avsluttet'>, poster: readonly PostradFragment[], na: Date): Dato[] {
  const { milepeler, navaerendeMilepel } = sak;
  const alle: Dato[] = poster
    .filter((p) => p.klagefrist)
    .map((p) => ({ slag: 'KLAGE' as const, navn: p.tittel, tid: p.klagefrist ?? '', postId: p.id }));
  if (!sak.avsluttet) {
    if (navaerendeMilepel?.sluttdato) alle.push({ slag: 'SLUTT', navn: navaerendeMilepel.navn, tid: navaerendeMilepel.sluttdato });
    for (const { navn, startdato } of milepeler) alle.push({ slag: 'START', navn, tid: startdato });
    if (navaerendeMilepel && !milepeler.some((m) => m.navn === navaerendeMilepel.navn && m.startdato === navaerendeMilepel.startdato)) {
      alle.push({ slag: 'START', navn: navaerendeMilepel.navn, tid: navaerendeMilepel.startdato });
    }
  }
  return alle
    .filter((d) => (dagerTil(d.tid, na) ?? -1) >= 0 && !(d.slag === 'START' && dagerTil(d.tid, na) === 0))
    .toSorted((a, b) => Date.parse(a.tid) - Date.parse(b.tid));
}
