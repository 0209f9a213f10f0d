import { sprakkoder, type Sprak } from './sprakkode';
import type { Tekstsett } from './tekstsett';

/** The texts in every language, fetched. For tests: a page fetches its own only. */
export async function allePa<T>(sett: Tekstsett<T>): Promise<Record<Sprak, T>> {
  const par = await Promise.all(sprakkoder.map(async (sprak) => [sprak, await sett.hent(sprak)] as const));
  return Object.fromEntries(par) as Record<Sprak, T>;
}
