import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LagreBrevutkastInput, LagretbrevFragment } from '../gql/innsyn/graphql';
import { brevform, onskeform } from './brevform';
import { Brevlager, BREVVERSJON } from './brevlager';
import type { Brevtjener, Lagresvar } from './brevtjener';

/** The server's rules for drafts (graph/schema/brevutkast.graphqls), and ways to make it fail. */
class Tjener implements Brevtjener {
  lagret: LagretbrevFragment | null = null;
  sendt = false;
  nektet = false;
  feil: 'NETT' | 'IKKE_INNLOGGET' | undefined;
  /** Stores, and loses the answer. */
  mistSvar = false;
  antall = 0;
  #teller = 0;

  async hent() {
    return this.feil ? { feil: { kode: this.feil } } : { utkast: this.lagret };
  }

  async lagre(input: LagreBrevutkastInput): Promise<Lagresvar> {
    this.antall += 1;
    if (this.feil) return { type: 'FEIL', feil: { kode: this.feil } };
    if (this.sendt) return { type: 'SENDT' };
    if (this.nektet) return { type: 'NEKTET' };
    const her = this.lagret;
    const samme = her?.innhold === input.innhold && her.nokkel === input.nokkel;
    if (her && !samme && her.lagret !== input.forrigeLagret) return { type: 'NYERE', nyere: her };
    this.#teller += 1;
    const lagret = `2026-11-22T10:00:${String(this.#teller).padStart(2, '0')}Z`;
    this.lagret = { nokkel: String(input.nokkel), versjon: input.versjon, innhold: input.innhold, lagret, utloper: '2026-11-23T10:00:00Z', filerHer: [] };
    if (this.mistSvar) return { type: 'FEIL', feil: { kode: 'NETT' } };
    return { type: 'LAGRET', lagret, utloper: this.lagret.utloper };
  }

  async slett(nokkel: string) {
    if (this.feil) return { kode: this.feil };
    if (this.lagret?.nokkel === nokkel) this.lagret = null;
    return undefined;
  }

  get tekst(): string | undefined {
    return this.lagret ? brevform.les(this.lagret.innhold, []).tekst : undefined;
  }
}

let tjener: Tjener;
beforeEach(() => {
  vi.useFakeTimers();
  tjener = new Tjener();
});
afterEach(() => void vi.useRealTimers());

async function apne() {
  const lager = new Brevlager('BREV', 'sted', brevform, tjener);
  await lager.les();
  return lager;
}

