// Who is logged in, where two share a browser: what the one has typed is never sent, or kept, as the other's, and what is told of a
// login that came to nothing, or of a report whose answer was lost, is true and leads on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BASE_URL, loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { antallSendt, felt, fyll, fyllPrivat, lagret, overskrift } from './skjema.mjs';

const send = (page) => page.getByRole('button', { name: 'Send bekymringsmelding' });
const ryddet = (page, hvorfor) => page.locator(`[data-ryddet="${hvorfor}"]`);
const operasjon = (rute) => rute.request().postDataJSON()?.operationName;

describe('who is logged in', { timeout: 420_000 }, () => {
  let nettleser;

  before(async () => {
    nettleser = await startNettleser();
  });
  after(() => nettleser?.close());

  /** Each test in a browser of its own. */
  const prov = (navn, gjor) =>
    test(navn, async () => {
      const { page, context, brudd } = await nyPerson(nettleser);
      try {
        await gjor(page, context);
        await sjekkLager(page);
        assert.deepEqual(brudd, []);
      } finally {
        await context.close();
      }
    });

  async function slettKladd(page) {
    await page.goto('/privat');
    const slett = page.getByRole('button', { name: 'Slett kladden' });
    if (!(await slett.count())) return;
    await slett.first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Slett', exact: true }).click();
  }

  /** What a person has sent, and her draft, as her own page is told. */
  async function hennes(context) {
    const page = await context.newPage();
    const antall = await antallSendt(page);
    await page.goto('/privat/bekymring');
    await overskrift(page, 'Bekymringen din');
    const kladd = await felt(page, 'melding').inputValue();
    await lukk(page);
    return { antall, kladd };
  }

  prov('another logs in in the next window: what the first types is not kept as hers, and the page empties itself', async (page, context) => {
    await loggInn(page, 'laerer', 'betydelig', '/privat/bekymring');
    await slettKladd(page);
    await page.goto('/privat/bekymring');
    const tekst = `Skrevet av den første (${crypto.randomUUID()})`;
    await fyll(page, 'melding', tekst);
    await lagret(page);
    const ny = await context.newPage();
    await loggInn(ny, 'mor', 'betydelig', '/innlogget');
    const for_ = await hennes(context);
    // What is saved next is on its way before anybody has asked who it is.
    const svar = page.waitForResponse((r) => r.url().endsWith('/graphql') && operasjon({ request: () => r.request() }) === 'LagreUtkast');
    await fyll(page, 'melding', `${tekst} og mer`);
    assert.equal((await (await svar).json()).errors[0].extensions.kode, 'ANNEN_PERSON');
    await ryddet(page, 'ANNEN').waitFor();
    await page.getByText('Logget inn som Mona Synt Mor').waitFor();
    await overskrift(page, 'Bekymringen din');
    assert.ok(!(await page.content()).includes(tekst), 'what the first wrote is still shown');
    assert.equal(await felt(page, 'melding').inputValue(), for_.kladd);
    await sjekkSide(page, 'annen-person');
    assert.deepEqual(await hennes(context), for_, 'it is kept as the other’s');
    await page.getByRole('button', { name: 'Lukk', exact: true }).click();
    await ryddet(page, 'ANNEN').waitFor({ state: 'detached' });
    // The first finds what was saved.
    await loggInn(page, 'laerer', 'betydelig', '/privat/bekymring');
    await page.waitForFunction((t) => document.getElementById('melding')?.value === t, tekst);
    await slettKladd(page);
    await lukk(ny);
  });

  prov('and what the first has ready is not sent as hers, also by one who presses at once', async (page, context) => {
    await loggInn(page, 'laerer', 'betydelig', '/privat/mottaker');
    await slettKladd(page);
    await page.goto('/privat/mottaker');
    const tekst = `Klar til å sendes (${crypto.randomUUID()})`;
    await fyllPrivat(page, tekst);
    await lagret(page);
    const ny = await context.newPage();
    await loggInn(ny, 'mor', 'betydelig', '/innlogget');
    const for_ = await hennes(context);
    await send(page).click();
    await ryddet(page, 'ANNEN').waitFor();
    assert.ok(!(await page.content()).includes(tekst));
    assert.deepEqual(await hennes(context), for_, 'it is sent as the other’s');
    await loggInn(page, 'laerer', 'betydelig', '/privat/kontroll');
    await page.getByText(tekst.slice(-38)).waitFor();
    await slettKladd(page);
    await lukk(ny);
  });

  prov('control: the same person who logs in anew in the next window takes nothing away', async (page, context) => {
    await loggInn(page, 'laerer', 'betydelig', '/privat/bekymring');
    await slettKladd(page);
    await page.goto('/privat/bekymring');
    await fyll(page, 'melding', 'Den samme');
    await lagret(page);
    const ny = await context.newPage();
    await loggInn(ny, 'laerer', 'hoyt', '/innlogget');
    await lukk(ny);
    await fyll(page, 'melding', 'Den samme, og mer');
    await page.locator('.lagring[data-lagring="VENTER"]').waitFor();
    await lagret(page);
    assert.equal(await felt(page, 'melding').inputValue(), 'Den samme, og mer');
    assert.equal(await ryddet(page, 'ANNEN').count(), 0);
    await slettKladd(page);
  });

  prov('a draft that is too long is said to be, with what it is, and stays; it is saved when it is shorter', async (page) => {
    await loggInn(page, 'laerer', 'betydelig', '/privat/bekymring');
    await slettKladd(page);
    await page.goto('/privat/bekymring');
    let ganger = 0;
    page.on('request', (r) => r.url().endsWith('/graphql') && r.postDataJSON()?.operationName === 'LagreUtkast' && (ganger += 1));
    await fyll(page, 'melding', 'å'.repeat(600_000));
    await page.locator('.lagring[data-lagring="FOR_LANG"]').waitFor({ timeout: 60_000 });
    await page.locator('.lagring').getByText(/er for lang\. Det er plass til/).waitFor();
    const provd = ganger;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await sjekkSide(page, 'kladd-for-lang');
    assert.equal(ganger, provd, 'it is sent again and again');
    assert.equal((await felt(page, 'melding').inputValue()).length, 600_000);
    await fyll(page, 'melding', 'å'.repeat(60));
    await lagret(page);
    await slettKladd(page);
  });

  for (const [navn, sti, tittel, knapp, ut] of [
    ['bokmål', '/privat/bekymring', 'Innloggingen ble ikke fullført', 'Prøv igjen', /Den ble avbrutt/],
    ['English', '/en/mine', 'The login was not completed', 'Try again', /It was cancelled/],
  ]) {
    prov(`a login that is cancelled at the provider, in ${navn}: said as it is, and one press from where she was going`, async (page) => {
      await page.goto(sti);
      await page.locator('main a[href^="/logg-inn"]').first().click();
      await page.locator('button[name="person"]').first().waitFor();
      await page.locator('button[name="person"][value=""]').click();
      await overskrift(page, tittel);
      await page.getByText(ut).waitFor();
      assert.match(await page.evaluate(() => document.documentElement.lang), navn === 'English' ? /^en/ : /^(nb|no)/);
      await sjekkSide(page, `innlogging-avbrutt-${navn}`, navn === 'English' ? 'Leave this site quickly' : undefined);
      await page.locator('main').getByRole('link', { name: knapp }).click();
      await page.locator('button[name="person"][value="mor"]').click();
      await page.waitForURL(`**${sti}`);
      await page.locator('h1').waitFor();
    });
  }

  prov('the answer to sending is lost, and the login runs out: after the next there is the receipt, and one report', async (page, context) => {
    await loggInn(page, 'laerer', 'betydelig', '/privat/mottaker');
    await slettKladd(page);
    const { antall } = await hennes(context);
    await page.goto('/privat/mottaker');
    const tekst = `Svaret som ble borte (${crypto.randomUUID()})`;
    await fyllPrivat(page, tekst);
    await lagret(page);
    await page.route('**/graphql', async (rute) => {
      if (operasjon(rute) !== 'SendPrivatBekymringsmelding') return rute.fallback();
      await (await rute.fetch()).body();
      return rute.abort('timedout');
    });
    await send(page).click();
    await page.locator('.utfall').getByText('Du har ikke fått kvittering').waitFor();
    await page.unroute('**/graphql');
    // The time runs out: the session is gone, and nobody has said goodbye.
    const kaker = await context.cookies();
    const billett = kaker.find((k) => k.name === 'sesjon')?.value;
    await fetch(`${BASE_URL}/logg-ut`, { method: 'POST', headers: { cookie: `sesjon=${billett}` }, redirect: 'manual' });
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByRole('alert').filter({ hasText: 'Du er logget ut' }).waitFor();
    await page.getByText(tekst.slice(-38)).waitFor();
    const ny = await context.newPage();
    await loggInn(ny, 'laerer', 'betydelig', '/innlogget');
    await lukk(ny);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByRole('alert').filter({ hasText: 'Du er logget ut' }).waitFor({ state: 'detached' });
    await page.locator('.utfall').getByRole('button', { name: 'Prøv igjen' }).or(send(page)).first().click();
    await overskrift(page, 'Meldingen din er lagret');
    assert.equal((await hennes(context)).antall, antall + 1);
  });
});
