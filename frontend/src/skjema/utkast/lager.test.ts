import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LagreUtkastInput, MeldingFragment, UtkastFragment } from '../../gql/graphql';
import type { PrivatSvar } from '../svar/svar';
import { lesInnhold, SKJEMAVERSJON, skrivInnhold } from './innhold';
import { Utkastlager } from './lager';
import type { Lagresvar, Utkasttjener } from './tjener';

/** The server's rules for drafts (graph/schema/utkast.graphqls), and ways to make it fail. */
class Tjener implements Utkasttjener {
  lagret: UtkastFragment | null = null;
  sendt: MeldingFragment | undefined;
  nede = false;
  /** Stores, and loses the answer. */
  mistSvar = false;
  utlogget = false;
  antall = 0;
  /** Longer than this is longer than any draft. */
  grense = Number.POSITIVE_INFINITY;
  hvem: { eier: string | undefined; bakgrunn: boolean }[] = [];
  hentet: (boolean | undefined)[] = [];
  #teller = 0;

  async hent(_skjema?: unknown, hvordan?: { bakgrunn: boolean }) {
    this.hentet.push(hvordan?.bakgrunn);
    return this.nede ? { feil: { kode: 'NETT' as const } } : { utkast: this.lagret };
  }

  async lagre(input: LagreUtkastInput, hvem: { eier: string | undefined; bakgrunn: boolean }): Promise<Lagresvar> {
    this.antall += 1;
    this.hvem.push(hvem);
    if (this.nede) return { type: 'FEIL', feil: { kode: 'NETT' } };
    if (this.utlogget) return { type: 'FEIL', feil: { kode: 'IKKE_INNLOGGET' } };
    if (input.innhold.length > this.grense) return { type: 'FOR_LANG' };
    if (this.sendt) return { type: 'ALLEREDE_SENDT', melding: this.sendt };
    const her = this.lagret;
    const samme = her?.innhold === input.innhold && her.klientnokkel === input.klientnokkel;
    if (her && !samme && her.lagret !== input.forrigeLagret) return { type: 'NYERE', nyere: her };
    this.#teller += 1;
    const lagret = `2026-11-22T10:00:${String(this.#teller).padStart(2, '0')}Z`;
    const { skjema, skjemaversjon, innhold } = input;
    const klientnokkel = String(input.klientnokkel);
    const utloper = '2026-11-23T10:00:00Z';
    this.lagret = { klientnokkel, skjema, skjemaversjon, innhold, lagret, utloper };
    if (this.mistSvar) return { type: 'FEIL', feil: { kode: 'NETT' } };
    return { type: 'LAGRET', lagret, utloper };
  }

  async slett(klientnokkel: string) {
    if (this.nede) return { kode: 'NETT' as const };
    if (this.lagret?.klientnokkel === klientnokkel) this.lagret = null;
    return undefined;
  }

  get melding(): string | undefined {
    return this.lagret ? lesInnhold('PRIVAT', this.lagret.innhold).svar.melding : undefined;
  }
}

let tjener: Tjener;
beforeEach(() => {
  vi.useFakeTimers();
  tjener = new Tjener();
});
afterEach(() => void vi.useRealTimers());

async function apne(): Promise<Utkastlager<'PRIVAT'>> {
  const lager = new Utkastlager('PRIVAT', tjener);
  lager.settEier('Synne Prøve');
  await lager.les();
  return lager;
}