type Lager = Awaited<ReturnType<typeof apne>>;
const skriv = (lager: Lager, tekst: string) => lager.endre((u) => ({ ...u, tekst }));
const ga = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('saving', () => {
  test('a moment after the last keystroke, and at least every ten seconds', async () => {
    const lager = await apne();
    skriv(lager, 'K');
    await ga(1_000);
    skriv(lager, 'Kj');
    await ga(1_400);
    expect(tjener.antall).toBe(0);
    await ga(200);
    expect(tjener.tekst).toBe('Kj');
    expect(lager.na()).toMatchObject({ lagring: 'LAGRET', lagret: '2026-11-22T10:00:01Z' });
    expect(lager.ulagret).toBe(false);
    for (let i = 0; i < 25; i += 1) {
      skriv(lager, `uten pause ${i}`);
      await ga(500);
    }
    expect(tjener.antall).toBeGreaterThan(1);
  });

  test('one who writes nothing leaves nothing', async () => {
    const lager = await apne();
    lager.endre((u) => ({ ...u, skjemaNr: 2 }));
    skriv(lager, '   ');
    await ga(20_000);
    expect(tjener.antall).toBe(0);
    expect(lager.na().lagring).toBe('INGEN');
    // But what was saved is emptied when it is emptied.
    skriv(lager, 'noe');
    await ga(2_000);
    skriv(lager, '');
    await ga(2_000);
    expect(tjener.tekst).toBe('');
  });

  test('a server that is away is tried again, slower and slower, and nothing is lost', async () => {
    const lager = await apne();
    tjener.feil = 'NETT';
    skriv(lager, 'viktig');
    await ga(1_500);
    expect(lager.na().lagring).toBe('FEILET');
    expect(lager.ulagret).toBe(true);
    await ga(3_000 + 6_000 + 12_000);
    expect(tjener.antall).toBe(4);
    tjener.feil = undefined;
    await ga(30_000);
    expect(tjener.tekst).toBe('viktig');
  });

  test('one who is logged out is not asked for ever, and is saved when she is back', async () => {
    const lager = await apne();
    tjener.feil = 'IKKE_INNLOGGET';
    skriv(lager, 'viktig');
    await ga(120_000);
    expect(tjener.antall).toBe(1);
    tjener.feil = undefined;
    lager.provNa();
    await ga(0);
    expect(tjener.tekst).toBe('viktig');
  });

  test('a lost answer is no other window', async () => {
    const lager = await apne();
    tjener.mistSvar = true;
    skriv(lager, 'en');
    await ga(1_500);
    tjener.mistSvar = false;
    skriv(lager, 'en to');
    await ga(5_000);
    expect(lager.na().nyere).toBeUndefined();
    expect(tjener.tekst).toBe('en to');
  });

  test('what is refused is not tried again, and stays on the page', async () => {
    const lager = await apne();
    tjener.nektet = true;
    skriv(lager, 'viktig');
    await ga(120_000);
    expect(tjener.antall).toBe(1);
    expect(lager.na()).toMatchObject({ lagring: 'NEKTET', innhold: { tekst: 'viktig' } });
  });
});

describe('fetching', () => {
  test('a reload finds it, under the key it had', async () => {
    const for_ = await apne();
    skriv(for_, 'halvferdig');
    await ga(1_500);
    const etter = await apne();
    expect(etter.na()).toMatchObject({ lest: 'JA', innhold: { tekst: 'halvferdig' }, nokkel: for_.na().nokkel, lagring: 'LAGRET' });
    skriv(etter, 'ferdig');
    await ga(1_500);
    expect(tjener.tekst).toBe('ferdig');
  });

  test('one that cannot be fetched may be asked for again', async () => {
    tjener.feil = 'NETT';
    const lager = await apne();
    expect(lager.na().lest).toBe('FEIL');
    tjener.feil = undefined;
    lager.provNa();
    await ga(0);
    expect(lager.na().lest).toBe('JA');
  });

  test.each([
    ['a newer page', { versjon: BREVVERSJON + 1, innhold: '{"tekst":"ny"}' }],
    ['no draft at all', { versjon: BREVVERSJON, innhold: '[]' }],
  ])('what was written by %s is left alone', async (_, hva) => {
    tjener.lagret = { nokkel: 'k', lagret: 'da', utloper: 'siden', filerHer: [], ...hva };
    const lager = await apne();
    expect(lager.na().forNytt).toBe(true);
    skriv(lager, 'over');
    await ga(20_000);
    expect(tjener.lagret?.innhold).toBe(hva.innhold);
  });
});

