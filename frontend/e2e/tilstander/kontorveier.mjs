// The ways to the states of the two desks: the caseworker's and the administrator's.
import { expectSynlig, feil, laster } from './synlig.mjs';
import { sesjon, UKJENT, utenSokkel } from './verden.mjs';

const BERGEN = '/mottak/4601/00';
const tomt = (felt) => (d) => {
  d[felt] = { ...d[felt], edges: [], pageInfo: { ...d[felt].pageInfo, hasNextPage: false } };
};

/** What one sees when it is all there is `sett`. */
const vanlige = (hvem, sti, sett) => ({
  fylt: async (v) => expectSynlig(await v.apne(sti(v), hvem), sett),
  laster: async (v) => laster(await v.apne(sti(v), hvem, 'hoyt', { alt: 'henger' })),
  feil: async (v) => feil(await v.apne(sti(v), hvem, 'hoyt', { alt: 'feil' })),
});

/** Logged out in place: the desk stays, and what was on it goes. */
const utlogget = (hvem, sti, sett) => async (v) => {
  const page = await v.engangs(hvem);
  await page.goto(v.sti(sti));
  await expectSynlig(page, sett);
  await page.context().request.post('/logg-ut', { headers: { 'X-Portal': '1' }, maxRedirects: 0 });
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  return expectSynlig(page, 'main a[target=_blank]');
};

const saks = 'saksbehandler1';

/** Nothing is on the list before the day after it came, and the clock is everybody's. */
const medToPaListen = (d) => {
  const melding = (nr, id) => ({ __typename: 'MottattMelding', id, referanse: id, nr, mottatt: new Date(Date.now() - nr * 3_600_000).toISOString(), sha256: '' });
  d.avstemming.meldinger = [melding(1, UKJENT), melding(2, UKJENT.replace(/0$/, '1'))];
};

const mottak = {
  '/mottak': {
    fylt: async (v) => expectSynlig(await v.apne('/mottak', 'saksbehandler2'), '.meldinger a'),
    laster: async (v) => {
      const page = await v.vindu(saks);
      await sesjon(page, 'henger');
      await page.goto(v.sti('/mottak'));
      return laster(page);
    },
    feil: async (v) => {
      const page = await v.vindu(saks);
      await sesjon(page, 'feil');
      await page.goto(v.sti('/mottak'));
      return feil(page);
    },
    ingen: async (v) => expectSynlig(await v.apne('/mottak', 'far'), 'main h1:not(.ds-sr-only)'),
  },
  '/mottak/:kommunenummer/:bydelsnummer': {
    ...vanlige(saks, () => BERGEN, '.innboks .rad'),
    tom: async (v) => {
      const page = await v.apne(BERGEN, saks, 'hoyt', { Mottak: (d) => (tomt('mottak')(d), void Object.assign(d.mottak, { numre: [], antallUbekreftede: 0 })) });
      return expectSynlig(page, '.tomt');
    },
    hjelp: async (v) => {
      const page = await v.apne(BERGEN, saks);
      await page.locator('.innboks .rad').first().waitFor();
      await page.locator('main u-summary, main summary').click();
      return expectSynlig(page, '.snarveier');
    },
    dialog: async (v) => {
      const page = await v.apne(BERGEN, saks);
      await page.locator('[data-tast="bekreft"]').first().click();
      return expectSynlig(page, 'dialog[open]');
    },
    'uten-sokkel': async (v) => {
      const page = await v.engangs(saks);
      await utenSokkel(page);
      await page.goto(v.sti(BERGEN));
      await expectSynlig(page, '.innboks .rad');
      return expectSynlig(page, '.direkte[data-direkte="false"]');
    },
    utlogget: utlogget(saks, BERGEN, '.innboks .rad'),
  },
  '/mottak/:kommunenummer/:bydelsnummer/liste': {
    ...vanlige(saks, () => `${BERGEN}/liste`, '.ds-button'),
    fylt: async (v) => expectSynlig(await v.apne(`${BERGEN}/liste`, saks, 'hoyt', { Dagsliste: medToPaListen }), '.dagsliste > li'),
    tom: async (v) => expectSynlig(await v.apne(`${BERGEN}/liste`, saks, 'hoyt', { Dagsliste: (d) => void (d.avstemming.meldinger = []) }), 'main .ds-button'),
    mangler: async (v) => {
      const page = await v.apne(`${BERGEN}/liste`, saks, 'hoyt', { Dagsliste: medToPaListen });
      await page.locator('main .dagsliste > li').first().waitFor();
      await page.locator('main .ds-button').last().click();
      return expectSynlig(page, '.rad-feil:not(:empty)');
    },
  },
  '/mottak/:kommunenummer/:bydelsnummer/melding/:id': {
    ...vanlige(saks, (v) => `${BERGEN}/melding/${v.id.melding}`, '.forlop li'),
    borte: async (v) => expectSynlig(await v.apne(`${BERGEN}/melding/${UKJENT}`, saks), 'main h1:not(.ds-sr-only)'),
  },
  '/mottak/*': { fylt: async (v) => expectSynlig(await v.apne(`${BERGEN}/finnes-ikke`, saks), 'main h1:not(.ds-sr-only)') },
};

