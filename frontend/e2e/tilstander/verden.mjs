// A world in which every page of the portal has something to show, and the windows from which it is looked at.
import assert from 'node:assert/strict';
import { Indekserer } from '../indekserer.mjs';
import { dag, PDF, poster, sak, TITTEL } from '../innsynsdata.mjs';
import { BASE_URL, loggInn, nyPerson } from '../nettleser.mjs';
import { avtrykk, lagNokkel } from '../sertifikater.mjs';
import { fyll, fyllArbeidsplass, fyllPrivat, lagret, neste, overskrift, velg, velgKommune } from '../skjema.mjs';

export const UKJENT = '00000000-0000-4000-8000-000000000000';
/** What the frame of every page asks for. */
const RAMMEN = ['Meg', 'Driftsmelding', 'Innhold'];
/** What is typed is saved by these as it is typed: that sends nothing to anybody. */
export const KLADD = ['LagreUtkast', 'LagreBrevutkast'];
const FEIL = { data: null, errors: [{ message: 'for a test', extensions: { kode: 'INTERN', feilId: '0123456789abcdef' } }] };

export class Verden {
  #nettleser;
  #vinduer = new Map();
  #bergen;
  #indeksert = [];
  #bareSer = false;
  /** nb, nn, en or se: what the addresses are given in. */
  sprak = 'nb';
  /** What has been made, to be looked at. */
  id = {};
  /** What the console said, and what must not happen on any page. */
  sagt = [];
  brudd = [];

  static async ny(nettleser) {
    const v = new Verden();
    v.#nettleser = nettleser;
    await v.#meld();
    await v.#skrivKladder();
    await v.#indekser();
    await v.#administrer();
    return v;
  }

  /**
   * The same world, seen from windows of its own: what is looked at here disturbs nobody there, and no draft is saved from it, unless
   * a way answers for that itself. What a page sends as it is left would else come through once nothing holds that page's requests.
   */
  gren() {
    const v = new Verden();
    v.#bareSer = true;
    v.#nettleser = this.#nettleser;
    v.sprak = this.sprak;
    for (const felles of ['id', 'sagt', 'brudd']) v[felles] = this[felles];
    return v;
  }

  /** The address of a page in the language in use. */
  sti = (sti) => (this.sprak === 'nb' ? sti : sti === '/' ? `/${this.sprak}` : `/${this.sprak}${sti}`);

