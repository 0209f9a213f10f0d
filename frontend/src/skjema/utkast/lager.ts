import { trengerInnlogging } from '../../api/feil';
import type { MeldingFragment, Meldingstype, UtkastFragment } from '../../gql/graphql';
import { erPabegynt, tomt, type SvarFor } from '../svar/svar';
import { lesInnhold, SKJEMAVERSJON, skrivInnhold } from './innhold';
import type { Utkasttjener } from './tjener';

/** So soon after the last keystroke what is typed is saved. */
const ETTER_MS = 1_500;
/** One who types without a pause is saved this often. */
const SENEST_MS = 10_000;
const IGJEN_MS = 3_000;
const IGJEN_HOYST_MS = 30_000;

/** A form that is being filled in. */
export interface Utkasttilstand<S extends Meldingstype> {
  svar: SvarFor[S];
  /** The key the form is sent with, and the draft's id. */
  klientnokkel: string;
  /** Where one was, as the last part of the page's address; empty at the start. */
  side: string;
  /** Whether the server has been asked for a draft. Until it has, nothing can be typed: it might be lost. */
  lest: 'NEI' | 'LESER' | 'JA' | 'FEIL';
  /** FEILET: not saved, and tried again by itself. FOR_LANG: not saved, and not tried again before something is changed. */
  lagring: 'INGEN' | 'VENTER' | 'LAGRER' | 'LAGRET' | 'FEILET' | 'FOR_LANG';
  /** When it was last saved, and when it is then deleted by itself. */
  lagret?: string;
  utloper?: string;
  /** Saved from another window since: saving has stopped until one has chosen. */
  nyere?: UtkastFragment;
  /** What stood here when the other window's was shown in its place: to be had back, until something else is typed or sent. */
  erstattet?: SvarFor[S];
  /** Sent from another window: there is nothing more to save under this key. */
  sendt?: MeldingFragment;
  /** An attempt to send this was made, and nobody knows what became of it. Only a receipt, or a new key, ends that. */
  uvisst?: boolean;
  /** The draft on the server was written by a newer page than this. It is left alone. */
  forNytt?: UtkastFragment;
}

/**
 * Keeps one form while it is filled in. What is typed lives in the memory of this window, and, a moment later, encrypted
 * on the server; nowhere else, since the device may be shared with the one the report is about. It outlives moving between
 * pages, a change of language, a reload, the session, and a server that is away for a while.
 */
export class Utkastlager<S extends Meldingstype> {
  readonly #skjema: S;
  readonly #tjener: Utkasttjener;
  readonly #lyttere = new Set<() => void>();
  #tilstand: Utkasttilstand<S>;
  #eier: string | undefined;
  /** Counts changes; what is saved is told by the count it was saved at. */
  #endring = 0;
  #lagretEndring = 0;
  /** The count at the last attempt to save. To try the same again is no person's doing. */
  #provdEndring = 0;
  /** The answers that were longer than any draft: they are not sent again. */
  #forLange: SvarFor[S] | undefined;
  /** Turned when all is thrown away, so that an answer that comes late changes nothing. */
  #omgang = 0;
  /** Contents that were sent and never answered: if one of them turns up as «newer», it is our own. */
  readonly #ubesvart = new Set<string>();
  #underveis: Promise<void> | undefined;
  #serEtter = false;
  #klokke: ReturnType<typeof setTimeout> | undefined;
  #senest: number | undefined;
  #ventetid = IGJEN_MS;

  constructor(skjema: S, tjener: Utkasttjener) {
    this.#skjema = skjema;
    this.#tjener = tjener;
    this.#tilstand = this.#ny();
  }

  readonly na = (): Utkasttilstand<S> => this.#tilstand;

  readonly lytt = (lytter: () => void): (() => void) => {
    this.#lyttere.add(lytter);
    return () => this.#lyttere.delete(lytter);
  };

