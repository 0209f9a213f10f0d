// The administrator's ledger, figures and messages: a report is found and followed without a word of it; what an administrator
// writes for everybody is what a citizen sees next.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BASE_URL, bilde, loggInn, nyPerson, sjekkSide, startNettleser } from './nettleser.mjs';
import { fyllPrivat, overskrift, velgKommune } from './skjema.mjs';

describe('the ledger, the figures and the messages', { timeout: 900_000 }, () => {
  let nettleser;
  let anne; // admin1
  let arne; // admin2
  let mor; // who reports
  let referanse;
  const tekst = `Han er alene hele dagen. (${crypto.randomUUID()})`;
  const sagt = [];

  before(async () => {
    nettleser = await startNettleser();
    [anne, arne, mor] = await Promise.all([1, 2, 3].map(() => nyPerson(nettleser)));
    for (const { page } of [anne, arne, mor]) page.on('console', (m) => ['error', 'warning'].includes(m.type()) && sagt.push(`${page.url()}: ${m.text()}`));
    await Promise.all([
      loggInn(anne.page, 'admin1', 'hoyt', '/admin'),
      loggInn(arne.page, 'admin2', 'hoyt', '/admin'),
      loggInn(mor.page, 'mor', 'betydelig', '/privat/mottaker'),
    ]);
  });

  after(async () => {
    await nettleser?.close();
    for (const p of [anne, arne, mor]) assert.deepEqual(p?.brudd, []);
    assert.deepEqual(sagt, [], 'the console said something');
  });

  const knapp = (page, navn) => page.getByRole('button', { name: navn, exact: true });
  const feilliste = (page, ord) => page.locator('.ds-error-summary').filter({ hasText: ord }).waitFor();
  async function smal(page, navn) {
    await page.setViewportSize({ width: 360, height: 740 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `${navn} is wider than 360`);
    await bilde(page, `${navn}-360`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  test('a report is found by its reference, and nothing of it can be read', async () => {
    await fyllPrivat(mor.page, tekst);
    await knapp(mor.page, 'Send bekymringsmelding').click();
    await overskrift(mor.page, 'Meldingen din er lagret');
    referanse = await mor.page.locator('.kvittering .referanse').innerText();

    const { page } = anne;
    await page.getByRole('link', { name: 'Meldinger', exact: true }).click();
    await overskrift(page, 'Meldinger');
    const rad = page.locator('.hovedbok li', { hasText: referanse });
    await rad.waitFor();
    await sjekkSide(page, 'admin-meldinger');
    await smal(page, 'admin-meldinger');
    await page.getByLabel('Referanse').fill('Han er alene');
    await knapp(page, 'Vis meldinger').click();
    await feilliste(page, 'Referanse: er ikke på riktig form.');
    assert.match(await page.title(), /^Feil: /);
    await sjekkSide(page, 'admin-meldinger-feil');
    await page.getByLabel('Referanse').fill(referanse.slice(0, 8));
    await page.getByLabel('Kommune', { exact: true }).selectOption({ label: 'Bergen' });
    await knapp(page, 'Vis meldinger').click();
    await rad.waitFor();
    await page.getByText('Flere valg').click();
    await page.getByLabel('Mottatt hvordan').selectOption('FIKSIO');
    await knapp(page, 'Vis meldinger').click();
    await page.getByText('Ingen meldinger passer med søket.').waitFor();
    await sjekkSide(page, 'admin-meldinger-ingen');
    await page.getByLabel('Mottatt hvordan').selectOption('');
    await knapp(page, 'Vis meldinger').click();
    await rad.waitFor();
    assert.doesNotMatch(page.url(), /\?|4601/, 'the search is in the address');

    const csv = await page.getByRole('link', { name: 'Last ned som CSV-fil' }).getAttribute('href');
    const svar = await page.request.get(csv);
    assert.match(svar.headers()['content-type'], /^text\/csv/);
    const fil = await svar.text();
    assert.ok(fil.includes(referanse));
    const alt = fil + (await page.content());
    assert.doesNotMatch(alt, /alene hele dagen|Lille Prøve|Mona Synt/);

    await rad.getByRole('link').click();
    await page.getByText('Hva som har skjedd').waitFor();
    await page.getByText('Den er til manuelt mottak').waitFor();
    assert.equal(await knapp(page, 'Send på nytt').count(), 0);
    assert.doesNotMatch(await page.content(), /alene hele dagen|Lille Prøve|Mona Synt/);
    await sjekkSide(page, 'admin-melding');
    await smal(page, 'admin-melding');
    await page.getByRole('link', { name: 'Til meldingene' }).click();
    // As it was left.
    await rad.waitFor();
    assert.equal(await page.getByLabel('Referanse').inputValue(), referanse.slice(0, 8));
    await knapp(page, 'Nullstill søket').click();
    await page.goto(`/admin/meldinger/${crypto.randomUUID()}`);
    await overskrift(page, 'Dette finnes ikke');
  });

  test('sent again only with a reason, which stands in its history; of two at once one sends it', async () => {
    await mor.page.goto('/privat/mottaker');
    await fyllPrivat(mor.page, tekst, undefined, 'Sagene'); // whose case system fetches, and is not there
    await knapp(mor.page, 'Send bekymringsmelding').click();
    await overskrift(mor.page, 'Meldingen din er lagret');
    const id = await mor.page.locator('.kvittering .referanse').innerText();
    const { page } = anne;
    await page.goto(`/admin/meldinger/${id}`);
    await knapp(page, 'Send på nytt').waitFor({ timeout: 60_000 }); // when it is handed over: the page reads that by itself
    await arne.page.goto(`/admin/meldinger/${id}`);
    await knapp(arne.page, 'Send på nytt').click();

    await knapp(page, 'Send på nytt').click();
    const dialog = page.getByRole('dialog');
    const grunn = dialog.getByLabel('Hvorfor sendes den på nytt?');
    await dialog.getByRole('button', { name: 'Send på nytt' }).click();
    await dialog.getByText('Skriv hvorfor den sendes på nytt.').waitFor();
    assert.equal(await grunn.evaluate((e) => e === document.activeElement), true, 'what is wrong is not in focus');
    await sjekkSide(page, 'admin-send-pa-nytt-feil');
    await grunn.fill('å'.repeat(501));
    await dialog.getByRole('button', { name: 'Send på nytt' }).click();
    await dialog.getByText('Begrunnelsen er lengre enn 500 tegn.').waitFor();
    await grunn.fill('Fagsystemet ble gjenopprettet, og mistet den.');
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    await knapp(page, 'Send på nytt').click();
    assert.equal(await grunn.inputValue(), 'Fagsystemet ble gjenopprettet, og mistet den.', 'what was written is gone');
    await dialog.getByRole('button', { name: 'Send på nytt' }).click();
    await page.getByText('Sendt på nytt, og hvorfor').waitFor();
    await page.getByText('«Fagsystemet ble gjenopprettet, og mistet den.» · Fagsystemet · person ').waitFor();
    await sjekkSide(page, 'admin-sendt-pa-nytt');
    await smal(page, 'admin-sendt-pa-nytt');

    const andre = arne.page.getByRole('dialog');
    await andre.getByLabel('Hvorfor sendes den på nytt?').fill('Min egen grunn.');
    await andre.getByRole('button', { name: 'Send på nytt' }).click();
    await arne.page.getByText('Ingenting ble gjort: noen andre har sendt den imens').waitFor();
    await arne.page.getByText('«Fagsystemet ble gjenopprettet, og mistet den.»').waitFor();
    assert.equal(await arne.page.getByText('«Min egen grunn.»').count(), 0);
  });

  test('figures, as charts and as tables', async () => {
    const { page } = anne;
    await page.getByRole('link', { name: 'Statistikk', exact: true }).click();
    await overskrift(page, 'Statistikk');
    const bilder = page.locator('.diagram svg');
    await bilder.first().waitFor();
    assert.equal(await bilder.count(), 2);
    assert.match(await bilder.first().getAttribute('aria-label'), /^Per dag, etter skjema\. \d+ i alt\. Flest /);
    await sjekkSide(page, 'admin-statistikk');
    await smal(page, 'admin-statistikk');
    await page.locator('.diagram').first().getByText('Vis som tabell').click();
    assert.equal(await page.locator('.diagram').first().locator('tbody tr').count(), 30);
    await sjekkSide(page, 'admin-statistikk-tabell');
    await page.getByLabel('Periode', { exact: true }).last().selectOption('EGEN');
    await page.getByLabel('Fra og med').fill('2020-01-01');
    await knapp(page, 'Vis tallene').click();
    await feilliste(page, 'høyst tre år fra hverandre');
    await page.getByLabel('Fra og med').fill('2026-01-01');
    await page.getByLabel('Kommune', { exact: true }).selectOption({ label: 'Bergen' });
    await knapp(page, 'Vis tallene').click();
    await page.getByText('1. januar 2026 til').waitFor();
    assert.match(await bilder.first().getAttribute('aria-label'), /^Per uke, etter skjema\./);
    await sjekkSide(page, 'admin-statistikk-uker');
  });

  test('a message of operations stands on every page, in the language used, until it is taken down', async () => {
    const { page } = anne;
    await page.getByRole('link', { name: 'Drift og innhold' }).click();
    await overskrift(page, 'Drift og innhold');
    await sjekkSide(page, 'admin-drift');
    await smal(page, 'admin-drift');
    await page.getByRole('link', { name: 'Lag en driftsmelding' }).click();
    await overskrift(page, 'Ny driftsmelding');
    await knapp(page, 'Lagre og vis').click();
    await feilliste(page, 'Tekst, Bokmål: må fylles ut.');
    await page.getByLabel('Kritisk').check();
    await page.getByLabel('Tekst, Bokmål').fill('Innlogging virker dårlig i dag.\nRing barnevernet hvis det haster.');
    await page.getByLabel('Tekst, Engelsk').fill('Logging in works badly today. Call the service if it is urgent.');
    await sjekkSide(page, 'admin-driftsmelding');
    await smal(page, 'admin-driftsmelding');
    await knapp(page, 'Lagre og vis').click();
    await overskrift(page, 'Drift og innhold');
    // The administrator's own page has it at once.
    await page.locator('.drift [data-alvor="KRITISK"]').waitFor();

    for (const [sti, ord] of [
      ['/', 'Innlogging virker dårlig i dag.'],
      ['/en', 'Logging in works badly today.'],
      ['/mine', 'Innlogging virker dårlig i dag.'],
      ['/en/privat', 'Logging in works badly today.'],
    ]) {
      await mor.page.goto(sti);
      await mor.page.locator('.drift').getByText(ord).waitFor();
    }
    await mor.page.goto('/');
    await mor.page.locator('.drift').getByText('Innlogging').waitFor();
    await sjekkSide(mor.page, 'forside-driftsmelding');

    // Two at once.
    const endre = (p) => p.locator('.kort-brede > li', { hasText: 'Innlogging virker' }).getByRole('link').click();
    await arne.page.goto('/admin/drift');
    await Promise.all([endre(page), endre(arne.page)]);
    await arne.page.getByLabel('Advarsel', { exact: true }).check();
    await knapp(arne.page, 'Lagre og vis').click();
    await overskrift(arne.page, 'Drift og innhold');
    await page.getByLabel('Tekst, Bokmål').fill('Innlogging virker igjen.');
    await knapp(page, 'Lagre og vis').click();
    await page.getByText('Noen andre har endret dette mens du skrev.').first().waitFor();
    assert.equal(await page.getByLabel('Tekst, Bokmål').inputValue(), 'Innlogging virker igjen.');
    await sjekkSide(page, 'admin-driftsmelding-endret');
    // A third change, between what she was shown and her press: she is told of that too, and overwrites nothing unseen.
    await arne.page.locator('.kort-brede > li', { hasText: 'Innlogging virker' }).getByRole('link').click();
    await arne.page.getByLabel('Tekst, Engelsk').fill('Logging in works in part.');
    await knapp(arne.page, 'Lagre og vis').click();
    await overskrift(arne.page, 'Drift og innhold');
    assert.equal(await knapp(page, 'Lagre og vis').count(), 0, 'the button does not say that it replaces');
    await knapp(page, 'Lagre, og erstatt det den andre har lagret').click();
    await page.getByRole('alert').getByText('Logging in works in part.').waitFor();
    await knapp(page, 'Lagre, og erstatt det den andre har lagret').click();
    await overskrift(page, 'Drift og innhold');
    await page.locator('.kort-brede > li', { hasText: 'Innlogging virker igjen' }).getByRole('link').click();
    await page.getByText('Tidligere versjoner').waitFor();
    // What is half written does not keep it up, nor become what it said last.
    await page.getByLabel('Tekst, Bokmål').fill('Halvt skrev');
    await page.getByLabel('Vises til').fill('2020-01-01T08:00');
    await knapp(page, 'Ta ned meldingen').click();
    await overskrift(page, 'Drift og innhold');
    await page.locator('.kort-brede > li', { hasText: 'Innlogging virker igjen' }).getByText('Tatt ned').waitFor();
    assert.equal(await page.getByText('Halvt skrev').count(), 0);
    await mor.page.goto('/');
    await mor.page.getByRole('heading', { level: 1 }).waitFor();
    await mor.page.waitForLoadState('networkidle');
    assert.equal(await mor.page.locator('.drift [data-alvor]').count(), 0, 'a message that is taken down is shown');
  });

  test('when a message is shown is said in Norwegian time, whatever the browser says', async () => {
    const context = await nettleser.newContext({ storageState: await anne.context.storageState(), baseURL: BASE_URL, timezoneId: 'Asia/Tokyo', locale: 'nb-NO' });
    const page = await context.newPage();
    await page.goto('/admin/drift/melding/ny');
    await overskrift(page, 'Ny driftsmelding');
    await page.getByLabel('Tekst, Bokmål').fill('Vedlikehold natt til juledag.');
    await page.getByLabel('Vises fra').fill('2099-12-24T20:00');
    await page.getByLabel('Vises til').fill('2099-12-24T19:00');
    await knapp(page, 'Lagre og vis').click();
    await feilliste(page, 'Vises til: slutten må komme etter begynnelsen');
    await page.getByLabel('Vises til').fill('2099-12-25T06:00');
    await knapp(page, 'Lagre og vis').click();
    await overskrift(page, 'Drift og innhold');
    for (const p of [page, anne.page]) {
      await p.goto('/admin/drift');
      await p.locator('.kort-brede > li', { hasText: 'natt til juledag' }).getByRole('link').click();
      await overskrift(p, 'Endre driftsmeldingen');
      assert.equal(await p.getByLabel('Vises fra').inputValue(), '2099-12-24T20:00');
      assert.equal(await p.getByLabel('Vises til').inputValue(), '2099-12-25T06:00');
    }
    await context.close();
  });

  test('opening hours and help lines: written here, seen there; the law not before it is verified', async () => {
    const { page } = arne;
    await page.goto('/admin/drift');
    await page.getByRole('link', { name: 'Legg til åpningstider' }).click();
    await overskrift(page, 'Legg til åpningstider');
    await knapp(page, 'Lagre').click();
    await feilliste(page, 'Mottak: må fylles ut.');
    await sjekkSide(page, 'admin-innhold-feil');
    await page.getByLabel('Mottak').selectOption({ label: 'Bergen' });
    await page.getByLabel('Tekst, Bokmål').fill('Hverdager kl. 8 til 15.30');
    await page.getByLabel('Telefon').fill('55 56 00 00');
    await knapp(page, 'Lagre').click();
    await overskrift(page, 'Drift og innhold');
    await page.getByText('Hverdager kl. 8 til 15.30').waitFor();
    await mor.page.goto('/privat/mottaker');
    await velgKommune(mor.page, 'Bergen');
    await mor.page.locator('.apningstider').getByText('Hverdager kl. 8 til 15.30').waitFor();
    await sjekkSide(mor.page, 'privat-mottaker-apningstider');

    await page.getByRole('link', { name: 'barnevernsloven § 13-4' }).click();
    await overskrift(page, 'Sted i loven');
    await page.getByText('Ikke verifisert').waitFor();
    await page.getByLabel('Kilde', { exact: true }).fill('');
    await page.getByLabel('Jeg har holdt henvisningen mot en kilde som gjelder').check();
    await knapp(page, 'Lagre').click();
    await feilliste(page, 'Kilde');
    await sjekkSide(page, 'admin-innhold-lov');

    const vilkar = mor.page.getByText(/Ingen juridisk vurdering/);
    await mor.page.goto('/offentlig/bekymring');
    assert.match(await vilkar.innerText(), /^Barnevernsloven § 13-2\. /);
    await page.goto('/admin/drift');
    await page.getByRole('link', { name: 'barnevernsloven § 13-2' }).click();
    await page.getByLabel('Tekst, Bokmål').fill('barnevernsloven § 13-2 første ledd');
    await knapp(page, 'Lagre').click();
    await overskrift(page, 'Drift og innhold');
    await mor.page.goto('/offentlig/bekymring');
    await mor.page.getByText('Barnevernsloven § 13-2 første ledd. Ingen juridisk vurdering').waitFor();
    await page.getByRole('link', { name: 'barnevernsloven § 13-2 første ledd' }).click();
    await page.getByLabel('Jeg har holdt henvisningen mot en kilde som gjelder').uncheck();
    await knapp(page, 'Lagre').click();
    await overskrift(page, 'Drift og innhold');
    await mor.page.goto('/offentlig/bekymring');
    await mor.page.getByText(/^Ingen juridisk vurdering/).waitFor();

    await page.goto('/admin/endringer');
    await page.getByText('Innhold lagret').first().waitFor();
    await page.goto('/en/admin/statistikk');
    await overskrift(page, 'Statistics');
    await page.goto('/en/admin/drift');
    await overskrift(page, 'Operations and content');
    await bilde(page, 'admin-en-drift');
  });
});
