// The citizen acts, barnevernet answers, both live: real parts only, with bin/fagsystem as barnevernet's case system beside the
// browser. Each act has a check step, a receipt and a place in the timeline, and nothing here loads a page again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { harData } from './brev.mjs';
import { Fagsystem, liksom } from './fagsystem.mjs';
import { loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { drepPortal, kanDrepes, startPortal } from './portal.mjs';
import { overskrift } from './skjema.mjs';

const kjor = promisify(execFile);
const ord = async (pdf) => (await kjor('pdftotext', [pdf, '-'])).stdout.replaceAll(/\s+/g, ' ');

const SAK = 'Barnevernssak for Berit';
const GIS = 'Referat fra hjemmebesøk hos far';
const NEKTES = 'Samtale med Berit';
const REFERAT = 'Referat fra møte om støttekontakt';
const SVARET = 'Svar på det du skrev til oss';

describe('mor and barnevernet', { timeout: 600_000, skip: !harData && 'needs .ci/e2e, which says where the data is' }, () => {
  let nettleser;
  let mappe;
  let bergen; // Bergen's case system
  let mor;

  before(async () => {
    mappe = await mkdtemp(join(tmpdir(), 'medvirkning-'));
    nettleser = await startNettleser();
    mor = await nyPerson(nettleser);
    // Processes start slowly where the machine is slow, and none of what is waited for is the browser's own doing.
    mor.page.setDefaultTimeout(60_000);
    bergen = await Fagsystem.nytt(join(mappe, 'bergen'), 'bergen');
    await bergen.kjor('indekser');
    await loggInn(mor.page, 'mor', 'hoyt', '/innsyn');
    await mor.page.getByRole('region', { name: 'Saker der du er mor' }).getByRole('link', { name: 'Berit Synt Barn' }).click();
    await overskrift(mor.page, SAK);
    await mor.page.evaluate(() => void (window.sammeSide = true));
  });

  after(async () => {
    await nettleser?.close();
    if (mappe) await rm(mappe, { recursive: true });
    assert.deepEqual(mor?.brudd, []);
  });

  const hentPost = () => bergen.kjor('post', 'hent', '-svarinn', liksom('svarinn', 'bergen.json'));
  const knapp = (navn) => mor.page.getByRole('button', { name: navn, exact: true });
  const sammeSide = async () => assert.ok(await mor.page.evaluate(() => window.sammeSide), 'the page was loaded again');

  async function tilSaken() {
    const tilbake = mor.page.getByRole('link', { name: /^(Gå til saken|Tilbake til saken)$/ });
    if (await tilbake.count()) await tilbake.first().click();
    await overskrift(mor.page, SAK);
  }

  /** By the list of documents, all of it. */
  async function tilPost(tittel) {
    const { page } = mor;
    await tilSaken();
    const lenke = page.locator('.dokumentliste').getByRole('link', { name: tittel, exact: true });
    const antall = Number(await page.locator('[data-treff]').getAttribute('data-treff'));
    if (!(await lenke.count())) {
      await page.getByRole('button', { name: 'Vis flere' }).click();
      await page.locator('.dokumentliste > li').nth(antall - 1).waitFor();
    }
    await lenke.click();
    await overskrift(page, tittel);
  }

  /** The newest of her own acts of a kind in the timeline, once it says so. */
  async function iTidslinjen(slag, ...sier) {
    const rad = mor.page.locator(`.tidslinje li[data-rad="${slag}"]`).first();
    for (const hasText of sier) await rad.filter({ hasText }).waitFor();
  }

  describe('what is withheld', () => {
    let id;
    // What other tests have asked the same kommune for is theirs.
    let andres = [];
    const venter = async () => (await bergen.kjor('innsynsforesporsel')).split('\n').filter((linje) => linje && !andres.includes(linje.slice(0, 36)));

    test('two are asked for at once: chosen, why, looked over, received, and on the timeline', async () => {
      const { page } = mor;
      andres = (await venter()).map((linje) => linje.slice(0, 36));
      assert.equal(await page.locator('[data-rad="INNSYN"]').count(), 0);
      await page.getByRole('link', { name: /^Be om å få se dokumenter som ikke vises \(2\)$/ }).click();
      for (const tittel of [GIS, NEKTES]) await page.getByRole('checkbox', { name: tittel }).check();
      await page.getByLabel('Hvorfor vil du se det?').fill('Jeg vil vite hva som er skrevet.');
      await knapp('Se over før du sender').click();
      const sjekk = page.locator('[data-sjekk="INNSYN"]');
      await sjekk.waitFor();
      assert.deepEqual((await sjekk.locator('li').allInnerTexts()).toSorted(), [GIS, NEKTES]);
      await sjekk.getByText('Jeg vil vite hva som er skrevet.').waitFor();
      assert.deepEqual(await venter(), [], 'nothing is sent before she says so');
      await sjekkSide(page, 'vist-innsyn-sjekk');
      await knapp('Send spørsmålet').click();
      await page.locator('[data-kvittering="INNSYN"]').waitFor();
      await sjekkSide(page, 'vist-innsyn-kvittering');
      await tilSaken();
      await page.locator('[data-foresporsel="SENDT"]').waitFor();
      await iTidslinjen('INNSYN', 'Du ba om å få se dokumenter', GIS, NEKTES);
      const sendt = await venter();
      assert.match(sendt.join('\n'), /^[0-9a-f-]{36} {2}2 entries$/, 'one request for the two');
      id = sendt[0].slice(0, 36);
    });

    test('that it is being looked at is seen at once', async () => {
      await bergen.kjor('innsynsforesporsel', '-id', id, '-status', 'UNDER_BEHANDLING', '-begrunnelse', 'Vi må spørre Berit først.');
      const min = mor.page.locator('[data-foresporsel="UNDER_BEHANDLING"]');
      await min.getByText('Vi må spørre Berit først.').waitFor();
      await sammeSide();
      await sjekkSide(mor.page, 'vist-innsyn-under-behandling');
    });

    test('one is granted: its document comes while she looks, and opens', async () => {
      const { page, context } = mor;
      await tilPost(GIS);
      await page.locator('.tilbakeholdt [data-foresporsel="UNDER_BEHANDLING"]').waitFor();
      assert.equal(await page.locator('[data-kilde]').count(), 0);
      assert.ok((await bergen.kjor('innsynsforesporsel', '-automatisk')).split('\n').includes(id));
      await page.locator('[data-kilde="PORTAL"]').waitFor();
      assert.equal(await page.locator('.tilbakeholdt').count(), 0);
      await sammeSide();
      await sjekkSide(page, 'vist-innsyn-gitt');
      const [fane, svar] = await Promise.all([
        context.waitForEvent('page'),
        context.waitForEvent('response', (s) => s.url().includes('/last-ned/dokument/')),
        knapp('Åpne Referat i en ny fane').click(),
      ]);
      assert.equal(svar.status(), 200);
      assert.match(svar.headers()['content-type'], /^application\/pdf/);
      await lukk(fane);
      const [fil] = await Promise.all([page.waitForEvent('download'), knapp('Last ned Referat').click()]);
      assert.match(await ord(await fil.path()), /Finn fortalte at han gjerne vil ha Berit mer hos seg/);
    });

    test('the other is refused, with the reason', async () => {
      const { page } = mor;
      await tilPost(NEKTES);
      const grunn = /Samtalen med Berit er hennes/;
      const nei = page.locator('.tilbakeholdt[data-status="AVVIST"]');
      await nei.getByText(grunn).waitFor();
      assert.doesNotMatch(await nei.innerText(), /\bJa\b/, 'the other’s yes is not this one’s');
      assert.equal(await page.locator('[data-kilde]').count(), 0);
      assert.doesNotMatch(await page.content(), /bandøvingen/, 'not a word of it');
      assert.equal(await page.getByRole('link', { name: 'Be om å få se det' }).count(), 0, 'it has been asked for');
      await sjekkSide(page, 'vist-innsyn-nektet');
      await tilSaken();
      const min = page.locator('[data-foresporsel="INNVILGET"][data-utfall="DELVIS"]');
      await min.getByText(grunn).waitFor();
      await min.locator('li', { hasText: GIS }).getByText('Vises for deg nå').waitFor();
      await min.locator('li', { hasText: NEKTES }).getByText('Du har fått nei til å se det').waitFor();
      assert.equal(await page.locator('[data-foresporsel]').count(), 1, 'one request');
      await sammeSide();
      await sjekkSide(page, 'vist-innsyn-sak');
      assert.deepEqual(await venter(), [], 'nothing is left to answer');
    });
  });

  describe('a consent', () => {
    const NAVN = 'opplysninger fra musikkskolen';
    let id;
    /** What the case system sees of mor's answer, and what it all comes to. */
    const hosBergen = async () => {
      const [alt, ...linjer] = (await bergen.kjor('samtykke', 'vis', '-id', id)).split('\n');
      return { alt: alt.split(/\s+/).at(-1), mors: linjer.find((l) => /^ {2}mor /.test(l))?.trim().split(/\s+/)[1] };
    };
    const iSjekk = (navn) => mor.page.locator('[data-sjekk]').getByRole('button', { name: navn, exact: true });

    test('is asked, and waits for her at once, first on the page', async () => {
      const { page } = mor;
      assert.equal(await page.locator('[data-venter="SAMTYKKE"]', { hasText: NAVN }).count(), 0);
      id = await bergen.kjor('samtykke', 'be', '-person', 'mor', '-navn', NAVN);
      await page.locator('[data-venter="SAMTYKKE"]', { hasText: NAVN }).waitFor();
      await page.locator('.tidslinje [data-ny="true"]', { hasText: `Vi ber om ditt samtykke: ${NAVN}` }).waitFor();
      await sammeSide();
      assert.deepEqual(await hosBergen(), { alt: 'VENTER_PAA_SVAR', mors: 'VENTER_PAA_SVAR' });
      await sjekkSide(page, 'vist-samtykke-venter');
    });

    test('the document first; given: looked over, received, seen by barnevernet, and on the timeline', async () => {
      const { page } = mor;
      await page.locator('[data-venter="SAMTYKKE"]', { hasText: NAVN }).getByRole('link').click();
      await overskrift(page, `Du er bedt om samtykke: ${NAVN}`);
      const [fil] = await Promise.all([page.waitForEvent('download'), knapp('Last ned Om samtykket').click()]);
      assert.match(await ord(await fil.path()), /Du kan når som helst trekke samtykket/);
      await knapp('Ja, jeg samtykker').click();
      await page.locator('[data-sjekk="GI"]').waitFor();
      assert.equal((await hosBergen()).mors, 'VENTER_PAA_SVAR', 'nothing is said before she says so');
      await sjekkSide(page, 'vist-samtykke-sjekk');
      await iSjekk('Si ja').click();
      await page.locator('[data-kvittering="GI"]').waitFor();
      assert.deepEqual(await hosBergen(), { alt: 'SAMTYKKET', mors: 'SAMTYKKET' });
      await sjekkSide(page, 'vist-samtykke-gitt');
      await page.goBack();
      await overskrift(page, SAK);
      await iTidslinjen('SAMTYKKE', 'Du sa ja', NAVN);
    });

    test('withdrawn: as easily, and barnevernet sees it', async () => {
      const { page } = mor;
      await page.locator('.tidslinje li[data-rad="SAMTYKKE"] a').first().click();
      await knapp('Trekk samtykket').click();
      await page.locator('[data-sjekk="TREKK"]').waitFor();
      assert.equal((await hosBergen()).mors, 'SAMTYKKET');
      await iSjekk('Trekk det').click();
      await page.locator('[data-kvittering="TREKK"]').waitFor();
      assert.deepEqual(await hosBergen(), { alt: 'TRUKKET', mors: 'TRUKKET' });
      await sjekkSide(page, 'vist-samtykke-trukket');
      await page.goBack();
      await overskrift(page, SAK);
      await iTidslinjen('SAMTYKKE', 'Du trakk samtykket', NAVN);
      assert.equal(await page.locator('.tidslinje li[data-rad="SAMTYKKE"]').count(), 2, 'both acts');
      await sammeSide();
      await sjekkSide(page, 'vist-samtykke-sak');
    });
  });

  describe('letters', () => {
    /** Written, looked over and sent: gives the shipment as the case system has fetched it. */
    async function skriv(slag, tekst) {
      const { page } = mor;
      await page.getByLabel('Det du vil skrive').fill(tekst);
      await knapp('Se over før du sender').click();
      const sjekk = page.locator('[data-sjekk="BREV"]');
      await sjekk.getByText(tekst).waitFor();
      await sjekkSide(page, `vist-${slag.toLowerCase()}-sjekk`);
      await knapp('Send').click();
      await page.locator(`[data-kvittering="${slag}"]`).waitFor();
      await sjekkSide(page, `vist-${slag.toLowerCase()}-kvittering`);
      await tilSaken();
      await page.locator(`[data-brev="${slag}"][data-status="VENTER_PA_MOTTAKER"]`).waitFor();
      assert.equal(await page.locator(`[data-brev="${slag}"]`).count(), 1);
      const id = await hentPost();
      assert.match(id, /^[0-9a-f-]{36}$/, 'one letter');
      await page.locator(`[data-brev="${slag}"][data-status="MOTTATT"]`).waitFor();
      await sammeSide();
      assert.equal(await hentPost(), '', 'and it comes once');
      const ligger = bergen.sti('mottatt', 'medvirkning', new URL(mor.page.url()).host.replaceAll(':', '_'), '4601', 'svarinn', 'post', id);
      assert.ok((await ord(join(ligger, 'melding.pdf'))).includes(tekst), 'her words are in its store');
      return { id, kort: JSON.parse(await readFile(join(ligger, 'post.json'), 'utf8')) };
    }

    test('the minutes of a meeting are answered; barnevernet has it, and answers', async () => {
      const { page } = mor;
      await hentPost(); // what other tests have written to the same kommune is out of the way
      await tilPost(REFERAT);
      await page.locator('[data-skjema="SVAR"]').first().click();
      const { id, kort } = await skriv('SVAR', 'Det stemmer ikke at jeg sa nei til støttekontakt.');
      assert.ok(kort.forsendelse.metadataForImport.journalpostId.systemId, 'it names what it answers');
      await iTidslinjen('BREV', 'Du svarte på et dokument');
      // What is answered is answered in the thread.
      const iTraden = page.locator('[data-brev="SVAR"]').getByRole('link', { name: SVARET });
      assert.equal(await iTraden.count(), 0);
      await bergen.kjor('post', 'svar', '-id', id, '-tekst', 'Takk, vi retter referatet.');
      await iTraden.waitFor();
      await sammeSide();
      await sjekkSide(page, 'vist-svar-sak');
    });

    test('a letter to barnevernet is answered, and the answer appears on the open page', async () => {
      const { page } = mor;
      await page.locator('[data-skjema="POST"]').first().click();
      const { id } = await skriv('POST', 'Kan vi flytte møtet til onsdag?');
      await iTidslinjen('BREV', 'Du skrev');
      assert.equal(await page.locator('.tidslinje li[data-rad="BREV"]').count(), 2);
      const nye = page.locator('.tidslinje li[data-ny="true"]').filter({ hasText: SVARET });
      assert.equal(await nye.count(), 1, 'the first one’s');
      await bergen.kjor('post', 'svar', '-id', id, '-tekst', 'Ja, onsdag klokken to går fint.');
      await nye.nth(1).waitFor();
      await page.locator('.dokumentliste li[data-ny="true"]').filter({ hasText: SVARET }).nth(1).waitFor();
      await sammeSide();
      await sjekkSide(page, 'vist-post-sak');
      await nye.first().getByRole('link').click(); // the newest
      await overskrift(page, SVARET);
      await page.locator('main').getByText('Ja, onsdag klokken to går fint.').waitFor();
      const [fil] = await Promise.all([page.waitForEvent('download'), knapp('Last ned Svar').click()]);
      assert.match(await ord(await fil.path()), /onsdag klokken to/);
      await sjekkSide(page, 'vist-post-svaret');
      await sammeSide();
      await sjekkLager(page);
    });
  });
});

// The same over Fiks IO, with a RabbitMQ: Oslo has a protokollkonto there, and a case system that takes what comes to it.
const skip = !(kanDrepes && harData) && 'needs .ci/e2e, which can start it again and says where the data is';
describe('medfar and barnevernet, over Fiks IO', { timeout: 600_000, skip }, () => {
  const EMIL = 'Hjelpetiltak for Emil';
  const GIS_HAM = 'Søknad om avlastning';
  const NEKTES_HAM = 'Hjemmebesøk hos Maja og Mette';
  let nettleser;
  let mappe;
  let oslo;
  let medfar;

  before(async () => {
    mappe = await mkdtemp(join(tmpdir(), 'protokoll-'));
    await drepPortal('SIGINT');
    await startPortal({ FIKSIO: '1' });
    nettleser = await startNettleser();
    medfar = await nyPerson(nettleser);
    medfar.page.setDefaultTimeout(60_000);
    oslo = await Fagsystem.nytt(join(mappe, 'oslo'), 'oslo');
    await oslo.kjor('indekser');
  });

  after(async () => {
    await nettleser?.close();
    await oslo?.stopp();
    if (mappe) await rm(mappe, { recursive: true });
    assert.deepEqual(medfar?.brudd, []);
  });

  test('two are asked for while the case system is down; when it is up one is granted and one refused, while he looks', async () => {
    const { page } = medfar;
    await loggInn(page, 'medfar', 'hoyt', '/innsyn');
    await page.locator('.sakslenke').first().click();
    await overskrift(page, EMIL);
    await page.evaluate(() => void (window.sammeSide = true));
    await page.getByRole('link', { name: /^Be om å få se dokumenter som ikke vises/ }).click();
    for (const tittel of [GIS_HAM, NEKTES_HAM]) await page.getByRole('checkbox', { name: tittel }).check();
    await page.getByLabel('Hvorfor vil du se det?').fill('Jeg vil vite hva som ligger bak.');
    await page.getByRole('button', { name: 'Se over før du sender' }).click();
    await page.getByRole('button', { name: 'Send spørsmålet' }).click();
    await page.locator('[data-kvittering="INNSYN"]').waitFor();
    await page.getByRole('link', { name: 'Gå til saken' }).click();
    await page.locator('[data-foresporsel="SENDT"]').waitFor();
    assert.equal(await oslo.kjor('innsynsforesporsel'), '', 'it is not offered over GraphQL');

    const protokoll = ['-protokoll', liksom('protokoll', 'oslo.json')];
    oslo.start('innsynsforesporsel', '-automatisk', '-hvert', '1s', ...protokoll);
    const min = page.locator('[data-foresporsel="INNVILGET"][data-utfall="DELVIS"]');
    await min.getByText('de har bedt om at det ikke deles').waitFor();
    await min.locator('li', { hasText: GIS_HAM }).getByText('Vises for deg nå').waitFor();
    assert.ok(await page.evaluate(() => window.sammeSide), 'the page was loaded again');
    await sjekkSide(page, 'vist-innsyn-fiksio');
    await min.getByRole('link', { name: GIS_HAM }).click();
    const [fil] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^Last ned / }).first().click()]);
    assert.match(await ord(await fil.path()), /Vi er fire voksne som er glade i Emil/);
    await oslo.stopp('SIGINT');
    assert.equal(await oslo.kjor('innsynsforesporsel', ...protokoll), '', 'nothing is left to answer');
  });
});