const skriv = (lager: Utkastlager<'PRIVAT'>, melding: string) => lager.endre((s: PrivatSvar) => ({ ...s, melding }));
const ga = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a draft', () => {
  test('is saved a moment after one stops typing, once', async () => {
    const lager = await apne();
    skriv(lager, 'H');
    await ga(1_000);
    skriv(lager, 'Hun');
    expect(lager.na().lagring).toBe('VENTER');
    await ga(1_000);
    expect(tjener.antall).toBe(0);
    await ga(1_000);
    expect(tjener.antall).toBe(1);
    expect(tjener.melding).toBe('Hun');
    expect(lager.na()).toMatchObject({ lagring: 'LAGRET', utloper: '2026-11-23T10:00:00Z' });
    expect(lager.ulagret).toBe(false);
  });

  test('is saved now and then while one types without a pause', async () => {
    const lager = await apne();
    for (let i = 0; i < 30; i++) {
      skriv(lager, 'x'.repeat(i + 1));
      await ga(500);
    }
    expect(tjener.antall).toBeGreaterThan(0);
  });

  test('is saved when one turns the page, and not when nothing is typed', async () => {
    const lager = await apne();
    lager.settSide('mottaker');
    await ga(20_000);
    expect(tjener.antall).toBe(0);
    skriv(lager, 'Hun');
    lager.settSide('barn');
    await ga(0);
    expect(tjener.melding).toBe('Hun');
  });

  test('comes back, with the page one was on', async () => {
    const forste = await apne();
    skriv(forste, 'Hun er alene.');
    forste.settSide('bekymring');
    await ga(0);
    const andre = await apne();
    expect(andre.na()).toMatchObject({ side: 'bekymring', klientnokkel: forste.na().klientnokkel, lagring: 'LAGRET' });
    expect(andre.na().svar.melding).toBe('Hun er alene.');
    expect(andre.ulagret).toBe(false);
  });

  test('a server that is away takes nothing: it is tried again, slower and slower, until it is there', async () => {
    const lager = await apne();
    tjener.nede = true;
    skriv(lager, 'Hun');
    await ga(2_000);
    expect(lager.na().lagring).toBe('FEILET');
    expect(lager.ulagret).toBe(true);
    await ga(60_000);
    expect(tjener.antall).toBeLessThan(8);
    skriv(lager, 'Hun er alene.');
    expect(lager.na().svar.melding).toBe('Hun er alene.');
    tjener.nede = false;
    await ga(30_000);
    expect(lager.na().lagring).toBe('LAGRET');
    expect(tjener.melding).toBe('Hun er alene.');
  });

  test('one who is logged out is saved as soon as she is back', async () => {
    const lager = await apne();
    tjener.utlogget = true;
    skriv(lager, 'Hun');
    await ga(60_000);
    expect(tjener.antall).toBe(1);
    tjener.utlogget = false;
    lager.settEier('Synne Prøve');
    lager.provNa();
    await ga(0);
    expect(tjener.melding).toBe('Hun');
  });

  test('somebody else at the same window finds nothing, and sends nothing of it', async () => {
    const lager = await apne();
    tjener.utlogget = true;
    skriv(lager, 'Hun');
    await ga(2_000);
    tjener.utlogget = false;
    lager.settEier('Ola Prøve');
    lager.provNa();
    await ga(60_000);
    expect(lager.na()).toMatchObject({ lest: 'NEI', lagring: 'INGEN' });
    expect(lager.pabegynt).toBe(false);
    expect(tjener.lagret).toBeNull();
  });

  test('is saved in the name of who typed it, until it is known that another has come; then nothing of it is', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    // Another has logged in elsewhere, and the page has not asked yet: a focus, a network that is back.
    lager.provNa();
    await ga(0);
    expect(tjener.hvem).toEqual([{ eier: 'Synne Prøve', bakgrunn: false }]);
    lager.settEier('Ola Prøve');
    skriv(lager, 'Min');
    await ga(2_000);
    expect(tjener.hvem[1]).toEqual({ eier: 'Ola Prøve', bakgrunn: false });
  });

  test('to try again is no activity; what is typed meanwhile is', async () => {
    const lager = await apne();
    tjener.nede = true;
    skriv(lager, 'Hun');
    await ga(12_000);
    lager.provNa();
    await ga(0);
    expect(tjener.hvem.length).toBeGreaterThan(2);
    expect(tjener.hvem.map(({ bakgrunn }) => bakgrunn)).toEqual([false, ...tjener.hvem.slice(1).map(() => true)]);
    const for_ = tjener.antall;
    skriv(lager, 'Hun er');
    await ga(60_000);
    expect(tjener.hvem[for_]?.bakgrunn).toBe(false);
    expect(tjener.hvem[for_ + 1]?.bakgrunn).toBe(true);
  });

  test('to look whether another window has saved is no activity', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    await ga(2_000);
    await lager.seEtter();
    expect(tjener.hentet).toEqual([false, true]);
  });

  test('that is too long is said to be, stays, and is not sent again before it is shorter', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    await ga(2_000);
    tjener.grense = 5_000;
    skriv(lager, 'x'.repeat(6_000));
    await ga(2_000);
    expect(lager.na()).toMatchObject({ lagring: 'FOR_LANG' });
    expect(lager.ulagret).toBe(true);
    const for_ = tjener.antall;
    await ga(300_000);
    lager.provNa();
    lager.settSide('barn');
    await lager.seEtter();
    await ga(60_000);
    expect(tjener.antall).toBe(for_);
    expect(lager.na()).toMatchObject({ lagring: 'FOR_LANG', svar: { melding: 'x'.repeat(6_000) } });
    expect(tjener.melding).toBe('Hun');
    skriv(lager, 'x'.repeat(10));
    await ga(2_000);
    expect(lager.na().lagring).toBe('LAGRET');
    expect(tjener.melding).toBe('x'.repeat(10));
  });

  test('goes to the server from a window that is no longer hers, and nothing stays', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    lager.forlat();
    expect(lager.pabegynt).toBe(false);
    await ga(60_000);
    expect(tjener.melding).toBe('Hun');
    expect(tjener.antall).toBe(1);
  });

  test('a lost answer is no quarrel with oneself', async () => {
    const lager = await apne();
    tjener.mistSvar = true;
    skriv(lager, 'Hun');
    await ga(2_000);
    expect(lager.na().lagring).toBe('FEILET');
    tjener.mistSvar = false;
    skriv(lager, 'Hun er alene.');
    await ga(30_000);
    expect(lager.na().nyere).toBeUndefined();
    expect(tjener.melding).toBe('Hun er alene.');
  });

  test('a server that calls one’s own save newer time after time is not asked for ever', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    await ga(2_000);
    const nyere = { ...(tjener.lagret as UtkastFragment), lagret: 'x' };
    tjener.lagre = async (input) => {
      tjener.antall += 1;
      return { type: 'NYERE', nyere: { ...nyere, innhold: input.innhold } };
    };
    skriv(lager, 'Hun er alene.');
    await ga(60_000);
    expect(tjener.antall).toBe(3);
    expect(lager.na().nyere).toBeDefined();
  });
});

