// What a page does when it is used: reached by focus, changed, turned on its side. And what stands around it, page after page.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { KLADD } from './verden.mjs';

const gql = (deler) => fileURLToPath(new URL(`../../src/gql/${deler}persisted-documents.json`, import.meta.url));
/** The operations that change something, by name. */
const endringer = new Set(
  ['', 'innsyn/', 'saksbehandler/', 'administrator/'].flatMap((del) => [...readFileSync(gql(del), 'utf8').matchAll(/\bmutation (\w+)/g)].map(([, navn]) => navn)),
);

/** WCAG 3.2.3: what is met on more than one page is met in the same order. */
export class Rekkefolge {
  #kjent = new Map();

  /** Those of a page, in its order; gives what stands the other way round than on a page before. */
  feil(navn, nokler) {
    const funn = [];
    nokler.forEach((a, i) => {
      for (const b of nokler.slice(i + 1)) {
        const for_ = this.#kjent.get(`${b}|${a}`);
        if (for_) funn.push(`${navn}: ${a} stands before ${b}, and after it on ${for_}`);
        else if (!this.#kjent.has(`${a}|${b}`)) this.#kjent.set(`${a}|${b}`, navn);
      }
    });
    return funn;
  }
}

/** The links and buttons around the content, in the order of the document, each once. */
export const rammen = (page) =>
  page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll('.topp :is(a, button), .meny :is(a, button), .haster a, .bunn a, main nav a')]
        .filter((e) => e.checkVisibility() && !e.closest('.sakvelger, .innhold-liste'))
        .map((e) => `${e.closest('.topp, .meny, .haster, .bunn')?.className ?? 'nav'} ${e.getAttribute('href')?.replace(/\?.*/, '') ?? e.textContent.trim()}`),
    ),
  ]);

/** WCAG 1.3.4: nothing asks how the device is held, and what can be pressed and filled in is there both ways. */
export async function snu(page) {
  const funn = [];
  const regler = await page.evaluate(() => {
    const medier = (r) => [r.media?.mediaText ?? '', ...[...(r.cssRules ?? [])].flatMap(medier)];
    return [...document.styleSheets].flatMap((ark) => [...ark.cssRules].flatMap(medier)).filter((m) => m.includes('orientation'));
  });
  for (const r of regler) funn.push(`a rule asks for ${r}`);
  const for_ = page.viewportSize();
  const steder = [];
  for (const [width, height] of [
    [360, 740],
    [740, 360],
  ]) {
    await page.setViewportSize({ width, height });
    steder.push(await page.evaluate(() => [...document.querySelectorAll('main :is(a, button, input, select, textarea, h1, h2)')].filter((e) => e.checkVisibility()).map((e) => (e.textContent.trim() || e.id).slice(0, 60))));
  }
  await page.setViewportSize(for_);
  const [staende, liggende] = steder;
  for (const s of staende.filter((x) => !liggende.includes(x))) funn.push(`«${s}» is gone when the phone is turned`);
  for (const s of liggende.filter((x) => !staende.includes(x))) funn.push(`«${s}» is there only when the phone lies`);
  return funn;
}

/**
 * WCAG 3.2.1 and 3.2.2: gives everything the focus, and changes every answer, one after the other. The page is still there, no dialog
 * has come, the focus is where it was put, and nothing was sent but the draft – which is held back here. The page is not as it was.
 */
export async function rorAlt(page) {
  const sendt = [];
  await page.route('**/graphql', (rute) => {
    const navn = rute.request().postDataJSON()?.operationName;
    if (!endringer.has(navn)) return rute.fallback();
    if (!KLADD.includes(navn)) sendt.push(`${navn} is sent when a field is changed`);
    return undefined;
  });
  return [...(await page.evaluate(rorIAlt)), ...sendt];
}