describe('another window', () => {
  async function kollisjon() {
    const [en, to] = [await apne(), await apne()];
    skriv(en, 'fra den ene');
    await ga(1_500);
    skriv(to, 'fra den andre');
    await ga(1_500);
    expect(tjener.tekst).toBe('fra den ene');
    expect(to.na().nyere?.nokkel).toBe(en.na().nokkel);
    return { en, to };
  }

  test('nothing is saved over what has not been seen', async () => {
    const { to } = await kollisjon();
    skriv(to, 'og mer');
    await ga(60_000);
    expect(tjener.tekst).toBe('fra den ene');
  });

  test('the other is shown', async () => {
    const { to } = await kollisjon();
    to.brukNyere();
    expect(to.na()).toMatchObject({ innhold: { tekst: 'fra den ene' }, nyere: undefined });
    expect(to.ulagret).toBe(false);
  });

  test('this is kept, and is still one letter', async () => {
    const { en, to } = await kollisjon();
    await to.beholdDette();
    expect(tjener.tekst).toBe('fra den andre');
    expect(to.na().nokkel).toBe(en.na().nokkel);
  });

  test('sent from there: what is here becomes a letter of its own, or goes', async () => {
    const lager = await apne();
    skriv(lager, 'en');
    await ga(1_500);
    const { nokkel } = lager.na();
    tjener.sendt = true;
    tjener.lagret = null;
    skriv(lager, 'en til');
    await ga(1_500);
    expect(lager.na().sendt).toBe(true);
    tjener.sendt = false;
    await lager.somNy();
    expect(lager.na().nokkel).not.toBe(nokkel);
    expect(tjener.tekst).toBe('en til');
  });
});

describe('the end of it', () => {
  test('deleted here and there', async () => {
    const lager = await apne();
    skriv(lager, 'bort');
    await ga(1_500);
    expect(await lager.slett()).toBe(true);
    expect(tjener.lagret).toBeNull();
    expect(lager.na().innhold.tekst).toBe('');
  });

  test('the server could not be told', async () => {
    const lager = await apne();
    skriv(lager, 'bort');
    await ga(1_500);
    tjener.feil = 'NETT';
    expect(await lager.slett()).toBe(false);
    expect(lager.na().innhold.tekst).toBe('');
  });

  test('an answer to a save that comes after it was sent changes nothing', async () => {
    const lager = await apne();
    skriv(lager, 'sendt');
    const { nokkel } = lager.na();
    const venter = lager.lagre();
    lager.nullstill();
    await venter;
    expect(lager.na()).toMatchObject({ innhold: { tekst: '' }, lagring: 'INGEN', lest: 'JA' });
    expect(lager.na().lagret).toBeUndefined();
    expect(lager.na().nokkel).not.toBe(nokkel);
  });
});

describe('how it is written down', () => {
  const fil = { nokkel: 'a', navn: 'a.pdf', storrelse: 3, id: '1' };

  test('a file on its way, or not taken, is not kept; one of an earlier login is named', () => {
    const skrevet = brevform.skriv({
      skjemaNr: 1,
      tekst: 't',
      filer: [fil, { ...fil, id: '2', navn: 'b.pdf' }, { nokkel: 'c', navn: 'c', storrelse: 1, fremdrift: 0.5 }, { nokkel: 'd', navn: 'd', storrelse: 1, feil: 'TOM_FIL' }],
      mistet: ['før.pdf'],
    });
    expect(brevform.les(skrevet, ['1', '9'])).toEqual({ skjemaNr: 1, tekst: 't', filer: [{ ...fil, nokkel: '1' }], mistet: ['før.pdf', 'b.pdf'] });
  });

  test.each(['{}', '{"tekst":3,"filer":[null,{"id":1}],"skjemaNr":"1","mistet":[2]}', '{"skjemaNr":1.5,"filer":{}}'])('%s is an empty letter', (tekst) => {
    expect(brevform.les(tekst, [])).toEqual(brevform.tomt());
  });

  test.each(['', 'null', '[]', '"x"', '{'])('%s is none', (tekst) => {
    expect(() => brevform.les(tekst, [])).toThrow();
    expect(() => onskeform.les(tekst, [])).toThrow();
  });

  test('a request is read as it was written', () => {
    const onske = { valgt: ['a', 'b'], grunn: 'fordi' };
    expect(onskeform.les(onskeform.skriv(onske), [])).toEqual(onske);
    expect(onskeform.les('{"valgt":[1,"a"],"grunn":7}', [])).toEqual({ valgt: ['a'], grunn: '' });
    expect([onskeform.tomt(), { valgt: [], grunn: ' ' }, { valgt: ['a'], grunn: '' }, onske].map(onskeform.pabegynt)).toEqual([false, false, true, true]);
  });
});
