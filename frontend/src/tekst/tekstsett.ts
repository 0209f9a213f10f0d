import { use } from 'react';
import type { Sprak } from './sprakkode';

type AnnetSprak = Exclude<Sprak, 'nb'>;

/**
 * The texts of some pages. Those in bokmål come with the pages, so that there is always something to read; those in
 * another language are fetched when someone chooses it, and are in nobody else's first load. What cannot be fetched is
 * shown in bokmål.
 */
export class Tekstsett<T> {
  readonly nb: T;
  readonly #lastere: Readonly<Record<AnnetSprak, () => Promise<T>>>;
  readonly #hentet = new Map<Sprak, T>();
  // A failed one stays, until the page is loaded again: what waits for a promise must be given the same one each time.
  readonly #underveis = new Map<Sprak, Promise<T>>();

  constructor(nb: T, lastere: Record<AnnetSprak, () => Promise<T>>) {
    this.nb = nb;
    this.#lastere = lastere;
  }

  /** The texts if they are here already. */
  na(sprak: Sprak): T | undefined {
    return sprak === 'nb' ? this.nb : this.#hentet.get(sprak);
  }

  /** Fetches the texts. Never rejects: those in bokmål are the answer then. */
  hent(sprak: Sprak): Promise<T> {
    if (sprak === 'nb') return Promise.resolve(this.nb);
    let svar = this.#underveis.get(sprak);
    if (!svar) {
      svar = this.#lastere[sprak]().then(
        (tekster) => {
          this.#hentet.set(sprak, tekster);
          return tekster;
        },
        () => this.nb,
      );
      this.#underveis.set(sprak, svar);
    }
    return svar;
  }
}

/** The texts in a language. While they are on their way the page that was shown stays, with what is typed in it. */
export function useTekster<T>(sett: Tekstsett<T>, sprak: Sprak): T {
  return sett.na(sprak) ?? use(sett.hent(sprak));
}
