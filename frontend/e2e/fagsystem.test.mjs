// Case systems, with real parts only: a RabbitMQ behind Fiks IO (FIKSIO=1), bin/fagsystem as processes of their own, and the
// pages that people read meanwhile. Everything that can die is killed once.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { harData } from './brev.mjs';
import { Fagsystem } from './fagsystem.mjs';
import { loggInn, nyPerson, sjekkSide, startNettleser } from './nettleser.mjs';
import { drepPortal, kanDrepes, startPortal } from './portal.mjs';
import { fyllPrivat, overskrift } from './skjema.mjs';

const SAGENE = '0301-03'; // the native channel
const ST_HANSHAUGEN = '0301-04'; // Fiks IO
/** Said in every state but the last ones. */
const IKKE_BEKREFTET = /De har ikke bekreftet|Barnevernstjenesten har ikke svart ennå/;

const skip = !(kanDrepes && harData) && 'needs .ci/e2e, which can start it again and says where the data is';
describe('case systems', { timeout: 180_000, skip }, () => {
  let nettleser;
  let mappe;
  let sagene; // the case system of bydel Sagene
  let hanshaugen; // and of bydel St. Hanshaugen
  let bergen; // and of Bergen, which has none: it only sends
  const verge = { melding: `Han henger igjen etter skolen hver dag. (${crypto.randomUUID()})` };
  const barn = { melding: `Jeg vil ikke hjem. (${crypto.randomUUID()})` };
  let saksbehandler1;
  let saksbehandler2;

  before(async () => {
    mappe = await mkdtemp(join(tmpdir(), 'fagsystem-'));
    // The same data folder, now with Fiks IO.
    await drepPortal('SIGINT');
    await startPortal({ FIKSIO: '1' });
    nettleser = await startNettleser();
    [verge.person, barn.person, saksbehandler1, saksbehandler2] = await Promise.all([1, 2, 3, 4].map(() => nyPerson(nettleser)));
    sagene = await Fagsystem.nytt(join(mappe, 'sagene'), 'oslo', { mottakere: [SAGENE] });
    // At first it does not know the portal, so it can only say yes over Fiks IO, and not give the token back.
    hanshaugen = await Fagsystem.nytt(join(mappe, 'hanshaugen'), 'oslo', { mottakere: [ST_HANSHAUGEN], portal: '' });
    bergen = await Fagsystem.nytt(join(mappe, 'bergen'), 'bergen');
  });

  after(async () => {
    await nettleser?.close();
    await sagene?.stopp();
    await hanshaugen?.stopp();
    await rm(mappe, { recursive: true });
    for (const p of [verge.person, barn.person, saksbehandler1, saksbehandler2]) assert.deepEqual(p?.brudd, []);
  });

  /** Sends a report from the portal, and stays on its page. */
  async function meld(hvem, som, bydel) {
    const { page } = hvem.person;
    await loggInn(page, som, 'betydelig', '/privat/mottaker');
    await fyllPrivat(page, hvem.melding, undefined, bydel);
    await page.getByRole('button', { name: 'Send bekymringsmelding' }).click();
    await overskrift(page, 'Meldingen din er lagret');
    hvem.referanse = await page.locator('.kvittering .referanse').innerText();
    await page.goto(`/mine/${hvem.referanse}`);
    await page.locator('.direkte[data-direkte="true"]').waitFor();
    await page.evaluate(() => void (window.sammeSide = true));
  }

  const status = (hvem, navn) => hvem.person.page.locator(`[data-status="${navn}"]`).waitFor();
  const sier = (hvem, ord) => hvem.person.page.getByText(ord).first().waitFor();
  const ikkeLastetPaNytt = async (hvem) => assert.ok(await hvem.person.page.evaluate(() => window.sammeSide), 'the page was loaded again');

  /** Whole, the chain too, and each report once. */
  async function holder(fagsystem, mottaker, antall) {
    const vist = await fagsystem.kjor('vis'); // fails when something may be missing
    assert.match(vist, new RegExp(`The chain of ${mottaker} holds: ${antall} reports, none missing`));
    assert.equal(vist.match(/ (PROVEN|said, not proven) /g)?.length ?? 0, antall, vist);
    assert.doesNotMatch(vist, /Refused|No reports/);
    return vist;
  }

  test('while the case systems are down the reports wait, and nothing more is claimed', async () => {
    await Promise.all([meld(verge, 'verge', 'St. Hanshaugen'), meld(barn, 'barn', 'Sagene')]);
    await status(verge, 'HOS_BUDET'); // the broker has it on its disk
    await sier(verge, IKKE_BEKREFTET);
    await sjekkSide(verge.person.page, 'fagsystem-hos-budet');
    await status(barn, 'SENDES');
    await sier(barn, IKKE_BEKREFTET);
    await sjekkSide(barn.person.page, 'fagsystem-sendes');
  });

  test('the native channel: killed while it receives, and started again, it proves what it has stored', async () => {
    await sagene.drepUnderMottak('graphql');
    if (!sagene.svar()[barn.referanse]) await status(barn, 'SENDES');
    sagene.motta('graphql', '-hvert', '3s');
    await status(barn, 'LAGRET');
    await sier(barn, 'Det betyr ikke at noen har lest den ennå');
    await ikkeLastetPaNytt(barn);
    await sjekkSide(barn.person.page, 'fagsystem-lagret');
    assert.equal((await sagene.rapport(barn.referanse)).melding, barn.melding);
    await sagene.ser(/svar=LAGRET/);
    assert.match(await holder(sagene, SAGENE, 1), / PROVEN /);
  });

  test('Fiks IO: the case system is killed while it receives, then the portal and its broker, and all come back', async () => {
    await hanshaugen.drepUnderMottak('fiksio');
    const svart = hanshaugen.svar()[verge.referanse];
    await drepPortal();
    await startPortal({ FIKSIO: '1' });
    await verge.person.page.locator('.direkte[data-direkte="true"]').waitFor();
    if (!svart) assert.equal(await verge.person.page.locator('[data-status="HOS_BUDET"]').count(), 1);
  });

  test('a bare «received» is quoted, not believed', async () => {
    hanshaugen.motta('fiksio');
    await status(verge, 'KVITTERT');
    await sier(verge, 'Det er ikke bevist at den er lagret der');
    await ikkeLastetPaNytt(verge);
    await sjekkSide(verge.person.page, 'fagsystem-kvittert');
    assert.equal(hanshaugen.svar()[verge.referanse], 'MOTTATT');
  });

  test('with the token it is proven, and it came once', async () => {
    await hanshaugen.stopp('SIGINT');
    hanshaugen = await Fagsystem.nytt(join(mappe, 'hanshaugen'), 'oslo', { mottakere: [ST_HANSHAUGEN] });
    hanshaugen.motta('fiksio', '-hvert', '3s');
    await status(verge, 'LAGRET');
    await ikkeLastetPaNytt(verge);
    await sjekkSide(verge.person.page, 'fagsystem-lagret-fiksio');
    assert.equal((await hanshaugen.rapport(verge.referanse)).melding, verge.melding);
    await hanshaugen.ser(/svar=LAGRET/);
    assert.match(await holder(hanshaugen, ST_HANSHAUGEN, 1), / PROVEN /);
  });

  test('from one kommune’s case system to another’s inbox, opened and confirmed there', async () => {
    const { page } = saksbehandler1;
    await loggInn(page, 'saksbehandler1', 'hoyt', '/mottak');
    await page.locator('.direkte[data-direkte="true"]').waitFor();
    await sagene.kjor('send', '-eksempel', sagene.sti('eksempel'));
    const id = await sagene.kjor('send', '-kommune', '4601', ...eksempel());
    const rad = page.locator('.rad', { hasText: id });
    await rad.waitFor();
    const json = JSON.parse(await lastNed(page, rad.getByRole('link', { name: /JSON/ })));
    assert.equal(json.melding, 'Dette er et eksempel, og gjelder ingen.');
    assert.match(await lastNed(page, rad.getByRole('link', { name: /PDF/ })), /^%PDF-/);
    await sjekkSide(page, 'fagsystem-innboks');
    assert.doesNotMatch(await sagene.kjor('send', '-status', id), /LEVERT/);
    await rad.getByRole('button', { name: /Bekreft/ }).click();
    await page.getByRole('button', { name: 'Ja, den ligger hos oss' }).click();
    await page.locator('.rad[data-bekreftet="true"]', { hasText: id }).waitFor();
    assert.match(await sagene.kjor('send', '-status', id), /LEVERT/);
  });

  test('and to another’s case system, which has lived through the portal’s death: it says yes, and cannot prove it', async () => {
    const { page } = saksbehandler2;
    await loggInn(page, 'saksbehandler2', 'hoyt', '/mottak/0301/03');
    const id = await bergen.kjor('send', '-kommune', '0301', '-bydel', '03', ...eksempel());
    const rad = page.locator('.rad', { hasText: id });
    await rad.getByText('Fagsystemet sier at den er mottatt. Ikke bevist').waitFor();
    await sjekkSide(page, 'fagsystem-innboks-ubevist');
    assert.equal(await page.locator('.rad', { hasText: barn.referanse }).count(), 0, 'what is proven waits for nobody');
    await sagene.ser(new RegExp(`id=${id} .*svar=MOTTATT`));
    assert.match(await holder(sagene, SAGENE, 2), / said, not proven /);
  });

  const eksempel = () => ['-json', sagene.sti('eksempel', 'privat.json'), '-pdf', sagene.sti('eksempel', 'bekymringsmelding.pdf')];
});

async function lastNed(page, lenke) {
  const [nedlasting] = await Promise.all([page.waitForEvent('download'), lenke.click()]);
  return readFile(await nedlasting.path(), 'utf8');
}
