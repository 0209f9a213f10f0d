import { useEffect, useState } from 'react';
import type { AnnetSprak, Sprak } from './sprakkode';

/**
 * The texts of some pages. Those in bokmål come with the pages, so that there is always something to read; those in
 * another language are fetched when someone chooses it, and are in nobody else's first load. What cannot be fetched is
 * shown in bokmål.
 */
export class Tekstsett<T> {
  readonly nb: T;
  readonly #lastere: Readonly<Record<AnnetSprak, () => Promise<T>>>;
  readonly #hentet = new Map<Sprak, T>();
  // One that failed stays until the page is loaded again: a browser answers for a failed module the same way each time.
  readonly #underveis = new Map<Sprak, Promise<T>>();
  readonly #uteble = new Set<Sprak>();

  constructor(nb: T, lastere: Record<AnnetSprak, () => Promise<T>>) {
    this.nb = nb;
    this.#lastere = lastere;
  }

  /** The texts, if they are here. */
  na(sprak: Sprak): T | undefined {
    return sprak === 'nb' ? this.nb : this.#hentet.get(sprak);
  }

  /** Whether they are neither here nor given up. */
  venter(sprak: Sprak): boolean {
    return this.na(sprak) === undefined && !this.#uteble.has(sprak);
  }

  /** Fetches the texts, once. Never rejects: those in bokmål are the answer then. */
  hent(sprak: Sprak): Promise<T> {
    if (sprak === 'nb') return Promise.resolve(this.nb);
    let svar = this.#underveis.get(sprak);
    if (!svar) {
      svar = this.#lastere[sprak]().then(
        (tekster) => {
          this.#hentet.set(sprak, tekster);
          return tekster;
        },
        () => {
          this.#uteble.add(sprak);
          return this.nb;
        },
      );
      this.#underveis.set(sprak, svar);
    }
    return svar;
  }
}

/**
 * How long a page is held back for its texts. A server that has begun and does not go on must not leave one with an empty window:
 * what is urgent stands on the page in bokmål too.
 */
const TEKST_VENT_MS = 2_000;

/** Waits for texts, and not longer than a page can wait. */
export function ventPaTekst(...tekster: Promise<unknown>[]): Promise<unknown> {
  return Promise.race([Promise.all(tekster), new Promise((ferdig) => setTimeout(ferdig, TEKST_VENT_MS))]);
}

/** The texts in a language. While they are on their way those that were shown stay, and so does all that is typed. */
export function useTekster<T>(sett: Tekstsett<T>, sprak: Sprak): T {
  const na = sett.na(sprak);
  const [vist, settVist] = useState<{ tekster: T }>({ tekster: na ?? sett.nb });
  useEffect(() => {
    let gjelder = true;
    void sett.hent(sprak).then((tekster) => {
      if (gjelder) settVist((for_) => (for_.tekster === tekster ? for_ : { tekster }));
    });
    return () => {
      gjelder = false;
    };
  }, [sett, sprak]);
  return na ?? vist.tekster;
}
