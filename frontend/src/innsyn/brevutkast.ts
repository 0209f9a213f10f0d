import type { PostFragment, SakFragment, SkjemaFragment } from '../gql/innsyn/graphql';
import { tegn } from '../skjema/valider/tekst';

/** A file that the server holds for this session, or is on its way there. */
export interface Vedlegg {
  /** Made here, to tell it from the others. */
  nokkel: string;
  navn: string;
  storrelse: number;
  /** From 0 to 1; undefined when it is there, or will not be. */
  fremdrift?: number;
  /** The server's, once it has it. */
  id?: string;
  /** Why it was not taken. */
  feil?: Vedleggskode;
}

/** Why a file was not taken: the server's words, and our own for what never reached it. */
export type Vedleggskode =
  | 'FOR_STOR'
  | 'FOR_MANGE'
  | 'UGYLDIG_TYPE'
  | 'TOM_FIL'
  | 'KAN_IKKE_LESES'
  | 'PASSORDBESKYTTET'
  | 'AKTIVT_INNHOLD'
  | 'FOR_MANGE_PIKSLER'
  | 'IKKE_INNLOGGET'
  | 'NETT';

/** A letter that is being written. See Brevlager for where it is kept. */
export interface Brevutkast {
  skjemaNr: number | null;
  tekst: string;
  filer: readonly Vedlegg[];
  /** What files were called that went with the login they were uploaded in. They must be added again, or left out. */
  mistet: readonly string[];
}

/** The form of a letter: the one chosen on the way here, else the draft's, while it is offered; of one form, that. */
export function skjemaFor(skjemaer: readonly SkjemaFragment[], pa: number | null, utkastets: number | null): number | null {
  const tilbys = (nr: number | null) => skjemaer.some((s) => s.nr === nr);
  if (tilbys(pa)) return pa;
  if (tilbys(utkastets)) return utkastets;
  return skjemaer.length === 1 ? (skjemaer[0]?.nr ?? null) : null;
}

export const pabegynt = ({ tekst, filer }: Brevutkast): boolean => tekst.trim() !== '' || filer.length > 0;

export const MAKS_TEGN = 20_000;
export const MAKS_FILER = 10;
export const MAKS_FIL = 10 * 1024 * 1024;
const MAKS_SAMLET = 30 * 1000 * 1000;

export type Brevfeil =
  | { felt: 'skjemaNr'; kode: 'MANGLER' }
  | { felt: 'tekst'; kode: 'MANGLER' | 'FOR_LANG' }
  | { felt: 'filer'; kode: 'FOR_MANGE' | 'FOR_STORE_TIL_SAMMEN' | 'UNDERVEIS' };

/** All that is wrong with it now. A file that was not taken is told where it stands, and does not go along. */
export function brevfeil({ skjemaNr, tekst, filer }: Brevutkast): Brevfeil[] {
  const feil: Brevfeil[] = [];
  if (skjemaNr === null) feil.push({ felt: 'skjemaNr', kode: 'MANGLER' });
  if (!tekst.trim()) feil.push({ felt: 'tekst', kode: 'MANGLER' });
  if (tegn(tekst) > MAKS_TEGN) feil.push({ felt: 'tekst', kode: 'FOR_LANG' });
  const tatt = filer.filter((f) => !f.feil);
  if (tatt.length > MAKS_FILER) feil.push({ felt: 'filer', kode: 'FOR_MANGE' });
  if (tatt.reduce((sum, f) => sum + f.storrelse, 0) > MAKS_SAMLET) feil.push({ felt: 'filer', kode: 'FOR_STORE_TIL_SAMMEN' });
  if (tatt.some((f) => !f.id)) feil.push({ felt: 'filer', kode: 'UNDERVEIS' });
  return feil;
}

/** Where a letter is written from. */
export type Sted = { slag: 'SAK'; sak: SakFragment } | { slag: 'POST'; post: PostFragment };

/** What can be sent from there now. Nothing else is offered. */
export const tilbudte = (skjemaer: readonly SkjemaFragment[]): SkjemaFragment[] => skjemaer.filter((s) => s.tilbys);

/** The kind of a form: one with a text of its own is what its place makes it. */
export const slagAv = ({ type }: Pick<SkjemaFragment, 'type'>, slag: Sted['slag']): 'POST' | 'SVAR' | 'KLAGE' =>
  type ?? (slag === 'SAK' ? 'POST' : 'SVAR');
