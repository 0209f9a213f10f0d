// The moment that counts, and what comes after it: the server killed while a report is being sent, and the letter that
// leaves when nobody has confirmed.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { apneBrev, blekk, harData, tekst, utboks } from './brev.mjs';
import { loggInn, nyPerson, sjekkSide, startNettleser } from './nettleser.mjs';
import { drepPortal, kanDrepes, startPortal } from './portal.mjs';
import { fyllPrivat, overskrift } from './skjema.mjs';

/** What never may be read on the outside of a letter. */
const ROPER = /barne?vern|bekymring|melding|omsorg|barn|child|report/i;

const send = (page) => page.getByRole('button', { name: 'Send bekymringsmelding' });
const referansen = (page) => page.locator('.kvittering .referanse').innerText();

describe('the server is killed during the send itself', { timeout: 240_000, skip: !kanDrepes && 'needs .ci/e2e, which can start it again' }, () => {
  let nettleser;
  let mor;
  const referanser = []; // all that medmor has sent: nobody else here reports as her

  before(async () => {
    nettleser = await startNettleser();
    mor = await nyPerson(nettleser);
  });

  after(async () => {
    await nettleser?.close();
    assert.deepEqual(mor?.brudd, []);
  });

  // When the power goes: so long after the report is on its way, or when the server has answered and the answer is lost.
  for (const dodstid of [0, 40, 120, Infinity]) {
    const nar = Number.isFinite(dodstid) ? `${dodstid} ms after it left` : 'when it has answered';
    test(`killed ${nar}: what was typed is kept, and sent again it is one report and one receipt`, async () => {
      const { page } = mor;
      const melding = `Han er redd for å gå hjem.\n(${crypto.randomUUID()})`;
      await loggInn(page, 'medmor', 'betydelig', '/privat/mottaker');
      await fyllPrivat(page, melding);
      const { lagret } = await drepUnderSending(page, dodstid);
      await send(page).click();
      await page.getByText('Du har ikke fått kvittering').waitFor();
      assert.ok(await page.getByText(melding).isVisible(), 'what was typed stands there');
      assert.equal(await page.getByText('Meldingen din er lagret').count(), 0, 'no receipt is shown');
      // While it is away, pressing again promises nothing either.
      await send(page).click();
      await page.getByText('Du har ikke fått kvittering').waitFor();
      await startPortal();
      await send(page).click();
      await overskrift(page, 'Meldingen din er lagret');
      const referanse = await referansen(page);
      if (lagret()) assert.equal(referanse, lagret(), 'what was stored before the kill is what the receipt is for');
      referanser.push(referanse);
      await page.goto('/mine');
      await page.locator('.meldinger li').first().waitFor();
      assert.equal(await page.locator('.meldinger li').count(), referanser.length, 'one report each time');
      assert.equal(new Set(referanser).size, referanser.length);
    });
  }

  test('one who closes the window after the kill finds the draft, or the report, never neither', async () => {
    const { page, context } = mor;
    const melding = `Hun sover på skolen. (${crypto.randomUUID()})`;
    await page.goto('/privat/mottaker');
    await fyllPrivat(page, melding);
    await page.locator('.lagring[data-lagring="LAGRET"]').waitFor();
    await drepUnderSending(page, 60);
    await send(page).click();
    await page.getByText('Du har ikke fått kvittering').waitFor();
    const ny = await context.newPage();
    await page.close({ runBeforeUnload: false });
    mor.page = ny;
    await startPortal();
    await ny.goto('/mine');
    await ny.locator('.meldinger li').first().waitFor();
    if ((await ny.locator('.meldinger li').count()) === referanser.length) {
      await ny.goto('/privat/kontroll');
      await ny.getByText(melding).waitFor();
    } else {
      assert.equal(await ny.locator('.meldinger li').count(), referanser.length + 1);
    }
  });
});

