import type { OffentligSvar, PrivatSvar } from './svar';

/**
 * The path of a field, with points between and list positions as numbers: `barn.0.personnavn`. With the points as hyphens
 * it is the field's id on the page; split at them it is the path in the server's errors.
 */
export type Sti<T> = T extends readonly (infer I)[]
  ? `${number}` | `${number}.${Sti<I>}`
  : T extends object
    ? { [N in keyof T & string]: N | `${N}.${Sti<T[N]>}` }[keyof T & string]
    : never;

export type Feltsti = Sti<PrivatSvar> | Sti<OffentligSvar>;

export const feltId = (sti: string | readonly string[]): string => (typeof sti === 'string' ? sti.split('.') : sti).join('-');

/** A field by what it is about, wherever in a list it stands: `barn.0.personnavn` is `barn.personnavn`. */
export const feltnavn = (sti: string | readonly string[]): string =>
  (typeof sti === 'string' ? sti.split('.') : sti).filter((ledd) => !/^\d+$/.test(ledd)).join('.');

/** The value at a path; undefined where the path leads nowhere. */
export function hent(fra: unknown, sti: string): unknown {
  return sti.split('.').reduce<unknown>((na, ledd) => (na as Record<string, unknown> | undefined)?.[ledd], fra);
}

/** The same with another value at the path. What is not on the way is shared with the old. */
export function sett<T>(i: T, sti: string, verdi: unknown): T {
  const [forste = '', ...resten] = sti.split('.');
  if (Array.isArray(i)) {
    return i.map((v: unknown, plass) => (String(plass) === forste ? settVidere(v, resten, verdi) : v)) as T;
  }
  return { ...i, [forste]: settVidere((i as Record<string, unknown>)[forste], resten, verdi) };
}

const settVidere = (v: unknown, resten: readonly string[], verdi: unknown): unknown =>
  resten.length ? sett(v, resten.join('.'), verdi) : verdi;
