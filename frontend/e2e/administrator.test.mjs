// The administrator's desk: two administrators at work at once, and after each switch what a citizen or a caseworker sees next.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fnr } from './indekserer.mjs';
import { bilde, loggInn, lukk, nyPerson, sjekkLager, sjekkSide, startNettleser } from './nettleser.mjs';
import { avtrykk, lagNokkel, utlopt } from './sertifikater.mjs';
import { overskrift, velgKommune } from './skjema.mjs';

const VOSS = '4621'; // nothing is there at the start
const KOMMUNE = 'Voss';
const VOSSEMOTTAK = `/admin/bydel/${VOSS}/00`;

describe('the administrator’s desk', { timeout: 900_000 }, () => {
  let nettleser;
  let anne; // admin1
  let arne; // admin2
  let mor; // who reports
  let saks; // who is made a caseworker
  const sagt = []; // what the console said
  const alle = () => [anne, arne, mor, saks];

  before(async () => {
    nettleser = await startNettleser();
    [anne, arne, mor, saks] = await Promise.all([1, 2, 3, 4].map(() => nyPerson(nettleser)));
    for (const { page } of alle()) {
      page.on('console', (m) => ['error', 'warning'].includes(m.type()) && sagt.push(`${page.url()}: ${m.text()}`));
    }
    await Promise.all([
      loggInn(anne.page, 'admin1', 'hoyt', '/admin'),
      loggInn(arne.page, 'admin2', 'hoyt', '/admin'),
      loggInn(mor.page, 'mor', 'betydelig', '/privat/mottaker'),
    ]);
  });

  after(async () => {
    await nettleser?.close();
    for (const p of alle()) assert.deepEqual(p?.brudd, []);
    assert.deepEqual(sagt, [], 'the console said something');
  });

  const knapp = (page, navn) => page.getByRole('button', { name: navn, exact: true });
  const feilliste = (page, ord) => page.locator('.ds-error-summary').filter({ hasText: ord }).waitFor();
  /** At a width where a phone would show it. */
  async function smal(page, navn) {
    await page.setViewportSize({ width: 360, height: 740 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `${navn} is wider than 360`);
    await bilde(page, `${navn}-360`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  /** What a citizen may choose, read anew. */
  async function kanVelges(navn) {
    const { page } = mor;
    await page.goto('/privat/mottaker');
    await page.getByRole('combobox', { name: 'Kommune' }).fill(''); // the draft has the one chosen before
    await velgKommune(page, navn);
    await page.locator('.ikke-aktiv, .lagring').first().waitFor();
    return (await page.locator('.ikke-aktiv').count()) === 0;
  }

  test('the overview, and a kommune that has nothing yet', async () => {
    const { page } = anne;
    await overskrift(page, 'Administrasjon');
    await page.getByRole('link', { name: 'Bergen', exact: true }).waitFor();
    await sjekkSide(page, 'admin-oversikt');
    await smal(page, 'admin-oversikt');
    assert.equal(await kanVelges(KOMMUNE), false, 'a kommune that nobody has set up can be chosen');
    await knapp(page, 'Gå til kommunen').click();
    await feilliste(page, 'Velg en kommune');
    await page.getByLabel('Kommune', { exact: true }).selectOption({ label: KOMMUNE });
    await knapp(page, 'Gå til kommunen').click();
    await overskrift(page, KOMMUNE);
    await sjekkSide(page, 'admin-kommune-tom');
  });

  test('an agreement: every error at once, in focus; then recorded, with who signed', async () => {
    const { page } = anne;
    await knapp(page, 'Registrer avtalen').click();
    await feilliste(page, 'Hvem signerte for kommunen: må fylles ut.');
    assert.match(await page.title(), /^Feil: /);
    assert.equal(await page.evaluate(() => document.activeElement?.classList.contains('ds-error-summary')), true, 'the errors are not in focus');
    await sjekkSide(page, 'admin-avtale-feil');
    await arne.page.goto(`/admin/kommune/${VOSS}`);
    await overskrift(arne.page, KOMMUNE);
    await page.getByLabel('Versjon').fill('2.1');
    await page.getByLabel('Dato avtalen ble inngått').fill('2026-09-01');
    await page.getByLabel('Hvem signerte for kommunen').fill('Vilde Synt, kommunedirektør');
    await knapp(page, 'Registrer avtalen').click();
    await page.getByRole('cell', { name: 'Vilde Synt, kommunedirektør' }).waitFor();
    await page.getByText('Avtale registrert').waitFor();
    await page.getByText('av Anne Synt Admin').first().waitFor();
    // The other has the page as it was, and records one too: he is told, and hers holds until he says otherwise.
    await arne.page.getByLabel('Versjon').fill('2.2');
    await arne.page.getByLabel('Dato avtalen ble inngått').fill('2026-09-02');
    await arne.page.getByLabel('Hvem signerte for kommunen').fill('Ola Synt, rådmann');
    await knapp(arne.page, 'Registrer avtalen').click();
    await arne.page.getByRole('alert').getByText('Vilde Synt, kommunedirektør').waitFor();
    await knapp(arne.page, 'Registrer, og la min gjelde i stedet').waitFor();
    await sjekkSide(arne.page, 'admin-avtale-andre');
    await page.reload();
    await page.getByRole('row', { name: /Vilde Synt/ }).getByText('Gjelder nå').waitFor();
    assert.equal(await page.getByText('Ola Synt').count(), 0, 'the second has put the first out of force unseen');
    await sjekkSide(page, 'admin-kommune');
    await smal(page, 'admin-kommune');
  });

  test('a receiver: an address that tells what it is about is refused; then made, and closed', async () => {
    const { page } = anne;
    await page.getByRole('link', { name: 'Opprett et mottak' }).click();
    await overskrift(page, `Nytt mottak i ${KOMMUNE}`);
    await page.getByLabel('Fagsystemet henter dem herfra').check();
    await page.getByLabel('Navn på konvolutten').fill('Barnevernet i Voss');
    await page.getByLabel('Postnummer').fill('57');
    await page.getByLabel('Poststed').fill('Voss');
    await knapp(page, 'Opprett mottaket').click();
    await feilliste(page, 'Postnummer: er ikke på riktig form.');
    await page.getByLabel('Postnummer').fill('5700');
    await page.getByLabel('Kontakt', { exact: true }).fill('ikke en adresse');
    await knapp(page, 'Opprett mottaket').click();
    await feilliste(page, 'Brevadresse: adressen står i vinduet på konvolutten');
    await feilliste(page, 'Kontakt: er ikke på riktig form.');
    await sjekkSide(page, 'admin-mottak-feil');
    await page.getByLabel('Navn på konvolutten').fill('Voss kommune, postmottak');
    await page.getByLabel('Kontakt', { exact: true }).fill('postmottak@voss.example');
    await knapp(page, 'Opprett mottaket').click();
    await overskrift(page, KOMMUNE);
    await page.getByText('Mottaket er opprettet.').waitFor();
    await page.getByText('Mottaket har ingen gyldig, godkjent nøkkel').waitFor();
    assert.equal(await knapp(page, 'Åpne for meldinger').count(), 0);
    await sjekkSide(page, 'admin-mottak-nytt');
    await smal(page, 'admin-mottak-nytt');
    assert.equal(await kanVelges(KOMMUNE), false, 'a receiver without a key can be chosen');
  });

  test('two at once: the second is told, sees what stands there now, and loses nothing', async () => {
    await arne.page.goto(VOSSEMOTTAK);
    await arne.page.getByLabel('Navn', { exact: true }).fill('Voss barn og unge');
    await arne.page.getByLabel('Leder', { exact: true }).fill('leder@voss.example');
    const { page } = anne;
    await page.getByLabel('Navn', { exact: true }).fill('Voss herad');
    await page.getByLabel('Adresselinje 1').fill('Postboks 145');
    await knapp(page, 'Lagre endringene').click();
    await page.getByText('Endringene er lagret.').waitFor();

    await knapp(arne.page, 'Lagre endringene').click();
    const andre = arne.page.locator('.andre');
    await andre.getByText('Noen andre har endret mottaket mens du skrev').waitFor();
    await andre.getByText('Adresselinje 1: Postboks 145').waitFor();
    await andre.getByText('Navn: Voss herad').waitFor();
    assert.equal(await andre.evaluate((e) => e === document.activeElement), true, 'what others did is not in focus');
    assert.equal(await arne.page.getByLabel('Navn', { exact: true }).inputValue(), 'Voss barn og unge');
    assert.equal(await arne.page.getByLabel('Leder', { exact: true }).inputValue(), 'leder@voss.example');
    assert.equal(await arne.page.getByLabel('Adresselinje 1').inputValue(), 'Postboks 145');
    await sjekkSide(arne.page, 'admin-endret-av-andre');
    await smal(arne.page, 'admin-endret-av-andre');
    // Another page is looked up in the middle of it.
    await arne.page.getByRole('link', { name: 'Endringer', exact: true }).click();
    await arne.page.getByText('Mottak endret').first().waitFor();
    await sjekkSide(arne.page, 'admin-endringer');
    await arne.page.goBack();
    assert.equal(await arne.page.getByLabel('Leder', { exact: true }).inputValue(), 'leder@voss.example');
    // A third change comes: what he has not chosen in yet is still to be chosen in, and the button says what it does.
    const erstatt = knapp(arne.page, 'Lagre, og erstatt det den andre har lagret');
    await page.getByLabel('Adresselinje 2').fill('Tinghuset');
    await knapp(page, 'Lagre endringene').click();
    await page.getByText('Endringene er lagret.').waitFor();
    await erstatt.click();
    await andre.getByText('Adresselinje 2: Tinghuset').waitFor();
    await andre.getByText('Navn: Voss herad').waitFor();
    await erstatt.waitFor();
    await arne.page.getByRole('button', { name: /^Bruk det som er lagret, for «Navn»/ }).click();
    await knapp(arne.page, 'Lagre endringene').click();
    await arne.page.getByText('Endringene er lagret.').waitFor();
    await arne.page.reload();
    assert.equal(await arne.page.getByLabel('Navn', { exact: true }).inputValue(), 'Voss herad');
    assert.equal(await arne.page.getByLabel('Leder', { exact: true }).inputValue(), 'leder@voss.example');
    assert.equal(await arne.page.getByLabel('Adresselinje 1').inputValue(), 'Postboks 145');
  });

  const god = lagNokkel();

  test('a private key, pasted or picked, is taken out of the page and never sent', async () => {
    const { page } = anne;
    const sendt = [];
    page.on('request', (r) => sendt.push(r.postData() ?? ''));
    await page.reload();
    await page.getByRole('link', { name: 'Foreslå en nøkkel for dette mottaket' }).click();
    await overskrift(page, 'Foreslå en ny nøkkel');
    assert.equal(await page.getByLabel('Fagsystemets nøkkel').isChecked(), true);
    const felt = page.getByLabel('Sertifikat', { exact: true });
    await felt.fill(god.sertifikat + god.privat);
    await page.getByRole('heading', { name: 'Dette er en privat nøkkel' }).waitFor();
    assert.equal(await felt.inputValue(), '', 'the private key is still in the page');
    assert.equal(await page.locator('.privat').evaluate((e) => e === document.activeElement), true);
    assert.match(await page.title(), /^Feil: /);
    await sjekkSide(page, 'admin-privat-nokkel');
    // Without its heading, as some programs copy it; and as a file.
    await felt.fill(god.privat.replace(/-----[^-]+-----/g, ''));
    assert.equal(await felt.inputValue(), '');
    await page.getByLabel('Eller velg en fil').setInputFiles({ name: 'nokkel.pem', mimeType: 'text/plain', buffer: Buffer.from(god.privat) });
    await page.getByLabel('Eller velg en fil').setInputFiles({
      name: 'nokkel.der',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(god.privat.replace(/-----[^-]+-----/g, ''), 'base64'),
    });
    assert.equal(await felt.inputValue(), '');
    await knapp(page, 'Foreslå nøkkelen').click();
    await feilliste(page, 'Sertifikat: må fylles ut.');
    const hemmelig = god.privat.split('\n')[3];
    assert.ok(!sendt.some((s) => s.includes(hemmelig) || /PRIVATE/.test(s)), 'a private key left the page');
  });

  test('a certificate that is expired, weak, or not RSA is refused in plain words', async () => {
    const { page } = anne;
    const felt = page.getByLabel('Sertifikat', { exact: true });
    for (const [pem, ord] of [
      ['noe annet', 'dette er ikke ett sertifikat i PEM-format.'],
      [utlopt(god.sertifikat), 'sertifikatet er utløpt.'],
      [lagNokkel('rsa:1024').sertifikat, 'RSA-nøkkelen er kortere enn 2048 bit.'],
      [lagNokkel('prime256v1').sertifikat, 'sertifikatet har ikke en RSA-nøkkel.'],
    ]) {
      await felt.fill(pem);
      await knapp(page, 'Foreslå nøkkelen').click();
      await feilliste(page, `Sertifikat: ${ord}`);
      assert.equal(await felt.getAttribute('aria-invalid'), 'true');
    }
    await sjekkSide(page, 'admin-nokkel-feil');
    await smal(page, 'admin-nokkel-feil');
  });

  test('one proposes a key; the other compares, and approves', async () => {
    const { page } = anne;
    await page.getByLabel('Eller velg en fil').setInputFiles({ name: 's.pem', mimeType: 'text/plain', buffer: Buffer.from(god.sertifikat) });
    await page.locator('.avtrykk-stor').waitFor();
    assert.equal((await page.locator('.avtrykk-stor').innerText()).replaceAll(/\s/g, '').toLowerCase(), avtrykk(god.sertifikat));
    await knapp(page, 'Foreslå nøkkelen').click();
    await overskrift(page, 'Forslag om ny nøkkel');
    await page.getByText('Nå må en annen administrator godkjenne').waitFor();
    assert.equal(await knapp(page, 'Godkjenn nøkkelen').count(), 0, 'who proposed it can approve it');
    await sjekkSide(page, 'admin-forslag-mitt');
    assert.equal(await kanVelges(KOMMUNE), false);

    await arne.page.goto('/admin');
    await arne.page.getByRole('link', { name: /Anne Synt Admin har foreslått fagsystemets nøkkel for Voss/ }).click();
    await overskrift(arne.page, 'Forslag om ny nøkkel');
    assert.equal(await arne.page.locator('[data-avtrykk]').count(), 0, 'the thumbprint is shown to who must compare it');
    await arne.page.getByLabel('Tommelavtrykket du har fått').fill('a'.repeat(64));
    await knapp(arne.page, 'Godkjenn nøkkelen').click();
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Godkjenn nøkkelen' }).click();
    await feilliste(arne.page, 'dette er ikke nøkkelens tommelavtrykk');
    await sjekkSide(arne.page, 'admin-forslag-feil');
    await arne.page.getByLabel('Tommelavtrykket du har fått').fill(avtrykk(god.sertifikat).toUpperCase().replace(/../g, '$&:').slice(0, -1));
    await knapp(arne.page, 'Godkjenn nøkkelen').click();
    await sjekkSide(arne.page, 'admin-forslag-sporsmal');
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Godkjenn nøkkelen' }).click();
    await arne.page.getByText('Nøkkelen er godkjent.').waitFor();
    await sjekkSide(arne.page, 'admin-forslag-godkjent');
    await arne.page.getByRole('link', { name: 'Til nøklene' }).click();
    await overskrift(arne.page, 'Nøkler');
    await arne.page.locator('.nokler li', { hasText: KOMMUNE }).first().waitFor();
    await sjekkSide(arne.page, 'admin-nokler');
    await smal(arne.page, 'admin-nokler');
  });

  test('opened: a citizen can choose it; closed: she cannot', async () => {
    const { page } = arne;
    await page.goto(VOSSEMOTTAK);
    await page.getByText('Alt er på plass. Mottaket kan åpnes.').waitFor();
    await knapp(page, 'Åpne for meldinger').click();
    await sjekkSide(page, 'admin-apne');
    await page.getByRole('dialog').getByRole('button', { name: 'Åpne for meldinger' }).click();
    await page.getByText('Mottaket er åpent. Innbyggere kan sende hit fra nå.').waitFor();
    assert.equal(await kanVelges(KOMMUNE), true, 'a citizen cannot choose what is open');
    await sjekkSide(page, 'admin-mottak-apent');
    await knapp(page, 'Steng for meldinger').click();
    await sjekkSide(page, 'admin-steng');
    await page.getByRole('dialog').getByRole('button', { name: 'Steng for meldinger' }).click();
    await page.getByText('Mottaket er stengt. Ingen kan sende hit fra nå.').waitFor();
    assert.equal(await kanVelges(KOMMUNE), false, 'a citizen can choose what is closed');
    await page.getByText('Mottak stengt').waitFor();
  });

  test('who gets the post of a kommune: every error at once; set up once, and never replaced unseen', async () => {
    const { page } = anne;
    for (const p of [page, arne.page]) {
      await p.goto(`/admin/kommune/${VOSS}`);
      await p.getByText('Ingen får post ennå.').waitFor();
    }
    const skjema = (p) => p.getByRole('form', { name: 'Legg til en postmottaker' });
    await skjema(page).getByRole('button', { name: 'Legg til', exact: true }).click();
    await feilliste(page, 'Navn på den som får posten: må fylles ut.');
    await feilliste(page, 'Hvordan posten kommer fram: må fylles ut.');
    assert.match(await page.title(), /^Feil: /);
    await sjekkSide(page, 'admin-post-feil');
    await smal(page, 'admin-post-feil');
    const fyll = async (p, navn) => {
      await skjema(p).getByLabel('Organisasjonsnummeret på sakene').fill('974 760 673');
      await skjema(p).getByLabel('Navn på den som får posten').fill(navn);
      await skjema(p).getByLabel('Organisasjonsnummeret til den som får posten').fill('974760673');
      await skjema(p).getByLabel('Den sendes med SvarUt').check();
      await skjema(p).getByRole('button', { name: 'Legg til', exact: true }).click();
    };
    await fyll(page, 'Voss barnevern');
    await page.getByText('Voss barnevern får posten fra nå.').waitFor();
    await page.locator('[data-post]', { hasText: 'Til Voss barnevern (974760673)' }).waitFor();
    await page.getByText('Postmottaker lagret').waitFor();
    await sjekkSide(page, 'admin-post');
    await smal(page, 'admin-post');
    // The other has not seen it: he is told, and it stands.
    await fyll(arne.page, 'Et annet kontor');
    await feilliste(arne.page, 'dette er alt satt opp');
    await arne.page.locator('[data-post]', { hasText: 'Til Voss barnevern' }).waitFor();
    assert.equal(await skjema(arne.page).getByLabel('Navn på den som får posten').inputValue(), 'Et annet kontor');
    // Edited in place by both at once, and a third time: the second is told each time, and what he looked over is stored.
    const endring = (p) => p.getByRole('form', { name: 'Endre postmottakeren' });
    const endre = async (p, navn) => {
      await endring(p).getByLabel('Navn på den som får posten').fill(navn);
      await endring(p).getByRole('button', { name: 'Lagre endringen' }).click();
    };
    for (const p of [page, arne.page]) await p.getByRole('button', { name: 'Endre Voss barnevern' }).click();
    assert.equal(await endring(page).evaluate((e) => e === document.activeElement), true, 'what is edited is not in focus');
    await endre(page, 'Voss herad');
    await page.getByText('Endringen er lagret. Voss herad får posten.').waitFor();
    await endre(arne.page, 'Arnes kontor');
    await endring(arne.page).getByRole('alert').getByText('Til Voss herad (974760673)').waitFor();
    await sjekkSide(arne.page, 'admin-post-andre');
    await smal(arne.page, 'admin-post-andre');
    await page.getByRole('button', { name: 'Endre Voss herad' }).click();
    await endre(page, 'Voss tredje');
    await page.getByText('Endringen er lagret. Voss tredje får posten.').waitFor();
    const erstatt = endring(arne.page).getByRole('button', { name: 'Lagre, og erstatt det den andre har lagret' });
    await erstatt.click();
    await endring(arne.page).getByRole('alert').getByText('Til Voss tredje (974760673)').waitFor();
    await erstatt.click();
    await arne.page.getByText('Endringen er lagret. Arnes kontor får posten.').waitFor();
    assert.equal(await skjema(arne.page).getByLabel('Navn på den som får posten').inputValue(), 'Et annet kontor');
    await page.getByRole('button', { name: 'Endre Voss tredje' }).click();
    await arne.page.getByRole('button', { name: 'Fjern Arnes kontor' }).click();
    await sjekkSide(arne.page, 'admin-post-fjern');
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Fjern', exact: true }).click();
    await arne.page.getByText('Arnes kontor får ikke mer post herfra.').waitFor();
    await endre(page, 'Voss fjerde');
    await endring(page).getByRole('alert').filter({ hasText: 'Noen andre har fjernet denne mens du skrev.' }).waitFor();
    await endring(page).getByRole('button', { name: 'Legg til igjen' }).waitFor();
    await endring(page).getByRole('button', { name: 'Avbryt' }).click();
    await page.getByText('Ingen får post ennå.').waitFor();
    await arne.page.locator('[data-post]').waitFor({ state: 'detached' });
  });

  test('the one that receives for the whole kommune cannot be taken away', async () => {
    const { page } = anne;
    await page.goto('/admin/bydel/0301/01');
    await knapp(page, 'Steng for meldinger').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Steng for meldinger' }).click();
    await page.getByRole('alert').filter({ hasText: 'Gi oppgaven til et annet først.' }).waitFor();
    await sjekkSide(page, 'admin-siste-standard');
    await page.getByLabel('Tar imot for hele kommunen når bydelen ikke er kjent').uncheck();
    await knapp(page, 'Lagre endringene').click();
    await feilliste(page, 'Gi oppgaven til et annet først.');
    await knapp(page, 'Forkast det jeg har skrevet').click();
    assert.equal(await kanVelges('Oslo'), true);
  });

  test('a caseworker whose right is withdrawn is out of her open desk within a second', async () => {
    const { page } = anne;
    await page.goto('/admin/tilganger');
    await knapp(page, 'Gi tilgangen').click();
    await feilliste(page, 'Fødselsnummer: må fylles ut.');
    await sjekkSide(page, 'admin-tilganger-feil');
    await page.getByLabel('Fødselsnummer').fill(fnr.melder);
    await page.getByLabel('Navn', { exact: true }).fill('Marte Synt Melder');
    await page.getByLabel('Saksbehandler', { exact: true }).check();
    await page.getByLabel('Hvor', { exact: true }).selectOption({ label: 'Voss' });
    await knapp(page, 'Gi tilgangen').click();
    await page.getByText('Marte Synt Melder har tilgangen fra nå.').waitFor();
    await sjekkSide(page, 'admin-tilganger');
    await smal(page, 'admin-tilganger');

    await loggInn(saks.page, 'melder', 'hoyt', `/mottak/${VOSS}/00`);
    await saks.page.locator('.direkte[data-direkte="true"]').waitFor();
    await page.getByRole('button', { name: /^Trekk tilgangen til Marte Synt Melder, Saksbehandler/ }).click();
    await sjekkSide(page, 'admin-trekk-tilgang');
    const borte = saks.page.getByRole('heading', { level: 1, name: 'Du har ingen innboks' }).waitFor().then(() => Date.now());
    await page.getByRole('dialog').getByRole('button', { name: 'Trekk tilgangen' }).click();
    await page.getByText('Tilgangen til Marte Synt Melder er trukket.').waitFor();
    const trukket = Date.now();
    const ms = (await borte) - trukket;
    assert.ok(ms < 1000, `the desk was open for ${ms} ms after the right was withdrawn`);
    await page.getByLabel('Vis også dem som er trukket').check();
    await page.getByText(/^Trukket /).first().waitFor();
  });

  test('a machine: its password is shown once; its rights come and go', async () => {
    const { page } = anne;
    await page.goto('/admin/integrasjoner');
    await knapp(page, 'Opprett integrasjonen').click();
    await feilliste(page, 'Organisasjonsnummer');
    await sjekkSide(page, 'admin-integrasjon-feil');
    await page.getByLabel('Navn', { exact: true }).fill('Fagsystemet på Voss');
    await page.getByLabel('Organisasjonsnummer').fill('974760673');
    await knapp(page, 'Opprett integrasjonen').click();
    const passord = page.locator('[data-passord]');
    await passord.waitFor();
    const forste = await passord.innerText();
    assert.ok(forste.length >= 20);
    await sjekkSide(page, 'admin-passord');
    await smal(page, 'admin-passord');
    await knapp(page, 'Jeg har tatt vare på det').click();
    assert.ok(!(await page.content()).includes(forste), 'the password is still in the page');
    const kort = page.locator('.kort-brede > li', { hasText: 'Fagsystemet på Voss' });
    await kort.getByText('Gi en rettighet').click();
    await kort.getByLabel('Rettighet', { exact: true }).selectOption('KONSUMENT');
    await kort.getByLabel('Kommune').selectOption(VOSS);
    await kort.getByRole('button', { name: 'Gi rettigheten' }).click();
    await kort.getByText('Motta meldinger, Voss').waitFor();
    await sjekkSide(page, 'admin-integrasjoner');
    await smal(page, 'admin-integrasjoner');
    await kort.getByRole('button', { name: 'Trekk rettigheten Motta meldinger i Voss' }).click();
    await page.getByText('Rettigheten er trukket').waitFor();
    await arne.page.goto('/admin/integrasjoner');
    await arne.page.locator('.kort-brede > li', { hasText: 'Fagsystemet på Voss' }).waitFor();
    await kort.getByRole('button', { name: 'Lag nytt passord' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lag nytt passord' }).click();
    await passord.waitFor();
    assert.notEqual(await passord.innerText(), forste);
    // The other's card shows the password of before: he does not kill the new one unseen.
    const arnes = arne.page.locator('.kort-brede > li', { hasText: 'Fagsystemet på Voss' });
    await arnes.getByRole('button', { name: 'Lag nytt passord' }).click();
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Lag nytt passord' }).click();
    await arne.page.getByRole('dialog').getByText('En annen administrator har laget et nytt passord').waitFor();
    await sjekkSide(arne.page, 'admin-passord-andre');
    assert.equal(await arne.page.locator('[data-passord]').count(), 0);
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Erstatt passordet den andre har laget' }).waitFor();
    await arne.page.getByRole('dialog').getByRole('button', { name: 'Avbryt' }).click();
    await kort.getByRole('button', { name: 'Trekk integrasjonen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Trekk integrasjonen' }).click();
    await kort.getByText(/Trukket /).waitFor();
  });

  test('the session ends in the middle of a form: it is there after', async () => {
    const { page, context } = anne;
    await page.goto('/admin/tilganger');
    await page.getByLabel('Navn', { exact: true }).fill('Nils Synt');
    await context.request.post('/logg-ut', { headers: { 'X-Portal': '1' }, maxRedirects: 0 });
    await page.getByLabel('Vis også dem som er trukket').check();
    await overskrift(page, 'Du er logget ut');
    await sjekkSide(page, 'admin-utlogget');
    const annen = await context.newPage(); // as the login in another window would end
    await loggInn(annen, 'admin1', 'hoyt', '/innlogget');
    await lukk(annen);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await overskrift(page, 'Tilganger');
    assert.equal(await page.getByLabel('Navn', { exact: true }).inputValue(), 'Nils Synt');
    await sjekkLager(page);
  });

  test('in English, and not for others', async () => {
    const { page } = anne;
    for (const [sti, tittel] of [
      ['/en/admin', 'Administration'],
      [`/en${VOSSEMOTTAK}`, 'Voss'],
      ['/en/admin/nokler', 'Keys'],
      ['/en/admin/nokler/ny', 'Propose a new key'],
      ['/en/admin/tilganger', 'Access'],
      ['/en/admin/integrasjoner', 'Integrations'],
    ]) {
      await page.goto(sti);
      await overskrift(page, tittel);
      await bilde(page, `admin-en${sti.slice(3).replaceAll('/', '-')}`);
    }
    await page.goto('/admin/bydel/9999/00');
    await overskrift(page, 'Dette finnes ikke');
    await sjekkSide(page, 'admin-finnes-ikke');
    await loggInn(saks.page, 'melder', 'hoyt', '/admin');
    await overskrift(saks.page, 'Du administrerer ingenting her');
    await sjekkSide(saks.page, 'admin-ingen-tilgang');
  });
});