describe('the letter', { timeout: 120_000, skip: !harData && 'needs .ci/e2e, which says where the data is' }, () => {
  let nettleser;
  let far;
  let referanse;
  let mappe;
  let pdf;
  const melding = `Ingen er hjemme om natten. (${crypto.randomUUID()})`;

  before(async () => {
    nettleser = await startNettleser();
    far = await nyPerson(nettleser);
    mappe = await mkdtemp(join(tmpdir(), 'brev-'));
    pdf = join(mappe, 'brev.pdf');
  });

  after(async () => {
    await nettleser?.close();
    await rm(mappe, { recursive: true });
    assert.deepEqual(far?.brudd, []);
  });

  const frem = async (varighet) => {
    const svar = await far.context.request.post('/dev/klokke', { data: { frem: varighet } });
    assert.equal(svar.status(), 200);
  };
  const iUtboksen = async () => (await readdir(utboks())).includes(`${referanse}.cms`);

  test('a report that nobody confirms does not leave before two virkedager are over', async () => {
    const { page } = far;
    await loggInn(page, 'far', 'betydelig', '/privat/mottaker');
    await fyllPrivat(page, melding);
    await send(page).click();
    await overskrift(page, 'Meldingen din er lagret');
    referanse = await referansen(page);
    await page.goto(`/mine/${referanse}`);
    await page.locator('[data-status="SENDES"]').waitFor();
    // The day it is sent does not count, so two times 24 hours are never two whole virkedager.
    for (const _ of [1, 2]) {
      await frem('24h');
      assert.equal(await iUtboksen(), false);
    }
  });

  test('then it does, and the reporter is told no more than that', async () => {
    const { page } = far;
    await frem('240h'); // no row of holidays is longer
    await page.locator('[data-status="BREV"]').waitFor();
    assert.ok(await iUtboksen());
    await page.getByText('Barnevernstjenesten har ikke bekreftet at de har den ennå').waitFor();
    await sjekkSide(page, 'status-brev');
  });

  test('it opens with the print supplier’s key, and the report is in it', async () => {
    await apneBrev(referanse, pdf);
    assert.ok((await tekst(pdf, 3, 0)).includes(melding));
  });

  test('the address is behind the window, and nothing on the outside tells what it is', async () => {
    const utsiden = await tekst(pdf, 1);
    assert.match(utsiden, /Bergen kommune, postmottak\s+Postboks 7700\s+5020 Bergen/);
    assert.doesNotMatch(utsiden, ROPER);
    assert.equal(await tekst(pdf, 2), '', 'its back is blank');
    const { vindu, avsender, ellers } = await blekk(pdf);
    assert.ok(vindu > 200, `${vindu} dots of ink behind the window`);
    assert.ok(avsender > 50, `${avsender} dots of ink where the sender stands`);
    assert.equal(ellers, 0, 'ink elsewhere');
  });

  test('control: the report’s own page would be seen', async () => {
    assert.match(await tekst(pdf, 3), ROPER);
    assert.ok((await blekk(pdf, 3)).ellers > 0);
  });
});

/**
 * Kills the server `ms` after the next report is on its way, or, with Infinity, when it has answered; the answer is lost
 * either way. `lagret()` is then the id of what the server said it had stored, if it got so far.
 */
async function drepUnderSending(page, ms) {
  let lagret;
  let brukt = false;
  await page.route('**/graphql', async (rute) => {
    if (brukt || rute.request().postDataJSON()?.operationName !== 'SendPrivatBekymringsmelding') return rute.continue();
    brukt = true;
    const svar = rute.fetch().then(
      async (s) => {
        lagret = (await s.json()).data?.sendt.bekymringsmelding?.id;
      },
      () => undefined,
    );
    await (Number.isFinite(ms) ? Promise.race([svar, new Promise((na) => setTimeout(na, ms))]) : svar);
    if (!Number.isFinite(ms)) assert.ok(lagret, 'the server had stored it');
    await drepPortal();
    await svar;
    return rute.abort();
  });
  return { lagret: () => lagret };
}
