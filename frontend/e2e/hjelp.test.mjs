// Help while one writes: prompts, the count, whose address it is, what not to do where there is violence – and on paper.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Indekserer } from './indekserer.mjs';
import { brev, PDF, sak } from './innsynsdata.mjs';
import { loggInn, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { felt, fyll, lagret, neste, overskrift, velg, velgKommune } from './skjema.mjs';

const GATE = 'Prøvegata 2';
/** A rune that is two units in a browser, and one for the server. */
const TARE = '😢';
const SOM = 'admin2';
/** The way out, in the languages that are looked over too. */
const UTGANG = { nn: 'Forlat sida raskt', en: 'Leave this site quickly', se: 'Guođe siiddu jođánit' };

describe('help while one writes', { timeout: 300_000 }, () => {
  let nettleser;
  let person;
  let mappe;

  before(async () => {
    nettleser = await startNettleser();
    person = await nyPerson(nettleser);
    mappe = await mkdtemp(join(tmpdir(), 'papir-'));
  });

  after(async () => {
    await nettleser?.close();
    await rm(mappe, { recursive: true, force: true });
    assert.deepEqual(person?.brudd, []);
  });

  const begynn = async (rot, tittel) => {
    const { page } = person;
    await loggInn(page, SOM, 'betydelig', `${rot}/mottaker`);
    await overskrift(page, 'Hvor bor barnet?');
    await velgKommune(page, 'Oslo');
    await felt(page, 'bydelsnummer').selectOption({ label: 'Gamle Oslo' });
    await neste(page);
    await overskrift(page, tittel);
  };

  const slettKladden = async () => {
    await person.page.getByRole('button', { name: 'Slett kladden' }).click();
    await person.page.getByRole('button', { name: 'Slett', exact: true }).click();
    await person.page.getByRole('link', { name: /^Start/ }).waitFor();
  };

  /** What is seen on paper: the text of the page as it is printed. */
  const papir = async (navn) => {
    const { page } = person;
    await page.emulateMedia({ media: 'print' });
    const vist = await page.evaluate(() => ({
      tekst: document.body.innerText,
      knapper: [...document.querySelectorAll('button, .ds-button, nav, input, textarea, .haster, .topp, .bunn')].filter((e) => e.checkVisibility()).length,
      // Black on white, wherever there is text or a line.
      farger: [...document.querySelectorAll('main *')]
        .filter((e) => e.checkVisibility())
        .flatMap((e) => {
          const { color, backgroundColor } = getComputedStyle(e);
          return color === 'rgb(0, 0, 0)' && /^(rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\))$/.test(backgroundColor) ? [] : [`${e.className} ${color} ${backgroundColor}`];
        }),
      // With margins, the browser would print the address of the page in them.
      marger: [...document.styleSheets].flatMap((ark) => [...ark.cssRules]).filter((r) => r instanceof CSSPageRule).map((r) => r.style.margin),
      // What stands behind a link would tell where it leads.
      etterLenker: [...document.querySelectorAll('main a')].map((a) => getComputedStyle(a, '::after').content).filter((c) => c.includes('http') || c.includes('attr')),
    }));
    // With the browser's own lines and margins asked for: the page leaves them no room.
    const margin = { top: '20mm', bottom: '20mm' };
    const pdf = await page.pdf({ preferCSSPageSize: true, displayHeaderFooter: true, margin });
    await writeFile(join(process.env.SKJERMBILDER || mappe, `papir-${navn}.pdf`), pdf);
    await page.emulateMedia({ media: null });
    assert.equal(vist.knapper, 0, `something to press on ${navn}`);
    assert.deepEqual(vist.farger, [], `colours on ${navn}`);
    assert.deepEqual(vist.marger, ['0px'], `the margins of ${navn}`);
    assert.deepEqual(vist.etterLenker, [], `addresses on ${navn}`);
    assert.doesNotMatch(vist.tekst, /https?:|Forlat siden|Endre /, navn);
    const sider = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    return { tekst: vist.tekst, sider };
  };

  test('the private form: prompts open by keyboard, take nothing away and put nothing in', async () => {
    const { page } = person;
    await begynn('/privat', 'Om deg');
    await page.goto('/privat/bekymring');
    await overskrift(page, 'Bekymringen din');
    await fyll(page, 'melding', 'Han gråter om natta.');
    const hjelp = page.locator('.stikkord summary, .stikkord u-summary', { hasText: 'Hva kan jeg skrive om?' });
    const punkt = page.getByText('Hvem var der, og hvem sa hva?');
    assert.equal(await punkt.isVisible(), false);
    await felt(page, 'melding').focus();
    await page.keyboard.press('Shift+Tab');
    assert.match(await page.evaluate(() => document.activeElement?.textContent ?? ''), /Hva kan jeg skrive om/, 'the way back from the field is to its help');
    await page.keyboard.press('Enter');
    await punkt.waitFor();
    assert.equal(await hjelp.count(), 1);
    await sjekkSide(page, 'hjelp-stikkord-privat');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'melding', 'the field is next');
    assert.equal(await felt(page, 'melding').inputValue(), 'Han gråter om natta.');
    await hjelp.click();
    await punkt.waitFor({ state: 'hidden' });
    assert.equal(await felt(page, 'melding').inputValue(), 'Han gråter om natta.');
  });

  test('violence: the private form says not to raise it first, and whom to call', async () => {
    const { page } = person;
    const rad = page.locator('.voldsrad[role="status"]');
    assert.equal(await rad.innerText(), '', 'nothing before it is ticked, but a place that is read out');
    await page.locator('input[value="RUS"]').check();
    assert.equal(await rad.innerText(), '');
    await page.locator('input[value="VOLD"]').check();
    await rad.getByText('Ikke ta det opp med foreldrene').waitFor();
    for (const nummer of ['112', '02800']) assert.ok(await rad.locator(`a[href="tel:${nummer}"]`).isVisible());
    await sjekkSide(page, 'hjelp-vold-privat');
    await lagret(page);
    await page.goto('/privat/kontroll');
    await overskrift(page, 'Se over svarene');
    await rad.getByText('Ikke ta det opp med foreldrene').waitFor();
    await page.goto('/privat/bekymring');
    await page.locator('input[value="VOLD"]').uncheck();
    assert.equal(await rad.innerText(), '');
  });

  test('the count: silent until little is left, as the server counts, and nothing is cut off', async () => {
    const { page } = person;
    await page.goto('/privat/om-deg');
    await felt(page, 'tolk').waitFor();
    const teller = page.locator('.teller');
    await fyll(page, 'tolk', TARE.repeat(180));
    assert.equal(await teller.count(), 0, '180 of 200 characters, though 360 units');
    await fyll(page, 'tolk', `${TARE.repeat(190)}   `);
    assert.equal(await teller.innerText(), 'Plass til 10 tegn til', 'space at the end is taken off, and not counted');
    // As by pasting: all at once, and longer than there is room for. (`fill` would go past a maxlength.)
    await felt(page, 'tolk').press('Control+A');
    await page.keyboard.insertText(TARE.repeat(212));
    assert.equal(await teller.innerText(), '12 tegn for mye');
    assert.equal([...(await felt(page, 'tolk').inputValue())].length, 212, 'nothing is cut off');
    assert.equal(await felt(page, 'tolk').getAttribute('aria-invalid'), 'true');
    const beskrevet = await felt(page, 'tolk').evaluate((f) => (f.getAttribute('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent).join());
    assert.match(beskrevet, /12 tegn for mye/, 'the field says so itself');
    await page.locator('[role="status"]', { hasText: '12 tegn for mye' }).waitFor();
    await sjekkSide(page, 'hjelp-for-langt');
    await neste(page);
    await page.locator('ds-error-summary a', { hasText: 'Det er plass til 200 tegn' }).waitFor();
    await fyll(page, 'tolk', TARE.repeat(200));
    assert.equal(await teller.innerText(), 'Plass til 0 tegn til');
    await neste(page);
    await overskrift(page, 'Barnet');
    await page.goto('/privat/bekymring');
    await felt(page, 'melding').press('Control+A');
    await page.keyboard.insertText('å'.repeat(100_050));
    assert.equal(await teller.innerText(), '50 tegn for mye');
    assert.equal((await felt(page, 'melding').inputValue()).length, 100_050);
    await neste(page);
    await page.locator('ds-error-summary a', { hasText: /Det er plass til 100.000 tegn/ }).waitFor();
    await fyll(page, 'melding', 'å'.repeat(98_000));
    assert.equal(await teller.count(), 0, 'nothing is counted with two thousand to go');
  });

  test('the count is not read out while one types', async () => {
    const { page } = person;
    await page.goto('/privat/om-deg');
    await felt(page, 'tolk').waitFor();
    await fyll(page, 'tolk', 'å'.repeat(185));
    await page.locator('[role="status"]', { hasText: 'Plass til 15 tegn til' }).waitFor();
    // Every text a screen reader would be given from here on.
    await page.evaluate(() => {
      window.sagt = [];
      const omrader = [...document.querySelectorAll('[role="status"]')].filter((o) => /Plass til/.test(o.textContent));
      for (const o of omrader) new MutationObserver(() => window.sagt.push(o.textContent)).observe(o, { childList: true, characterData: true, subtree: true });
    });
    await felt(page, 'tolk').press('End');
    await page.keyboard.type('12345', { delay: 60 });
    await page.locator('[role="status"]', { hasText: 'Plass til 10 tegn til' }).waitFor();
    const sagt = await page.evaluate(() => window.sagt);
    assert.deepEqual(sagt, ['Plass til 10 tegn til'], 'once, after the pause');
    await slettKladden();
  });

  test('the public form: the service follows the role, and can be chosen for a role in own words', async () => {
    const { page } = person;
    await begynn('/offentlig', 'Deg og arbeidsplassen');
    const tjeneste = felt(page, 'melder.melderkode');
    const roller = await page.locator('#melder-rolle-forslag option').evaluateAll((o) => o.map((e) => e.value));
    assert.ok(roller.length > 25 && roller.includes('Lærer') && roller.includes('Ansatt i kriminalomsorgen'), 'suggested roles');
    assert.equal(await tjeneste.inputValue(), '');
    await fyll(page, 'melder.rolle', 'Lærer');
    assert.equal(await tjeneste.inputValue(), '11');
    await fyll(page, 'melder.rolle', 'Vaktmester');
    assert.equal(await tjeneste.inputValue(), '', 'a role in own words has none of itself');
    const valg = await tjeneste.locator('option').allInnerTexts();
    assert.equal(valg.length, 19);
    assert.deepEqual([valg[0], valg.at(-1)], ['Ikke valgt', 'Andre offentlige']);
    await tjeneste.selectOption({ label: 'Andre offentlige' });
    await fyll(page, 'melder.telefonnummer', '55 12 34 56');
    await fyll(page, 'melder.epost', 'vakt@skolen.example.no');
    await fyll(page, 'melder.virksomhet.navn', 'Prøveskolen');
    await fyll(page, 'melder.virksomhet.adresse.adresselinje1', 'Skolegata 1');
    await sjekkSide(page, 'hjelp-tjeneste');
    await lagret(page);
    await page.reload();
    await page.waitForFunction(() => document.getElementById('melder-melderkode')?.value === '22');
    await neste(page);
  });

  test('the same address: follows the first child, is undone with its text, and comes back with the draft', async () => {
    const { page } = person;
    await overskrift(page, 'Barnet');
    for (const nr of [0, 1, 2]) {
      if (nr > 0) await page.getByRole('button', { name: 'Legg til et barn' }).click();
      await velg(page, `barn.${nr}.ufoedt`, 'false');
      await fyll(page, `barn.${nr}.personnavn`, `Barn Prøve ${nr + 1}`);
      await fyll(page, `barn.${nr}.fnr`, 'omtrent 8 år');
      await velg(page, `barn.${nr}.orientert`, 'true');
    }
    assert.equal(await felt(page, 'barn.0.sammeAdresse').count(), 0, 'the first has nobody to follow');
    const samme = (nr) => felt(page, `barn.${nr}.sammeAdresse`);
    await samme(1).check();
    await page.getByText('Barn 1 har ingen adresse ennå.').waitFor();
    await fyll(page, 'barn.0.adresse.adresselinje1', GATE);
    await fyll(page, 'barn.0.adresse.postnummer', '0001');
    await page.locator('.fulgt', { hasText: `${GATE}, 0001` }).waitFor();
    assert.equal(await felt(page, 'barn.1.adresse.adresselinje1').count(), 0, 'no field to fill in');
    await fyll(page, 'barn.0.adresse.adresselinje1', 'Nygata 3');
    await page.locator('.fulgt', { hasText: 'Nygata 3, 0001' }).waitFor();
    await samme(2).check();
    await sjekkSide(page, 'hjelp-samme-adresse');
    await samme(2).uncheck();
    assert.equal(await felt(page, 'barn.2.adresse.adresselinje1').inputValue(), 'Nygata 3', 'the text is there to go on from');
    await fyll(page, 'barn.2.adresse.adresselinje1', 'Nygata 33');
    await lagret(page);
    await page.reload();
    await page.waitForFunction(() => document.getElementById('barn-1-sammeAdresse')?.checked);
    assert.equal(await felt(page, 'barn.2.adresse.adresselinje1').inputValue(), 'Nygata 33');
    // What is wrong with the address is said once, where it can be put right.
    await fyll(page, 'barn.0.adresse.adresselinje1', '');
    await neste(page);
    const feil = page.locator('ds-error-summary a');
    assert.deepEqual(await feil.allInnerTexts(), ['Barn 1: Skriv gate og nummer, eller det du vet om adressen']);
    await fyll(page, 'barn.0.adresse.adresselinje1', GATE);
    await neste(page);
    await overskrift(page, 'Bekymringen');
  });

  test('prompts at three fields, each with a name of its own', async () => {
    const { page } = person;
    for (const om of ['bekymringen', 'bakgrunnen', 'det de selv sier']) {
      await page.locator('.stikkord summary, .stikkord u-summary', { hasText: `Hva kan jeg skrive om ${om}?` }).click();
    }
    for (const punkt of ['Hva skjer nå? Er det noe som haster?', 'Har noen hjulpet familien før?', 'Hva ønsker barnet selv?']) {
      await page.getByText(punkt).waitFor();
    }
    await fyll(page, 'melding', 'Hun er redd for å gå hjem.\n'.repeat(60));
    await fyll(page, 'historie', 'Siden i høst.');
    await page.locator('input[value="SEKSUELLE_OVERGREP"]').check();
    await page.locator('.voldsrad').getByText('Da skal du ikke orientere de foresatte først').waitFor();
    await sjekkSide(page, 'hjelp-stikkord-offentlig');
    await neste(page);
  });

  test('violence: the advice stands beside the question, and answers the answer', async () => {
    const { page } = person;
    await overskrift(page, 'Foresatte');
    const rad = page.locator('.voldsrad[role="status"]');
    await rad.getByText('Svar «Nei»').waitFor();
    // Between the question and what comes before it, so that it is read before it is answered.
    const nest = await rad.evaluate((e) => e.nextElementSibling?.textContent ?? '');
    assert.match(nest, /^\s*Er den foresatte orientert om at du melder/);
    await fyll(page, 'foresatte.0.personnavn', 'Mor Prøve');
    await velg(page, 'foresatte.0.orientert', 'true');
    await rad.getByText('vet allerede at du melder').waitFor();
    await sjekkSide(page, 'hjelp-vold-orientert');
    await velg(page, 'foresatte.0.orientert', 'false');
    await rad.getByText('Svar «Nei»').waitFor();
    await fyll(page, 'foresatte.0.orientertGrunn', 'Mistanke om vold eller overgrep');
    await felt(page, 'foresatte.0.sammeAdresse').check();
    await page.locator('.fulgt', { hasText: GATE }).waitFor();
    await sjekkSide(page, 'hjelp-vold-foresatte');
    await lagret(page);
    await page.goto('/offentlig/bekymring');
    await page.locator('input[value="SEKSUELLE_OVERGREP"]').uncheck();
    await lagret(page);
    await page.goto('/offentlig/foresatte');
    await page.getByText('Som hovedregel skal foresatte vite').waitFor();
    assert.equal(await rad.innerText(), '', 'and goes with the tick');
    await page.goto('/offentlig/bekymring');
    await page.locator('input[value="MISHANDLING_ELLER_OMSORGSSVIKT"]').check();
    await lagret(page);
    await page.goto('/offentlig/foresatte');
    await rad.getByText('Svar «Nei»').waitFor();
  });

  test('the summary shows what follows and what not to do, and can be printed', async () => {
    const { page } = person;
    await page.goto('/offentlig/kontroll');
    await overskrift(page, 'Se over svarene');
    await page.locator('.voldsrad').getByText('Da skal du ikke orientere').waitFor();
    const svar = await page.locator('.svardel').allInnerTexts();
    assert.equal(svar.join('\n').split('Samme adresse som barn 1').length - 1, 2, 'a child and a guardian');
    assert.match(svar.join('\n'), /Prøvegata 2, 0001/);
    assert.match(svar.join('\n'), /Andre offentlige/);
    await sjekkSide(page, 'hjelp-kontroll');
    const { tekst, sider } = await papir('kontroll');
    for (const ord of ['Ingenting er sendt ennå', 'Hun er redd for å gå hjem', 'Nygata 33', 'Vaktmester']) assert.ok(tekst.includes(ord), ord);
    assert.ok(sider >= 3 && sider <= 8, `${sider} sheets`);
  });

  for (const [kode, utgang] of Object.entries(UTGANG)) {
    test(`the same in ${kode}: the prompts, the service, the address that follows, the advice`, async () => {
      const { page } = person;
      await page.goto(`/${kode}/offentlig/bekymring`);
      await page.locator('.stikkord').first().waitFor();
      assert.equal(await page.locator('.stikkord').count(), 3);
      for (const del of await page.locator('.stikkord summary, .stikkord u-summary').all()) await del.click();
      await page.locator('.stikkord li').last().waitFor();
      assert.notEqual(await page.locator('.voldsrad').innerText(), '');
      await sjekkSide(page, `hjelp-bekymring-${kode}`, utgang);
      await page.goto(`/${kode}/offentlig/om-deg`);
      await felt(page, 'melder.melderkode').waitFor();
      assert.equal(await felt(page, 'melder.melderkode').inputValue(), '22');
      await sjekkSide(page, `hjelp-tjeneste-${kode}`, utgang);
      await page.goto(`/${kode}/offentlig/barn`);
      await page.locator('.fulgt', { hasText: GATE }).waitFor();
      await sjekkSide(page, `hjelp-barn-${kode}`, utgang);
      await page.goto(`/${kode}/offentlig/foresatte`);
      await page.locator('.fulgt', { hasText: GATE }).waitFor();
      await sjekkSide(page, `hjelp-foresatte-${kode}`, utgang);
    });
  }

  test('what goes to the server has the addresses and the code', async () => {
    const { page } = person;
    await page.goto('/offentlig/kontroll');
    await overskrift(page, 'Se over svarene');
    await page.getByText('Meldingen blir forseglet').waitFor();
    const sendt = page.waitForRequest((r) => r.url().endsWith('/graphql') && r.postDataJSON()?.operationName === 'SendOffentligBekymringsmelding');
    await page.getByRole('button', { name: 'Send bekymringsmelding' }).click();
    const { input } = (await sendt).postDataJSON().variables;
    assert.deepEqual(
      input.barn.map((b) => b.adresse.adresselinje1),
      [GATE, GATE, 'Nygata 33'],
    );
    assert.equal(input.foresatte[0].adresse, `${GATE}, 0001`);
    assert.equal(input.melder.melderkode, 22);
    assert.doesNotMatch(JSON.stringify(input), /sammeAdresse/);
    await overskrift(page, 'Meldingen din er lagret');
  });

  test('the receipt: a day in the calendar, if one wants, that tells nothing', async () => {
    const { page } = person;
    const del = page.getByRole('region', { name: 'Vil du ha en påminnelse?' });
    await del.getByText('La det være hvis du er usikker').waitFor();
    await sjekkSide(page, 'hjelp-paminnelse');
    const referanse = await page.locator('.kvittering .referanse').innerText();
    const [fil] = await Promise.all([page.waitForEvent('download'), del.getByRole('button', { name: 'Last ned kalenderfil' }).click()]);
    assert.equal(fil.suggestedFilename(), 'dag.ics');
    const ics = await readFile(await fil.path(), 'utf8');
    assert.match(ics, /^BEGIN:VCALENDAR\r\n[\s\S]*SUMMARY:Vent svar\r\n[\s\S]*END:VCALENDAR\r\n$/);
    const dager = /DTSTART;VALUE=DATE:(\d{4})(\d\d)(\d\d)/.exec(ics).slice(1).map(Number);
    const om = (Date.UTC(dager[0], dager[1] - 1, dager[2]) - Date.now()) / 86_400_000;
    assert.ok(om > 19.5 && om < 21.5, `${om} days from now`);
    assert.doesNotMatch(ics, /barn|bekymr|meld|Prøve|localhost|http/i);
    assert.ok(!ics.includes(referanse) && !ics.includes(referanse.slice(0, 8)), 'not the reference either');
    await sjekkLager(page);
  });

  test('on paper: the receipt, the status and the blank form', async () => {
    const { page } = person;
    const referanse = await page.locator('.kvittering .referanse').innerText();
    const kvittering = await papir('kvittering');
    assert.ok(kvittering.tekst.includes(referanse));
    assert.match(kvittering.tekst, /Ikke hørt noe etter 21 dager/);
    assert.doesNotMatch(kvittering.tekst, /Vil du ha en påminnelse|Last ned/);
    assert.equal(kvittering.sider, 1);
    await page.goto(`/mine/${referanse}`);
    await page.getByText(referanse).waitFor();
    const status = await papir('status');
    assert.ok(status.tekst.includes(referanse));
    assert.equal(status.sider, 1);
    await page.goto('/anonym/skjema');
    await page.locator('.blankett').waitFor();
    const blankett = await papir('blankett');
    assert.match(blankett.tekst, /Dato/);
    assert.ok(blankett.sider <= 2, `${blankett.sider} sheets`);
  });

  test('on paper: a case', { skip: !process.env.PORTAL_DATA && 'needs .ci/e2e, which says where the case system’s settings are' }, async () => {
    const { page } = person;
    const bergen = await Indekserer.nytt('bergen');
    const id = await bergen.sak(SOM, sak);
    const ider = [id, ...(await bergen.poster(SOM, id, brev(3, await bergen.lastOpp('application/pdf', PDF))))];
    try {
      await loggInn(page, SOM, 'hoyt', '/innsyn');
      await page.getByRole('link', { name: 'Ylva Synt Kråkefot' }).first().click();
      await page.getByRole('heading', { name: sak.tittel }).waitFor();
      await page.locator('.hva-na').waitFor();
      const { tekst } = await papir('sak');
      assert.match(tekst, /Undersøkelse/);
      assert.doesNotMatch(tekst, /bergen\.kommune|Hvem har sett opplysningene/, 'what leads elsewhere is not printed');
    } finally {
      await bergen.slett(ider);
    }
  });
});