const admin = 'admin1';
const apne = (v, sti, svarene) => v.apne(sti, admin, 'hoyt', svarene);
const h1 = 'main h1:not(.ds-sr-only)';
/** Stored with what is there from the beginning, which is too little. */
const mangler = (sti, knapp = 'main form button[type=submit]') => ({
  mangler: async (v) => {
    const page = await apne(v, sti(v));
    await page.locator(knapp).last().click();
    return expectSynlig(page, 'ds-error-summary');
  },
});

const adminsider = {
  '/admin': {
    ...vanlige(admin, () => '/admin', '.kort li'),
    ...mangler(() => '/admin'),
    ingen: async (v) => expectSynlig(await v.apne('/admin', 'far'), h1),
    utlogget: utlogget(admin, '/admin', '.kort li'),
  },
  '/admin/kommune/:kommunenummer': {
    ...vanlige(admin, () => '/admin/kommune/4601', '[data-post]'),
    ...mangler(() => '/admin/kommune/4601', '#post button[type=submit]'),
    dialog: async (v) => {
      const page = await apne(v, '/admin/kommune/4601');
      await page.locator('[data-post]').first().locator('button[data-color=danger]').click();
      return expectSynlig(page, 'dialog[open]');
    },
    tom: async (v) => expectSynlig(await apne(v, '/admin/kommune/4640'), 'main form'),
  },
  '/admin/bydel/:kommunenummer/ny': {
    fylt: async (v) => expectSynlig(await apne(v, '/admin/bydel/4640/ny'), 'main form'),
    mangler: async (v) => {
      const page = await apne(v, '/admin/bydel/4640/ny');
      await page.locator('[id$="-postnummer"]').fill('57');
      await page.locator('main form button[type=submit]').last().click();
      return expectSynlig(page, 'ds-error-summary');
    },
  },
  '/admin/bydel/:kommunenummer/:bydelsnummer': {
    ...vanlige(admin, () => '/admin/bydel/4601/00', 'main form'),
    dialog: async (v) => {
      const page = await apne(v, '/admin/bydel/4601/00');
      await page.locator('main .ds-button[data-color="danger"]').first().click();
      return expectSynlig(page, 'dialog[open]');
    },
    borte: async (v) => expectSynlig(await apne(v, '/admin/bydel/9999/00'), h1),
  },
  '/admin/nokler': vanlige(admin, () => '/admin/nokler', '.nokler li'),
  '/admin/nokler/ny/*': { ...vanlige(admin, () => '/admin/nokler/ny', 'main form'), ...mangler(() => '/admin/nokler/ny') },
  '/admin/nokler/forslag/:id': {
    ...vanlige(admin, (v) => v.id.forslag, '[data-avtrykk], .avtrykk-stor'),
    // The other administrator, who is to compare.
    mangler: async (v) => {
      const page = await v.apne(v.id.forslag, 'admin2');
      await page.locator('main form button[type=submit]').click();
      return expectSynlig(page, 'ds-error-summary');
    },
    dialog: async (v) => {
      const page = await v.apne(v.id.forslag, 'admin2');
      await page.locator('#forslag-tommelavtrykk').fill(v.id.avtrykk);
      await page.locator('main form button[type=submit]').click();
      return expectSynlig(page, 'dialog[open]');
    },
  },
  '/admin/tilganger': {
    ...vanlige(admin, () => '/admin/tilganger', '.tabell tbody tr'),
    ...mangler(() => '/admin/tilganger'),
    dialog: async (v) => {
      const page = await apne(v, '/admin/tilganger');
      await page.locator('.tabell .ds-button').first().click();
      return expectSynlig(page, 'dialog[open]');
    },
  },
  '/admin/integrasjoner': { ...vanlige(admin, () => '/admin/integrasjoner', '.kort-brede > li'), ...mangler(() => '/admin/integrasjoner') },
  '/admin/endringer': {
    ...vanlige(admin, () => '/admin/endringer', 'main li, main tr'),
    tom: async (v) => expectSynlig(await apne(v, '/admin/endringer', { Endringene: tomt('endringer') }), h1),
  },
  '/admin/meldinger': {
    ...vanlige(admin, () => '/admin/meldinger', '.hovedbok li'),
    tom: async (v) => expectSynlig(await apne(v, '/admin/meldinger', { Meldinger: tomt('meldinger') }), 'main [role=status]'),
    mangler: async (v) => {
      const page = await apne(v, '/admin/meldinger');
      await page.locator('#sok-sok').fill('Han er alene');
      await page.locator('main form button[type=submit]').click();
      return expectSynlig(page, 'ds-error-summary');
    },
    hjelp: async (v) => {
      const page = await apne(v, '/admin/meldinger');
      await page.locator('main u-summary, main summary').click();
      return expectSynlig(page, '#sok-fra');
    },
  },
  '/admin/meldinger/advarsler': { fylt: async (v) => expectSynlig(await apne(v, '/admin/meldinger/advarsler'), 'main h2') },
  '/admin/meldinger/:id': {
    ...vanlige(admin, (v) => `/admin/meldinger/${v.id.melding}`, 'main h2'),
    borte: async (v) => expectSynlig(await apne(v, `/admin/meldinger/${UKJENT}`), h1),
  },
  '/admin/statistikk': {
    ...vanlige(admin, () => '/admin/statistikk', '.diagram svg'),
    tabell: async (v) => {
      const page = await apne(v, '/admin/statistikk');
      for (const linje of await page.locator('.diagram u-summary, .diagram summary').all()) await linje.click();
      await page.locator('.diagram u-summary, .diagram summary').first().click();
      return expectSynlig(page, '.diagram table');
    },
    mangler: async (v) => {
      const page = await apne(v, '/admin/statistikk');
      await page.locator('#periode').selectOption('EGEN');
      await page.locator('#periode-fra').fill('2020-01-01');
      await page.locator('main form button[type=submit]').click();
      return expectSynlig(page, 'ds-error-summary');
    },
  },
  '/admin/drift': vanlige(admin, () => '/admin/drift', '.kort-brede > li'),
  '/admin/drift/melding/ny': { fylt: async (v) => expectSynlig(await apne(v, '/admin/drift/melding/ny'), 'main form'), ...mangler(() => '/admin/drift/melding/ny') },
  '/admin/drift/melding/:id': vanlige(admin, (v) => v.id.driftsmelding, 'main form'),
  '/admin/drift/innhold/:slag/:nokkel/:kommunenummer?': {
    ...vanlige(admin, () => '/admin/drift/innhold/APNINGSTID/ny', 'main form'),
    ...mangler(() => '/admin/drift/innhold/APNINGSTID/ny'),
  },
  '/admin/*': { fylt: async (v) => expectSynlig(await apne(v, '/admin/finnes/ikke'), h1) },
};

export const kontorveier = { ...mottak, ...adminsider };
