// Two administrators at once, and one person's access: given and withdrawn by the one while the other has the page as it was.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { bilde, loggInn, nyPerson, sjekkSide, startNettleser } from './nettleser.mjs';

const FNR = '24859191351'; // nobody logs in with it
const NAVN = 'Tone Synt Tilgang';

describe('two administrators and one person’s access', { timeout: 600_000 }, () => {
  let nettleser;
  let anne; // admin1
  let arne; // admin2
  const sagt = []; // what the console said

  before(async () => {
    nettleser = await startNettleser();
    [anne, arne] = await Promise.all([1, 2].map(() => nyPerson(nettleser)));
    for (const { page } of [anne, arne]) {
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && sagt.push(`${page.url()}: ${m.text()}`));
    }
    await Promise.all([loggInn(anne.page, 'admin1', 'hoyt', '/admin/tilganger'), loggInn(arne.page, 'admin2', 'hoyt', '/admin/tilganger')]);
  });

  after(async () => {
    await nettleser?.close();
    for (const p of [anne, arne]) assert.deepEqual(p?.brudd, []);
    assert.deepEqual(sagt, [], 'the console said something');
  });

  const knapp = (page, navn) => page.getByRole('button', { name: navn, exact: true });
  const rad = (page) => page.getByRole('row', { name: new RegExp(NAVN) });
  const fyll = async (page) => {
    await page.getByLabel('Fødselsnummer').fill(FNR);
    await page.getByLabel('Navn', { exact: true }).fill(NAVN);
    await page.getByLabel('Saksbehandler', { exact: true }).check();
    await page.getByLabel('Hvor', { exact: true }).selectOption({ label: 'Bergen' });
  };
  const har = (page) => page.getByText(`${NAVN} har tilgangen fra nå.`).waitFor();
  const advarsel = (page, ord) => page.getByRole('alert').filter({ hasText: ord }).waitFor();
  const trekk = async (page) => {
    await rad(page).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trekk tilgangen' }).click();
  };

  test('what the other gave just now is told, and stands as she gave it', async () => {
    await fyll(arne.page);
    await fyll(anne.page);
    await knapp(anne.page, 'Gi tilgangen').click();
    await har(anne.page);
    await knapp(arne.page, 'Gi tilgangen').click();
    await advarsel(arne.page, `oppført som ${NAVN}, har tilgangen fra før`);
    await arne.page.locator('.ds-error-summary').filter({ hasText: 'Tilgangen er ikke gitt.' }).waitFor();
    assert.match(await arne.page.title(), /^Feil: /);
    await rad(arne.page).waitFor(); // the list is read again
    assert.equal(await arne.page.getByLabel('Fødselsnummer').inputValue(), FNR, 'what he typed is gone');
    await sjekkSide(arne.page, 'admin-tilgang-gitt-alt');
  });

  test('what the other withdrew just now is not given back unseen, nor after a third change', async () => {
    await trekk(anne.page);
    await anne.page.getByText(`Tilgangen til ${NAVN} er trukket.`).waitFor();
    await knapp(arne.page, 'Gi tilgangen').click();
    await advarsel(arne.page, /har hatt denne tilgangen, og den ble trukket/);
    await rad(arne.page).waitFor({ state: 'detached' });
    await knapp(arne.page, 'Gi tilgangen igjen').waitFor();
    await sjekkSide(arne.page, 'admin-tilgang-trukket-for');
    await arne.page.setViewportSize({ width: 360, height: 740 });
    assert.ok((await arne.page.evaluate(() => document.documentElement.scrollWidth)) <= 360, 'the warning is wider than 360');
    await bilde(arne.page, 'admin-tilgang-trukket-for-360');
    await arne.page.setViewportSize({ width: 1280, height: 900 });
    // Anne gives it again, as she is told it was withdrawn, and he has not seen that.
    await fyll(anne.page);
    await knapp(anne.page, 'Gi tilgangen').click();
    await knapp(anne.page, 'Gi tilgangen igjen').click();
    await har(anne.page);
    await knapp(arne.page, 'Gi tilgangen igjen').click();
    await advarsel(arne.page, 'har tilgangen fra før');
    await knapp(arne.page, 'Gi tilgangen').waitFor();
    await rad(arne.page).waitFor();
  });

  test('both withdraw it: the second is told; another person’s number is another right', async () => {
    await trekk(anne.page);
    await anne.page.getByText(`Tilgangen til ${NAVN} er trukket.`).waitFor();
    await trekk(arne.page);
    await arne.page.getByRole('dialog').getByRole('alert').filter({ hasText: 'En annen administrator har trukket tilgangen alt' }).waitFor();
    await sjekkSide(arne.page, 'admin-tilgang-trukket-alt');
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Avbryt' }).click();
    await rad(arne.page).waitFor({ state: 'detached' });
    await knapp(arne.page, 'Gi tilgangen').click();
    await knapp(arne.page, 'Gi tilgangen igjen').waitFor();
    await arne.page.getByLabel('Fødselsnummer').fill('24859191432');
    await knapp(arne.page, 'Gi tilgangen').waitFor();
    await arne.page.getByLabel('Fødselsnummer').fill(FNR);
    await knapp(arne.page, 'Gi tilgangen').click();
    await knapp(arne.page, 'Gi tilgangen igjen').click();
    await har(arne.page);
    await trekk(arne.page);
    await arne.page.getByText(`Tilgangen til ${NAVN} er trukket.`).waitFor();
  });
});
