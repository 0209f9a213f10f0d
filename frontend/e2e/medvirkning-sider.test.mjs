// What the citizen does herself, page by page and state by state: consents, letters, asking for what is withheld.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Indekserer } from './indekserer.mjs';
import { dag, PDF, sak } from './innsynsdata.mjs';
import { loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';

const harData = Boolean(process.env.PORTAL_DATA);
const dato = (antall) => dag(antall).slice(0, 10);

describe('what the citizen does herself', { timeout: 900_000, skip: !harData && 'needs .ci/e2e, which says where the case system’s settings are' }, () => {
  let nettleser;
  let melder;
  let bergen;
  let lenke;
  let sakId;
  const indeksert = [];

  before(async () => {
    nettleser = await startNettleser();
    melder = await nyPerson(nettleser);
    bergen = await Indekserer.nytt('bergen');
    lenke = await bergen.lastOpp('application/pdf', PDF);
    sakId = await bergen.sak('melder', sak);
    indeksert.push(sakId);
    // The address of a case is made here, not by the case system.
    await loggInn(melder.page, 'melder', 'hoyt', '/innsyn');
  });

  const tilSaken = async () => {
    const { page } = melder;
    await page.goto('/innsyn');
    await page.locator('.sakslenke').click();
    await page.locator('.hva-na').waitFor();
  };
  const tilPost = async (tittel) => {
    await tilSaken();
    await melder.page.locator('.dokumentliste').getByRole('link', { name: tittel, exact: true }).click();
    await melder.page.getByRole('heading', { level: 1, name: tittel }).waitFor();
  };

  after(async () => {
    await nettleser?.close();
    if (indeksert.length) await bergen.slett(indeksert);
    assert.deepEqual(melder?.brudd, []);
  });

  describe('a consent', () => {
    const NAVN = 'at vi snakker med læreren til Ylva';
    let id;

    const knapp = (navn) => melder.page.getByRole('button', { name: navn, exact: true });
    const iSjekk = (navn) => melder.page.locator('[data-sjekk]').getByRole('button', { name: navn, exact: true });
    const tilSamtykket = async (hvilket) => {
      await melder.page.goto(`/innsyn/samtykke/${hvilket}`);
      await melder.page.locator('h1').waitFor();
    };

    test('waits first on the list of cases, live, with its deadline', async () => {
      const { page } = melder;
      await page.getByRole('heading', { name: 'Sakene dine' }).waitFor();
      assert.equal(await page.locator('.venteliste').count(), 0);
      id = await bergen.samtykke([['melder', 'Marte Synt Melder'], ['28828319363', 'Frode Synt Kråkefot']], { navn: NAVN, akseptfrist: dato(6), sluttDato: dato(200) });
      await page.locator('[data-venter="SAMTYKKE"]').getByText(/^6 dager igjen/).waitFor();
      assert.equal(await page.locator('main h2').first().innerText(), 'Det som venter på deg');
      await sjekkSide(page, 'medvirkning-venter');
    });

    test('without its document it says so', async () => {
      await tilSamtykket(id);
      await melder.page.getByText('Dokumentet er ikke lagt ut her ennå').waitFor();
      await sjekkSide(melder.page, 'samtykke-uten-dokument');
    });

    test('the document first, what is asked, who else, what follows; the entry that carries it leads to it', async () => {
      const { page } = melder;
      indeksert.push(...(await bergen.poster('melder', sakId, [
        { tittel: 'Spørsmål om samtykke', samtykkeId: id, journaldato: dag(-1), tidslinje: true, dokumenter: [{ tittel: 'Hva vi vil snakke med læreren om', filnavn: 's.pdf', mimeType: 'application/pdf', storrelse: PDF.length, lenke }] },
      ])));
      await tilSaken();
      await sjekkSide(page, 'medvirkning-sak-venter');
      await page.locator('[data-venter="SAMTYKKE"]').waitFor();
      await tilPost('Spørsmål om samtykke');
      await page.locator('[data-samtykke="VENTER_PAA_SVAR"]').waitFor();
      await sjekkSide(page, 'samtykke-post');
      await page.getByRole('link', { name: 'Les og svar' }).click();
      await page.getByRole('heading', { name: `Du er bedt om samtykke: ${NAVN}` }).waitFor();
      assert.equal(await page.locator('main h2').first().innerText(), 'Les dette først');
      await page.getByText('Frode Synt Kråkefot').waitFor();
      await page.locator('[data-frist]').getByText(/^6 dager igjen/).waitFor();
      const [fil] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Last ned Hva vi vil/ }).click()]);
      assert.ok(await fil.path());
      await sjekkSide(page, 'samtykke-venter');
      assert.doesNotMatch(`${page.url()} ${await page.title()}`, /lærer|ylva/i);
    });

    test('giving: a check that one may go back from, then a receipt', async () => {
      const { page } = melder;
      await knapp('Ja, jeg samtykker').focus();
      await page.keyboard.press('Enter');
      await page.locator('[data-sjekk="GI"]:focus').waitFor();
      await sjekkSide(page, 'samtykke-sjekk');
      await iSjekk('Gå tilbake uten å svare').click();
      assert.equal((await bergen.samtykkesvar(id)).status, 'VENTER_PAA_SVAR');
      await knapp('Ja, jeg samtykker').click();
      await iSjekk('Si ja').click();
      await page.locator('[data-kvittering="GI"]:focus').waitFor();
      await page.locator('[data-hendelse="AKSEPTERT_AV_PART"]').waitFor();
      await sjekkSide(page, 'samtykke-gitt');
    });

    test('withdrawing takes as many presses', async () => {
      const { page } = melder;
      await knapp('Trekk samtykket').click();
      await page.locator('[data-sjekk="TREKK"]').waitFor();
      await sjekkSide(page, 'samtykke-trekk-sjekk');
      await iSjekk('Trekk det').click();
      await page.locator('[data-kvittering="TREKK"]').waitFor();
      await page.locator('[data-status="TRUKKET"]').waitFor();
      await page.getByText('Du trakk samtykket').waitFor();
      assert.equal((await bergen.samtykkesvar(id)).status, 'TRUKKET');
      await sjekkSide(page, 'samtykke-trukket');
    });

    test('declining; an answer lost on the way may be sent again, and counts once', async () => {
      const { page } = melder;
      const nr2 = await bergen.samtykke([['melder', 'Marte Synt Melder']], { navn: 'et møte med helsesykepleier', akseptfrist: dato(1) });
      await tilSamtykket(nr2);
      await page.getByText('Ingen andre er spurt').waitFor();
      await knapp('Nei, jeg samtykker ikke').click();
      let tapt = 0;
      await page.route('**/graphql', async (rute) => {
        if (rute.request().postDataJSON()?.operationName !== 'AvslaSamtykke' || tapt > 0) return rute.continue();
        tapt += 1;
        await rute.fetch();
        await rute.abort();
      });
      await iSjekk('Si nei').click();
      await page.locator('[data-feil="NETT"]').waitFor();
      await sjekkSide(page, 'samtykke-tapt-svar');
      await iSjekk('Si nei').click();
      await page.locator('[data-kvittering="AVSLA"]').waitFor();
      await page.unroute('**/graphql');
      assert.equal(await page.locator('[data-hendelse="AVSLAATT_AV_PART"]').count(), 1);
      await sjekkSide(page, 'samtykke-avslatt');
    });

    test('closed: the deadline passed, its last day over, ended while one looks', async () => {
      const { page } = melder;
      const nr3 = await bergen.samtykke([['melder', 'Marte Synt Melder']], { navn: 'et tredje', akseptfrist: dato(3) });
      await tilSamtykket(nr3);
      await knapp('Ja, jeg samtykker').waitFor();
      await bergen.endreSamtykke(nr3, { akseptfrist: dato(-2) });
      await page.locator('[data-status="SVARFRIST_PASSERT"]').waitFor();
      assert.equal(await knapp('Ja, jeg samtykker').count(), 0);
      await sjekkSide(page, 'samtykke-frist-ute');
      await bergen.endreSamtykke(nr3, { akseptfrist: dato(-2), sluttDato: dato(-1) });
      await page.locator('[data-status="UTLOPT"]').waitFor();
      await sjekkSide(page, 'samtykke-utlopt');
      await bergen.invaliderSamtykke(nr3);
      await page.locator('[data-status="INVALIDERT"]').waitFor();
      await sjekkSide(page, 'samtykke-invalidert');
    });

    test('nobody’s consent says the same as another’s, and nothing is left in the browser', async () => {
      const { page } = melder;
      await page.goto(`/innsyn/samtykke/${crypto.randomUUID()}`);
      await page.getByRole('heading', { name: 'Her er det ingenting å vise' }).waitFor();
      await sjekkSide(page, 'samtykke-ingenting');
      await sjekkLager(page);
    });
  });

  describe('letters', () => {
    const edialogSkjemaer = (...typer) => typer.map((t) => ({ edialogId: 'barnevern-bergen', ...t }));
    const brev = (ord) => melder.page.getByLabel('Det du vil skrive').fill(ord);
    const videre = () => melder.page.getByRole('button', { name: 'Se over før du sender' }).click();
    const send = () => melder.page.getByRole('button', { name: 'Send', exact: true }).click();

    test('are offered only where they can be received', async () => {
      const { page } = melder;
      await tilSaken();
      assert.equal(await page.locator('.skjemalenker').count(), 0);
      const medSkjema = { ...sak, organisasjonsnummer: '311024019', edialogSkjemaer: edialogSkjemaer({ predefinert: { type: 'POST' } }, { egendefinert: { bokmal: 'Be om et møte', engelsk: 'Ask for a meeting' } }) };
      await bergen.sak('melder', medSkjema, sakId);
      await page.locator('.skjemalenker a').nth(1).waitFor();
      indeksert.push(
        ...(await bergen.poster('melder', sakId, [
          { tittel: 'Referat fra møtet', dokumenttype: 'MOTEREFERAT', journaldato: dag(-3), edialogSkjemaer: edialogSkjemaer({ predefinert: { type: 'SVAR' } }) },
          { tittel: 'Vedtak om hjelp', dokumenttype: 'VEDTAK', journaldato: dag(-2), klagefrist: dag(10), edialogSkjemaer: edialogSkjemaer({ predefinert: { type: 'KLAGE' } }) },
        ])),
      );
      await sjekkSide(page, 'brev-tilbud');
    });

    test('what waits stands first, on the list too, without the case being opened', async () => {
      const { page } = melder;
      await page.goto('/innsyn');
      await page.locator('[data-venter="KLAGEFRIST"]', { hasText: 'Vedtak om hjelp' }).waitFor();
      await page.locator('[data-venter="SVAR_ONSKES"]', { hasText: 'Referat fra møtet' }).waitFor();
      await sjekkSide(page, 'venter-liste');
      await tilSaken();
      await page.locator('[data-venter="SVAR_ONSKES"]').waitFor();
      await sjekkSide(page, 'venter-sak');
    });

    test('a letter: what is missing is told, files are checked as they come', async () => {
      const { page } = melder;
      await tilSaken();
      await page.locator('.skjemalenker a', { hasText: 'Skriv til' }).click();
      await page.locator('.hastverk').waitFor();
      await sjekkSide(page, 'brev-tomt');
      await videre();
      await page.getByText('Noe mangler').waitFor();
      await sjekkSide(page, 'brev-feil');
      await brev('Hei. Jeg vil gjerne snakke om skolen.\n\nHilsen meg');
      await page.locator('input[type=file]').setInputFiles([
        { name: 'Brev fra skolen.pdf', mimeType: 'application/pdf', buffer: PDF },
        { name: 'program.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') },
      ]);
      await page.locator('[data-vedlegg="UGYLDIG_TYPE"]').waitFor();
      await page.locator('[data-vedlegg="HER"], [data-vedlegg="KAN_IKKE_LESES"]').waitFor();
      await sjekkSide(page, 'brev-filer');
      // It is kept while one looks at something else.
      await page.getByRole('link', { name: 'Tilbake til saken' }).click();
      await page.locator('.skjemalenker a', { hasText: 'Skriv til' }).click();
      assert.match(await page.getByLabel('Det du vil skrive').inputValue(), /snakke om skolen/);
      assert.equal(await page.locator('[data-vedlegg]').count(), 2);
    });

    const lagret = (page) => page.locator('.lagring[data-lagring="LAGRET"]').waitFor();

    test('its draft outlives the page, and the login; a file of the old login is to be added again', async () => {
      const { page } = melder;
      await lagret(page);
      await page.reload();
      await page.locator('[data-vedlegg="HER"]').waitFor();
      assert.match(await page.getByLabel('Det du vil skrive').inputValue(), /snakke om skolen/);
      await sjekkSide(page, 'brev-kladd');
      const { pathname } = new URL(page.url());
      await page.context().clearCookies();
      await loggInn(page, 'melder', 'hoyt', pathname);
      await page.locator('[data-mistet="1"]').getByText('Brev fra skolen.pdf').waitFor();
      assert.match(await page.getByLabel('Det du vil skrive').inputValue(), /snakke om skolen/);
      await sjekkSide(page, 'brev-kladd-fil-mistet');
      await page.getByRole('button', { name: 'Jeg har sett det' }).click();
      await page.locator('input[type=file]').setInputFiles({ name: 'Brev fra skolen.pdf', mimeType: 'application/pdf', buffer: PDF });
      await page.locator('[data-vedlegg="HER"]').waitFor();
      await lagret(page);
      await sjekkLager(page);
    });

    test('two windows: neither writes over the other unseen', async () => {
      const { page } = melder;
      const annen = await page.context().newPage();
      await annen.goto(page.url());
      await annen.getByLabel('Det du vil skrive').fill('Skrevet i det andre vinduet');
      await lagret(annen);
      const her = await page.getByLabel('Det du vil skrive').inputValue();
      await page.getByLabel('Det du vil skrive').fill(`${her} `);
      await page.locator('[data-utkast="NYERE"]').waitFor();
      await sjekkSide(page, 'brev-kollisjon');
      await page.getByRole('button', { name: 'Gå til valget' }).click();
      await page.waitForFunction(() => document.activeElement?.matches('[role=alert]#kollisjon'));
      await page.getByRole('button', { name: 'Behold det som står her' }).click();
      await lagret(page);
      await lukk(annen);
    });

    test('is looked over, and sent once though the answer is lost', async () => {
      const { page } = melder;
      await videre();
      await page.locator('[data-sjekk="BREV"]:focus').waitFor();
      await sjekkSide(page, 'brev-sjekk');
      const nokler = [];
      await page.route('**/graphql', async (rute) => {
        const { operationName, variables } = rute.request().postDataJSON() ?? {};
        if (operationName !== 'SendPost') return rute.continue();
        nokler.push(variables.input.nokkel);
        if (nokler.length > 1) return rute.continue();
        await rute.fetch();
        await rute.abort();
      });
      await send();
      await page.locator('[data-utfall="NETT"]:focus').waitFor();
      await sjekkSide(page, 'brev-tapt-svar');
      await send();
      await page.locator('[data-kvittering="POST"]').waitFor();
      await page.unroute('**/graphql');
      assert.equal(nokler.length, 2);
      assert.equal(nokler[0], nokler[1], 'the same key');
      await sjekkSide(page, 'brev-kvittering');
      const [fil] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Last ned kopien/ }).click()]);
      assert.ok(await fil.path());
      await page.getByRole('link', { name: 'Gå til saken' }).click();
      await page.locator('[data-brev="POST"]').waitFor();
      assert.equal(await page.locator('[data-brev]').count(), 1, 'one letter');
      await sjekkSide(page, 'brev-trad');
      await sjekkLager(page);
    });

    test('an answer to a document, and a complaint with its deadline', async () => {
      const { page } = melder;
      await tilPost('Referat fra møtet');
      await page.locator('[data-skjema="SVAR"]').click();
      await brev('Det stemmer ikke det som står om helgen.');
      await videre();
      await send();
      await page.locator('[data-kvittering="SVAR"]').waitFor();
      await page.goto('/innsyn');
      await page.locator('[data-venter="KLAGEFRIST"]').waitFor();
      assert.equal(await page.locator('[data-venter="SVAR_ONSKES"]').count(), 0, 'what she has answered waits no more');
      await tilPost('Vedtak om hjelp');
      await page.locator('[data-skjema="KLAGE"]').click();
      await page.locator('.klagefrist').waitFor();
      await sjekkSide(page, 'brev-klage');
      await brev('Jeg er uenig.');
      await videre();
      await send();
      await page.locator('[data-kvittering="KLAGE"]').waitFor();
      assert.doesNotMatch(`${page.url()} ${await page.title()}`, /klage|vedtak/i);
      await sjekkSide(page, 'brev-klage-sendt');
    });
  });

  describe('what is withheld', () => {
    /** The finger is on the button when the socket that was late is there: what says that it is not there goes, and moves nothing. */
    async function trykkIdetSokkelenKommer(sti) {
      const { page } = await nyPerson(nettleser);
      await loggInn(page, 'melder', 'hoyt', '/innlogget');
      let slipp;
      const sluppet = new Promise((ferdig) => (slipp = ferdig));
      await page.routeWebSocket('**/graphql', (sokkel) => void sluppet.then(() => sokkel.connectToServer()));
      await page.goto(sti);
      await page.locator('[data-forbindelse="RUNDER"]').waitFor();
      const knapp = page.getByRole('button', { name: 'Se over før du sender' });
      const sted = () => knapp.evaluate((e) => e.getBoundingClientRect().y + window.scrollY);
      const for_ = await sted();
      await knapp.hover();
      await page.mouse.down();
      slipp();
      await page.locator('[data-forbindelse]').waitFor({ state: 'detached' });
      assert.equal(await sted(), for_, 'it has moved away from the finger');
      await page.mouse.up();
      await page.getByRole('alert').getByText('Skriv kort hvorfor.').waitFor();
      await page.context().close();
    }

    test('several asked for at once: chosen, why, looked over, and on the case at once', async () => {
      const { page } = melder;
      const skjult = (tittel) => ({ tittel, journaldato: dag(-40), innsynsforesporselStatus: 'IKKE_FORESPURT', systemId: crypto.randomUUID(), mappeId: { mappeId: '1' } });
      indeksert.push(...(await bergen.poster('melder', sakId, [skjult('Uttalelse A'), skjult('Uttalelse B')])));
      await tilPost('Uttalelse A');
      await sjekkSide(page, 'innsyn-tilbakeholdt-be');
      await page.getByRole('link', { name: 'Be om å få se det' }).click();
      await page.getByRole('checkbox', { name: 'Uttalelse A', checked: true }).waitFor();
      await trykkIdetSokkelenKommer(page.url());
      await page.getByRole('checkbox', { name: 'Uttalelse B' }).check();
      await page.getByRole('button', { name: 'Se over før du sender' }).click();
      await page.getByRole('alert').getByText('Skriv kort hvorfor.').waitFor();
      await sjekkSide(page, 'innsyn-be-feil');
      await page.locator('.lagring[data-lagring="LAGRET"]').waitFor();
      await page.reload();
      await page.getByRole('checkbox', { name: 'Uttalelse B', checked: true }).waitFor();
      await page.getByLabel('Hvorfor vil du se det?').fill('Jeg vil vite hva som står om meg.');
      await page.getByRole('button', { name: 'Se over før du sender' }).click();
      await page.locator('[data-sjekk="INNSYN"]').waitFor();
      await sjekkSide(page, 'innsyn-be-sjekk');
      await page.getByRole('button', { name: 'Send spørsmålet' }).click();
      await page.locator('[data-kvittering="INNSYN"]').waitFor();
      await sjekkSide(page, 'innsyn-be-sendt');
      await page.getByRole('link', { name: 'Gå til saken' }).click();
      await page.locator('[data-foresporsel="SENDT"]').waitFor();
      await sjekkSide(page, 'innsyn-be-sak');
    });
  });
});
