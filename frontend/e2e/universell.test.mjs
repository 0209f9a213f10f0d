// Every page in every state it says it has, in every language it is written in: for one who does not see, sees little, uses keys
// only, or has 320 pixels. The pages are the router's own, and the states the pages' own (src/ruteliste.ts).
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { matchPath } from 'react-router';
import { startNettleser } from './nettleser.mjs';
import { lesSider, ukjente } from './tilstander/ruteliste.mjs';
import { bredere, ordITrengsel } from './tilstander/bredde.mjs';
import { rammen, Rekkefolge, rorAlt, snu, utenRost } from './tilstander/oppforsel.mjs';
import { andreSprak, byttSprak, finnFeil, finnSprakfeil, ZOOM_400 } from './tilstander/sjekker.mjs';
import { veier } from './tilstander/veier.mjs';
import { baseUrl, Verden } from './tilstander/verden.mjs';

const harData = Boolean(process.env.PORTAL_DATA);
const sider = await lesSider();
/** Only these, while one mends: VIS='/mine'. */
const { VIS } = process.env;

/**
 * No link leads there from the pages as they most often are: one types it, is sent there, presses a button (tastatur.test.mjs), or has
 * a warning or a letter to answer (hovedbok.test.mjs, medvirkning.test.mjs).
 */
const UTEN_LENKE = [
  '/admin/meldinger/advarsler',
  '/innsyn/sak/:sakId/post/:postId/svar/:nr?',
  ...['*', '/innsyn/*', '/mottak/*', '/admin/*', '/innlogget', '/innlogging-feilet', '/privat/fare', '/offentlig/fare', '/privat/kontroll', '/offentlig/kontroll'],
];

/** What lies under another page, and is reached from that alone; and the steps of a process (WCAG 2.4.5 takes those out). */
const UNDER_EN_ANNEN = [
  '/anonym/skjema',
  ...['/privat', '/offentlig'].flatMap((rot) => ['mottaker', 'om-deg', 'barn', 'bekymring', 'foresatte', 'hjelp'].map((steg) => `${rot}/${steg}`)),
  ...['skriv/:nr?', 'be-om-innsyn/:postId?'].map((steg) => `/innsyn/sak/:sakId/${steg}`),
  ...['liste', 'melding/:id'].map((side) => `/mottak/:kommunenummer/:bydelsnummer/${side}`),
  ...['bydel/:kommunenummer/ny', 'bydel/:kommunenummer/:bydelsnummer', 'meldinger/:id', 'drift/melding/ny', 'drift/melding/:id', 'drift/innhold/:slag/:nokkel/:kommunenummer?'].map((side) => `/admin/${side}`),
];

const rom = {
  'the open pages, and one’s own reports': (r) => !/^\/(privat|offentlig|innsyn|mottak|admin)(\/|$)/.test(r),
  'the forms': (r) => /^\/(privat|offentlig)(\/|$)/.test(r),
  'one’s own case': (r) => r.startsWith('/innsyn'),
  'the caseworker’s desk': (r) => r.startsWith('/mottak'),
  'the administrator’s desk': (r) => r.startsWith('/admin'),
};

