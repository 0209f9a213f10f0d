// The citizen's pages about her own case, in every state: what they show, what they never leave behind, and how they change
// while one looks at them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { Indekserer } from './indekserer.mjs';
import { barnet, brev, dag, langPost, langSak, lukketSak, nakenSak, PDF, poster, sak, TITTEL } from './innsynsdata.mjs';
import { loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';

const harData = Boolean(process.env.PORTAL_DATA);

describe('the pages about one’s own case', { timeout: 480_000, skip: !harData && 'needs .ci/e2e, which says where the case system’s settings are' }, () => {
  let nettleser;
  let melder;
  let bergen;
  let sakId;
  const indeksert = [];
  const spurt = [];

  before(async () => {
    nettleser = await startNettleser();
    melder = await nyPerson(nettleser);
    melder.page.on('request', (r) => {
      if (r.url().endsWith('/graphql') && r.method() === 'POST') spurt.push(r.postDataJSON().operationName);
    });
    bergen = await Indekserer.nytt('bergen');
    sakId = await bergen.sak('melder', sak);
    indeksert.push(sakId);
    indeksert.push(...(await bergen.poster('melder', sakId, poster(await bergen.lastOpp('application/pdf', PDF)))));
  });

  after(async () => {
    await nettleser?.close();
    if (indeksert.length) await bergen.slett(indeksert);
    assert.deepEqual(melder?.brudd, []);
  });

  /** How often the page has asked for something since it was asked last. */
  const lesninger = (hva) => spurt.splice(0).filter((navn) => navn === hva).length;

  test('one must log in at the highest level, and nothing is asked before', async () => {
    const { page } = melder;
    await page.goto('/innsyn');
    await page.getByRole('heading', { name: 'Logg inn for å fortsette' }).waitFor();
    assert.equal(await page.locator('main a').first().getAttribute('href'), '/logg-inn?niva=hoyt&til=%2Finnsyn');
    await sjekkSide(page, 'innsyn-logg-inn');
    await loggInn(page, 'melder', 'betydelig', '/innsyn');
    await page.getByText('Du må logge inn på høyeste nivå').waitFor();
    assert.equal(lesninger('MineMapper'), 0);
  });

  test('one case: whose, as what, and what is happening in it', async () => {
    const { page } = melder;
    await loggInn(page, 'melder', 'hoyt', '/innsyn');
    await page.getByRole('heading', { name: 'Saker der du er mor' }).waitFor();
    await page.getByText('Nå: Undersøkelse').waitFor();
    assert.equal(await page.locator('.saker li').count(), 1);
    assert.equal(lesninger('MineMapper'), 1, 'the list is read once: each reading is a line in the log');
    await sjekkSide(page, 'innsyn-en-sak');
  });

  test('roles and children stand apart, and those without a role by themselves', async () => {
    const { page } = melder;
    indeksert.push(await bergen.sak('melder', lukketSak), await bergen.sak('melder', nakenSak));
    await page.getByRole('heading', { name: 'Uten oppgitt rolle' }).waitFor();
    assert.deepEqual(await page.locator('main h2').allInnerTexts(), ['Det som venter på deg', 'Saker der du er mor', 'Saker der du er verge', 'Uten oppgitt rolle']);
    await page.getByText(/^Avsluttet/).waitFor();
    await sjekkSide(page, 'innsyn-saker');
  });

  test('the case: what is happening now, what comes, whom to ask, the steps, the timeline', async () => {
    const { page } = melder;
    spurt.length = 0;
    await page.getByRole('link', { name: 'Ylva Synt Kråkefot' }).click();
    await page.getByRole('heading', { name: sak.tittel }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    assert.equal(lesninger('Sak'), 1);
    const na = page.locator('.hva-na');
    await na.getByText('Undersøkelse', { exact: true }).waitFor();
    await na.getByText('Vi snakker med dere hjemme').waitFor();
    await na.getByText('Det skal vanligvis ikke ta mer enn tre måneder').waitFor();
    await na.getByText('Kari Synt Normann i barnevernstjenesten i Bergen').waitFor();
    assert.match(await na.locator('.datoer li').first().innerText(), /^Siste dag å klage: .*\n3 dager igjen, siste dag \w+dag \d+\. \w+/);
    assert.equal(await page.locator('.milepeler [aria-current="step"] .milepel-navn').innerText(), 'Undersøkelse');
    assert.deepEqual(
      await page.locator('.milepeler li').evaluateAll((alle) => alle.map((e) => e.dataset.steg)),
      ['FERDIG', 'NA', 'KOMMER', 'KOMMER'],
    );
    assert.equal(await page.locator('.tidslinje li').count(), 5);
    await page.getByRole('button', { name: 'Vis alle 10' }).click();
    assert.equal(await page.locator('.tidslinje li').count(), 10);
    await page.getByText('Hvem er med i saken').click();
    await page.getByText('Frode Synt Kråkefot').waitFor();
    assert.equal(await page.getByText(/\d{11}/).count(), 0, 'no number of a person');
    await sjekkSide(page, 'innsyn-sak');
  });

  test('links: in a language one reads, marked when it is another, and only where one may safely go', async () => {
    const { page } = melder;
    const lenker = page.locator('.lenker');
    await lenker.getByRole('link', { name: 'Les om undersøkelser' }).waitFor();
    await lenker.getByText('Åpner bergen.kommune.no').waitFor();
    assert.equal(await lenker.getByRole('link', { name: 'Riŋge midjiide' }).getAttribute('lang'), 'se');
    assert.equal(await page.getByText('Trykk på meg').count(), 0);
    assert.equal(await page.locator('a[href^="javascript"]').count(), 0);
  });

  test('the name of the child is in no title and no address', async () => {
    const { page } = melder;
    for (const hvor of [await page.title(), page.url()]) assert.doesNotMatch(hvor, /Ylva|Kråkefot|undersøkelse/i);
  });

  test('documents: by words, kind and year, in order, a page at a time, and none of it in the address', async () => {
    const { page } = melder;
    const treff = (n) => page.locator(`[data-treff="${n}"]`).waitFor();
    await treff(24);
    assert.equal(await page.locator('.dokumentliste li').count(), 10);
    await page.getByRole('button', { name: 'Vis flere' }).click();
    await page.locator('.dokumentliste li').nth(23).waitFor();
    await page.getByRole('checkbox', { name: 'Vedtak (1)' }).check();
    await treff(1);
    await page.getByRole('button', { name: 'Vis alle igjen' }).click();
    await treff(24);
    spurt.length = 0;
    await page.getByRole('searchbox').pressSequentially('skolen brev');
    assert.equal(lesninger('SokISak'), 0, 'nothing is read while one types');
    await page.keyboard.press('Enter');
    await treff(18);
    assert.equal(lesninger('SokISak'), 1);
    assert.equal(await page.getByLabel('Rekkefølge').inputValue(), 'RELEVANS');
    const aar = page.getByLabel('År', { exact: true });
    await aar.selectOption({ index: 1 });
    const antall = Number(/\((\d+)\)/.exec(await aar.locator('option').nth(1).innerText())?.[1]);
    await treff(antall);
    await page.getByLabel('Rekkefølge').selectOption('DATO_ASC');
    await sjekkSide(page, 'innsyn-sok');
    await page.getByRole('searchbox').fill('finnes ikke');
    await page.keyboard.press('Enter');
    await page.getByText('Ingen dokumenter passer').waitFor();
    await sjekkSide(page, 'innsyn-sok-tomt');
    await page.getByRole('button', { name: 'Vis alle igjen' }).click();
    await treff(24);
    assert.equal(new URL(page.url()).search, '');
    await sjekkLager(page);
  });

  test('a decision: the deadline in words, what belongs with it, and back without a reading', async () => {
    const { page } = melder;
    await apne(page, TITTEL.vedtak);
    await page.locator('.klagefrist[data-dager="3"]').waitFor();
    await page.getByText(/^3 dager igjen, siste dag \w+dag \d+\. \w+$/).waitFor();
    await page.getByText('Kontaktperson: Kari Synt Normann').waitFor();
    await sjekkSide(page, 'innsyn-vedtak');
    await page.getByRole('link', { name: TITTEL.referat }).click();
    await page.getByRole('heading', { name: TITTEL.referat }).waitFor();
    await sjekkSide(page, 'innsyn-referat');
    spurt.length = 0;
    await page.getByRole('link', { name: 'Tilbake til saken' }).click();
    await page.locator('.hva-na').waitFor();
    assert.equal(lesninger('Sak'), 0, 'it is here already');
  });

  test('a file: opened in a window of its own, or fetched, by a link that is asked for in the press', async () => {
    const { page, context } = melder;
    await apne(page, TITTEL.referat);
    const fil = page.locator('.filer li').first();
    await fil.getByText('PDF · 143 kB').waitFor();
    const lenke = context.waitForEvent('request', (r) => r.url().includes('/last-ned/dokument/'));
    const fane = context.waitForEvent('page');
    await fil.getByRole('button', { name: 'Åpne Referat i en ny fane' }).click();
    assert.doesNotMatch((await lenke).url(), /last-ned$/);
    await lukk(await fane);
    const [nedlasting] = await Promise.all([page.waitForEvent('download'), fil.getByRole('button', { name: 'Last ned Referat' }).click()]);
    assert.deepEqual(await readFile(await nedlasting.path()), PDF);
    assert.equal(await page.locator('.filer li').nth(1).getByRole('button').count(), 1, 'what a browser cannot show is for fetching only');
    await sjekkSide(page, 'innsyn-filer');
  });

  test('a file that cannot be had is said to be that, and not to be gone', async () => {
    const { page } = melder;
    await page.route('**/graphql', (rute) => (rute.request().postDataJSON()?.operationName === 'LagDokumentlenke' ? rute.abort() : rute.fallback()));
    await page.getByRole('button', { name: 'Last ned Referat' }).click();
    await page.getByText('Vi fikk ikke hentet filen').waitFor();
    await sjekkSide(page, 'innsyn-fil-feilet');
    await page.unroute('**/graphql');
  });

  test('a plan with its goals and dates', async () => {
    const { page } = melder;
    await tilSaken(page);
    await apne(page, TITTEL.plan);
    await page.getByText('Planen gjelder nå').waitFor();
    assert.equal(await page.locator('.mal li').count(), 2);
    await sjekkSide(page, 'innsyn-plan');
  });

  test('what is withheld is said plainly, and that one may ask, without a button that does nothing', async () => {
    const { page } = melder;
    for (const [tittel, ord] of [
      [TITTEL.skjult, 'Du kan be barnevernstjenesten om å få se dokumentet.'],
      [TITTEL.avvist, 'Barnevernstjenesten har sagt nei'],
    ]) {
      await tilSaken(page);
      await apne(page, tittel);
      await page.getByText(ord).waitFor();
      assert.equal(await page.locator('main button').count(), 0);
      await sjekkSide(page, tittel === TITTEL.skjult ? 'innsyn-skjult' : 'innsyn-avvist');
    }
    await tilSaken(page);
    await apne(page, TITTEL.postkasse);
    await page.getByText('Denne filen er sendt til den digitale postkassen din').waitFor();
    await sjekkSide(page, 'innsyn-postkasse');
  });

  test('a new document appears by itself, is said aloud, and moves nothing', async () => {
    const { page } = melder;
    await tilSaken(page);
    await page.getByRole('searchbox').focus();
    await page.evaluate(() => void (window.sammeSide = true));
    spurt.length = 0;
    indeksert.push(...(await bergen.poster('melder', sakId, [{ tittel: 'Brev som kom nå', journaldato: dag(0), tidslinje: true }])));
    await page.locator('.tidslinje [data-ny="true"]', { hasText: 'Brev som kom nå' }).waitFor();
    await page.locator('.dokumentliste [data-ny="true"]', { hasText: 'Brev som kom nå' }).waitFor();
    assert.equal(await page.locator('[role="status"].kunngjoring').innerText(), 'Nytt i saken: Brev som kom nå');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'sok', 'focus stays');
    assert.ok(await page.evaluate(() => window.sammeSide));
    assert.equal(lesninger('Sak'), 1, 'the case that was named is read once');
    await sjekkSide(page, 'innsyn-ny');
  });

  test('a change in another case is not read', async () => {
    const { page } = melder;
    spurt.length = 0;
    const nabo = await bergen.sak('melder', { ...nakenSak, tittel: 'Enda en sak' });
    indeksert.push(nabo);
    await page.locator('.sakvelger').getByText('Bytt til en annen sak (3)').click();
    await page.getByRole('link', { name: 'Enda en sak' }).waitFor();
    assert.deepEqual([lesninger('Sak'), await page.getByText('Rollen din er ikke oppgitt').count()], [0, 2]);
    await sjekkSide(page, 'innsyn-bytt');
  });

  test('without a socket it says so, and reads again when it is back', async () => {
    const { page } = melder;
    let apen;
    let borte = false;
    await page.routeWebSocket('**/graphql', (sokkel) => {
      if (borte) return void sokkel.close();
      apen = sokkel;
      sokkel.connectToServer();
    });
    await page.reload();
    await page.locator('.hva-na').waitFor();
    borte = true;
    await apen.close();
    await page.locator('[data-forbindelse="RUNDER"]').waitFor();
    await sjekkSide(page, 'innsyn-uten-sokkel');
    indeksert.push(...(await bergen.poster('melder', sakId, [{ tittel: 'Kom mens nettet var borte', journaldato: dag(0), tidslinje: true }])));
    borte = false;
    await page.locator('.tidslinje', { hasText: 'Kom mens nettet var borte' }).waitFor();
    await page.locator('[data-forbindelse]').waitFor({ state: 'detached' });
  });

  test('what cannot be fetched is not said to be gone', async () => {
    const { page } = melder;
    await page.route('**/graphql', (rute) => (rute.request().postDataJSON()?.operationName === 'Sak' ? rute.abort() : rute.fallback()));
    await page.goto(page.url());
    await page.getByText('Det er ikke borte.').waitFor();
    await sjekkSide(page, 'innsyn-feilet');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Prøv igjen' }).click();
    await page.locator('.hva-na').waitFor();
  });

  test('in English', async () => {
    const { page } = melder;
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'What is happening now' }).waitFor();
    await page.getByRole('link', { name: 'Read about inquiries' }).waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: 'Bokmål' }).click();
  });

  test('who has seen it: oneself, by day, with what was seen', async () => {
    const { page } = melder;
    await page.getByRole('link', { name: 'Hvem har sett opplysningene mine?' }).click();
    await page.locator('.logg li').first().waitFor();
    await page.getByRole('heading', { name: /^I dag, / }).waitFor();
    for (const hva of ['MAPPER', 'MAPPE', 'JOURNALPOST', 'DOKUMENT']) {
      assert.ok((await page.locator(`[data-handling="${hva}"]`).count()) > 0, hva);
    }
    await page.locator('.logg').getByText('Du åpnet en fil').first().waitFor();
    await sjekkSide(page, 'innsyn-logg');
  });

  test('by keyboard alone: from the list to a document and back', async () => {
    const { page } = melder;
    await page.goto('/innsyn');
    await page.getByRole('link', { name: 'Ylva Synt Kråkefot' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('.hva-na').waitFor();
    await page.getByRole('link', { name: 'Dokumenter', exact: true }).press('Enter');
    assert.equal(new URL(page.url()).hash, '#dokumenter');
    await page.locator('.dokumentliste a').first().press('Enter');
    await page.getByRole('heading', { name: 'Om dokumentet' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
    await page.goBack();
    await page.locator('.hva-na').waitFor();
  });

  test('a case that is hers no more empties the page at once, and the list', async () => {
    const { page, context } = melder;
    const annen = await context.newPage();
    await annen.goto('/innsyn');
    await annen.getByRole('link', { name: 'Ylva Synt Kråkefot' }).waitFor();
    await bergen.slett([sakId]);
    await page.getByRole('heading', { name: 'Her er det ingenting å vise' }).waitFor();
    await annen.locator('.saker').getByText('Ylva').waitFor({ state: 'detached' });
    for (const side of [page, annen]) {
      const alt = await side.evaluate(() => document.documentElement.outerHTML + document.title);
      assert.doesNotMatch(alt, new RegExp(`${barnet.fornavn}|${sak.tittel}|Normann|${TITTEL.vedtak}`));
    }
    assert.equal(await page.locator('[role="status"].kunngjoring').innerText(), 'Det som sto her, vises ikke lenger.');
    await sjekkSide(page, 'innsyn-borte');
    await page.goBack();
    assert.equal(await page.getByText(sak.tittel).count(), 0);
    await lukk(annen);
  });

  test('an address that is nobody’s says the same', async () => {
    const { page } = melder;
    for (const sti of [`/innsyn/sak/${crypto.randomUUID()}`, `/innsyn/sak/${crypto.randomUUID()}/post/${crypto.randomUUID()}`]) {
      await page.goto(sti);
      await page.getByRole('heading', { name: 'Her er det ingenting å vise' }).waitFor();
    }
  });

  test('a case with 500 documents', async () => {
    const mange = await nyPerson(nettleser);
    const id = await bergen.sak('saksbehandler2', { ...sak, minPart: { ...sak.minPart, rolle: 'FAR' } });
    indeksert.push(id, ...(await bergen.poster('saksbehandler2', id, brev(500, undefined).map((p, i) => ({ ...p, dokumenter: [], journaldato: dag(-i) })))));
    await loggInn(mange.page, 'saksbehandler2', 'hoyt', '/innsyn');
    await mange.page.locator('.sakslenke').click();
    await mange.page.locator('[data-treff="500"]').waitFor();
    assert.equal(await mange.page.locator('.dokumentliste li').count(), 10);
    await mange.page.getByRole('button', { name: 'Vis flere' }).click();
    await mange.page.locator('.dokumentliste li').nth(49).waitFor();
    await sjekkSide(mange.page, 'innsyn-500');
    assert.deepEqual(mange.brudd, []);
    await mange.context.close();
  });

  test('50 cases', async () => {
    const mange = await nyPerson(nettleser);
    for (let i = 0; i < 50; i += 1) {
      const barn = { ...barnet, fornavn: `Barn ${i + 1}` };
      indeksert.push(await bergen.sak('admin2', { tittel: 'Undersøkelse', minPart: { ...sak.minPart, rolle: 'VERGE' }, andreParter: [barn] }));
    }
    await loggInn(mange.page, 'admin2', 'hoyt', '/innsyn');
    await mange.page.getByText('50 saker').waitFor();
    assert.equal(await mange.page.locator('.saker li').count(), 50);
    await sjekkSide(mange.page, 'innsyn-50');
    await mange.context.close();
  });

  test('very long words, and a case with nothing in it', async () => {
    const rar = await nyPerson(nettleser);
    const lang = await bergen.sak('admin1', langSak);
    indeksert.push(lang, ...(await bergen.poster('admin1', lang, [langPost])), await bergen.sak('admin1', nakenSak));
    await loggInn(rar.page, 'admin1', 'hoyt', '/innsyn');
    await rar.page.getByRole('link', { name: nakenSak.tittel }).waitFor();
    await sjekkSide(rar.page, 'innsyn-lange-ord');
    await rar.page.locator('.sakslenke').first().click();
    await rar.page.locator('.hva-na').waitFor();
    await sjekkSide(rar.page, 'innsyn-lang-sak');
    await rar.page.locator('.tidslinje a').click();
    await rar.page.locator('.klagefrist').waitFor();
    await sjekkSide(rar.page, 'innsyn-lang-post');
    await rar.page.goto('/innsyn');
    await rar.page.getByRole('link', { name: nakenSak.tittel }).click();
    await rar.page.getByText('Kommunen har ikke skrevet hva som skjer akkurat nå.').waitFor();
    await rar.page.getByText('Det er ikke lagt ut noen dokumenter ennå.').waitFor();
    await sjekkSide(rar.page, 'innsyn-naken-sak');
    assert.deepEqual(rar.brudd, []);
    await rar.context.close();
  });

  test('nobody’s case: said without alarm', async () => {
    const ingen = await nyPerson(nettleser);
    await loggInn(ingen.page, 'laerer', 'hoyt', '/innsyn');
    await ingen.page.getByRole('heading', { name: 'Det er ingen saker å vise' }).waitFor();
    await sjekkSide(ingen.page, 'innsyn-ingen');
    await ingen.page.getByRole('link', { name: 'Hvem har sett' }).click();
    await ingen.page.getByText('Ingen har sett noe ennå.').waitFor();
    await sjekkSide(ingen.page, 'innsyn-logg-tom');
    await ingen.context.close();
  });

  test('logging out in one window empties the other, and nothing is left in the browser', async () => {
    const { page, context } = melder;
    await page.goto('/innsyn');
    await page.getByRole('link', { name: 'Enda en sak' }).click();
    await page.locator('.hva-na').waitFor();
    const annen = await context.newPage();
    await annen.goto('/');
    await annen.getByRole('button', { name: 'Logg ut' }).click();
    await page.getByRole('heading', { name: 'Logg inn for å fortsette' }).waitFor();
    assert.equal(await page.getByText('Enda en sak').count(), 0);
    await sjekkLager(page);
    await lukk(annen);
  });

  const apne = async (page, tittel) => {
    await page.locator('.dokumentliste a, .tidslinje a', { hasText: tittel }).first().click();
    await page.getByRole('heading', { level: 1, name: tittel }).waitFor();
  };
  const tilSaken = async (page) => {
    await page.getByRole('link', { name: 'Tilbake til saken' }).click();
    await page.locator('.hva-na').waitFor();
    // What is looked for may be further down than the first page.
    if (await page.getByRole('button', { name: 'Vis flere' }).isVisible()) {
      await page.getByRole('button', { name: 'Vis flere' }).click();
      await page.locator('.dokumentliste li').nth(20).waitFor();
    }
  };
});
