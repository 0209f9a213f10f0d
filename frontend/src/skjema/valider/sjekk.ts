import type { Feilkode, Varselkode } from '../../gql/graphql';
import { enLinje, flereLinjer, tegn } from './tekst';

/** As the server has them (bekymring/valider.go). */
export const GRENSE = { linje: 200, kort: 2_000, tekst: 20_000, melding: 100_000, barn: 20, foresatte: 2 } as const;

/** One thing wrong with one field, as the server says it, but without words. */
export interface Feil {
  sti: readonly string[];
  kode: Feilkode;
  grense?: number | null;
}

/** One thing that looks wrong, and stops nothing. */
export interface Varsel {
  sti: readonly string[];
  kode: Varselkode;
}

export interface Funn {
  feil: Feil[];
  varsler: Varsel[];
}

type Tekst = string | null | undefined;

/** Checks the fields of one object, and files what it finds under the object's path. The twin of the server's. */
export class Sjekk<T extends object> {
  readonly #funn: Funn;
  readonly #sti: readonly string[];
  readonly #verdier: T;

  constructor(verdier: T, funn: Funn, sti: readonly string[] = []) {
    this.#verdier = verdier;
    this.#funn = funn;
    this.#sti = sti;
  }

  under<U extends object>(verdier: U, ...ledd: readonly (string | number)[]): Sjekk<U> {
    return new Sjekk(verdier, this.#funn, [...this.#sti, ...ledd.map(String)]);
  }

  feil(kode: Feilkode, felt: keyof T & string, grense?: number): void {
    this.#funn.feil.push({ sti: [...this.#sti, felt], kode, ...(grense === undefined ? {} : { grense }) });
  }

  varsel(kode: Varselkode, felt: keyof T & string): void {
    this.#funn.varsler.push({ sti: [...this.#sti, felt], kode });
  }

  /** The text of a field, as the server reads it. */
  tekst(felt: keyof T & string): string {
    return flereLinjer(this.#verdier[felt] as Tekst);
  }

  linje(felt: keyof T & string): string {
    return enLinje(this.#verdier[felt] as Tekst);
  }

  /** Filled in, and not too long. */
  fylt(felt: keyof T & string, maks: number, les = this.#leser(maks)): void {
    if (les(felt)) this.valgfri(felt, maks, les);
    else this.feil('MANGLER', felt);
  }

  /** Not too long. */
  valgfri(felt: keyof T & string, maks: number, les = this.#leser(maks)): void {
    if (tegn(les(felt)) > maks) this.feil('FOR_LANG', felt, maks);
  }

  /** If filled in, not too long and of the form. */
  form(felt: keyof T & string, form: RegExp, verdi = this.linje(felt)): void {
    if (tegn(verdi) > GRENSE.linje) this.feil('FOR_LANG', felt, GRENSE.linje);
    else if (verdi && !form.test(verdi)) this.feil('UGYLDIG_FORMAT', felt);
  }

  /** Filled in, and of the form. */
  fyltForm(felt: keyof T & string, form: RegExp, verdi = this.linje(felt)): void {
    if (verdi) this.form(felt, form, verdi);
    else this.feil('MANGLER', felt);
  }

  /** One of the answers has been chosen. */
  svart(felt: keyof T & string): void {
    if (this.#verdier[felt] == null) this.feil('MANGLER', felt);
  }

  /** Left out, since it belongs to a choice that was not made. */
  tomme(...felter: readonly (keyof T & string)[]): void {
    for (const felt of felter) {
      const verdi = this.#verdier[felt];
      const fylt = typeof verdi === 'string' ? flereLinjer(verdi) !== '' : verdi != null && verdi !== false;
      if (fylt && !erTomtObjekt(verdi)) this.feil('SKAL_VAERE_TOM', felt);
    }
  }

  /** At least one, at most so many. Answers those there are to look at. */
  antall<U>(felt: keyof T & string, maks: number): readonly U[] {
    const liste = (this.#verdier[felt] ?? []) as readonly U[];
    if (!liste.length) this.feil('MANGLER', felt);
    if (liste.length > maks) this.feil('FOR_MANGE', felt, maks);
    return liste.slice(0, maks);
  }

  #leser(maks: number): (felt: keyof T & string) => string {
    return (felt) => (maks === GRENSE.linje ? this.linje(felt) : this.tekst(felt));
  }
}

/** Five empty lines are no address. */
const erTomtObjekt = (verdi: unknown): boolean =>
  typeof verdi === 'object' &&
  verdi !== null &&
  Object.values(verdi).every((v) => v == null || (typeof v === 'string' && flereLinjer(v) === ''));
