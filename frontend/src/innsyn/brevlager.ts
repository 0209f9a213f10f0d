import { trengerInnlogging } from '../api/feil';
import type { Brevutkastslag, LagretbrevFragment } from '../gql/innsyn/graphql';
import type { Brevtjener } from './brevtjener';

/** So soon after the last keystroke what is typed is saved, and this often for one who types without a pause. */
const ETTER_MS = 1_500;
const SENEST_MS = 10_000;
const IGJEN_MS = 3_000;
const IGJEN_HOYST_MS = 30_000;

/** The version of what is written in a draft. A change that an older page would misread gets a new number. */
export const BREVVERSJON = 1;

/** How a kind of draft is written down. */
export interface Form<I> {
  tomt: () => I;
  pabegynt: (innhold: I) => boolean;
  skriv: (innhold: I) => string;
  /** `filerHer`: the uploaded files that this login can still send. Throws on what is no draft. */
  les: (tekst: string, filerHer: readonly string[]) => I;
}

/** A letter, or a request, that is being written. */
export interface Brevtilstand<I> {
  innhold: I;
  /** What it is sent with, and the draft's id. */
  nokkel: string;
  /** Whether the server has been asked for a draft. Until it has, nothing can be typed: it might be lost. */
  lest: 'NEI' | 'LESER' | 'JA' | 'FEIL';
  /** FEILET: not saved, and tried again by itself. NEKTET: and never will be. */
  lagring: 'INGEN' | 'VENTER' | 'LAGRER' | 'LAGRET' | 'FEILET' | 'NEKTET';
  lagret?: string;
  utloper?: string;
  /** Saved from another window since: saving has stopped until one has chosen. */
  nyere?: LagretbrevFragment;
  /** Sent from another window. */
  sendt?: boolean;
  /** What is on the server was written by a newer page than this. It is left alone, and nothing is saved over it. */
  forNytt?: boolean;
}

/**
 * Keeps one draft while it is written: in the memory of this window, and, a moment later, encrypted on the server; nowhere else,
 * since the device may be shared with the one it is about. It outlives moving between pages, a reload, and the login.
 */
export class Brevlager<I> {
  readonly #lyttere = new Set<() => void>();
  #tilstand: Brevtilstand<I>;
  /** Counts changes; what is saved is told by the count it was saved at. */
  #endring = 0;
  #lagretEndring = 0;
  /** The count at the last attempt to save. To try the same again is no person's doing. */
  #provdEndring = 0;
  /** Turned when all is thrown away, so that an answer that comes late changes nothing. */
  #omgang = 0;
  /** Sent and never answered: if one of them turns up as «newer», it is our own. */
  readonly #ubesvart = new Set<string>();
  #underveis: Promise<void> | undefined;
  #klokke: ReturnType<typeof setTimeout> | undefined;
  #senest: number | undefined;
  #ventetid = IGJEN_MS;

  constructor(
    readonly slag: Brevutkastslag,
    readonly stedId: string,
    readonly form: Form<I>,
    readonly tjener: Brevtjener,
  ) {
    this.#tilstand = this.#ny();
  }

  readonly na = (): Brevtilstand<I> => this.#tilstand;

  readonly lytt = (lytter: () => void): (() => void) => {
    this.#lyttere.add(lytter);
    return () => this.#lyttere.delete(lytter);
  };

