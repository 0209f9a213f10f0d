// What holds for every page in every state, whoever looks at it and however.
import { AxeBuilder } from '@axe-core/playwright';

const NORMAL = { width: 1280, height: 900 };
/** WCAG 1.4.10: 400 % of 1280 × 1024. */
export const ZOOM_400 = { width: 320, height: 256 };
const MERKER = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** What is wrong with the page as it is now, one line each. `navn` is what it is, for the lines. */
export async function finnFeil(page, navn, { sprak = 'nb', kontor = false } = {}) {
  const funn = [];
  const si = (hva) => funn.push(`${navn}: ${hva}`);

  const { violations } = await new AxeBuilder({ page }).withTags(MERKER).options({ resultTypes: ['violations'] }).setLegacyMode().analyze();
  for (const v of violations) si(`axe ${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);

  const her = await page.evaluate(iSiden);
  if (her.h1 !== 1) si(`${her.h1} headings of the first level`);
  if (!her.tittel || /undefined/.test(her.tittel)) si(`its title is «${her.tittel}»`);
  if (/barnevern|bekymring|child|mánáidsuodjal|fuolastuvvan/i.test(her.tittel)) si(`its title tells what it is about: ${her.tittel}`);
  if (her.lang !== (kontor && sprak !== 'en' ? 'nb' : sprak)) si(`its language is ${her.lang}`);
  for (const nummer of ['tel:112', 'tel:02800', 'tel:116111']) if (!her.lenker.includes(nummer)) si(`${nummer} is not there`);
  if (!her.utgang) si('the way out cannot be seen');
  for (const f of her.utenFeiltekst) si(`${f} is wrong, and nothing by it says how`);
  for (const f of her.bevegelser) si(`${f} moves for one who wants no movement`);
  if (navn.endsWith(' mangler') && !her.feilfokus) si('what is wrong does not have the focus');
  if (navn.endsWith(' mangler') && !/^(Feil|Error|Meattáhus): /.test(her.tittel)) si(`its title does not begin with the error: ${her.tittel}`);

  await page.setViewportSize(ZOOM_400);
  for (const e of await page.evaluate(bredere)) si(`at 320 px ${e} is wider than the window`);
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

function bredere() {
  const kant = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= kant) return [];
  return [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > kant + 1).slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
}

/** What one presses, but a link in the middle of a text, and a box whose label is pressed as well. */
function smaMal() {
  return [...document.querySelectorAll('a[href], button, select, summary, u-summary, input:not([type=hidden])')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.ds-sr-only, .ds-skip-link') && !e.matches('.ds-skip-link, input[type=file]'))
    .filter((e) => !(e.matches('a') && /^(P|LI|DD|SPAN|STRONG|DIV|TD)$/.test(e.parentElement.tagName) && e.parentElement.textContent.trim() !== e.textContent.trim()))
    .flatMap((e) => {
      const mal = [e, ...(e.matches('[type=checkbox], [type=radio]') ? e.labels : [])].map((m) => m.getBoundingClientRect());
      const bredde = Math.max(...mal.map((m) => m.right)) - Math.min(...mal.map((m) => m.left));
      const hoyde = Math.max(...mal.map((m) => m.bottom)) - Math.min(...mal.map((m) => m.top));
      return bredde && (bredde < 24 || hoyde < 24) ? [`${e.tagName.toLowerCase()} «${(e.textContent || e.id).trim().slice(0, 30)}» ${Math.round(bredde)}×${Math.round(hoyde)}`] : [];
    });
}

/** WCAG 1.4.12. Not as a style element: our own rules for content allow none. */
function luftigTekst() {
  const ark = new CSSStyleSheet();
  ark.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [ark];
}

function kuttet() {
  return [...document.querySelectorAll('body *')]
    .filter((e) => e.checkVisibility() && e.textContent.trim() && !e.closest('.ds-sr-only, .ds-skip-link, svg, [aria-hidden=true], .merke-navn, textarea, [hidden]'))
    .filter((e) => {
      const { overflowX, overflowY } = getComputedStyle(e);
      const skjult = (o) => o === 'hidden' || o === 'clip';
      return (skjult(overflowY) && e.scrollHeight > e.clientHeight + 2) || (skjult(overflowX) && e.scrollWidth > e.clientWidth + 2);
    })
    .map((e) => `${e.tagName.toLowerCase()}.${e.className}`);
}
