// A report that nobody has answered for, found by its warning and sent again by an administrator, while another presses at the
// same time; its history grows before her eyes, until the case system has proven that it has it.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { harData } from './brev.mjs';
import { Fagsystem } from './fagsystem.mjs';
import { bilde, loggInn, nyPerson, sjekkSide, startNettleser } from './nettleser.mjs';
import { fyllPrivat, overskrift } from './skjema.mjs';

const SAGENE = '0301-03'; // the native channel
const VENT = { timeout: 90_000 };

describe('sent again', { timeout: 600_000, skip: !harData && 'needs .ci/e2e, which says where the data is' }, () => {
  let nettleser;
  let mappe;
  let sagene;
  let anne; // admin1
  let arne; // admin2
  let melder;
  let referanse;
  const tekst = `Hun gråter når hun skal hjem. (${crypto.randomUUID()})`;

  before(async () => {
    nettleser = await startNettleser();
    mappe = await mkdtemp(join(tmpdir(), 'panytt-'));
    [anne, arne, melder] = await Promise.all([1, 2, 3].map(() => nyPerson(nettleser)));
    await Promise.all([
      loggInn(anne.page, 'admin1', 'hoyt', '/admin'),
      loggInn(arne.page, 'admin2', 'hoyt', '/admin'),
      loggInn(melder.page, 'medmor', 'betydelig', '/privat/mottaker'),
    ]);
    sagene = await Fagsystem.nytt(join(mappe, 'sagene'), 'oslo', { mottakere: [SAGENE] });
  });

  after(async () => {
    await nettleser?.close();
    await sagene?.stopp();
    await rm(mappe, { recursive: true });
    for (const p of [anne, arne, melder]) assert.deepEqual(p?.brudd, []);
  });

  const knapp = (page, navn) => page.getByRole('button', { name: navn, exact: true });
  const del = (page, tittel) => page.locator('section', { has: page.getByRole('heading', { level: 2, name: tittel, exact: true }) });
  const hendelser = (page) => del(page, 'Hva som har skjedd').locator('li');
  const panytt = (page) => hendelser(page).filter({ hasText: 'Sendt på nytt av administrator' });
  const levert = (page) => hendelser(page).filter({ hasText: 'Levert videre' });
  const intetInnhold = async (page) => assert.doesNotMatch((await page.content()) + page.url() + (await page.title()), /gråter|Lille Prøve|Synt Medmor/);

  async function dialogen(page) {
    await page.locator('dialog[open]').waitFor();
    await page.getByText('Fristene er de samme.').waitFor();
  }

  const begrunn = (page) => page.getByLabel('Hvorfor sendes den på nytt?').fill('Fagsystemet har ikke hentet den på to timer.');

  test('nobody answers in two hours: it is warned of', async () => {
    await fyllPrivat(melder.page, tekst, undefined, 'Sagene');
    await knapp(melder.page, 'Send bekymringsmelding').click();
    await overskrift(melder.page, 'Meldingen din er lagret');
    referanse = await melder.page.locator('.kvittering .referanse').innerText();
    const { page } = anne;
    await page.goto('/admin/meldinger/advarsler');
    await overskrift(page, 'Meldinger');
    await page.getByRole('heading', { level: 2, name: 'Meldinger, nyeste først' }).waitFor();
    const rad = page.locator(`[data-melding="${referanse}"]`);
    assert.equal(await rad.count(), 0, 'it is warned of before anything is late');
    assert.equal((await page.request.post('/dev/klokke', { data: { frem: '3h' } })).status(), 200);
    await assert.doesNotReject(async () => {
      for (const til = Date.now() + VENT.timeout; (await rad.count()) === 0; ) {
        assert.ok(Date.now() < til, 'it is not warned of');
        await knapp(page, 'Vis meldinger').click();
        await page.getByRole('heading', { level: 2, name: 'Meldinger, nyeste først' }).waitFor();
      }
    });
    await rad.getByText('Ikke bevist mottatt i tide').waitFor();
    await intetInnhold(page);
    await sjekkSide(page, 'admin-advarsler');
    await page.goto('/admin');
    await page.locator('a[href="/admin/meldinger/advarsler"]').first().waitFor();
    await sjekkSide(page, 'admin-oversikt-advarsel');
  });

  test('two administrators send it again at once: it is sent once, and the history grows by itself', async () => {
    for (const { page } of [anne, arne]) {
      await page.goto(`/admin/meldinger/${referanse}`);
      await page.getByText('En frist er ute uten at det er bevist at mottakeren har den.').waitFor();
    }
    const { page } = anne;
    await page.getByText('Du kan sende den på nytt.').waitFor();
    const [for_, levertFor] = [await hendelser(page).count(), await levert(page).count()];
    assert.ok(levertFor > 0, 'it was not handed over at all');
    assert.equal(await panytt(page).count(), 0);
    await page.evaluate(() => void (window.sammeSide = true));
    await sjekkSide(page, 'admin-melding-advarsel');

    await knapp(page, 'Send på nytt').click();
    await dialogen(page);
    await bilde(page, 'admin-melding-sporsmal');
    await knapp(page, 'Avbryt').click();
    await page.locator('dialog[open]').waitFor({ state: 'detached' });
    assert.equal(await hendelser(page).count(), for_, 'something was done');

    for (const p of [page, arne.page]) {
      await knapp(p, 'Send på nytt').click();
      await dialogen(p);
      await begrunn(p);
    }
    await Promise.all([page, arne.page].map((p) => p.locator('dialog[open]').getByRole('button', { name: 'Send på nytt', exact: true }).click()));
    const svar = await Promise.all(
      [page, arne.page].map((p) => p.getByRole('status').filter({ hasText: /Meldingen (blir|er) sendt på nytt|Ingenting ble gjort/ }).innerText()),
    );
    assert.deepEqual(svar.map((s) => s.startsWith('Meldingen')).toSorted(), [false, true], svar.join(' / '));

    for (const p of [page, arne.page]) {
      await panytt(p).first().waitFor(VENT);
      await levert(p).nth(levertFor).waitFor(VENT); // by itself
      assert.equal(await panytt(p).count(), 1);
      assert.equal(await hendelser(p).count(), for_ + 2);
    }
    assert.ok(await page.evaluate(() => window.sammeSide), 'the page was loaded again');
    // It proves nothing.
    await page.getByText('En frist er ute uten at det er bevist at mottakeren har den.').waitFor();
    await intetInnhold(page);
    await sjekkSide(page, 'admin-melding-sendt-igjen');
    await sjekkSide(arne.page, 'admin-melding-andre-sendte');
  });

  test('the case system fetches it, and it can be sent no more', async () => {
    const { page } = anne;
    sagene.motta('graphql', '-hvert', '3s');
    await assert.doesNotReject(async () => {
      const bevist = page.getByText('Det er bevist at mottakeren har den. Den sendes ikke igjen.');
      for (const til = Date.now() + VENT.timeout; ; ) {
        await page.reload();
        await page.getByRole('heading', { level: 2, name: 'Hva som har skjedd' }).waitFor();
        if ((await bevist.count()) > 0) break;
        assert.ok(Date.now() < til, 'it is not proven');
      }
    });
    assert.equal(await knapp(page, 'Send på nytt').count(), 0);
    await hendelser(page).filter({ hasText: 'Fagsystemet har bevist at den er lagret' }).first().waitFor();
    assert.equal(await page.getByText('En frist er ute uten').count(), 0, 'it is still warned of');
    await sjekkSide(page, 'admin-melding-bevist');
    assert.ok(JSON.stringify(await sagene.rapport(referanse)).includes('gråter'), 'what it has is not what was sent');
    // Whoever pressed then is told why nothing is done.
    await knapp(arne.page, 'Send på nytt').click();
    await dialogen(arne.page);
    await begrunn(arne.page);
    await arne.page.locator('dialog[open]').getByRole('button', { name: 'Send på nytt', exact: true }).click();
    await arne.page.getByText('Ingenting ble gjort').waitFor();
    await arne.page.getByText('Det er bevist at mottakeren har den.').waitFor();
  });
});