describe('two windows', () => {
  async function to() {
    const eldre = await apne();
    skriv(eldre, 'felles');
    await ga(2_000);
    const nyere = await apne();
    skriv(nyere, 'nyere');
    await ga(2_000);
    skriv(eldre, 'eldre');
    await ga(2_000);
    return { eldre, nyere };
  }

  test('the newer save wins, and the older window is told and keeps its text', async () => {
    const { eldre } = await to();
    expect(tjener.melding).toBe('nyere');
    expect(eldre.na().nyere?.lagret).toBe(tjener.lagret?.lagret);
    expect(eldre.na().svar.melding).toBe('eldre');
    skriv(eldre, 'eldre enda');
    await ga(60_000);
    expect(tjener.melding).toBe('nyere');
  });

  test('one may take the newer', async () => {
    const { eldre } = await to();
    eldre.brukNyere();
    expect(eldre.na()).toMatchObject({ lagring: 'LAGRET', nyere: undefined });
    expect(eldre.na().svar.melding).toBe('nyere');
    expect(eldre.ulagret).toBe(false);
  });

  test('or keep one’s own, which is then the same draft', async () => {
    const { eldre, nyere } = await to();
    await eldre.beholdDette();
    expect(tjener.melding).toBe('eldre');
    expect(eldre.na().klientnokkel).toBe(nyere.na().klientnokkel);
  });

  test('begun empty in both, they become one draft and one key', async () => {
    const a = await apne();
    const b = await apne();
    skriv(a, 'a');
    await ga(2_000);
    skriv(b, 'b');
    await ga(2_000);
    expect(b.na().nyere?.klientnokkel).toBe(a.na().klientnokkel);
    await b.beholdDette();
    expect(b.na().klientnokkel).toBe(a.na().klientnokkel);
    expect(tjener.melding).toBe('b');
  });

  test('an older window is told before it sends, even if nothing is changed in it', async () => {
    const eldre = await apne();
    skriv(eldre, 'felles');
    await ga(2_000);
    const nyere = await apne();
    skriv(nyere, 'nyere');
    await ga(2_000);
    await eldre.sjekk();
    expect(eldre.na().nyere).toBeDefined();
  });

  test('an older window is told when one comes back to it, though nothing is typed in it', async () => {
    const eldre = await apne();
    skriv(eldre, 'felles');
    await ga(2_000);
    const nyere = await apne();
    await eldre.seEtter();
    expect(eldre.na().nyere).toBeUndefined();
    skriv(nyere, 'nyere');
    await ga(2_000);
    await eldre.seEtter();
    expect(eldre.na().nyere?.lagret).toBe(tjener.lagret?.lagret);
    expect(eldre.na().svar.melding).toBe('felles');
  });

  test('the same words saved from another window are no quarrel', async () => {
    const eldre = await apne();
    skriv(eldre, 'felles');
    await ga(2_000);
    const nyere = await apne();
    skriv(nyere, 'annet');
    await ga(2_000);
    skriv(nyere, 'felles');
    await ga(2_000);
    await eldre.seEtter();
    expect(eldre.na()).toMatchObject({ lagret: tjener.lagret?.lagret, lagring: 'LAGRET' });
    expect(eldre.na().nyere).toBeUndefined();
  });

  test('what is typed while one looks is saved, and finds out that way', async () => {
    const eldre = await apne();
    skriv(eldre, 'felles');
    await ga(2_000);
    const nyere = await apne();
    skriv(nyere, 'nyere');
    await ga(2_000);
    const ser = eldre.seEtter();
    skriv(eldre, 'eldre');
    await ser;
    expect(eldre.na().nyere).toBeUndefined();
    await ga(2_000);
    expect(eldre.na().nyere).toBeDefined();
    expect(tjener.melding).toBe('nyere');
  });

  test('sent from the other, it is told, and can become a report of its own', async () => {
    const lager = await apne();
    skriv(lager, 'felles');
    await ga(2_000);
    const nokkel = lager.na().klientnokkel;
    tjener.sendt = { id: '1' } as MeldingFragment;
    tjener.lagret = null;
    skriv(lager, 'mer');
    await ga(2_000);
    expect(lager.na().sendt).toBe(tjener.sendt);
    expect(lager.na().svar.melding).toBe('mer');
    tjener.sendt = undefined;
    await lager.somNy();
    expect(lager.na().klientnokkel).not.toBe(nokkel);
    expect(tjener.melding).toBe('mer');
  });
});

