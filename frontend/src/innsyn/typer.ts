/** The words of the schema that the pages know a text for. A server newer than the page may send others: see `kjent`. */
export type {
  Dokumenttype,
  Innsynsaktor,
  InnsynsforesporselStatus as Innsynsforesporselstatus,
  Journalposttype,
  Korrespondanseparttype,
  Lenketype,
  Partsrolle,
  Tiltaksstatus,
} from '../gql/innsyn/graphql';

/** The text of a value, or what to say of one that this page does not know. */
export function kjent<V extends string, T>(tekster: Record<V, T>, verdi: string | null | undefined, ellers: T): T {
  return verdi != null && Object.hasOwn(tekster, verdi) ? tekster[verdi as V] : ellers;
}