async function rorIAlt() {
  const rot = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  const synlig = (e) => e.isConnected && e.checkVisibility({ visibilityProperty: true }) && !e.disabled;
  const navn = (e) => `${e.tagName.toLowerCase()} ${e.id || e.name || e.textContent.trim().slice(0, 30)}`;
  const tegnet = () => new Promise((ferdig) => requestAnimationFrame(() => requestAnimationFrame(ferdig)));
  const her = () => [location.pathname, document.querySelector('h1')?.textContent, document.querySelectorAll('dialog[open]').length].join(' ');
  const funn = [];
  const vent = async (e, hva, for_) => {
    await tegnet();
    if (her() !== for_) funn.push(`${hva} ${navn(e)}: from ${for_} to ${her()}`);
    return her();
  };

  let sted = her();
  for (const e of rot.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
    if (!synlig(e)) continue;
    e.focus({ preventScroll: true });
    if (document.activeElement !== e && synlig(e)) funn.push(`${navn(e)} does not keep the focus`);
    if (her() !== sted) sted = await vent(e, 'focus on', sted);
  }
  sted = await vent(document.activeElement, 'focus at last on', sted);

  const settVerdi = (e, verdi) => {
    const type = { INPUT: HTMLInputElement, SELECT: HTMLSelectElement, TEXTAREA: HTMLTextAreaElement }[e.tagName];
    Object.getOwnPropertyDescriptor(type.prototype, 'value').set.call(e, verdi);
    for (const hendelse of ['input', 'change']) e.dispatchEvent(new Event(hendelse, { bubbles: true }));
  };
  const verdier = { date: '2026-03-02', 'datetime-local': '2026-03-02T10:00', time: '10:00', number: '2', email: 'a@b.example' };
  for (const e of rot.querySelectorAll('input:not([type=hidden], [type=file], [type=submit], [readonly]), select, textarea:not([readonly])')) {
    if (!synlig(e)) continue;
    e.focus({ preventScroll: true });
    if (e.matches('[type=radio], [type=checkbox]')) e.click();
    else if (e.tagName === 'SELECT') settVerdi(e, [...e.options].find((o) => o.value !== e.value)?.value ?? e.value);
    else settVerdi(e, verdier[e.type] ?? 'Prøve 1');
    sted = await vent(e, 'a change of', sted);
    if (synlig(e) && document.activeElement !== e) funn.push(`a change of ${navn(e)} moves the focus to ${navn(document.activeElement)}`);
  }
  return funn;
}

/** What is said aloud, by the state or by the page and the state. */
const SIES = {
  laster: 'main .laster',
  feil: 'main [role=alert]',
  'uten-sokkel': '.direkte p',
  annen: '[data-ryddet="ANNEN"]',
  ryddet: '[data-ryddet="UTLOGGET"]',
  kollisjon: 'main #kollisjon',
  oppslag: '.oppslag [role=status] p',
  'uten-treff': '.oppslag [role=status] p',
  sok: 'main [data-treff]',
  '/ drift': '.drift [data-alvor]',
  '/ hjelp': '.skjemahjelp [role=status] .ds-paragraph',
  '/mine utloper': '.utloper .ds-alert',
  '/privat/mottaker inaktiv': '.ikke-aktiv',
  '/privat/kontroll ikke-sendt': '.utfall',
  '/innsyn/sak/:sakId/skriv/:nr? sendt': '[data-kvittering]',
  '/mottak/:kommunenummer/:bydelsnummer/liste mangler': '.rad-feil:not(:empty)',
  '/mottak/:kommunenummer/:bydelsnummer utlogget': 'main .knapper',
  '/admin utlogget': 'main .knapper',
  '/admin/meldinger tom': 'main [role=status]',
};

/** WCAG 4.1.3: what comes by itself, or after a press that leaves one where one is, is in a place that is read out, or takes the focus. */
export async function utenRost(page, rute, tilstand) {
  const velger = SIES[`${rute} ${tilstand}`] ?? SIES[tilstand];
  if (!velger) return [];
  const sies = await page
    .locator(velger)
    .first()
    .evaluate((e) => Boolean(e.closest('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]') || e.contains(document.activeElement) || document.activeElement.matches('h1')));
  return sies ? [] : [`${velger} is not said to one who cannot see it`];
}
