import type { Sink, SubscribePayload } from 'graphql-ws';
import { hoder } from './person';
import { OPPDATER_NA, settForbindelse } from './tilkobling';

/** How often it is asked while somebody looks. The pages say this number: see `forbindelse` in the texts. */
export const RUNDE_MS = 15_000;
/** After a round that failed the wait is doubled, up to this. */
const HOYST_MS = 60_000;
/** A socket that was there is given this long to come back: a server that is started again needs no rounds. */
const GI_SOKKELEN_MS = 3_000;

type Mottaker = Pick<Sink, 'next'>;
type Sporring = Pick<SubscribePayload, 'operationName' | 'variables' | 'extensions'>;

interface Abonnement {
  sporring: Sporring;
  mottaker: Mottaker;
  /** What it was told last, word for word: the same again is no news, and nothing is read again for it. */
  sist?: string;
}

/**
 * Asks now and then for what a socket would tell, where no socket comes through: a network that refuses them, an old proxy. What
 * is asked is each subscription's first message, which is the present state. Only while somebody looks at the page, and as no
 * activity of hers: a page that is left open is logged out in time.
 */
export class Runder {
  readonly #spor: typeof fetch;
  readonly #alle = new Set<Abonnement>();
  #sokkel = false;
  #ventetid = RUNDE_MS;
  #klokke: ReturnType<typeof setTimeout> | undefined;
  #gar = false;
  #sist: Date | undefined;
  /** Whether rounds are what there is, so that a new subscription need not wait for a socket that does not come. */
  #begynt = false;

  constructor(spor: typeof fetch) {
    this.#spor = spor;
    document.addEventListener('visibilitychange', this.#naa);
    window.addEventListener('online', this.#naa);
    window.addEventListener(OPPDATER_NA, this.#naa);
  }

  /** A subscription that is to be told also where there is no socket. Answers the way to end it. */
  inn(sporring: Sporring, mottaker: Mottaker): () => void {
    const abonnement: Abonnement = { sporring, mottaker };
    this.#alle.add(abonnement);
    if (!this.#sokkel) this.#planlegg(this.#begynt ? 0 : GI_SOKKELEN_MS);
    return () => {
      this.#alle.delete(abonnement);
      if (!this.#alle.size) this.#stopp();
    };
  }

  /** The socket is there: there is nothing to ask. */
  apnet(): void {
    this.#sokkel = true;
    this.#begynt = false;
    this.#stopp();
    this.#ventetid = RUNDE_MS;
    for (const abonnement of this.#alle) abonnement.sist = undefined;
    settForbindelse({ tilstand: 'DIREKTE' });
  }

  /** It is gone, or an attempt to open one has failed. */
  lukket(): void {
    const hadde = this.#sokkel;
    this.#sokkel = false;
    if (hadde) settForbindelse({ tilstand: this.#alle.size ? 'BRUTT' : 'KOBLER' });
    if (this.#begynt || !this.#alle.size) return;
    this.#planlegg(hadde ? GI_SOKKELEN_MS : 0);
  }

  readonly #naa = (): void => {
    if (document.visibilityState === 'visible' && !this.#sokkel && this.#alle.size && this.#begynt) this.#planlegg(0);
  };

  #stopp(): void {
    clearTimeout(this.#klokke);
    this.#klokke = undefined;
  }

  #planlegg(om: number): void {
    this.#stopp();
    this.#klokke = setTimeout(() => void this.#runde(), om);
  }

  async #runde(): Promise<void> {
    if (this.#gar || this.#sokkel) return;
    this.#begynt = true;
    // Nobody looks: the next round is when somebody does.
    if (document.visibilityState !== 'visible') return;
    this.#gar = true;
    const svar = await Promise.all([...this.#alle].map((abonnement) => this.#en(abonnement)));
    this.#gar = false;
    if (this.#sokkel || !this.#alle.size) return;
    const gikk = svar.every(Boolean);
    if (gikk) this.#sist = new Date();
    settForbindelse({ tilstand: gikk ? 'RUNDER' : 'BRUTT', sist: this.#sist });
    this.#ventetid = gikk ? RUNDE_MS : Math.min(2 * this.#ventetid, HOYST_MS);
    this.#planlegg(this.#ventetid);
  }

  /** Whether the server answered. That it refuses is an answer too, for the page to act on. */
  async #en(abonnement: Abonnement): Promise<boolean> {
    try {
      const { operationName, variables, extensions } = abonnement.sporring;
      const svar = await this.#spor('/graphql', {
        method: 'POST',
        credentials: 'same-origin',
        cache: 'no-store',
        headers: { 'content-type': 'application/json', ...hoder({ bakgrunn: true }) },
        body: JSON.stringify({ operationName, variables, extensions }),
      });
      if (svar.status >= 500) return false;
      const tekst = await svar.text();
      const lest = JSON.parse(tekst) as Parameters<Mottaker['next']>[0];
      if (this.#sokkel || !this.#alle.has(abonnement) || tekst === abonnement.sist) return true;
      abonnement.sist = tekst;
      abonnement.mottaker.next(lest);
      return true;
    } catch {
      return false;
    }
  }
}
