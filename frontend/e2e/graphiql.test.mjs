// GraphiQL, in a real browser: an administrator's, and nobody else's.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BASE_URL, bilde, loggInn, nyPerson, sjekkLager, startNettleser } from './nettleser.mjs';

let nettleser;
before(async () => {
  nettleser = await startNettleser();
});
after(() => nettleser.close());

const STI = '/admin/graphiql';
/** A first load fetches and reads megabytes of editor. */
const LENGE = { timeout: 120_000 };

/**
 * What axe finds inside GraphiQL's own widgets and Monaco, and cannot be mended by a style or a label from here. A finding that
 * is not here fails, and so does one that is here and not found any more.
 */
const ikkeVart = {
  'nested-interactive: li.graphiql-tab': 'the cross that closes a tab is a button inside the tab: GraphiQL builds it so',
};

/** An administrator at GraphiQL; `brudd` without the texts, which are the point of this page, and with what leaves our origin. */
async function administrator(til = STI) {
  const person = await nyPerson(nettleser);
  person.page.on('request', (sporring) => {
    const { protocol, origin } = new URL(sporring.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== BASE_URL) person.brudd.push(`away: ${sporring.url()}`);
    if (protocol === 'blob:') person.brudd.push(`a script of its own making: ${sporring.url()}`);
  });
  await loggInn(person.page, 'admin1', 'hoyt', til);
  await person.page.locator('.graphiql-query-editor .view-line').first().waitFor(LENGE);
  return { ...person, regelbrudd: () => person.brudd.filter((b) => !b.startsWith('text: ')) };
}

/** Each finding as «rule: element.class», once. */
const funn = (violations) => [
  ...new Set(
    violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${/^<(\w+)/.exec(n.html)?.[1]}.${/class="([^" ]*)/.exec(n.html)?.[1]}`)),
  ),
];

test('an administrator opens GraphiQL, runs the first tab, reads the documentation, and goes back', async () => {
  const { page, context, regelbrudd } = await administrator();
  assert.equal(await page.locator('html').getAttribute('lang'), 'nb');
  assert.equal(await page.title(), 'GraphiQL');
  assert.equal(await page.locator('h1').innerText(), 'GraphiQL');
  for (const nummer of ['tel:112', 'tel:02800', 'tel:116111']) assert.ok(await page.locator(`a[href="${nummer}"]`).isVisible(), `${nummer}, as on every page`);

  // The examples, one in each tab.
  assert.deepEqual((await page.getByRole('tab').allInnerTexts()).slice(0, 3), ['Oversikt', 'Mottakskonfigurasjon', 'Nokler']);
  await page.getByRole('button', { name: /Execute query/ }).click();
  const svar = page.locator('.graphiql-response');
  await svar.getByText('"kommuner"').waitFor(LENGE);
  assert.equal(await svar.getByText('"errors"').count(), 0);
  await bilde(page, 'graphiql');

  // The schema has been read, and says what things are.
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.getByRole('link', { name: 'Query' }).first().click(LENGE);
  await page.getByText('What can be asked. Of what somebody may not ask, she is told that it is not found.').waitFor(LENGE);
  await bilde(page, 'graphiql-dokumentasjon');

  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  assert.deepEqual(funn(violations), Object.keys(ikkeVart));

  await sjekkLager(page);
  assert.deepEqual(regelbrudd(), []);
  await page.getByRole('link', { name: 'Til administrasjonen' }).click();
  await page.waitForURL(`${BASE_URL}/admin`);
  await context.close();
});

test('what lives on comes by the socket, and a change is told; a session that has ended is said, and the text stays', async () => {
  const { page, context, regelbrudd } = await administrator();
  const rammer = [];
  page.on('websocket', (sokkel) => sokkel.on('framereceived', ({ payload }) => rammer.push(JSON.parse(String(payload)))));
  await page.getByRole('tab', { name: 'Abonnement' }).click();
  await page.locator('.graphiql-query-editor').getByText('mappeEndret').waitFor(LENGE);
  // At once, and once: GraphiQL names the operation of the tab before for a tenth of a second more, and sporrer.ts mends that.
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"nullstill"').waitFor(LENGE);
  assert.ok(rammer.some((ramme) => ramme.payload?.data?.mappeEndret), 'by the socket');
  await page.getByRole('button', { name: /Stop query/ }).click();

  await page.evaluate(() => fetch('/logg-ut', { method: 'POST', redirect: 'manual', headers: { 'X-Portal': '1' } }));
  await page.getByRole('tab', { name: 'Tilganger' }).click();
  await page.locator('.graphiql-query-editor').getByText('tilganger').first().waitFor(LENGE);
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.getByText('Du er logget ut, eller har ikke lenger tilgang. Det du har skrevet, står her fortsatt.').waitFor(LENGE);
  assert.deepEqual(regelbrudd(), []);
  await context.close();
});

test('in English too', async () => {
  const { page, context } = await administrator(`/en${STI}`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.ok(await page.getByRole('link', { name: 'To administration' }).isVisible());
  await context.close();
});

test('to a citizen and a caseworker there is no such page, and the portal loads nothing of it', async () => {
  for (const som of ['melder', 'saksbehandler1']) {
    const { page, context } = await nyPerson(nettleser);
    const hentet = [];
    page.on('request', (sporring) => hentet.push(sporring.url()));
    await loggInn(page, som, 'hoyt', '/');
    const svar = await page.goto(STI);
    assert.equal(svar.status(), 404, som);
    await page.locator('h1').waitFor();
    assert.notEqual(await page.locator('h1').innerText(), 'GraphiQL');
    assert.deepEqual(hentet.filter((url) => /graphiql-|monaco|worker/.test(url)), [], som);
    await context.close();
  }
  const { page, context } = await nyPerson(nettleser);
  const svar = await page.goto(STI);
  assert.match(new URL(svar.url()).pathname, /^\/testidp\//, 'whoever is not logged in is sent to log in');
  await context.close();
});
