// One report through the portal, in two browsers, against a running server (BASE_URL; `make run` starts one).
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { BASE_URL, bilde, dobbeltbilde, loggInn, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { felt, fyllPrivat, lagret, neste, overskrift, velgKommune } from './skjema.mjs';

const TEKST = `Barnet er mye alene om kvelden. (${crypto.randomUUID()})`;

describe('the portal', { timeout: 180_000 }, () => {
  let nettleser;
  let melder;
  let saksbehandler;
  let referanse;

  before(async () => {
    const svar = await fetch(`${BASE_URL}/helse`).catch(() => undefined);
    assert.ok(svar?.ok, `no healthy portal at ${BASE_URL}: start one with «make run», or set BASE_URL`);
    nettleser = await startNettleser();
    melder = await nyPerson(nettleser);
    saksbehandler = await nyPerson(nettleser);
  });

  after(async () => {
    await nettleser?.close();
    assert.deepEqual(melder?.brudd, []);
    assert.deepEqual(saksbehandler?.brudd, []);
  });

  test('the open pages', async () => {
    const { page } = melder;
    await page.goto('/');
    await page.getByRole('heading', { name: 'Er du bekymret for et barn?' }).waitFor();
    await sjekkSide(page, 'forside');
    await page.getByText('Usikker på hvilken?').click();
    await page.locator('input[name="jobb"][value="ja"]').check();
    await page.locator('input[name="plikt"][value="ja"]').check();
    await page.getByText('Da melder du som offentlig ansatt eller fagperson.').waitFor();
    await sjekkSide(page, 'forside-hjelp');
    await page.getByRole('link', { name: 'Meld fra som privatperson' }).click();
    await overskrift(page, 'Melde fra som privatperson');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    await sjekkSide(page, 'privat-informasjon');
    const start = page.getByRole('link', { name: 'Logg inn og start' });
    assert.equal(await start.getAttribute('href'), '/logg-inn?niva=betydelig&til=%2Fprivat%2Fmottaker');
    await page.goto('/privat/barn');
    await page.getByRole('heading', { name: 'Logg inn for å fortsette' }).waitFor();
    await sjekkSide(page, 'logg-inn');
    await page.goto('/finnes-ikke');
    await page.getByRole('heading', { name: 'Siden finnes ikke' }).waitFor();
    await sjekkSide(page, 'finnes-ikke');
    await page.goto('/en/');
    await page.getByRole('heading', { name: 'Are you worried about a child?' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });

  test('the caseworker opens her inbox, at the highest level', async () => {
    const { page } = saksbehandler;
    const tilInnlogging = page.waitForRequest((r) => new URL(r.url()).pathname === '/logg-inn');
    await page.goto('/mottak');
    assert.equal(new URL((await tilInnlogging).url()).search, '?niva=hoyt&til=%2Fmottak');
    await loggInn(page, 'saksbehandler1', 'hoyt', '/mottak');
    await page.locator('.direkte[data-direkte="true"]').waitFor();
    await sjekkSide(page, 'innboks');
    await merk(page);
  });

  test('the form, with its errors', async () => {
    const { page } = melder;
    await loggInn(page, 'melder', 'betydelig', '/privat/mottaker');
    await overskrift(page, 'Hvor bor barnet?');
    await neste(page);
    await page.getByText('Før du går videre, må du rette dette:').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'DS-ERROR-SUMMARY');
    await sjekkSide(page, 'privat-feil');
  });

  test('an inactive kommune gets another way', async () => {
    const { page } = melder;
    await velgKommune(page, 'Alta');
    await page.getByText('Alta tar ikke imot meldinger her').waitFor();
    await sjekkSide(page, 'privat-inaktiv');
  });

  test('a network that fails takes nothing that was typed, and promises nothing', async () => {
    const { page, context } = melder;
    await fyllPrivat(page, TEKST, (navn) => sjekkSide(page, navn));
    await sjekkSide(page, 'privat-kontroll');
    await page.getByRole('button', { name: 'English' }).click();
    await overskrift(page, 'Check your answers');
    for (const width of [320, 375]) {
      await page.setViewportSize({ width, height: 740 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `wider than ${width} in English`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    assert.ok(await page.getByText(TEKST).isVisible());
    await page.getByRole('button', { name: 'Bokmål' }).click();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Send bekymringsmelding' }).click();
    await page.getByText('Du har ikke fått kvittering').waitFor();
    assert.ok(await page.getByText(TEKST).isVisible());
    await bilde(page, 'privat-uten-nett');
    await context.setOffline(false);
  });

  test('a lost answer and a second press make one report and one receipt', async () => {
    const { page } = melder;
    const { ferdig } = await mistNesteSvar(page);
    const send = page.getByRole('button', { name: 'Send bekymringsmelding' });
    await send.click();
    const mistet = await ferdig;
    assert.ok(mistet.data?.sendt.bekymringsmelding, 'the server stored it');
    await page.getByText('Du har ikke fått kvittering').waitFor();
    await send.dblclick();
    await overskrift(page, 'Meldingen din er lagret');
    referanse = await page.locator('.kvittering .referanse').innerText();
    assert.match(referanse, /^[0-9a-f-]{36}$/);
    await sjekkSide(page, 'kvittering');
    const kopi = await lastNed(page, page.getByRole('link', { name: 'Last ned meldingen (PDF)' }));
    assert.equal(kopi.subarray(0, 5).toString(), '%PDF-');
    await page.getByRole('link', { name: 'Følg med på meldingen' }).click();
    await page.locator('[data-status="SENDES"]').waitFor();
    await page.locator('.direkte[data-direkte="true"]').waitFor();
    await sjekkSide(page, 'status');
    await merk(page);
  });

  test('it has lit up in the inbox, once, without a reload', async () => {
    const { page } = saksbehandler;
    await rad(page).waitFor();
    assert.equal(await rad(page).count(), 1);
    assert.equal(await rad(page).getAttribute('data-ny'), 'true');
    await lagMerketStar(page);
    assert.equal(await page.locator('.hull').count(), 0);
    await sjekkSide(page, 'innboks-ny');
  });

  test('she fetches what was written', async () => {
    const { page } = saksbehandler;
    const pdf = await lastNed(page, rad(page).getByRole('link', { name: /PDF/ }));
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const json = JSON.parse((await lastNed(page, rad(page).getByRole('link', { name: /JSON/ }))).toString());
    assert.ok(JSON.stringify(json).includes(TEKST), 'the JSON has what was typed');
    await rad(page)
      .getByText(/^Åpnet/)
      .waitFor();
  });

  test('she confirms, and the reporter sees it without a reload', async () => {
    const { page } = saksbehandler;
    await page.setViewportSize({ width: 1280, height: 900 });
    await rad(page)
      .getByRole('button', { name: /Bekreft/ })
      .click();
    await page.getByText('Ikke bekreft før du er sikker på at meldingen ligger i fagsystemet deres').waitFor();
    await sjekkSide(page, 'bekreft');
    assert.equal(await melder.page.locator('[data-status="SENDES"]').count(), 1, 'nothing is claimed before she confirms');
    await page.getByRole('button', { name: 'Ja, den ligger hos oss' }).click();
    await page.locator(`.rad[data-bekreftet="true"]`, { hasText: referanse }).waitFor();
    await melder.page.locator('[data-status="BEKREFTET"]').waitFor();
    await lagMerketStar(melder.page);
    await sjekkSide(melder.page, 'status-bekreftet');
    await sjekkSide(page, 'innboks-bekreftet');
    await dobbeltbilde(nettleser, 'portal', [melder.page, page]);
  });

  test('the list of one’s own, and nothing left in the browser', async () => {
    const { page } = melder;
    await page.getByRole('link', { name: 'Mine meldinger' }).click();
    await page.getByText('Bekreftet av barnevernstjenesten').first().waitFor();
    await sjekkSide(page, 'mine');
    await sjekkLager(page);
    await sjekkLager(saksbehandler.page);
    assert.ok(!page.url().includes('Prøve'));
  });

  test('another person finds nothing under the same address', async () => {
    const fremmed = await nyPerson(nettleser);
    await loggInn(fremmed.page, 'laerer', 'betydelig', `/mine/${referanse}`);
    await fremmed.page.getByRole('heading', { name: 'Vi finner ikke meldingen' }).waitFor();
    await sjekkSide(fremmed.page, 'ikke-funnet');
    assert.deepEqual(fremmed.brudd, []);
    await fremmed.context.close();
  });

  test('the way out ends the session and leaves nothing behind', async () => {
    const { page, context } = melder;
    await page.goto('/privat/bekymring');
    await felt(page, 'melding').fill('halvskrevet');
    await lagret(page);
    const annen = await context.newPage();
    await annen.goto(`/mine/${referanse}`);
    await annen.locator('[data-status="BEKREFTET"]').waitFor();
    await page.bringToFront();
    await page.getByRole('button', { name: 'Forlat siden raskt' }).click();
    await page.waitForURL('https://www.yr.no/');
    const sesjon = await (await context.request.get('/sesjon')).json();
    assert.equal(sesjon.innlogget, false);
    await annen.waitForURL('https://www.yr.no/'); // more of this in trygg.test.mjs
  });

  test('the caseworker logs out', async () => {
    const { page, context } = saksbehandler;
    await page.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByRole('link', { name: 'Logg inn' }).first().waitFor();
    assert.equal((await (await context.request.get('/sesjon')).json()).innlogget, false);
  });

  function rad(page) {
    return page.locator('.rad', { hasText: referanse });
  }
});

async function lastNed(page, lenke) {
  const [nedlasting] = await Promise.all([page.waitForEvent('download'), lenke.click()]);
  return readFile(await nedlasting.path());
}

/** Marks a page, so that a reload would show. */
const merk = (page) => page.evaluate(() => void (window.sammeSide = true));
const lagMerketStar = async (page) => assert.ok(await page.evaluate(() => window.sammeSide), 'the page was loaded again');

/** Lets the next report reach the server, and loses the answer on the way back. The promise it gives is kept when that is done. */
async function mistNesteSvar(page) {
  let mistet;
  const ferdig = new Promise((done) => (mistet = done));
  await page.route('**/graphql', async (rute) => {
    if (!mistet || rute.request().postDataJSON()?.operationName !== 'SendPrivatBekymringsmelding') return rute.continue();
    const meld = mistet;
    mistet = undefined;
    const svar = await (await rute.fetch()).json();
    await rute.abort();
    return meld(svar);
  });
  return { ferdig };
}
