// Filling in the forms, for the end-to-end tests. All persons are made up.
import assert from 'node:assert/strict';

export const neste = (page) => page.getByRole('button', { name: 'Neste' }).click();
export const overskrift = (page, navn) => page.getByRole('heading', { level: 1, name: navn, exact: true }).waitFor();

/** A field of the page by its path in the contract. */
export const felt = (page, sti) => page.locator(`[id="${sti.replaceAll('.', '-')}"]`);
export const fyll = (page, sti, tekst) => felt(page, sti).fill(tekst);

/** One of the choices of a question. */
export const velg = (page, sti, verdi) => page.locator(`input[name="${sti.replaceAll('.', '-')}"][value="${verdi}"]`).check();

export async function velgKommune(page, navn) {
  const kommune = page.getByRole('combobox', { name: 'Kommune' });
  await kommune.fill(''); // a draft may have one already, and then nothing is listed for it
  await kommune.fill(navn);
  await page
    .getByRole('option', { name: new RegExp(`^${navn}`) })
    .first()
    .click();
  assert.equal(await kommune.inputValue(), navn);
}

/** The private form from its first page to the one where the answers are checked; to a bydel of Oslo if one is named. */
export async function fyllPrivat(page, melding, sjekk = async () => {}, bydel = undefined) {
  await overskrift(page, 'Hvor bor barnet?');
  await velgKommune(page, bydel ? 'Oslo' : 'Bergen');
  if (bydel) await felt(page, 'bydelsnummer').selectOption({ label: bydel });
  await sjekk('privat-mottaker');
  await neste(page);
  await overskrift(page, 'Om deg');
  await sjekk('privat-om-deg');
  await neste(page);
  await overskrift(page, 'Barnet');
  await fyll(page, 'barn.0.personnavn', 'Lille Prøve');
  await velg(page, 'barn.0.adressevalg', 'UKJENT');
  await sjekk('privat-barn');
  await neste(page);
  await overskrift(page, 'Bekymringen din');
  await fyll(page, 'melding', melding);
  await sjekk('privat-bekymring');
  await neste(page);
  await overskrift(page, 'Se over svarene');
}

/** The reporter's page of the public form, as a teacher at a school in Bergen fills it in. */
export async function fyllArbeidsplass(page, { telefonnummer = '55 12 34 56', epost = 'lars@skolen.example.no', postnummer = '5003', poststed = 'Bergen' } = {}) {
  await overskrift(page, 'Deg og arbeidsplassen');
  await fyll(page, 'melder.rolle', 'Lærer');
  await fyll(page, 'melder.telefonnummer', telefonnummer);
  await fyll(page, 'melder.epost', epost);
  await fyll(page, 'melder.virksomhet.navn', 'Prøveskolen');
  await fyll(page, 'melder.virksomhet.adresse.adresselinje1', 'Skolegata 1');
  await fyll(page, 'melder.virksomhet.adresse.postnummer', postnummer);
  await fyll(page, 'melder.virksomhet.adresse.poststed', poststed);
}

/** How many reports she has sent, as her own page is told: other tests may have sent as her too. */
export async function antallSendt(page) {
  const svar = page.waitForResponse((r) => r.url().endsWith('/graphql') && r.request().postDataJSON()?.operationName === 'MineBekymringsmeldinger');
  await page.goto('/mine');
  return (await (await svar).json()).data.mineBekymringsmeldinger.length;
}

export const lagret = (page) => page.locator('.lagring[data-lagring="LAGRET"]').waitFor();