describe('every page in every state', { timeout: 1_500_000, skip: !harData && 'needs .ci/e2e, which says where the data is' }, () => {
  let nettleser;
  let verden;
  const besokt = new Set();
  const medFokus = new Set();
  const rekkefolge = new Rekkefolge();
  /** From which pages there is a link to each. */
  const lenketFra = new Map(sider.map(({ rute }) => [rute, new Set()]));

  before(async () => {
    nettleser = await startNettleser();
    verden = await Verden.ny(nettleser);
  });

  after(async () => {
    try {
      await verden?.slutt();
    } finally {
      await nettleser?.close();
    }
  });

  test('each state has a way to it, and no way leads to none; what is missing is found', () => {
    assert.deepEqual(ukjente(sider, veier), { utenVei: [], utenTilstand: [] });
    const ny = [...sider, { rute: '/ny', tilstander: ['fylt'] }];
    assert.deepEqual(ukjente(ny, { ...veier, '/mine': { ...veier['/mine'], borte: () => {} } }), { utenVei: ['/ny fylt'], utenTilstand: ['/mine borte'] });
  });

  test('a word that has no room is found, in any language; and a menu that changes its order, a press that sends, a silence', async () => {
    const page = await verden.engangs();
    const LANGT = 'mánáidsuodjalusbálvalusdieđáhusvuogádat';
    await page.goto('/se/hvis-det-haster');
    // Its own, and not that of the page that waits for it.
    await page.getByRole('heading', { level: 1, name: 'Jus lea hoahppu' }).waitFor();
    await page.setViewportSize(ZOOM_400);
    const trangt = () => page.evaluate(ordITrengsel);
    assert.deepEqual([...(await trangt()), ...(await page.evaluate(bredere))], []);
    await page.locator('main h1').evaluate((e, ord) => void (e.textContent = ord), LANGT);
    assert.match((await trangt()).join(), new RegExp(`«${LANGT}» in h1.* is broken in the middle`));
    await page.locator('main h1').evaluate((e) => e.style.setProperty('overflow-wrap', 'normal'));
    assert.match((await page.evaluate(bredere)).join(), new RegExp(`h1.*${LANGT.slice(0, 20)}.* reaches \\d+ px`));
    await page.locator('main h1').evaluate((e) => void (e.innerHTML = '<a>112</a><span>politiija</span>'));
    assert.match((await trangt()).join(), /«112» runs into «politiija»/);

    const orden = new Rekkefolge();
    assert.deepEqual([...orden.feil('one', ['a', 'b', 'c']), ...orden.feil('two', ['a', 'c'])], []);
    assert.deepEqual(orden.feil('three', ['c', 'a']), ['three: c stands before a, and after it on one']);

    await page.locator('main').evaluate((e) => void (e.innerHTML = '<h1>x</h1><div class="laster"></div><select id="v"><option>1</option><option>2</option></select>'));
    await page.locator('#v').evaluate((e) => e.addEventListener('change', () => history.pushState(null, '', '/annet')));
    assert.match((await rorAlt(page)).join(), /a change of select v: from \/se\/hvis-det-haster.* to \/annet/);
    assert.deepEqual(await utenRost(page, '/mine', 'laster'), ['main .laster is not said to one who cannot see it']);
    await verden.ferdig(page);
  });

  // Side by side: each waits for the server most of the time.
  describe('looked at', { concurrency: 3 }, () => {
    for (const [navn, hit] of Object.entries(rom)) {
      test(navn, async (t) => {
        const funn = [];
        const her = verden.gren();
        for (const { rute, tilstander } of sider.filter((s) => hit(s.rute) && (!VIS || s.rute.startsWith(VIS)))) {
          for (const tilstand of tilstander) {
            const denne = `${rute} ${tilstand}`;
            try {
              const page = await veier[rute][tilstand](her);
              funn.push(...(await finnFeil(page, denne)));
              funn.push(...(await utenRost(page, rute, tilstand)).map((f) => `${denne}: ${f}`));
              funn.push(...rekkefolge.feil(denne, await rammen(page)));
              if (tilstand === 'fylt') funn.push(...(await snu(page)).map((f) => `${denne}: ${f}`));
              for (const kode of andreSprak(rute)) funn.push(...(await finnSprakfeil(page, denne, kode)));
              if (tilstand === 'fylt') await byttSprak(page, 'nb');
              besokt.add(denne);
              const lenker = await finnLenker(page);
              const fra = page.url();
              for (const href of lenker) lenketFra.get(ruten(uten(href)))?.add(rute);
              funn.push(...(await rorAlt(page)).map((f) => `${denne}: ${f}`));
              // What was typed goes with the page, and nothing of it is saved: what a page asks as it is left passes those who hold its requests.
              await page.evaluate(() => void (window.fetch = () => new Promise(() => {})));
              await page.goto('about:blank');
              if (tilstand === 'fylt') funn.push(...(await folgLenker(page, fra, lenker)));
              await her.ferdig(page);
            } catch (feil) {
              funn.push(`${denne}: not reached: ${feil.message.split('\n').slice(0, 3).join(' ')}`);
            }
          }
        }
        for (const f of funn) t.diagnostic(f);
        assert.equal(funn.length, 0, funn.join('\n'));
      });
    }

  });

  test('all were looked at; nothing was said in the console', () => {
    const alle = sider.flatMap(({ rute, tilstander }) => tilstander.map((t) => `${rute} ${t}`));
    assert.deepEqual(verden.sagt, []);
    assert.deepEqual(verden.brudd.flat(), []);
    if (VIS) return;
    assert.deepEqual(alle.filter((t) => !besokt.has(t)), []);
    const enVei = sider.map((s) => s.rute).filter((r) => new Set([...lenketFra.get(r)].filter((fra) => fra !== r)).size < 2);
    assert.deepEqual(enVei.filter((r) => ![...UNDER_EN_ANNEN, ...UTEN_LENKE].includes(r)), [], 'there is one way only to these');
    assert.deepEqual(sider.map((s) => s.rute).filter((r) => !medFokus.has(r) && !UTEN_LENKE.includes(r)), [], 'no link was followed to these');
  });

  /** The page an address is. */
  const ruten = (sti) => sider.find(({ rute }) => rute !== '*' && matchPath(rute, sti))?.rute;

  /** The path without the language. */
  const uten = (href) => new URL(href, baseUrl).pathname.replace(/^\/(nn|en|se)(?=\/|$)/, '') || '/';

  const finnLenker = (page) =>
    page.locator('.topp a[href^="/"], .meny a[href^="/"], main a[href^="/"], .haster a[href^="/"], .bunn a[href^="/"]').evaluateAll((a) =>
      a.filter((e) => !e.hasAttribute('download') && !e.target && !/^\/(logg-inn|logg-ut|last-ned|admin\/graphiql)/.test(e.pathname) && e.checkVisibility()).map((e) => e.getAttribute('href')),
    );

  /** Follows one link to each page not arrived at before: its heading must have the focus. */
  async function folgLenker(page, fra, lenker) {
    const funn = [];
    for (const href of new Set(lenker)) {
      const rute = ruten(new URL(href, fra).pathname);
      if (!rute || medFokus.has(rute) || new URL(href, fra).pathname === new URL(fra).pathname) continue;
      // Two addresses of one page: she who has one inbox only is at it already.
      if (rute === '/mottak' && ruten(uten(fra)) === '/mottak/:kommunenummer/:bydelsnummer') continue;
      await page.goto(fra);
      await page.locator('main h1:not(.ds-sr-only)').first().waitFor();
      await page.locator(`a[href="${href}"]`).filter({ visible: true }).first().click();
      await page.waitForURL((u) => u.pathname === new URL(href, fra).pathname);
      medFokus.add(rute);
      try {
        await page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: 5_000 });
      } catch {
        funn.push(`${rute}: by a link from ${new URL(fra).pathname} the focus is on ${await page.evaluate(() => [document.activeElement?.outerHTML.slice(0, 80), document.activeElement?.innerText.slice(0, 300)].join(': '))}`);
      }
    }
    return funn;
  }
});
