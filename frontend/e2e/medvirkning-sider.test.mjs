// What the citizen does herself, page by page and state by state: consents, letters, asking for what is withheld.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Indekserer } from './indekserer.mjs';
import { dag, PDF, sak } from './innsynsdata.mjs';
import { loggInn, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';

const harData = Boolean(process.env.PORTAL_DATA);
const dato = (antall) => dag(antall).slice(0, 10);

describe('what the citizen does herself', { timeout: 300_000, skip: !harData && 'needs .ci/e2e, which says where the case system’s settings are' }, () => {
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
    await loggInn(melder.page, 'melder', 'hoyt', '/innsyn');
  });

  after(async () => {
    await nettleser?.close();
    if (indeksert.length) await bergen.slett(indeksert);
    assert.deepEqual(melder?.brudd, []);
  });

  describe('a consent', () => {
    const NAVN = 'at vi snakker med læreren til Ylva';
    let id;
    let postId;

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
      [postId] = await bergen.poster('melder', sakId, [
        { tittel: 'Spørsmål om samtykke', samtykkeId: id, journaldato: dag(-1), tidslinje: true, dokumenter: [{ tittel: 'Hva vi vil snakke med læreren om', filnavn: 's.pdf', mimeType: 'application/pdf', storrelse: PDF.length, lenke }] },
      ]);
      indeksert.push(postId);
      await page.goto(`/innsyn/sak/${sakId}`);
      await page.locator('.hva-na').waitFor();
      await sjekkSide(page, 'medvirkning-sak-venter');
      await page.locator('[data-venter="SAMTYKKE"]').waitFor();
      await page.goto(`/innsyn/sak/${sakId}/post/${postId}`);
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
});
