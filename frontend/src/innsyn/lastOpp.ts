import { ANNEN_PERSON, hoder, sidensPerson } from '../api/person';
import type { Vedleggskode } from './brevutkast';

const kjente: readonly string[] = [
  'FOR_STOR',
  'FOR_MANGE',
  'UGYLDIG_TYPE',
  'TOM_FIL',
  'KAN_IKKE_LESES',
  'PASSORDBESKYTTET',
  'AKTIVT_INNHOLD',
  'FOR_MANGE_PIKSLER',
  'IKKE_INNLOGGET',
] satisfies Vedleggskode[];

export type Opplastet = { id: string; navn: string; storrelse: number } | { feil: Vedleggskode };

/**
 * Sends one file, and tells how far it has come. Its name goes in a header: an address is written in logs. `eier` is whose it is: who
 * chose it, however long it waits for others to be sent.
 */
export function lastOpp(fil: File, onFremdrift: (andel: number) => void, eier = sidensPerson()): Promise<Opplastet> {
  // fetch cannot tell how much of a body has been sent.
  const sporring = new XMLHttpRequest();
  return new Promise((ferdig) => {
    sporring.open('POST', '/last-opp/vedlegg');
    for (const [navn, verdi] of Object.entries(hoder({ eier }))) sporring.setRequestHeader(navn, verdi);
    sporring.setRequestHeader('Filnavn', filnavn(fil.name));
    sporring.upload.onprogress = ({ loaded, total }) => onFremdrift(total ? loaded / total : 0);
    sporring.onload = () => ferdig(lesSvar(sporring.status, sporring.responseText));
    sporring.onerror = () => ferdig({ feil: 'NETT' });
    sporring.send(fil);
  });
}

/** A name as a header carries it. One with half a letter in it cannot be: the server names the file then. */
function filnavn(navn: string): string {
  try {
    return encodeURIComponent(navn);
  } catch {
    return '';
  }
}

/** What the server said of a file. A word not known here is as good as no answer: try again. */
export function lesSvar(status: number, tekst: string): Opplastet {
  let svar: { id?: unknown; navn?: unknown; storrelse?: unknown; kode?: unknown } = {};
  try {
    svar = (JSON.parse(tekst) as typeof svar | null) ?? {};
  } catch {
    // Not ours.
  }
  if (status === 201 && typeof svar.id === 'string') {
    return { id: svar.id, navn: String(svar.navn), storrelse: Number(svar.storrelse) };
  }
  if (svar.kode === 'ANNEN_PERSON') window.dispatchEvent(new Event(ANNEN_PERSON));
  if (typeof svar.kode === 'string' && kjente.includes(svar.kode)) return { feil: svar.kode as Vedleggskode };
  return { feil: status === 413 ? 'FOR_STOR' : 'NETT' };
}

/** Takes a file away from the server again. If that fails it goes by itself within the day. */
export const slettOpplastet = (id: string): void =>
  void fetch(`/last-opp/vedlegg/${id}`, { method: 'DELETE', headers: hoder() }).catch(() => undefined);
