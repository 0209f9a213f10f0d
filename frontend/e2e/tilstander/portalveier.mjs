// The ways to the states of the open pages, and of the pages about one's own reports.
import { loggInn } from '../nettleser.mjs';
import { fyll } from '../skjema.mjs';
import { expectSynlig, feil, laster } from './synlig.mjs';
import { sesjon, svar, UKJENT, utenSokkel } from './verden.mjs';

const lesesider = ['/hvis-det-haster', '/anonym', '/delt-enhet', '/personvernerklaering', '/tilgjengelighet', '/innlogget', '/innlogging-feilet'];
const enkel = (sti) => ({ fylt: (v) => v.apne(sti) });

/** How a page that waits for the server, fails, or wants a login, is seen. */
const vanlige = (sti, hvem, niva) => ({
  laster: async (v) => laster(await v.apne(sti(v), hvem, niva, { alt: 'henger' })),
  feil: async (v) => feil(await v.apne(sti(v), hvem, niva, { alt: 'feil' })),
  ute: async (v) => expectSynlig(await v.apne(sti(v)), 'main a[href^="/logg-inn"]'),
});

const melder = ['far', 'betydelig'];

export const portalveier = {
  ...Object.fromEntries(lesesider.map((sti) => [sti, enkel(sti)])),
  '*': enkel('/finnes-ikke'),
  '/': {
    fylt: (v) => v.apne('/'),
    hjelp: async (v) => {
      const page = await expectSynlig(await v.apne('/'), 'main :is(summary, u-summary)');
      for (const linje of await page.locator('main summary, main u-summary').all()) await linje.click();
      await page.locator('input[name="jobb"][value="ja"]').check();
      await page.locator('input[name="plikt"][value="ja"]').check();
      return expectSynlig(page, '.skjemahjelp .ds-button');
    },
    drift: async (v) => {
      const tekst = 'Innlogging virker dårlig i dag. Ring barnevernet hvis det haster.';
      const melding = (id, alvorlighet) => ({ __typename: 'Driftsmelding', id, alvorlighet, tekster: { __typename: 'Spraktekster', nb: tekst, nn: null, en: null, se: null } });
      const page = await v.apne('/', '', 'hoyt', { Driftsmelding: (d) => void (d.driftsmelding = [melding('1', 'KRITISK'), melding('2', 'INFO')]) });
      return expectSynlig(page, '.drift [data-alvor="KRITISK"]');
    },
  },
  '/anonym/skjema': {
    fylt: async (v) => expectSynlig(await v.apne('/anonym/skjema'), '#kommune'),
    valgt: async (v) => {
      const page = await v.apne('/anonym/skjema');
      await page.locator('#kommune').fill('Alta');
      await page.locator('[role=option]').first().click();
      return expectSynlig(page, '.blankett address');
    },
    laster: async (v) => laster(await v.apne('/anonym/skjema', '', 'hoyt', { Kommuner: 'henger' })),
    feil: async (v) => expectSynlig(await v.apne('/anonym/skjema', '', 'hoyt', { Kommuner: 'feil' }), 'main [role=alert]'),
  },
  '/mine': {
    ...vanlige(() => '/mine', ...melder),
    fylt: async (v) => expectSynlig(await v.apne('/mine', ...melder), '.meldinger li'),
    tom: async (v) => {
      const page = await v.apne('/mine', ...melder, { MineBekymringsmeldinger: (d) => void (d.mineBekymringsmeldinger = []) });
      return expectSynlig(page, 'main .ds-paragraph:not(.ingress)');
    },
    utloper: async (v) => {
      const page = await v.vindu(...melder);
      await sesjon(page, { innlogget: true, inaktivOm: 240, utloperOm: 4000 });
      await page.goto(v.sti('/mine'));
      return expectSynlig(page, '.utloper .ds-alert button');
    },
    annen: async (v) => {
      const page = await v.engangs(...melder);
      await page.goto(v.sti('/mine'));
      await expectSynlig(page, '.meldinger li');
      const annen = await page.context().newPage();
      await loggInn(annen, 'mor', 'betydelig', '/innlogget');
      await annen.close();
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      return expectSynlig(page, '[data-ryddet="ANNEN"]');
    },
    ryddet: async (v) => {
      const page = await v.engangs(...melder);
      await page.goto(v.sti('/mine'));
      await expectSynlig(page, '.meldinger li');
      // What the window she logs out in says to the others.
      await page.evaluate(() => new BroadcastChannel('utlogging').postMessage(null));
      return expectSynlig(page, '[data-ryddet="UTLOGGET"]');
    },
  },
  '/mine/:id': {
    ...vanlige((v) => `/mine/${v.id.melding}`, ...melder),
    fylt: async (v) => expectSynlig(await v.apne(`/mine/${v.id.melding}`, ...melder), '.direkte[data-direkte="true"]'),
    bekreftet: async (v) => {
      const bevist = (d) => void (d.bekymringsmelding = { ...d.bekymringsmelding, bevis: 'REGISTRERT', tilstand: 'LEVERT' });
      const page = await v.engangs(...melder);
      await svar(page, { Bekymringsmelding: bevist });
      // The socket says how it really is: open, and silent.
      await page.routeWebSocket('**/graphql', (sokkel) => {
        const tjener = sokkel.connectToServer();
        tjener.onMessage((m) => JSON.parse(String(m)).type !== 'next' && sokkel.send(m));
      });
      await page.goto(v.sti(`/mine/${v.id.melding}`));
      return expectSynlig(page, '[data-status="BEKREFTET"]');
    },
    borte: async (v) => expectSynlig(await v.apne(`/mine/${UKJENT}`, ...melder), 'main a[href$="/mine"]'),
    'uten-sokkel': async (v) => {
      const page = await v.engangs(...melder);
      await utenSokkel(page);
      await page.goto(v.sti(`/mine/${v.id.melding}`));
      return expectSynlig(page, '.direkte[data-direkte="false"]');
    },
  },
  '/kvittering/:id': {
    ...vanlige((v) => `/kvittering/${v.id.melding}`, ...melder),
    fylt: async (v) => expectSynlig(await v.apne(`/kvittering/${v.id.melding}`, ...melder), '.kvittering .referanse'),
    borte: async (v) => expectSynlig(await v.apne(`/kvittering/${UKJENT}`, ...melder), 'main a[href$="/mine"]'),
  },
};

