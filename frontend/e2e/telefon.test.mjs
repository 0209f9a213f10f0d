// On a phone: nothing jumps, the first page is small, and it works where no socket comes through.
import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Indekserer } from './indekserer.mjs';
import { dag, sak } from './innsynsdata.mjs';
import { folgHopp, hoppet } from './hopp.mjs';
import { BASE_URL, loggInn, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { felt, fyllPrivat, overskrift } from './skjema.mjs';

const TELEFON = { width: 360, height: 740 };
const harData = Boolean(process.env.PORTAL_DATA);

/**
 * What docs/avvik.md promises of a cold first visit, in KB as they come over the wire, with headers. A page does without its
 * fonts where they come late, so they are counted by themselves.
 */
const BUDSJETT = { '/': { uten: 250, fonter: 80, sporringer: 18 }, '/privat': { uten: 275, fonter: 80, sporringer: 22 } };

/** What may move, by the browser's own measure: nothing one can see. */
const HOPP = 0.01;

/** Fetches a page for one who asks through the wall. */
function videresend(sporring, svar) {
  const { pathname, search } = new URL(sporring.url);
  const { port } = new URL(BASE_URL);
  const ut = request({ host: '127.0.0.1', port, method: sporring.method, path: pathname + search, headers: sporring.headers }, (inn) => {
    svar.writeHead(inn.statusCode, inn.headers);
    inn.pipe(svar);
  });
  ut.on('error', () => svar.destroy());
  sporring.pipe(ut);
}

const send = (page) => page.getByRole('button', { name: 'Send bekymringsmelding' });
const roen = (page) => page.waitForLoadState('networkidle');

describe('nothing jumps on a phone', { timeout: 300_000 }, () => {
  let nettleser;
  before(async () => {
    nettleser = await startNettleser();
  });
  after(() => nettleser?.close());

  const driftsmelding = { id: '1', alvorlighet: 'ADVARSEL', tekster: { nb: 'Innloggingen kan være treg i formiddag. Prøv igjen om litt, eller ring.', nn: null, en: 'The login may be slow this morning.', se: null } };
  const linje = (nokkel, telefon) => ({ nokkel, tekster: { nb: 'En lang forklaring på hvem som svarer her, og når', nn: null, en: null, se: null }, telefon, nettside: null });

  /** Fonts, the messages of operations and the help lines come when the page has stood there for a while. */
  async function altKommerSent(context) {
    const om = (ms) => new Promise((ferdig) => setTimeout(ferdig, ms));
    await context.route('**/*.woff2', async (rute) => om(1_200).then(() => rute.continue()));
    await context.route('**/sesjon', async (rute) => om(400).then(() => rute.continue()));
    await context.route('**/graphql', async (rute) => {
      const hva = rute.request().postDataJSON()?.operationName;
      if (hva === 'Driftsmelding') return om(1_500).then(() => rute.fulfill({ json: { data: { driftsmelding: [driftsmelding] } } }));
      if (hva !== 'Innhold') return rute.fallback();
      const innhold = { hjelpelinjer: [linje('a', '800 40 008'), linje('b', '116 006'), linje('c', '112')], lovhenvisninger: [], apningstider: [] };
      return om(1_500).then(() => rute.fulfill({ json: { data: { innhold } } }));
    });
  }

  for (const [hvordan, gjor] of [['as it comes', async () => {}], ['fonts, session, messages and help lines late', altKommerSent]]) {
    test(`first page, form, receipt, status and inbox: ${hvordan}`, async () => {
      const person = await nyPerson(nettleser);
      const { page, context } = person;
      await page.setViewportSize(TELEFON);
      await folgHopp(context);
      await gjor(context);
      const sjekk = async (navn) => {
        await roen(page);
        const { sum, alle } = await hoppet(page);
        assert.ok(sum < HOPP, `${navn}: ${sum.toFixed(4)} ${JSON.stringify(alle)}`);
      };
      for (const sti of ['/', '/en', '/privat', '/offentlig', '/hvis-det-haster', '/anonym']) {
        await page.goto(sti);
        await page.locator('h1').waitFor();
        await sjekk(sti);
      }
      await loggInn(page, 'verge', 'betydelig', '/privat/mottaker');
      await overskrift(page, 'Hvor bor barnet?');
      await sjekk('the form');
      await fyllPrivat(page, `Hun er mye alene. (${crypto.randomUUID()})`);
      await roen(page);
      await hoppet(page); // turning pages is her own doing
      await send(page).click();
      await overskrift(page, 'Meldingen din er lagret');
      await hoppet(page);
      await sjekk('the receipt');
      await page.reload();
      await overskrift(page, 'Meldingen din er lagret');
      await sjekk('the receipt, opened again');
      await page.goto(page.url().replace('/kvittering/', '/mine/'));
      await overskrift(page, 'Hvor er meldingen?');
      await sjekk('the status');
      await page.goto('/mine');
      await page.locator('.meldinger li').first().waitFor();
      await sjekk('the list of reports');
      await context.clearCookies();
      await loggInn(page, 'saksbehandler1', 'hoyt', '/mottak');
      await page.locator('.innboks-topp').waitFor();
      await sjekk('the inbox');
      assert.deepEqual(person.brudd, []);
      await context.close();
    });
  }

  for (const [hvordan, trykk] of [
    // Held for a moment, as a hand does: what leaves the field happens as the button goes down.
    ['a mouse', async (page, { x, y }) => (await page.mouse.move(x, y), await page.mouse.down(), await new Promise((opp) => setTimeout(opp, 120)), page.mouse.up())],
    ['a finger', (page, { x, y }) => page.touchscreen.tap(x, y)],
  ]) {
    test(`what is said when a field is left does not take the press that left it: ${hvordan}`, async () => {
      const person = await nyPerson(nettleser, { hasTouch: true });
      const { page, context } = person;
      await page.setViewportSize(TELEFON);
      const press = async (sted) => {
        // Of a link over two lines, the first.
        await trykk(page, await sted.evaluate((e) => (({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 }))(e.getClientRects()[0])));
      };
      await loggInn(page, 'medfar', 'betydelig', '/offentlig/barn');
      const ukjent = page.locator('input[name="barn-0-adressevalg"][value="UKJENT"]');
      await felt(page, 'barn.0.fnr').click();
      await felt(page, 'barn.0.fnr').pressSequentially('12345678901');
      await felt(page, 'barn.0.fnr').evaluate((e) => window.scrollBy(0, e.getBoundingClientRect().y - 150));
      await press(ukjent);
      await page.getByText('Tallet ser ikke ut som et riktig').waitFor();
      assert.ok(await ukjent.isChecked(), 'the press was lost');

      // Typed and not chosen from the list: chosen as the field is left, and the bydel is asked for over what is pressed.
      await page.goto('/offentlig/mottaker');
      const kommune = page.getByRole('combobox', { name: 'Kommune' });
      await kommune.fill('');
      await kommune.fill('Oslo');
      const lenke = page.locator('.skjemabunn a').last();
      await lenke.evaluate((e) => window.scrollBy(0, e.getBoundingClientRect().y - 500));
      await press(lenke);
      await page.waitForURL('**/privat');
      await page.goBack();
      await page.locator('#bydelsnummer').waitFor();
      await context.close();
    });
  }

  test('control: what is put in over the text is a jump', async () => {
    const { page, context } = await nyPerson(nettleser);
    await page.setViewportSize(TELEFON);
    await folgHopp(context);
    await page.goto('/');
    await page.locator('h1').waitFor();
    await page.evaluate(() => document.querySelector('.kropp').before(Object.assign(document.createElement('p'), { style: 'height: 120px' })));
    assert.ok((await hoppet(page)).sum > HOPP);
    await context.close();
  });

  test('a message that comes while one reads stands at the foot of the window, and at the top of the next page', async () => {
    const { page, context } = await nyPerson(nettleser);
    await page.setViewportSize(TELEFON);
    await altKommerSent(context);
    await page.goto('/');
    await page.locator('.drift-sene').getByText('Innloggingen kan være treg').waitFor();
    await sjekkSide(page, 'driftsmelding-sen');
    await page.setViewportSize(TELEFON);
    await page.getByRole('link', { name: 'Meld fra som privatperson' }).click();
    await overskrift(page, 'Melde fra som privatperson');
    await page.locator('.drift:not(.drift-sene)').getByText('Innloggingen kan være treg').waitFor();
    assert.equal(await page.locator('.drift-sene > *').count(), 0);
    // In the language of the page; in bokmål where it has none, and then said to be so.
    await page.goto('/en');
    await page.getByText('The login may be slow this morning.').waitFor();
    for (const sprak of ['nn', 'se']) {
      await page.goto(`/${sprak}`);
      await page.locator('.drift [lang="nb"]').getByText('Innloggingen kan være treg').waitFor();
    }
    // What is known last stands when it can no longer be asked for.
    await context.setOffline(true);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator('[data-nett="AV"]').waitFor();
    assert.equal(await page.getByText('Innloggingen kan være treg').count(), 1);
    await context.close();
  });
});

describe('the first visit is small', { timeout: 120_000 }, () => {
  let nettleser;
  before(async () => {
    nettleser = await startNettleser();
  });
  after(() => nettleser?.close());

  async function mal(sti) {
    const { page, context } = await nyPerson(nettleser);
    await page.setViewportSize(TELEFON);
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
    const sporringer = [];
    const kb = { uten: 0, fonter: 0 };
    const fonter = new Set();
    cdp.on('Network.requestWillBeSent', ({ request, requestId }) => {
      sporringer.push(request.url.replace(BASE_URL, ''));
      if (request.url.endsWith('.woff2')) fonter.add(requestId);
    });
    cdp.on('Network.loadingFinished', ({ encodedDataLength, requestId }) => {
      kb[fonter.has(requestId) ? 'fonter' : 'uten'] += encodedDataLength / 1024;
    });
    await page.goto(sti);
    await page.locator('h1').waitFor();
    await roen(page);
    const fremmede = sporringer.filter((url) => /^(https?|wss?):/.test(url));
    await context.close();
    return { kb, sporringer, fremmede };
  }

  for (const [sti, grense] of Object.entries(BUDSJETT)) {
    test(`${sti}: at most ${grense.uten} KB and ${grense.fonter} KB of fonts, in ${grense.sporringer} requests, all to us`, async (t) => {
      const { kb, sporringer, fremmede } = await mal(sti);
      t.diagnostic(`${sti}: ${kb.uten.toFixed(1)} KB and ${kb.fonter.toFixed(1)} KB of fonts in ${sporringer.length} requests`);
      assert.ok(kb.uten > 50, 'it was measured');
      assert.ok(kb.uten <= grense.uten && kb.fonter <= grense.fonter, JSON.stringify(kb));
      assert.ok(sporringer.length <= grense.sporringer, sporringer.join('\n'));
      assert.deepEqual(fremmede, []);
    });
  }
});

describe('where no socket comes through', { timeout: 300_000 }, () => {
  let nettleser;
  let mur;
  let slipp = false;

  // A proxy as offices have them: it fetches pages, and lets nothing be a tunnel. A socket asks for one.
  before(async () => {
    mur = createServer(videresend);
    mur.on('connect', (_, sokkel) => {
      sokkel.on('error', () => {});
      if (!slipp) return void sokkel.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const inn = connect(Number(new URL(BASE_URL).port), '127.0.0.1', () => sokkel.write('HTTP/1.1 200 OK\r\n\r\n'));
      inn.on('error', () => sokkel.destroy());
      return void sokkel.pipe(inn).pipe(sokkel);
    });
    await new Promise((klar) => mur.listen(0, '127.0.0.1', klar));
    nettleser = await startNettleser({ proxy: { server: `http://127.0.0.1:${mur.address().port}`, bypass: '<-loopback>' } });
  });
  after(async () => {
    await nettleser?.close();
    mur?.closeAllConnections();
    mur?.close();
  });

  const runder = (page) => page.locator('[data-forbindelse="RUNDER"]').waitFor();
  const oppdater = (page) => page.getByRole('button', { name: 'Oppdater nå' });

  test('a report’s status and the inbox go by asking, say so, and find what is new; and go back to the socket', async () => {
    slipp = false;
    const melder = await nyPerson(nettleser);
    const saks = await nyPerson(nettleser);
    await saks.page.setViewportSize(TELEFON);
    await loggInn(saks.page, 'saksbehandler2', 'hoyt', '/mottak/4601/00');
    await runder(saks.page);
    await saks.page.getByText('Siden oppdateres hvert 15. sekund.').waitFor();
    const { page } = melder;
    await loggInn(page, 'verge', 'betydelig', '/privat/mottaker');
    await fyllPrivat(page, `Han kommer uten mat. (${crypto.randomUUID()})`);
    await send(page).click();
    await overskrift(page, 'Meldingen din er lagret');
    const referanse = await page.locator('.kvittering .referanse').innerText();
    await page.goto(`/mine/${referanse}`);
    await runder(page);
    await sjekkSide(page, 'status-runder');
    // By itself, at the next round.
    const rad = saks.page.locator('.rad', { hasText: referanse });
    await rad.waitFor({ timeout: 60_000 });
    await sjekkSide(saks.page, 'innboks-runder');
    await rad.getByRole('button', { name: /^Bekreft/ }).click();
    await saks.page.getByRole('button', { name: 'Ja, den ligger hos oss' }).click();
    await saks.page.locator('.rad[data-bekreftet="true"]', { hasText: referanse }).waitFor();
    // At once, for one who asks.
    await oppdater(page).click();
    await page.locator('[data-status="REGISTRERT"], [data-status="BEKREFTET"]').first().waitFor();
    slipp = true;
    await page.locator('[data-forbindelse="DIREKTE"]').waitFor({ timeout: 90_000 });
    assert.equal(await oppdater(page).count(), 0);
    await sjekkLager(page);
    for (const p of [melder, saks]) {
      assert.deepEqual(p.brudd, []);
      await p.context.close();
    }
  });

  test('rounds say that no person asks, and stop when nobody looks', async () => {
    slipp = false;
    const { page, context } = await nyPerson(nettleser);
    const runde = (r) => r.url().endsWith('/graphql') && r.method() === 'POST' && r.postDataJSON().operationName === 'MottakEndret';
    await loggInn(page, 'saksbehandler2', 'hoyt', '/mottak/4601/00');
    const forste = await page.waitForRequest(runde);
    assert.equal(forste.headers()['x-portal-bakgrunn'], '1');
    await runder(page);
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const stille = await page.waitForRequest(runde, { timeout: 20_000 }).then(() => false, () => true);
    assert.ok(stille, 'asked while nobody looked');
    const igjen = page.waitForRequest(runde, { timeout: 5_000 });
    await page.evaluate(() => {
      delete document.visibilityState;
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await igjen;
    await context.close();
  });

  test('a case goes by asking, and what has not changed is not read again', { skip: !harData && 'needs .ci/e2e, which says where the case system’s settings are' }, async () => {
    slipp = false;
    const bergen = await Indekserer.nytt('bergen');
    const sakId = await bergen.sak('admin2', { ...sak, tittel: 'Sak bak en mur' });
    const indeksert = [sakId];
    const { page, context, brudd } = await nyPerson(nettleser);
    try {
      const lest = [];
      page.on('request', (r) => {
        if (r.url().endsWith('/graphql') && r.method() === 'POST') lest.push(r.postDataJSON().operationName);
      });
      await loggInn(page, 'admin2', 'hoyt', '/innsyn');
      await page.locator('.sakslenke', { hasText: 'Ylva' }).first().click();
      await page.locator('.hva-na').waitFor();
      await runder(page);
      await sjekkSide(page, 'innsyn-runder');
      lest.splice(0);
      for (let i = 0; i < 3; i++) {
        const svar = page.waitForResponse((r) => r.url().endsWith('/graphql') && r.request().postDataJSON().operationName === 'MappeEndret');
        await oppdater(page).click();
        await svar;
      }
      assert.deepEqual(lest.filter((navn) => navn === 'Sak'), [], 'each reading is a line in her log');
      indeksert.push(...(await bergen.poster('admin2', sakId, [{ tittel: 'Kom bak muren', journaldato: dag(0), tidslinje: true }])));
      await page.locator('.tidslinje', { hasText: 'Kom bak muren' }).waitFor({ timeout: 60_000 });
      assert.equal(lest.filter((navn) => navn === 'Sak').length, 1);
      assert.deepEqual(brudd, []);
    } finally {
      await context.close();
      await bergen.slett(indeksert);
    }
  });
});