describe('deleting', () => {
  test('is done here and there', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    await ga(2_000);
    expect(await lager.slett()).toBe(true);
    expect(tjener.lagret).toBeNull();
    expect(lager.pabegynt).toBe(false);
    await ga(60_000);
    expect(tjener.lagret).toBeNull();
  });

  test('says so when the server could not be told', async () => {
    const lager = await apne();
    skriv(lager, 'Hun');
    await ga(2_000);
    tjener.nede = true;
    expect(await lager.slett()).toBe(false);
    expect(lager.pabegynt).toBe(false);
  });

  test('what is typed while the old is still being saved is a new draft', async () => {
    const lager = await apne();
    skriv(lager, 'gammel');
    const underveis = lager.lagre();
    lager.nullstill();
    skriv(lager, 'ny');
    await underveis;
    tjener.lagret = null;
    await ga(5_000);
    expect(tjener.melding).toBe('ny');
  });
});

describe('the content', () => {
  const svar = { ...(new Utkastlager('PRIVAT', new Tjener()).na().svar as PrivatSvar), melding: 'Hun' };

  test('comes back as it was', () => {
    expect(lesInnhold('PRIVAT', skrivInnhold<'PRIVAT'>({ svar, side: 'barn' }))).toEqual({ svar, side: 'barn' });
  });

  test('of an older build lacks what is new, and that is empty', () => {
    const { tolk, ...uten } = svar;
    expect(tolk).toBe('');
    const lest = lesInnhold('PRIVAT', JSON.stringify({ svar: { ...uten, finnesIkke: 1, barn: [{ nokkel: 3 }] } }));
    expect(lest.svar.tolk).toBe('');
    expect(lest.svar).not.toHaveProperty('finnesIkke');
    expect(lest.svar.barn[0]).toMatchObject({ nokkel: 3, personnavn: '', adresse: { poststed: '' } });
  });

  test('of a newer version is left alone', async () => {
    const utkast = { klientnokkel: 'k', skjema: 'PRIVAT', lagret: 'x', utloper: 'y', innhold: '{}' } as const;
    tjener.lagret = { ...utkast, skjemaversjon: SKJEMAVERSJON + 1 };
    const lager = await apne();
    expect(lager.na().forNytt).toBe(tjener.lagret);
    expect(lager.pabegynt).toBe(false);
    await lager.slett();
    expect(tjener.lagret).toBeNull();
  });
});