  /** A window of its own for a person, or for one who is not logged in. The caller closes it. */
  async engangs(hvem, niva = 'hoyt') {
    const p = await nyPerson(this.#nettleser);
    p.page.on('console', (m) => ['error', 'warning'].includes(m.type()) && this.sagt.push(`${p.page.url()}: ${m.text()}`));
    this.brudd.push(p.brudd);
    if (this.#bareSer) await p.context.route('**/graphql', (rute) => (KLADD.includes(rute.request().postDataJSON()?.operationName) ? undefined : rute.fallback()));
    if (hvem) await loggInn(p.page, hvem, niva, '/innlogget');
    return p.page;
  }

  /** One is done with a page: a window that was opened for it alone is closed. */
  async ferdig(page) {
    if (![...this.#vinduer.values()].includes(page)) await page.context().close();
  }

  /** The window of a person, the same each time, with nothing left of what the last test did to its network. */
  async vindu(hvem = '', niva = 'hoyt') {
    const navn = `${hvem} ${niva}`;
    if (!this.#vinduer.has(navn)) this.#vinduer.set(navn, await this.engangs(hvem, niva));
    const page = this.#vinduer.get(navn);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    return page;
  }

  /** Opens a page. `svar` says what becomes of what it asks: see svar(). */
  async apne(sti, hvem, niva, svarene) {
    const page = await this.vindu(hvem, niva);
    if (svarene) await svar(page, svarene);
    await page.goto(this.sti(sti));
    return page;
  }

  async slutt() {
    // Before the windows: what is left behind would be another test's surprise.
    for (const [hvem, rot] of [
      ['far', '/privat'],
      ['medfar', '/offentlig'],
    ]) {
      this.sprak = 'nb';
      const page = await this.apne(rot, hvem, 'betydelig');
      await page.locator('.valgkort > .knapper > .ds-button[data-color="danger"]').click();
      await page.locator('dialog[open] .ds-button[data-color="danger"]').click();
      await page.locator('.valgkort').waitFor({ state: 'detached' });
    }
    if (this.#indeksert.length) await this.#bergen.slett(this.#indeksert);
  }

  async #meld() {
    const page = await this.vindu('far', 'betydelig');
    await page.goto('/privat/mottaker');
    await fyllPrivat(page, 'Barnet er mye alene om kvelden, og sier at hun gruer seg til helgene.');
    await page.locator('form.avslutt button[type=submit]').click();
    await overskrift(page, 'Meldingen din er lagret');
    this.id.melding = await page.locator('.kvittering .referanse').innerText();
  }

  async #skrivKladder() {
    const privat = await this.vindu('far', 'betydelig');
    await privat.goto('/privat/mottaker');
    await fyllPrivat(privat, 'Barnet er mye alene om kvelden.\n\nJeg har snakket med en nabo om det.');
    await lagret(privat);

    const page = await this.vindu('medfar', 'betydelig');
    await page.goto('/offentlig/mottaker');
    await overskrift(page, 'Hvor bor barnet?');
    await velgKommune(page, 'Bergen');
    await neste(page);
    await fyllArbeidsplass(page);
    await neste(page);
    await overskrift(page, 'Barnet');
    await velg(page, 'barn.0.ufoedt', 'false');
    await fyll(page, 'barn.0.personnavn', 'Lise Prøve');
    await fyll(page, 'barn.0.fnr', 'født i 2017');
    await velg(page, 'barn.0.adressevalg', 'UKJENT');
    await velg(page, 'barn.0.orientert', 'true');
    await neste(page);
    await overskrift(page, 'Bekymringen');
    await page.locator('input[value="VOLD"]').check();
    await fyll(page, 'melding', 'Hun kommer sulten på skolen.');
    await fyll(page, 'historie', 'Siden i høst.');
    await neste(page);
    await overskrift(page, 'Foresatte');
    await fyll(page, 'foresatte.0.personnavn', 'Mor Prøve');
    await velg(page, 'foresatte.0.orientert', 'false');
    await fyll(page, 'foresatte.0.orientertGrunn', 'Mistanke om vold eller overgrep');
    await neste(page);
    await overskrift(page, 'Hjelp rundt familien');
    await velg(page, 'tolkebehov', 'NEI');
    await neste(page);
    await overskrift(page, 'Se over svarene');
    await lagret(page);
  }

  async #indekser() {
    const bergen = await Indekserer.nytt('bergen');
    this.#bergen = bergen;
    const edialog = (type) => ({ edialogSkjemaer: [{ edialogId: 'barnevern-bergen', predefinert: { type } }], organisasjonsnummer: '311024019' });
    const sakId = await bergen.sak('melder', { ...sak, ...edialog('POST') });
    this.#indeksert.push(sakId);
    const lenke = await bergen.lastOpp('application/pdf', PDF);
    const SVAR = 'Referat fra møtet';
    this.#indeksert.push(
      ...(await bergen.poster('melder', sakId, [
        ...poster(lenke),
        { tittel: SVAR, dokumenttype: 'MOTEREFERAT', journaldato: dag(-2), edialogSkjemaer: edialog('SVAR').edialogSkjemaer },
      ])),
    );
    this.id.samtykke = await bergen.samtykke([['melder', 'Marte Synt Melder'], ['28828319363', 'Frode Synt Kråkefot']], {
      navn: 'at vi snakker med læreren til Ylva',
      akseptfrist: dag(6).slice(0, 10),
      sluttDato: dag(200).slice(0, 10),
    });
    // The addresses are made by the portal.
    const page = await this.apne('/innsyn', 'melder');
    this.id.sak = await page.locator('.sakslenke').first().getAttribute('href');
    await page.goto(this.id.sak);
    await page.locator('.hva-na').waitFor();
    await page.locator('.dokumentliste + .ds-button').click();
    await page.locator('.dokumentliste li').nth(20).waitFor();
    for (const [navn, tittel] of Object.entries({ ...TITTEL, svar: SVAR })) {
      this.id[navn] = await page.locator('.dokumentliste a', { hasText: tittel }).first().getAttribute('href');
    }
  }

  async #administrer() {
    const page = await this.apne('/admin/nokler/ny/FAGSYSTEM/0301/02', 'admin1');
    const { sertifikat } = lagNokkel();
    await page.locator('textarea').fill(sertifikat);
    await page.locator('.avtrykk-stor').waitFor();
    await page.locator('main form button[type=submit]').click();
    await page.waitForURL('**/admin/nokler/forslag/*');
    this.id.forslag = new URL(page.url()).pathname;
    this.id.avtrykk = avtrykk(sertifikat);

    const kropp = `.kort-brede > li:has-text("Vi arbeider med telefonen")`;
    await page.goto('/admin/drift/melding/ny');
    await page.getByLabel('Tekst, Bokmål').fill('Vi arbeider med telefonen til klokka tolv.');
    await page.locator('main form button[type=submit]').click();
    await overskrift(page, 'Drift og innhold');
    const lenke = page.locator(`${kropp} a`).first();
    this.id.driftsmelding = await lenke.getAttribute('href');
    await lenke.click();
    await page.getByRole('button', { name: 'Ta ned meldingen' }).click();
    await overskrift(page, 'Drift og innhold');
  }
}

/**
 * Decides what becomes of what a page asks, by the name of the operation, or `alt` for all but what the frame asks: 'henger' (no
 * answer comes), 'feil' (an error does), or a function that changes the server's own answer.
 */
export async function svar(page, svarene) {
  await page.route('**/graphql', async (rute) => {
    const navn = rute.request().postDataJSON()?.operationName;
    const hva = svarene[navn] ?? (RAMMEN.includes(navn) ? undefined : svarene.alt);
    if (hva === undefined) return rute.fallback();
    if (hva === 'henger') return undefined;
    if (hva === 'feil') return rute.fulfill({ json: FEIL });
    const ekte = await rute.fetch();
    const json = await ekte.json();
    assert.ok(json.data, `${navn}: ${JSON.stringify(json.errors)}`);
    hva(json.data);
    return rute.fulfill({ response: ekte, json });
  });
}

/** What /sesjon answers: for how long one is logged in. */
export const sesjon = (page, svaret) =>
  page.route('**/sesjon', (rute) => (svaret === 'henger' ? undefined : rute.fulfill(svaret === 'feil' ? { body: 'no json' } : { json: svaret })));

/** No socket stays open. For a window of one's own: it cannot be taken back. */
export const utenSokkel = (page) => page.routeWebSocket('**/graphql', (sokkel) => sokkel.close());

export const baseUrl = BASE_URL;
