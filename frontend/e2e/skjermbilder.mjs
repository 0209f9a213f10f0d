// Pictures of every page as it most often is, in three widths and four languages, and of every other state in bokmål: to be looked
// at. `make screens` starts a portal and runs this; SPRAK=nb,se, BREDDER=360 and SIDER=/mine take fewer.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNettleser } from './nettleser.mjs';
import { lesSider } from './tilstander/ruteliste.mjs';
import { veier } from './tilstander/veier.mjs';
import { Verden } from './tilstander/verden.mjs';

const liste = (navn, ellers) => (process.env[navn] ?? ellers).split(',');
const mappe = process.env.SKJERMBILDER ?? 'frontend/e2e-bilder';
const bredder = liste('BREDDER', '360,768,1280').map(Number);
const sprak = liste('SPRAK', 'nb,nn,en,se');
const { SIDER } = process.env;
/** The desks are written in two languages. */
const finnes = (kode, rute) => ['nb', 'en'].includes(kode) || !/^\/(mottak|admin)(\/|$)/.test(rute);

mkdirSync(mappe, { recursive: true });
const nettleser = await startNettleser();
const verden = await Verden.ny(nettleser);
const bilder = [];
try {
  for (const { rute, tilstander } of (await lesSider()).filter((s) => !SIDER || s.rute.startsWith(SIDER))) {
    for (const kode of sprak.filter((k) => finnes(k, rute))) {
      verden.sprak = kode;
      for (const tilstand of kode === 'nb' ? tilstander : tilstander.slice(0, 1)) {
        const navn = `${rute === '/' ? 'forside' : rute.replace('*', 'finnes-ikke').replace(/^\//, '').replace(/[^\w-]+/g, '-').replace(/-+$/, '')}.${tilstand}.${kode}`;
        try {
          const page = await veier[rute][tilstand](verden);
          // What comes a moment later, as who is logged in, is in the picture.
          await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => undefined);
          for (const width of tilstand === tilstander[0] ? bredder : [bredder[0]]) {
            await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
            // Two frames, so that what came into the window by its new size has been drawn.
            await page.evaluate(() => new Promise((ferdig) => (window.scrollTo(0, 0), requestAnimationFrame(() => requestAnimationFrame(ferdig)))));
            const fil = `${navn}.${width}.png`;
            await page.screenshot({ path: join(mappe, fil), fullPage: true });
            bilder.push(fil);
          }
          await page.setViewportSize({ width: 1280, height: 900 });
          await verden.ferdig(page);
        } catch (feil) {
          console.log(`NOT TAKEN ${navn}: ${feil.message.split('\n')[0]}`);
          process.exitCode = 1;
        }
      }
    }
  }
  await verden.slutt();
} finally {
  await nettleser.close();
}
const side = bilder.map((fil) => `<figure><figcaption>${fil}</figcaption><img loading="lazy" src="${fil}"></figure>`).join('\n');
writeFileSync(join(mappe, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Screens</title><style>figure{display:inline-block;vertical-align:top;margin:1rem}img{max-width:640px;border:1px solid #999}</style>\n${side}\n`);
console.log(`${bilder.length} pictures: ${mappe}/index.html`);
