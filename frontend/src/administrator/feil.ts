import type { Admintekster } from '../tekst/admin/nb';

/** An error as the server has it: where, and what. */
export interface Kodefeil {
  sti: readonly string[];
  kode: string;
}

/** An error as it is shown: at the field of that id, and in the summary over the form. */
export interface Vistfeil {
  felt: string;
  tekst: string;
}

/**
 * Puts the server's errors at the fields of a form. `felt` finds the field of a path, by its first parts: an error in line two of
 * the addresses stands at the addresses. What is about no field of the form stands in the summary alone, at the form itself.
 */
export function visFeil(t: Admintekster, feil: readonly Kodefeil[], felter: Readonly<Record<string, string>>, skjema: string): Vistfeil[] {
  return feil.map(({ sti, kode }) => {
    const navn = [sti.join('.'), sti.slice(0, 2).join('.'), sti[0] ?? ''].find((n) => n && Object.hasOwn(felter, n));
    const etikett = navn && felter[navn];
    const tekst = feiltekst(t, kode);
    return { felt: navn ? `${skjema}-${navn}` : skjema, tekst: etikett ? `${etikett}: ${tekst}` : tekst };
  });
}

/** A code in words. One that the page does not know is not hidden: nothing has been stored, and that is said. */
export const feiltekst = (t: Admintekster, kode: string): string =>
  (t.kode as Readonly<Record<string, string>>)[kode] ?? t.ukjentKode(kode);

/** The text at one field. */
export const feilVed = (feil: readonly Vistfeil[], felt: string): string | undefined => feil.find((f) => f.felt === felt)?.tekst;
