import type { Form } from './brevlager';
import { pabegynt, type Brevutkast, type Vedlegg } from './brevutkast';

/** A request for what is withheld, as far as it has come. */
export interface Onske {
  valgt: readonly string[];
  grunn: string;
}

export const onskeform: Form<Onske> = {
  tomt: () => ({ valgt: [], grunn: '' }),
  pabegynt: ({ valgt, grunn }) => valgt.length > 0 || grunn.trim() !== '',
  skriv: ({ valgt, grunn }) => JSON.stringify({ valgt, grunn }),
  les: (tekst) => {
    const { valgt, grunn } = objekt(tekst);
    return { valgt: liste(valgt).filter((v) => typeof v === 'string'), grunn: typeof grunn === 'string' ? grunn : '' };
  },
};

/** A letter. Of its files those that are uploaded are kept: a file itself lives no longer than the login. */
export const brevform: Form<Brevutkast> = {
  tomt: () => ({ skjemaNr: null, tekst: '', filer: [], mistet: [] }),
  pabegynt,
  skriv: ({ skjemaNr, tekst, filer, mistet }) =>
    JSON.stringify({
      skjemaNr,
      tekst,
      filer: filer.flatMap(({ id, navn, storrelse }) => (id ? [{ id, navn, storrelse }] : [])),
      mistet,
    }),
  les: (alt, filerHer) => {
    const { skjemaNr, tekst, filer, mistet } = objekt(alt);
    const alle = liste(filer).flatMap((f) => lestFil(f));
    const borte = alle.filter((f) => !filerHer.includes(f.id)).map((f) => f.navn);
    return {
      skjemaNr: typeof skjemaNr === 'number' && Number.isInteger(skjemaNr) ? skjemaNr : null,
      tekst: typeof tekst === 'string' ? tekst : '',
      filer: alle.filter((f) => filerHer.includes(f.id)),
      mistet: [...liste(mistet).filter((n) => typeof n === 'string'), ...borte],
    };
  },
};

function lestFil(f: unknown): (Vedlegg & { id: string })[] {
  if (typeof f !== 'object' || f === null) return [];
  const { id, navn, storrelse } = f as Record<string, unknown>;
  if (typeof id !== 'string' || typeof navn !== 'string' || typeof storrelse !== 'number') return [];
  return [{ nokkel: id, id, navn, storrelse }];
}

function objekt(tekst: string): Record<string, unknown> {
  const lest: unknown = JSON.parse(tekst);
  if (typeof lest !== 'object' || lest === null || Array.isArray(lest)) throw new Error('no draft');
  return lest as Record<string, unknown>;
}

const liste = (v: unknown): unknown[] => (Array.isArray(v) ? v : []);