  get pabegynt(): boolean {
    return this.form.pabegynt(this.#tilstand.innhold);
  }

  /** Whether closing the window would lose anything. */
  get ulagret(): boolean {
    return this.#endring !== this.#lagretEndring;
  }

  /** Fetches the draft, once. */
  async les(): Promise<void> {
    if (this.#tilstand.lest === 'LESER' || this.#tilstand.lest === 'JA') return;
    const omgang = this.#omgang;
    this.#sett({ lest: 'LESER' });
    const svar = await this.tjener.hent(this.slag, this.stedId);
    if (omgang !== this.#omgang) return;
    if ('feil' in svar) return this.#sett({ lest: 'FEIL' });
    if (svar.utkast) this.#taI(svar.utkast);
    this.#sett({ lest: 'JA' });
  }

  endre(endring: (innhold: I) => I): void {
    this.#sett({ innhold: endring(this.#tilstand.innhold) });
    this.#endring += 1;
    this.#senest ??= Date.now() + SENEST_MS;
    const { lagring } = this.#tilstand;
    if (lagring === 'INGEN' || lagring === 'LAGRET') this.#sett({ lagring: 'VENTER' });
    this.#planlegg(Math.min(ETTER_MS, Math.max(0, this.#senest - Date.now())));
  }

  /** Saves now what is not saved. Resolves when that has gone well or not: `na()` tells which. */
  lagre(): Promise<void> {
    this.#stopp();
    this.#underveis ??= this.#lagreAlt().finally(() => {
      this.#underveis = undefined;
      // Typed after all was thrown away, while the last save of the old was under way.
      if (this.#tilstand.lagring === 'VENTER') this.#planlegg(ETTER_MS);
    });
    return this.#underveis;
  }

  /** For one who may have come back: logged in again, or back on the net. */
  provNa(): void {
    if (this.#tilstand.lest === 'FEIL') void this.les();
    if (this.ulagret) void this.lagre();
  }

  /** Shows what the other window saved, in the place of what is here. */
  brukNyere(): void {
    const { nyere } = this.#tilstand;
    if (!nyere) return;
    this.#taI(nyere);
    this.#lagretEndring = this.#endring;
  }

  /** Saves what is here over what the other window saved. It is still the same draft, and becomes the same letter. */
  async beholdDette(): Promise<void> {
    const { nyere } = this.#tilstand;
    if (!nyere) return;
    this.#sett({ nyere: undefined, nokkel: nyere.nokkel, lagret: nyere.lagret, lagring: 'VENTER' });
    await this.lagre();
  }

  /** The same text as a letter of its own. */
  async somNy(): Promise<void> {
    this.#sett({ nokkel: crypto.randomUUID(), sendt: undefined, lagret: undefined, utloper: undefined, lagring: 'VENTER' });
    this.#ubesvart.clear();
    this.#endring += 1;
    await this.lagre();
  }

  /** Deletes the draft, here and on the server. Answers false if the server could not be told. */
  async slett(): Promise<boolean> {
    const { nokkel, nyere } = this.#tilstand;
    this.nullstill();
    await this.#underveis;
    return (await this.tjener.slett(nyere?.nokkel ?? nokkel)) === undefined;
  }

  /** Forgets everything here, as when it is sent: the server's draft went with it. */
  nullstill(): void {
    this.#stopp();
    this.#omgang += 1;
    this.#ubesvart.clear();
    this.#lagretEndring = this.#endring;
    this.#senest = undefined;
    this.#tilstand = { ...this.#ny(), lest: this.#tilstand.lest === 'JA' ? 'JA' : 'NEI' };
    this.#meld();
  }

  async #lagreAlt(): Promise<void> {
    const omgang = this.#omgang;
    const stoppet = () => this.#tilstand.nyere !== undefined || this.#tilstand.sendt || this.#tilstand.forNytt;
    while (this.ulagret && omgang === this.#omgang && !stoppet()) {
      const endring = this.#endring;
      const { innhold, nokkel, lagret } = this.#tilstand;
      if (!lagret && !this.pabegynt) {
        this.#lagretEndring = endring; // nothing is written yet
        return this.#sett({ lagring: 'INGEN' });
      }
      const tekst = this.form.skriv(innhold);
      const hvordan = { bakgrunn: endring === this.#provdEndring };
      this.#provdEndring = endring;
      this.#ubesvart.add(tekst);
      this.#sett({ lagring: 'LAGRER' });
      const input = { slag: this.slag, stedId: this.stedId, nokkel, versjon: BREVVERSJON, innhold: tekst, forrigeLagret: lagret };
      const utfall = await this.tjener.lagre(input, hvordan);
      if (omgang !== this.#omgang) return undefined;
      switch (utfall.type) {
        case 'LAGRET':
          this.#lagretEndring = endring;
          this.#senest = undefined;
          this.#ventetid = IGJEN_MS;
          this.#ubesvart.clear();
          this.#sett({ lagret: utfall.lagret, utloper: utfall.utloper, lagring: this.ulagret ? 'VENTER' : 'LAGRET' });
          break;
        case 'NYERE':
          // One that we saved, whose answer was lost: then one goes on from there.
          if (utfall.nyere.nokkel !== nokkel || utfall.nyere.lagret === lagret || !this.#ubesvart.has(utfall.nyere.innhold)) {
            return this.#sett({ nyere: utfall.nyere, lagring: 'FEILET' });
          }
          this.#sett({ lagret: utfall.nyere.lagret });
          break;
        case 'SENDT':
          return this.#sett({ sendt: true, lagring: 'FEILET' });
        case 'NEKTET':
          return this.#sett({ lagring: 'NEKTET' });
        case 'FEIL':
          this.#sett({ lagring: 'FEILET' });
          // Who is logged out must log in first; `provNa` is then told. What is not the session's own person's never goes.
          if (!trengerInnlogging(utfall.feil) && utfall.feil.kode !== 'ANNEN_PERSON') {
            this.#planlegg(this.#ventetid);
            this.#ventetid = Math.min(2 * this.#ventetid, IGJEN_HOYST_MS);
          }
          return undefined;
      }
    }
    return undefined;
  }

  #taI({ nokkel, lagret, utloper, versjon, innhold, filerHer }: LagretbrevFragment): void {
    try {
      if (versjon > BREVVERSJON) throw new Error('written by a newer page');
      this.#sett({ innhold: this.form.les(innhold, filerHer), nokkel, lagret, utloper, lagring: 'LAGRET', nyere: undefined });
    } catch {
      this.#sett({ forNytt: true, nyere: undefined });
    }
  }

  #stopp(): void {
    clearTimeout(this.#klokke);
    this.#klokke = undefined;
  }

  #planlegg(om: number): void {
    // Trying again has its own pace, and typing must not hurry it.
    if (this.#tilstand.lagring === 'FEILET' && this.#klokke !== undefined) return;
    this.#stopp();
    this.#klokke = setTimeout(() => {
      this.#klokke = undefined;
      void this.lagre();
    }, om);
  }

  #ny(): Brevtilstand<I> {
    return { innhold: this.form.tomt(), nokkel: crypto.randomUUID(), lest: 'NEI', lagring: 'INGEN' };
  }

  #sett(endret: Partial<Brevtilstand<I>>): void {
    this.#tilstand = { ...this.#tilstand, ...endret };
    this.#meld();
  }

  #meld(): void {
    for (const lytter of this.#lyttere) lytter();
  }
}
