// What holds for every page in every state, whoever looks at it and however.
import { AxeBuilder } from '@axe-core/playwright';
import { bredere, kuttet, ordITrengsel, smaMal } from './bredde.mjs';

const NORMAL = { width: 1280, height: 900 };
/** WCAG 1.4.10: 400 % of 1280 × 1024. */
export const ZOOM_400 = { width: 320, height: 256 };
/** What no title says: a passer-by may read it. */
const ROPER = /barnevern|bekymring|uroleg|child|mánáidsuodjal|fuolastuvvan/i;
const MERKER = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** What is wrong with the page as it is now, in bokmål, one line each. `navn` is what it is, for the lines. */
export async function finnFeil(page, navn) {
  const funn = [];
  const si = (hva) => funn.push(`${navn}: ${hva}`);

  const { violations } = await new AxeBuilder({ page }).withTags(MERKER).options({ resultTypes: ['violations'] }).setLegacyMode().analyze();
  for (const v of violations) si(`axe ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);

  const her = await page.evaluate(iSiden);
  if (her.h1 !== 1) si(`${her.h1} headings of the first level`);
  if (!her.tittel || /undefined/.test(her.tittel)) si(`its title is «${her.tittel}»`);
  if (ROPER.test(her.tittel)) si(`its title tells what it is about: ${her.tittel}`);
  if (her.lang !== 'nb') si(`its language is ${her.lang}`);
  for (const nummer of ['tel:112', 'tel:02800', 'tel:116111']) if (!her.lenker.includes(nummer)) si(`${nummer} is not there`);
  if (!her.utgang) si('the way out cannot be seen');
  for (const f of her.utenFeiltekst) si(`${f} is wrong, and nothing by it says how`);
  for (const f of her.bevegelser) si(`${f} moves for one who wants no movement`);
  if (navn.endsWith(' mangler') && !her.feilfokus) si('what is wrong does not have the focus');
  for (const e of await page.evaluate(ordITrengsel)) si(e);
  if (navn.endsWith(' mangler') && !/^Feil: /.test(her.tittel)) si(`its title does not begin with the error: ${her.tittel}`);

  await page.setViewportSize(ZOOM_400);
  for (const e of await page.evaluate(bredere)) si(`at 320 px ${e} is wider than the window`);
  for (const e of await page.evaluate(ordITrengsel)) si(`at 320 px ${e}`);
  for (const e of await page.evaluate(smaMal)) si(`at 320 px ${e} is smaller than 24 × 24`);
  const topp = await page.evaluate(() => document.querySelector('.topp')?.getBoundingClientRect().height ?? 0);
  if (topp > ZOOM_400.height / 3) si(`at 400 % the bar at the top takes ${topp} of ${ZOOM_400.height} px`);
  if (navn.endsWith(' fylt')) {
    await page.evaluate(luftigTekst);
    for (const e of await page.evaluate(bredere)) si(`at 320 px, with more space in the text, ${e} is wider than the window`);
    for (const e of await page.evaluate(kuttet)) si(`with more space in the text, ${e} is cut`);
    await page.evaluate(() => void (document.adoptedStyleSheets = []));
  }
  await page.setViewportSize(NORMAL);
  return funn;
}

/** Each language's word for what is wrong, which then comes first in the title. */
const FEILORD = { nb: 'Feil: ', nn: 'Feil: ', en: 'Error: ', se: 'Meattáhus: ' };

/** The languages a page is written in beside bokmål. The desks have two. */
export const andreSprak = (rute) => (/^\/(mottak|admin)(\/|$)/.test(rute) ? ['en'] : ['nn', 'en', 'se']);

/** Changes the language as the button does, under a dialog too, and waits until what is on the page has followed. */
export async function byttSprak(page, kode) {
  const vist = () => page.evaluate(() => (document.querySelector('dialog[open]') ?? document.querySelector('main')).innerText);
  const for_ = await vist();
  await page.locator(`.sprak button[lang="${kode}"]`).evaluate((knapp) => knapp.click());
  await page.waitForFunction(
    ([k, tekst]) => document.documentElement.lang === k && (document.querySelector('dialog[open]') ?? document.querySelector('main'))?.innerText !== tekst,
    [kode, for_],
    { timeout: 20_000 },
  );
}

/**
 * What another language can break on a page that is right in bokmål: its `lang`, its title, names and labels, and room for its words.
 * Not the colours, which are the same. The page stays as it is; only the words change, as for one who chooses another language there.
 */
export async function finnSprakfeil(page, navn, kode) {
  const funn = [];
  const si = (hva) => funn.push(`${navn} ${kode}: ${hva}`);
  await byttSprak(page, kode);
  await page.setViewportSize(ZOOM_400);
  for (const e of await page.evaluate(bredere)) si(`at 320 px ${e} is wider than the window`);
  for (const e of await page.evaluate(kuttet)) si(`at 320 px ${e} is cut`);
  for (const e of await page.evaluate(ordITrengsel)) si(`at 320 px ${e}`);
  for (const e of await page.evaluate(smaMal)) si(`at 320 px ${e} is smaller than 24 × 24`);
  await page.setViewportSize(NORMAL);
  for (const e of await page.evaluate(ordITrengsel)) si(e);
  const { violations } = await new AxeBuilder({ page }).withTags(MERKER).options({ resultTypes: ['violations'] }).disableRules(['color-contrast']).setLegacyMode().analyze();
  for (const v of violations) si(`axe ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  const { tittel, lang, h1 } = await page.evaluate(iSiden);
  if (lang !== kode) si(`its language is ${lang}`);
  if (h1 !== 1) si(`${h1} headings of the first level`);
  if (!tittel || /undefined/.test(tittel)) si(`its title is «${tittel}»`);
  if (ROPER.test(tittel)) si(`its title tells what it is about: ${tittel}`);
  if (navn.endsWith(' mangler') && !tittel.startsWith(FEILORD[kode])) si(`its title does not begin with the error: ${tittel}`);
  return funn;
}

function iSiden() {
  const synlig = (e) => e.checkVisibility({ visibilityProperty: true });
  const beskrevet = (e) => {
    const steder = [e, e.closest('.ds-field'), e.closest('fieldset'), e.closest('[role=group]')].filter(Boolean);
    const ider = steder.flatMap((s) => (s.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean));
    return ider.some((id) => document.getElementById(id)?.textContent.trim());
  };
  const fokus = document.activeElement;
  return {
    h1: document.querySelectorAll('h1').length,
    tittel: document.title,
    lang: document.documentElement.lang,
    lenker: [...document.querySelectorAll('a[href^="tel:"]')].map((a) => a.getAttribute('href')),
    utgang: [...document.querySelectorAll('.forlat')].some(synlig),
    utenFeiltekst: [...document.querySelectorAll('[aria-invalid="true"]')].filter((e) => synlig(e) && !beskrevet(e)).map((e) => e.id || e.outerHTML.slice(0, 80)),
    bevegelser: document
      .getAnimations()
      .filter((a) => Number(a.effect?.getComputedTiming().activeDuration) > 10)
      .map((a) => `${a.effect.target?.className} ${a.animationName ?? a.transitionProperty}`),
    feilfokus: fokus?.matches('ds-error-summary, [aria-invalid="true"], .ds-alert, .ds-alert *, fieldset, .rad-feil'),
  };
}

/** WCAG 1.4.12. Not as a style element: our own rules for content allow none. */
function luftigTekst() {
  const ark = new CSSStyleSheet();
  ark.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [ark];
}
