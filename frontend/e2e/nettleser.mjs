// The browser for the end-to-end tests: real Chromium, and the promises that hold for every page.
import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const BASE_URL = process.env.BASE_URL ?? 'http://localhost:8080';

/** Where pictures go; none are taken without it. */
const SKJERMBILDER = process.env.SKJERMBILDER;
if (SKJERMBILDER) mkdirSync(SKJERMBILDER, { recursive: true });

const BRED = { width: 1280, height: 900 };
/** As WCAG 1.4.10 has it: 400 % of 1280. */
const SMAL = { width: 320, height: 640 };
const MOBIL = { width: 375, height: 740 };

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function startNettleser(mer = {}) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, ...mer });
}

/**
 * One person at one browser. `brudd` collects what must never happen on any page: something the CSP stopped, an error in
 * the portal, or a GraphQL text on the wire.
 */
export async function nyPerson(nettleser, mer = {}) {
  const context = await nettleser.newContext({
    baseURL: BASE_URL,
    viewport: BRED,
    locale: 'nb-NO',
    acceptDownloads: true,
    // A dialog halfway faded in has too little contrast, and is not what one reads.
    reducedMotion: 'reduce',
    ...mer,
  });
  // The way out leads away from here. A test must not.
  await context.route('https://www.yr.no/**', (rute) => rute.fulfill({ body: '<title>Yr</title>', contentType: 'text/html' }));
  const page = await context.newPage();
  const brudd = [];
  page.on('pageerror', (feil) => brudd.push(`error: ${feil.message}`));
  page.on('console', (melding) => {
    if (/Content Security Policy|Refused to/.test(melding.text())) brudd.push(`csp: ${melding.text()}`);
  });
  page.on('request', (sporring) => {
    if (!sporring.url().endsWith('/graphql') || sporring.method() !== 'POST') return;
    if (sporring.postDataJSON().query) brudd.push(`text: ${sporring.postData()}`);
    if (sporring.headers()['x-portal'] !== '1') brudd.push('a request without X-Portal');
  });
  page.on('websocket', (sokkel) =>
    sokkel.on('framesent', ({ payload }) => {
      if (JSON.parse(String(payload)).payload?.query) brudd.push(`text: ${payload}`);
    }),
  );
  return { context, page, brudd };
}

/**
 * Closes one window of several. Chromium forgets a close that meets a window on its way to another page (one in twenty, right
 * after «Logg ut»), and whoever waits for it waits until the suite's own limit: asked once more, it closes. A context or a
 * browser that is closed is not forgotten.
 */
export async function lukk(page) {
  const lukket = page.close().then(() => true);
  while (!(await Promise.race([lukket, new Promise((videre) => setTimeout(videre, 3000, false))]))) {
    // page.close() itself does not ask twice. Refused where the window is gone meanwhile, and then the wait ends too.
    const okt = await page.context().newCDPSession(page).catch(() => undefined);
    await okt?.send('Page.close').catch(() => undefined);
  }
}

/** Logs in as one of the test persons, and waits for the page. */
export async function loggInn(page, som, niva, til) {
  await page.goto(`/logg-inn?${new URLSearchParams({ som, niva, til })}`);
  await page.waitForURL(`**${til}`);
}

/** What holds for every page: no fault axe can find, no sideways scrolling, one heading, the numbers, the way out. */
export async function sjekkSide(page, navn, utgang = 'Forlat siden raskt') {
  await page.locator('h1').waitFor();
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  assert.deepEqual(
    violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`),
    [],
    `axe on ${navn}`,
  );
  assert.equal(await page.locator('h1').count(), 1, `headings on ${navn}`);
  for (const nummer of ['tel:112', 'tel:02800', 'tel:116111']) {
    assert.ok((await page.locator(`a[href="${nummer}"]`).count()) > 0, `${nummer} on ${navn}`);
  }
  // Where a dialog is open it stands there too.
  assert.ok(await page.getByRole('button', { name: utgang }).first().isVisible(), `the way out on ${navn}`);
  assert.doesNotMatch(await page.title(), /barnevern|bekymring|child|mánáidsuodjal|fuolastuvvan/i, `the title of ${navn} tells what it is about`);

  await page.setViewportSize(SMAL);
  const bredere = await page.evaluate((kant) => {
    if (document.documentElement.scrollWidth <= kant) return [];
    return [...document.querySelectorAll('html, body, body *')]
      .filter((e) => e.scrollWidth > kant)
      .map((e) => `${e.tagName}.${e.className}`);
  }, SMAL.width);
  assert.deepEqual(bredere, [], `${navn} is wider than ${SMAL.width}`);
  await page.setViewportSize(BRED);
  await bilde(page, navn);
}

/** Nothing may be left in the browser: the device may be shared. */
export async function sjekkLager(page) {
  const lager = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databaser: (await indexedDB.databases()).length,
    cacher: (await caches.keys()).length,
    kaker: document.cookie,
  }));
  assert.deepEqual(lager, { local: 0, session: 0, databaser: 0, cacher: 0, kaker: '' });
}

export async function bilde(page, navn) {
  if (!SKJERMBILDER) return;
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: join(SKJERMBILDER, `${navn}.png`), fullPage: true });
  await page.setViewportSize(MOBIL);
  await page.screenshot({ path: join(SKJERMBILDER, `${navn}-mobil.png`), fullPage: true });
  await page.setViewportSize(BRED);
}

/** A window in the picture below. */
const img = (png) =>
  `<img src="data:image/png;base64,${png}" style="width:820px;border-radius:12px;box-shadow:0 2px 16px #0003">`;

/** Two windows side by side in one picture, for the README. */
export async function dobbeltbilde(nettleser, navn, sider) {
  if (!SKJERMBILDER) return;
  const vinduer = [];
  for (const side of sider) {
    await side.setViewportSize({ width: 1120, height: 900 });
    await side.evaluate(() => window.scrollTo(0, 0));
    vinduer.push((await side.screenshot()).toString('base64'));
    await side.setViewportSize(BRED);
  }
  const ark = await nettleser.newPage({ viewport: { width: 1720, height: 740 } });
  await ark.setContent(
    `<body style="margin:0;padding:24px;display:flex;gap:32px;background:#e8e8ec">${vinduer.map(img).join('')}</body>`,
  );
  await ark.locator('body').screenshot({ path: join(SKJERMBILDER, `${navn}.png`) });
  await ark.close();
}