  get pabegynt(): boolean {
    return erPabegynt(this.#skjema, this.#tilstand.svar);
  }

  /** Whether closing the window would lose anything. */
  get ulagret(): boolean {
    return this.#endring !== this.#lagretEndring;
  }

  /**
   * Whoever is logged in owns what is typed; `person` is what `sidensPerson` is. When it is somebody else, it is gone: nobody sends
   * another's words. Until she is known here, what is saved goes in the first one's name, and the server refuses it.
   */
  settEier(person: string): void {
    if (this.#eier !== undefined && this.#eier !== person) {
      this.nullstill();
      this.#sett({ lest: 'NEI' });
    }
    this.#eier = person;
  }

  /** For a window that shows nothing of hers any more: what is not saved goes to the server, if it still takes it, and nothing stays. */
  forlat(): void {
    if (this.ulagret && this.pabegynt) void this.lagre();
    this.nullstill();
  }

  /** Fetches the draft, unless something is typed here already: then the next save finds out who was last. */
  async les(hvordan = { bakgrunn: false }): Promise<void> {
    if (this.#tilstand.lest === 'LESER' || this.#tilstand.lest === 'JA') return;
    const omgang = this.#omgang;
    this.#sett({ lest: 'LESER' });
    const svar = await this.#tjener.hent(this.#skjema, hvordan);
    if (omgang !== this.#omgang) return;
    if ('feil' in svar) return this.#sett({ lest: 'FEIL' });
    if (svar.utkast && !this.pabegynt) this.#taI(svar.utkast);
    this.#sett({ lest: 'JA' });
  }

  endre(endring: (svar: SvarFor[S]) => SvarFor[S]): void {
    this.#sett({ svar: endring(this.#tilstand.svar), erstattet: undefined });
    this.#merkEndret();
    this.#planlegg(Math.min(ETTER_MS, this.#tidIgjen()));
  }

  /** Notes the page one is on, and saves at once if anything is typed. */
  settSide(side: string): void {
    if (side === this.#tilstand.side) return;
    this.#sett({ side });
    if (!this.pabegynt) return;
    this.#merkEndret();
    void this.lagre();
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

  /** Saves even if nothing is changed, to find out whether another window has. */
  async sjekk(): Promise<void> {
    await this.#underveis;
    this.#endring += 1;
    await this.lagre();
  }

  /**
   * For one who comes back to this window: has another saved since? What is not saved here finds that out by being saved.
   * A draft that is gone was sent or deleted, and the next save here tells which.
   */
  async seEtter(): Promise<void> {
    const { lest, nyere, sendt, lagret } = this.#tilstand;
    if (lest !== 'JA' || nyere || sendt || !lagret || this.#serEtter) return undefined;
    if (this.ulagret) return this.lagre();
    const omgang = this.#omgang;
    this.#serEtter = true;
    const svar = await this.#tjener.hent(this.#skjema, { bakgrunn: true });
    this.#serEtter = false;
    // What was typed or saved here meanwhile has its own way of finding out.
    if (omgang !== this.#omgang || this.ulagret || this.#tilstand.lagret !== lagret) return undefined;
    if ('feil' in svar || !svar.utkast || svar.utkast.lagret === lagret) return undefined;
    const { svar: her, side } = this.#tilstand;
    if (svar.utkast.innhold === skrivInnhold<S>({ svar: her, side })) {
      return this.#sett({ lagret: svar.utkast.lagret, utloper: svar.utkast.utloper });
    }
    return this.#sett({ nyere: svar.utkast, lagring: 'FEILET' });
  }

  /** A report was sent under this key, with another text than this. */
  merkSendt(sendt: MeldingFragment): void {
    this.#stopp();
    this.#sett({ sendt, lagring: 'FEILET' });
  }

  /** The answer to an attempt to send was lost: from now on the page must not say that nothing is sent. */
  merkUvisst(): void {
    this.#sett({ uvisst: true });
  }

  /** Shows what the other window saved, in the place of what is here. */
  brukNyere(): void {
    const { nyere, svar } = this.#tilstand;
    if (!nyere) return;
    this.#taI(nyere);
    this.#lagretEndring = this.#endring;
    if (!this.#tilstand.forNytt) this.#sett({ erstattet: svar });
  }

  /** Puts back what stood here before `brukNyere`, and what that showed can be had back in turn. */
  hentTilbake(): void {
    const { erstattet, svar } = this.#tilstand;
    if (!erstattet) return;
    this.endre(() => erstattet);
    this.#sett({ erstattet: svar });
  }

  /** Saves what is here over what the other window saved. It is still the same draft, and becomes the same report. */
  async beholdDette(): Promise<void> {
    const { nyere } = this.#tilstand;
    if (!nyere) return;
    this.#sett({ nyere: undefined, klientnokkel: nyere.klientnokkel, lagret: nyere.lagret, lagring: 'VENTER' });
    await this.lagre();
  }

  /** The same text as a report of its own. */
  async somNy(): Promise<void> {
    this.#sett({ klientnokkel: crypto.randomUUID(), sendt: undefined, uvisst: undefined, lagret: undefined, utloper: undefined });
    this.#ubesvart.clear();
    this.#endring += 1;
    await this.lagre();
  }

  /** Deletes the draft, here and on the server. Answers false if the server could not be told. */
  async slett(): Promise<boolean> {
    const { klientnokkel, forNytt, nyere } = this.#tilstand;
    const eier = this.#eier;
    this.nullstill();
    await this.#underveis;
    const feil = await this.#tjener.slett(forNytt?.klientnokkel ?? nyere?.klientnokkel ?? klientnokkel, { eier });
    return feil === undefined;
  }

  /** Forgets everything here, as when it is sent. */
  nullstill(): void {
    this.#stopp();
    this.#omgang += 1;
    this.#ubesvart.clear();
    this.#lagretEndring = this.#endring;
    this.#forLange = undefined;
    const { lest } = this.#tilstand;
    this.#tilstand = { ...this.#ny(), lest: lest === 'JA' ? 'JA' : 'NEI' };
    this.#meld();
  }

  /** For one who may have come back: logged in again, or back on the net. */
  provNa(): void {
    if (this.#tilstand.lest === 'FEIL') void this.les({ bakgrunn: true });
    if (this.ulagret) void this.lagre();
  }

  async #lagreAlt(): Promise<void> {
    const omgang = this.#omgang;
    while (this.ulagret && omgang === this.#omgang && !this.#tilstand.nyere && !this.#tilstand.sendt) {
      const endring = this.#endring;
      const { svar, side, klientnokkel, lagret } = this.#tilstand;
      if (svar === this.#forLange) return this.#sett({ lagring: 'FOR_LANG' });
      const innhold = skrivInnhold<S>({ svar, side });
      const hvem = { eier: this.#eier, bakgrunn: endring === this.#provdEndring };
      this.#provdEndring = endring;
      this.#ubesvart.add(innhold);
      this.#sett({ lagring: 'LAGRER' });
      const input = { skjema: this.#skjema, klientnokkel, skjemaversjon: SKJEMAVERSJON, innhold, forrigeLagret: lagret };
      const utfall = await this.#tjener.lagre(input, hvem);
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
          if (!this.#erVart(utfall.nyere)) return this.#sett({ nyere: utfall.nyere, lagring: 'FEILET' });
          this.#sett({ lagret: utfall.nyere.lagret });
          break;
        case 'ALLEREDE_SENDT':
          return this.#sett({ sendt: utfall.melding, lagring: 'FEILET' });
        case 'FOR_LANG':
          this.#forLange = svar;
          this.#ubesvart.delete(innhold);
          // Something may have been taken away while it was on its way.
          if (this.#tilstand.svar === svar) return this.#sett({ lagring: 'FOR_LANG' });
          break;
        case 'FEIL':
          this.#sett({ lagring: 'FEILET' });
          // Who is logged out must log in first; `provNa` is then told.
          if (!trengerInnlogging(utfall.feil)) {
            this.#planlegg(this.#ventetid);
            this.#ventetid = Math.min(2 * this.#ventetid, IGJEN_HOYST_MS);
          }
          return undefined;
      }
    }
    return undefined;
  }

  /** Whether the stored draft is one that we saved, whose answer was lost: then one goes on from there. */
  #erVart({ klientnokkel, innhold, lagret }: UtkastFragment): boolean {
    const na = this.#tilstand;
    return klientnokkel === na.klientnokkel && lagret !== na.lagret && this.#ubesvart.has(innhold);
  }

  #merkEndret(): void {
    this.#endring += 1;
    this.#senest ??= Date.now() + SENEST_MS;
    const { lagring, svar } = this.#tilstand;
    if (lagring === 'INGEN' || lagring === 'LAGRET' || (lagring === 'FOR_LANG' && svar !== this.#forLange)) this.#sett({ lagring: 'VENTER' });
  }

  #tidIgjen(): number {
    return Math.max(0, (this.#senest ?? Number.POSITIVE_INFINITY) - Date.now());
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

  #taI(utkast: UtkastFragment): void {
    const { klientnokkel, lagret, utloper } = utkast;
    try {
      if (utkast.skjemaversjon > SKJEMAVERSJON) throw new Error('written by a newer page');
      const { svar, side } = lesInnhold(this.#skjema, utkast.innhold);
      this.#sett({ svar, side, klientnokkel, lagret, utloper, lagring: 'LAGRET', nyere: undefined, forNytt: undefined });
    } catch {
      this.#sett({ forNytt: utkast });
    }
  }

  #ny(): Utkasttilstand<S> {
    return { svar: tomt[this.#skjema](), klientnokkel: crypto.randomUUID(), side: '', lest: 'NEI', lagring: 'INGEN' };
  }

  #sett(endret: Partial<Utkasttilstand<S>>): void {
    this.#tilstand = { ...this.#tilstand, ...endret };
    this.#meld();
  }

  #meld(): void {
    for (const lytter of this.#lyttere) lytter();
  }
}