/** What the server says when a draft is saved. Nothing is stored: each state finds the draft as it was written. */
const lagringSvarer = (page, svaret) =>
  page.route('**/graphql', (rute) => {
    const { operationName, variables } = rute.request().postDataJSON() ?? {};
    if (operationName !== 'LagreUtkast') return rute.fallback();
    return rute.fulfill({ json: { data: { lagreUtkast: { __typename: 'LagreUtkastPayload', alleredeSendt: null, feil: [], ...svaret(variables.input) } } } });
  });
const kladdBorte = { Utkast: (d) => void (d.utkast = null), LagreUtkast: 'henger' };
const sendt = 'form button[type=submit]';

/** The pages of a form: with a draft, and, tried with nothing in them, with what is missing. */
function skjemasider(rot, hvem, sider) {
  return Object.fromEntries(
    sider.map((side) => {
      const sti = `${rot}/${side}`;
      return [
        sti,
        {
          fylt: async (v) => expectSynlig(await v.apne(sti, hvem, 'betydelig'), 'main h1:not(.ds-sr-only)'),
          mangler: async (v) => {
            const page = await v.apne(sti, hvem, 'betydelig', kladdBorte);
            await page.locator(`main ${sendt}`).click();
            return expectSynlig(page, 'ds-error-summary');
          },
        },
      ];
    }),
  );
}

/** The server's word that the concern is missing. */
const melding = (d) => void (d.kontroll.feil = [{ __typename: 'Feltfeil', sti: ['melding'], kode: 'MANGLER', grense: null }]);
/** The answers are to be looked over, and there are none. */
const tom = (rot, hvem) => async (v) => expectSynlig(await v.apne(`${rot}/kontroll`, hvem, 'betydelig', kladdBorte), `main p > a[href$="${rot}"]`);

const uten = ({ mangler: _, ...resten }) => resten;
const medKladd = (rot, hvem) => ({
  fylt: async (v) => expectSynlig(await v.apne(rot, hvem, 'betydelig', kladdBorte), 'main .ds-button[href*="mottaker"]'),
  ute: async (v) => expectSynlig(await v.apne(rot), 'main a[href^="/logg-inn"]'),
  kladd: async (v) => expectSynlig(await v.apne(rot, hvem, 'betydelig'), '.valgkort'),
});

