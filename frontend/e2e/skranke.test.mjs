// The caseworker's desk: two caseworkers at one inbox at the same time, by mouse and by keys; a session that ends in place; the
// day's list, signed.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { bilde, loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { fyllPrivat, overskrift } from './skjema.mjs';

const BERGEN = '/mottak/4601/00'; // received by hand; saksbehandler1's only inbox, and one of saksbehandler2's

describe('the desk', { timeout: 300_000 }, () => {
  let nettleser;
  let melder;
  let siri; // saksbehandler1
  let sander; // saksbehandler2
  const tekst = `Hun kommer uten mat på skolen hver dag. (${crypto.randomUUID()})`;
  const meldt = [];

  before(async () => {
    nettleser = await startNettleser();
    [melder, siri, sander] = await Promise.all([1, 2, 3].map(() => nyPerson(nettleser)));
    await loggInn(melder.page, 'mor', 'betydelig', '/privat/mottaker');
  });

  after(async () => {
    await nettleser?.close();
    for (const p of [melder, siri, sander]) assert.deepEqual(p?.brudd, []);
  });

  async function meld() {
    const { page } = melder;
    await page.goto('/privat/mottaker');
    await fyllPrivat(page, tekst);
    await page.getByRole('button', { name: 'Send bekymringsmelding' }).click();
    await overskrift(page, 'Meldingen din er lagret');
    const referanse = await page.locator('.kvittering .referanse').innerText();
    meldt.push(referanse);
    return referanse;
  }
  const rad = (hvem, referanse) => hvem.page.locator('.rad', { hasText: referanse });
  const direkte = (hvem) => hvem.page.locator('.direkte[data-direkte="true"]').waitFor();
  const sagt = (hvem, ord) => hvem.page.getByRole('status').filter({ hasText: ord }).first().waitFor({ state: 'attached' });
  /** At a width where a phone, or 400 %, would show it. */
  async function smal(page, bredde, navn) {
    await page.setViewportSize({ width: bredde, height: 740 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= bredde, `${navn} is wider than ${bredde}`);
    await bilde(page, `${navn}-${bredde}`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test('a report arrives at both desks, and neither shows anything of it', async () => {
    await Promise.all([loggInn(siri.page, 'saksbehandler1', 'hoyt', '/mottak'), loggInn(sander.page, 'saksbehandler2', 'hoyt', BERGEN)]);
    await Promise.all([direkte(siri), direkte(sander)]);
    await siri.page.evaluate(() => void (window.sammeSide = true));
    const referanse = await meld();
    await Promise.all([rad(siri, referanse).waitFor(), rad(sander, referanse).waitFor()]);
    await sagt(siri, /Ny melding, nummer/);
    assert.equal(await rad(siri, referanse).getAttribute('data-ny'), 'true');
    for (const hvem of [siri, sander]) {
      const alt = (await hvem.page.content()) + (await hvem.page.title()) + hvem.page.url();
      assert.doesNotMatch(alt, /uten mat|Lille Prøve/);
      assert.doesNotMatch(hvem.page.url(), new RegExp(referanse));
    }
    await sjekkSide(siri.page, 'skranke-innboks');
    for (const bredde of [320, 360]) await smal(siri.page, bredde, 'skranke-innboks');
  });

  test('by keys alone: reached, taken, opened and left', async () => {
    const { page } = siri;
    const min = rad(siri, meldt[0]);
    await page.getByLabel('Bare dem som er forsinket').focus();
    for (let i = 0; i < 40 && !(await page.evaluate(() => document.activeElement?.classList.contains('rad'))); i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent?.includes('Nr.')), true, 'no row was reached');
    await min.focus();
    await page.keyboard.press('t');
    await min.getByText('Tatt av deg').waitFor();
    await rad(sander, meldt[0]).getByText(/Tatt av Siri/).waitFor();
    await sagt(sander, /Siri .* tok nummer/);
    await sjekkSide(sander.page, 'skranke-tatt-av-kollega');

    const [nedlasting] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('l')]);
    assert.match(await readFile(await nedlasting.path(), 'latin1'), /^%PDF-/);
    await min.getByText(/^Åpnet /).waitFor();
    // Another comes meanwhile, above: focus is where it was, and a letter pressed with Alt is the browser's own.
    const nummerTo = await meld();
    await rad(siri, nummerTo).waitFor();
    assert.equal(await min.evaluate((r) => r === document.activeElement), true, 'focus moved when a row came');
    await page.keyboard.press('Control+b');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await page.keyboard.press('ArrowUp');
    assert.equal(await rad(siri, nummerTo).evaluate((r) => r === document.activeElement), true);
    await page.getByText('Slik gjør du, og hurtigtaster').click();
    await page.getByText('Tastene virker når en melding').waitFor();
    await sjekkSide(page, 'skranke-hjelp');
  });

  test('one confirms, with the words said first; the other sees it, and by whom, also in an open question', async () => {
    const { page } = siri;
    await rad(sander, meldt[0]).getByRole('button', { name: /^Bekreft/ }).click();
    await rad(siri, meldt[0]).focus();
    await page.keyboard.press('b');
    await page.getByText('Ikke bekreft før du er sikker på at meldingen ligger i fagsystemet deres').waitFor();
    await sjekkSide(page, 'skranke-bekreft');
    await page.getByRole('button', { name: 'Ja, den ligger hos oss' }).click();
    await page.locator('.rad[data-bekreftet="true"]', { hasText: meldt[0] }).waitFor();
    assert.equal(await rad(siri, meldt[0]).evaluate((r) => r === document.activeElement), true, 'focus was lost with the question');
    await sander.page.getByText(/Den er alt bekreftet, av Siri/).waitFor();
    await sander.page.getByRole('button', { name: 'Avbryt' }).click();
    await rad(sander, meldt[0]).getByText(/Bekreftet av Siri/).waitFor();
    await sjekkSide(sander.page, 'skranke-bekreftet-av-kollega');
  });

  test('the filter, and one report’s history', async () => {
    const { page } = siri;
    await page.getByLabel('Vis', { exact: true }).selectOption('BEVIST');
    await rad(siri, meldt[0]).waitFor();
    assert.equal(await rad(siri, meldt[1]).count(), 0);
    assert.doesNotMatch(page.url(), /BEVIST/i);
    await sjekkSide(page, 'skranke-filter');
    await rad(siri, meldt[0]).focus();
    await page.keyboard.press('h');
    await page.getByText('Bekreftet: ligger i fagsystemet').waitFor();
    await page.getByText('Siri Synt Saksbehandler').first().waitFor();
    await sjekkSide(page, 'skranke-historikk');
    await smal(page, 360, 'skranke-historikk');
    await page.getByRole('link', { name: 'Til innboksen' }).click();
    // As it was left.
    await rad(siri, meldt[0]).waitFor();
    assert.equal(await page.getByLabel('Vis', { exact: true }).inputValue(), 'BEVIST');
    await page.getByLabel('Vis', { exact: true }).selectOption('VENTER');
    await rad(siri, meldt[1]).waitFor();
  });

  test('the session ends in place: what was begun is there after, and what came meanwhile', async () => {
    const { page, context } = siri;
    await rad(siri, meldt[1]).getByRole('button', { name: /^Avvis/ }).click();
    await page.getByRole('button', { name: 'Avvis og send som brev' }).click();
    await page.getByText('Velg en grunn.').waitFor();
    await page.getByLabel('Den kan ikke lagres i fagsystemet').check();
    await page.getByLabel(/Mer om hvorfor/).fill('Disken er full.');
    await sjekkSide(page, 'skranke-avvis');
    await smal(page, 360, 'skranke-avvis');
    await context.request.post('/logg-ut', { headers: { 'X-Portal': '1' }, maxRedirects: 0 });
    await overskrift(page, 'Du er logget ut');
    assert.equal(await page.locator('.rad').count(), 0, 'the inbox is still on the page');
    await sjekkSide(page, 'skranke-utlogget');
    await smal(page, 320, 'skranke-utlogget');
    const imens = await meld();

    const vindu = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Logg inn igjen i et nytt vindu' }).click();
    await lukk(await vindu);
    const annen = await context.newPage(); // as the login in that window would end
    await loggInn(annen, 'saksbehandler1', 'hoyt', '/innlogget');
    await lukk(annen);
    await page.getByRole('button', { name: 'Avvis og send som brev' }).waitFor();
    assert.ok(await page.evaluate(() => window.sammeSide), 'the page was loaded again');
    assert.equal(await page.getByLabel(/Mer om hvorfor/).inputValue(), 'Disken er full.');
    await page.getByRole('button', { name: 'Avvis og send som brev' }).click();
    await rad(siri, meldt[1]).getByText('Avvist', { exact: true }).waitFor();
    await rad(sander, meldt[1]).getByText('Avvist', { exact: true }).waitFor();
    await rad(siri, imens).waitFor();
    await direkte(siri);
    await sjekkSide(page, 'skranke-avvist');
  });

  test('the day’s list: each answered by itself, then signed; the other sees what it proved', async () => {
    const { page } = siri;
    assert.equal((await page.context().request.post('/dev/klokke', { data: { frem: '24h' } })).status(), 200);
    await page.getByRole('link', { name: 'Dagens liste' }).click();
    await overskrift(page, 'Dagens liste');
    const linjer = page.locator('.dagsliste > li');
    await linjer.first().waitFor();
    await page.getByRole('button', { name: 'Signer listen' }).click();
    await page.getByText(/Svar på/).waitFor();
    await sjekkSide(page, 'skranke-liste');
    await smal(page, 320, 'skranke-liste');
    const antall = await linjer.count();
    for (let i = 0; i < antall; i += 1) {
      const linje = linjer.nth(i);
      const held = (await linje.innerText()).includes(meldt[2]) || (await linje.innerText()).includes(meldt[0]);
      await linje.getByLabel(held ? 'Ligger i fagsystemet vårt' : 'Mangler').check();
    }
    await page.getByRole('button', { name: 'Signer listen' }).click();
    await page.locator('.signert').waitFor();
    await page.locator('.utfall').waitFor();
    await sjekkSide(page, 'skranke-liste-signert');
    await rad(sander, meldt[2]).waitFor();
    await sjekkLager(page);
  });

  test('an inbox that is another’s is not there, nor is a report that never was', async () => {
    const { page } = siri;
    await page.goto('/mottak/0301/01');
    await overskrift(page, 'Du har ingen innboks');
    await sjekkSide(page, 'skranke-ingen-tilgang');
    await page.goto(`${BERGEN}/melding/${crypto.randomUUID()}`);
    await overskrift(page, 'Ingen slik melding');
    await sjekkSide(page, 'skranke-ingen-slik');
    await sander.page.goto('/mottak');
    await overskrift(sander.page, 'Velg mottak');
    await sjekkSide(sander.page, 'skranke-velg');
  });
});
