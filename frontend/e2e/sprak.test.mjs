// One report written in four languages: changed in the middle of the form, sent in Northern Sámi, read in bokmål.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { bilde, loggInn, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { felt, fyll, lagret, neste, overskrift, velg, velgKommune } from './skjema.mjs';

const TEKST = `Ho er redd for å gå heim. (${crypto.randomUUID()})`;
const SE_UT = 'Guođe siiddu jođánit';

const bytt = (page, sprak) => page.locator('.sprak').getByRole('button', { name: sprak, exact: true }).click();
const lang = (page) => page.locator('html').getAttribute('lang');

describe('four languages', { timeout: 240_000 }, () => {
  let nettleser;
  let far;
  let saksbehandler;
  let referanse;
  const hentet = [];

  before(async () => {
    nettleser = await startNettleser();
    far = await nyPerson(nettleser);
    saksbehandler = await nyPerson(nettleser);
    far.page.on('request', (r) => hentet.push(new URL(r.url()).pathname));
  });

  after(async () => {
    await nettleser?.close();
    assert.deepEqual(far?.brudd, []);
    assert.deepEqual(saksbehandler?.brudd, []);
  });

  test('a language is fetched when it is chosen, and says that nobody has reviewed it', async () => {
    const { page } = far;
    await page.goto('/');
    await overskrift(page, 'Er du bekymret for et barn?');
    const skript = () => hentet.filter((sti) => sti.endsWith('.js')).length;
    const for_ = skript();
    assert.equal(await page.locator('.sprakmerke').count(), 0);
    for (const [sprak, kode, tittel, merke, utgang] of [
      ['Nynorsk', 'nn', 'Er du uroleg for eit barn?', 'Omsetjinga er ikkje kvalitetssikra.', 'Forlat sida raskt'],
      ['English', 'en', 'Are you worried about a child?', 'The translation has not been quality assured.', 'Leave this site quickly'],
      ['Davvisámegiella', 'se', 'Leatgo fuolas máná dihtii?', 'Jorgalus ii leat kvalitehtasihkkarastojuvvon.', SE_UT],
    ]) {
      await bytt(page, sprak);
      await overskrift(page, tittel);
      assert.equal(new URL(page.url()).pathname, `/${kode}`);
      assert.equal(await lang(page), kode);
      await page.getByText(merke).waitFor();
      await sjekkSide(page, `forside-${kode}`, utgang);
    }
    assert.ok(skript() >= for_ + 3, 'each language came with its own script, and after it was chosen');
    await page.getByRole('link', { name: 'Geahča siiddu girjedárogillii' }).click();
    await overskrift(page, 'Er du bekymret for et barn?');
    assert.equal(await page.locator('.sprakmerke').count(), 0);
  });

  test('one who arrives at an address in a language gets it at once, and logs in in it', async () => {
    const { page } = far;
    await page.goto('/se/privat');
    await overskrift(page, 'Dieđihit priváhtaolmmožin');
    const start = page.getByRole('link', { name: 'Logge sisa ja álggat' });
    assert.match((await start.getAttribute('href')) ?? '', /[?&]sprak=se(&|$)/);
    await sjekkSide(page, 'privat-informasjon-se', SE_UT);
  });

  test('a language that is long on its way holds nothing back: what is urgent stands there, and the texts take their places when they come', async () => {
    const { page, context } = await nyPerson(nettleser);
    let slipp;
    const kommer = new Promise((ferdig) => (slipp = ferdig));
    await context.route('**/assets/se-*.js', async (rute) => kommer.then(() => rute.continue()));
    await page.goto('/se/privat?a=1#b');
    await overskrift(page, 'Melde fra som privatperson');
    assert.equal(await lang(page), 'nb');
    await page.locator('.haster a[href="tel:112"]').waitFor();
    await page.getByRole('button', { name: 'Forlat siden raskt' }).waitFor();
    await page.locator('[role="status"][lang="se"]').getByText('Siidu boahtá fargga davvisámegillii.').waitFor();
    await sjekkSide(page, 'sprak-underveis');
    // What a finger may be on its way to stays where it is.
    const plasser = () => page.evaluate(() => ['.forlat', '.sprak', '.sprakmerke', '.haster'].map((v) => Math.round(document.querySelector(v).getBoundingClientRect().top)));
    const for_ = await plasser();
    slipp();
    await overskrift(page, 'Dieđihit priváhtaolmmožin');
    assert.equal(await lang(page), 'se');
    await page.getByText('Jorgalus ii leat kvalitehtasihkkarastojuvvon.').waitFor();
    assert.deepEqual(await plasser(), for_);
    assert.equal(page.url().endsWith('/se/privat?a=1#b'), true);
    await context.close();
  });

  test('one who comes while the service is away is told so in her language, with what operations last said', async () => {
    for (const [sti, borte, drift, dlang] of [
      ['/', 'Vi får ikke kontakt med tjenesten', 'Vi retter en feil.', null],
      ['/nn', 'Vi får ikkje kontakt med tenesta', 'Vi rettar ein feil.', null],
      ['/en', 'We cannot reach the service', 'Vi retter en feil.', 'nb'],
      ['/se', 'Mii eat oaččo oktavuođa bálvalusain', 'Vi retter en feil.', 'nb'],
    ]) {
      const { page, context } = await nyPerson(nettleser);
      const drifta = [{ id: '1', alvorlighet: 'KRITISK', tekster: { nb: 'Vi retter en feil.', nn: 'Vi rettar ein feil.', en: null, se: null } }];
      await context.route('**/graphql', (rute) => rute.fulfill({ status: 503, json: { kode: 'UTILGJENGELIG' } }));
      await context.route('**/sesjon', (rute) => rute.fulfill({ status: 503, json: { kode: 'UTILGJENGELIG' } }));
      // As the server writes it (server/drift.go).
      await context.route(`**${sti}`, async (rute) => {
        if (rute.request().resourceType() !== 'document') return rute.fallback();
        const svar = await rute.fetch();
        const med = (await svar.text()).replace('<meta name="drift" content=""', `<meta name="drift" content="${JSON.stringify(drifta).replaceAll('"', '&quot;')}"`);
        return rute.fulfill({ response: svar, body: med });
      });
      await page.goto(sti);
      const tekst = page.locator('.drift:not(.drift-sene)').getByText(drift);
      await tekst.waitFor();
      assert.equal(await tekst.getAttribute('lang'), dlang);
      await page.locator('[data-nett="BORTE"]').getByText(borte).waitFor();
      await page.locator('.nettstatus a[href="tel:112"]').waitFor();
      await context.close();
    }
  });

  test('one that cannot be fetched is said to be so, in its own words', async () => {
    const { page, context } = await nyPerson(nettleser);
    await context.route('**/assets/en-*.js', (rute) => rute.abort());
    await page.goto('/en');
    await overskrift(page, 'Er du bekymret for et barn?');
    await page.locator('[role="status"][lang="en"]').getByText('We could not fetch English.').waitFor();
    await context.unroute('**/assets/en-*.js');
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.locator('html[lang="en"]').waitFor();
    await context.close();
  });

  test('a change in the middle of the form keeps every answer', async () => {
    const { page } = far;
    await loggInn(page, 'far', 'betydelig', '/privat/mottaker');
    await velgKommune(page, 'Bergen');
    await neste(page);
    await overskrift(page, 'Om deg');
    await neste(page);
    await overskrift(page, 'Barnet');
    await fyll(page, 'barn.0.personnavn', 'Vesle Prøve');
    await velg(page, 'barn.0.adressevalg', 'UKJENT');
    await neste(page);
    await overskrift(page, 'Bekymringen din');
    await fyll(page, 'melding', TEKST);
    await page.locator('input[value="KONFLIKT"]').check();
    for (const [sprak, kode, tittel] of [
      ['Nynorsk', 'nn', 'Kva du er uroleg for'],
      ['Davvisámegiella', 'se', 'Du fuolla'],
      ['English', 'en', 'Your concern'],
      ['Davvisámegiella', 'se', 'Du fuolla'],
    ]) {
      await bytt(page, sprak);
      await overskrift(page, tittel);
      assert.equal(await lang(page), kode);
      assert.equal(await felt(page, 'melding').inputValue(), TEKST, `what was typed, in ${sprak}`);
      assert.ok(await page.locator('input[value="KONFLIKT"]').isChecked(), `what was ticked, in ${sprak}`);
    }
    await lagret(page);
    await bilde(page, 'privat-bekymring-se');
    await page.reload();
    await overskrift(page, 'Du fuolla');
    assert.equal(await felt(page, 'melding').inputValue(), TEKST, 'the draft outlives a reload in another language');
    await page.getByRole('button', { name: 'Čuovvovaš' }).click();
    await overskrift(page, 'Geahča vástádusaid');
    assert.ok(await page.getByText('Vesle Prøve').first().isVisible());
    assert.ok(await page.getByText('Riidu rávisolbmuid gaskkas').first().isVisible());
    await sjekkSide(page, 'privat-kontroll-se', SE_UT);
  });

  test('it is sent, and what one is told is in the same language, with its own names of months', async () => {
    const { page } = far;
    await page.getByRole('button', { name: 'Sádde fuolastuvvandieđáhusa' }).click();
    await overskrift(page, 'Du dieđáhus lea vurkejuvvon');
    referanse = await page.locator('.kvittering .referanse').innerText();
    await page.getByText(/\p{L}+mánu \d+\. b\. \d{4} dii\. \d\d:\d\d/u).first().waitFor();
    await sjekkSide(page, 'kvittering-se', SE_UT);
    await page.getByRole('link', { name: 'Čuovo dieđáhusa' }).click();
    await overskrift(page, 'Gos lea dieđáhus?');
    await sjekkSide(page, 'status-se', SE_UT);
    await sjekkLager(page);
  });

  test('the receiver reads bokmål, and which language it was written in', async () => {
    const { page } = saksbehandler;
    await loggInn(page, 'saksbehandler1', 'hoyt', '/se/mottak');
    const rad = page.locator('.rad', { hasText: referanse });
    await rad.waitFor();
    assert.equal(await lang(page), 'nb', 'a desk that is not written in a language is bokmål, and says so');
    assert.deepEqual(await page.locator('.sprak button').allInnerTexts(), ['Bokmål', 'English']);
    const [nedlasting] = await Promise.all([page.waitForEvent('download'), rad.getByRole('link', { name: /JSON/ }).click()]);
    const json = await readFile(await nedlasting.path(), 'utf8');
    assert.ok(json.includes('Skjemaet ble fylt ut på: nordsamisk'), 'the language is in the report');
    assert.ok(json.includes('Konflikt mellom voksne'), 'what was ticked is in the receiver’s language');
  });
});