/** Asks the register's look-alike for a workplace by its number. */
const slaOpp = (nr) => async (v) => {
  const page = await v.apne('/offentlig/om-deg', 'medfar', 'betydelig', kladdBorte);
  await fyll(page, 'melder.virksomhet.orgnr', nr);
  // «Henter …» stands there until then.
  const svaret = page.waitForResponse((r) => r.url().endsWith('/graphql') && r.request().postDataJSON()?.variables?.orgnr === nr);
  await page.locator('.oppslag .ds-button').click();
  await svaret;
  return expectSynlig(page, '.oppslag [role=status] p');
};

const privat = skjemasider('/privat', 'far', ['mottaker', 'om-deg', 'barn', 'bekymring', 'fare', 'kontroll']);
const offentlig = skjemasider('/offentlig', 'medfar', ['mottaker', 'om-deg', 'barn', 'bekymring', 'foresatte', 'hjelp', 'fare', 'kontroll']);

export const skjemaveier = {
  '/privat': {
    ...medKladd('/privat', 'far'),
    dialog: async (v) => {
      const page = await v.apne('/privat', ...melder);
      await page.locator('.valgkort > .knapper > .ds-button[data-color="danger"]').click();
      return expectSynlig(page, 'dialog[open]');
    },
  },
  ...privat,
  '/privat/mottaker': {
    ...privat['/privat/mottaker'],
    ...vanlige(() => '/privat/mottaker', ...melder),
    inaktiv: async (v) => {
      const page = await v.apne('/privat/mottaker', ...melder, kladdBorte);
      const kommune = page.locator('main input[role=combobox]');
      await kommune.fill('Alta');
      await page.locator('[role=option]').first().click();
      return expectSynlig(page, '.ikke-aktiv');
    },
  },
  '/privat/om-deg': uten(privat['/privat/om-deg']),
  '/privat/fare': uten(privat['/privat/fare']),
  '/privat/bekymring': {
    ...privat['/privat/bekymring'],
    utlogget: async (v) => {
      const page = await v.engangs(...melder);
      await page.goto(v.sti('/privat/bekymring'));
      await expectSynlig(page, '#melding');
      await page.context().clearCookies();
      await page.evaluate(() => window.dispatchEvent(new Event('focus')));
      return expectSynlig(page, 'main a[href^="/logg-inn"]');
    },
    kollisjon: async (v) => {
      const page = await v.vindu(...melder);
      let nyere;
      await svar(page, { Utkast: (d) => void (nyere = { ...d.utkast, lagret: new Date().toISOString(), innhold: d.utkast.innhold.replace('alene', 'ute') }) });
      await lagringSvarer(page, () => ({ utkast: null, nyere }));
      await page.goto(v.sti('/privat/bekymring'));
      await page.locator('#melding').fill('Skrevet i dette vinduet.');
      return expectSynlig(page, '#kollisjon');
    },
  },
  '/privat/kontroll': {
    fylt: privat['/privat/kontroll'].fylt,
    tom: tom('/privat', 'far'),
    mangler: async (v) => expectSynlig(await v.apne('/privat/kontroll', ...melder, { KontrollerPrivatBekymringsmelding: melding }), 'ds-error-summary'),
    'ikke-sendt': async (v) => {
      const page = await v.vindu(...melder);
      await svar(page, { SendPrivatBekymringsmelding: 'feil' });
      await lagringSvarer(page, ({ klientnokkel }) => ({ utkast: { __typename: 'Utkast', klientnokkel, lagret: new Date().toISOString(), utloper: new Date().toISOString() }, nyere: null }));
      await page.goto(v.sti('/privat/kontroll'));
      await page.locator(`main ${sendt}`).click();
      return expectSynlig(page, '.utfall');
    },
  },
  '/offentlig': medKladd('/offentlig', 'medfar'),
  ...offentlig,
  '/offentlig/om-deg': { ...offentlig['/offentlig/om-deg'], oppslag: slaOpp('311090011'), 'uten-treff': slaOpp('311090054') },
  '/offentlig/kontroll': {
    fylt: offentlig['/offentlig/kontroll'].fylt,
    tom: tom('/offentlig', 'medfar'),
    mangler: async (v) =>
      expectSynlig(await v.apne('/offentlig/kontroll', 'medfar', 'betydelig', { KontrollerOffentligBekymringsmelding: melding }), 'ds-error-summary'),
  },
  '/offentlig/fare': uten(offentlig['/offentlig/fare']),
  '/offentlig/hjelp': uten(offentlig['/offentlig/hjelp']),
};
