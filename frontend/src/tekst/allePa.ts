import type { Lovtabell } from './lov';
import type { Skjematekster } from './skjema/nb';
import { skjematekster } from './skjema/skjematekst';
import { sprakkoder, type Sprak } from './sprakkode';
import type { Tekstsett } from './tekstsett';

/** The texts in every language, fetched. For tests: a page fetches its own only. */
export async function allePa<T>(sett: Tekstsett<T>): Promise<Record<Sprak, T>> {
  const par = await Promise.all(sprakkoder.map(async (sprak) => [sprak, await sett.hent(sprak)] as const));
  return Object.fromEntries(par) as Record<Sprak, T>;
}

/** The texts of the forms in every language, with their references to the law. */
export async function skjemaetPa(lov: Lovtabell): Promise<Record<Sprak, Skjematekster>> {
  const { nb, nn, en, se } = await allePa(skjematekster);
  return { nb: nb(lov), nn: nn(lov), en: en(lov), se: se(lov) };
}
