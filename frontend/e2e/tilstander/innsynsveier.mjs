// The ways to the states of the pages about one's own case.
import { expectSynlig, feil, laster } from './synlig.mjs';
import { UKJENT, utenSokkel } from './verden.mjs';

const hvem = 'melder';
const apne = (v, sti, svarene) => v.apne(sti, hvem, 'hoyt', svarene);

/** `sti` gives the address; what one sees when it is all there is `seen`. */
const vanlige = (sti, sett) => ({
  fylt: async (v) => expectSynlig(await apne(v, sti(v)), sett),
  laster: async (v) => laster(await apne(v, sti(v), { alt: 'henger' })),
  feil: async (v) => feil(await apne(v, sti(v), { alt: 'feil' })),
});
const borte = (sti) => ({ borte: async (v) => expectSynlig(await apne(v, sti(v)), 'main h1:not(.ds-sr-only)') });

const sak = (v) => v.id.sak;
const be = (v) => `${v.id.sak}/be-om-innsyn/${v.id.skjult.split('/').at(-1)}`;
const send = 'main form.brev button[type=submit]';
const hengLagring = { LagreBrevutkast: 'henger' };

export const innsynsveier = {
  '/innsyn': {
    ...vanlige(() => '/innsyn', '.sakslenke'),
    tom: async (v) => expectSynlig(await v.apne('/innsyn', 'laerer'), 'main h1:not(.ds-sr-only)'),
    ute: async (v) => expectSynlig(await v.apne('/innsyn'), 'main a[href^="/logg-inn"]'),
    'uten-sokkel': async (v) => {
      const page = await v.engangs(hvem);
      await utenSokkel(page);
      await page.goto(v.sti('/innsyn'));
      return expectSynlig(page, '.direkte[data-direkte="false"]');
    },
  },
  '/innsyn/sak/:sakId': {
    ...vanlige(sak, '.hva-na'),
    ...borte(() => `/innsyn/sak/${UKJENT}`),
    sok: async (v) => {
      const page = await apne(v, v.id.sak);
      await page.locator('#sok').fill('finnes ikke');
      await page.locator('#sok').press('Enter');
      return expectSynlig(page, '[data-treff="0"]');
    },
  },
  '/innsyn/sak/:sakId/post/:postId': {
    ...vanlige((v) => v.id.vedtak, '.klagefrist'),
    ...borte((v) => `${v.id.sak}/post/${UKJENT}`),
    skjult: async (v) => expectSynlig(await apne(v, v.id.skjult), 'main a[href*="be-om-innsyn"]'),
    plan: async (v) => expectSynlig(await apne(v, v.id.plan), '.mal li'),
  },
  '/innsyn/sak/:sakId/skriv/:nr?': {
    ...skriv((v) => `${v.id.sak}/skriv`),
    feil: async (v) => feil(await apne(v, `${v.id.sak}/skriv`, { HentBrevutkast: 'feil' })),
    kollisjon: async (v) => {
      const page = await apne(v, `${v.id.sak}/skriv`);
      const nyere = { __typename: 'Lagretbrev', nokkel: UKJENT, lagret: '2026-11-21T14:00:00Z', utloper: '2026-12-21T14:00:00Z', versjon: 1, innhold: '{"tekst":"Fra det andre vinduet"}', filerHer: [] };
      await page.route('**/graphql', (rute) =>
        rute.request().postDataJSON()?.operationName === 'LagreBrevutkast'
          ? rute.fulfill({ json: { data: { lagreBrevutkast: { __typename: 'LagreBrevutkastPayload', utkast: null, nyere, sendt: false, feil: [] } } } })
          : rute.fallback(),
      );
      await page.locator('#felt-tekst').fill('Fra dette vinduet');
      return expectSynlig(page, '#kollisjon');
    },
    sjekk: async (v) => {
      const page = await apne(v, `${v.id.sak}/skriv`);
      await page.locator('#felt-tekst').fill('Hei. Jeg vil gjerne snakke om skolen.\n\nHilsen Marte');
      await page.locator(send).click();
      return expectSynlig(page, '[data-sjekk="BREV"]');
    },
    sendt: async (v) => {
      const page = await apne(v, `${v.id.sak}/skriv`);
      await page.locator('#felt-tekst').fill('Hei. Jeg vil gjerne snakke om skolen.\n\nHilsen Marte');
      await page.locator(send).click();
      await page.locator('[data-sjekk="BREV"] .knapper .ds-button').first().click();
      return expectSynlig(page, '[data-kvittering="POST"]');
    },
  },
  '/innsyn/sak/:sakId/post/:postId/svar/:nr?': skriv((v) => `${v.id.svar}/svar`),
  '/innsyn/sak/:sakId/be-om-innsyn/:postId?': {
    fylt: async (v) => expectSynlig(await apne(v, be(v), hengLagring), '#grunn'),
    mangler: async (v) => {
      const page = await apne(v, be(v), hengLagring);
      await page.locator(send).click();
      return expectSynlig(page, 'main form.brev .ds-validation-message');
    },
    sjekk: async (v) => {
      const page = await apne(v, be(v), hengLagring);
      await page.locator('#grunn').fill('Jeg vil vite hva som står om meg.');
      await page.locator(send).click();
      return expectSynlig(page, '[data-sjekk="INNSYN"]');
    },
  },
  '/innsyn/samtykke/:samtykkeId': {
    ...vanlige((v) => `/innsyn/samtykke/${v.id.samtykke}`, '.samtykkesvar'),
    ...borte(() => `/innsyn/samtykke/${UKJENT}`),
    sjekk: async (v) => {
      const page = await apne(v, `/innsyn/samtykke/${v.id.samtykke}`);
      await page.locator('.samtykkesvar .knapper .ds-button').first().click();
      return expectSynlig(page, '[data-sjekk="GI"]');
    },
  },
  '/innsyn/logg': {
    ...vanlige(() => '/innsyn/logg', '.logg li'),
    tom: async (v) => expectSynlig(await v.apne('/innsyn/logg', 'laerer'), '.logg-bunn'),
  },
  '/innsyn/*': { fylt: async (v) => expectSynlig(await apne(v, '/innsyn/finnes/ikke'), 'main h1:not(.ds-sr-only)') },
};

function skriv(sti) {
  return {
    fylt: async (v) => expectSynlig(await apne(v, sti(v), hengLagring), '#felt-tekst'),
    mangler: async (v) => {
      const page = await apne(v, sti(v), hengLagring);
      await page.locator('#felt-tekst').fill('');
      await page.locator(send).click();
      return expectSynlig(page, 'main form.brev .ds-alert[data-color="danger"]');
    },
  };
}
