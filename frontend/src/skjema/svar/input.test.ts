import { describe, expect, test } from 'vitest';
import { lov } from '../../tekst/lov';
import { nb } from '../../tekst/skjema/nb';
import { oppsummer } from '../oppsummering';
import { sporsmalssider } from '../skjemasider';
import { tilOffentlig, tilPrivat } from './bytt';
import { tilInput } from './input';
import { hemmeligAdresse } from './samme';
import { hent, sett } from './sti';
import { tomtOffentlig, tomtPrivat, VET_IKKE, type OffentligSvar, type PrivatSvar } from './svar';

/** Every text field gets a word of its own, so that each can be followed. */
function fyll<T>(svar: T, sti = 's'): T {
  if (typeof svar === 'string') return `<${sti}>` as T;
  if (Array.isArray(svar)) return svar.map((v, i) => fyll(v, `${sti}.${i}`)) as T;
  if (svar === null || typeof svar !== 'object') return svar;
  return Object.fromEntries(
    Object.entries(svar).map(([k, v]) => [k, k === 'adressevalg' ? v : fyll(v, `${sti}.${k}`)]),
  ) as T;
}
const ordene = (svar: unknown) => [...new Set(JSON.stringify(svar).match(/<[^>]+>/g))];

const privat = (): PrivatSvar => fyll(tomtPrivat());
const offentlig = (): OffentligSvar => fyll(tomtOffentlig());

describe('what is sent', () => {
  test('has every word of a private form but what belongs to other branches', () => {
    const sendt = JSON.stringify(tilInput('PRIVAT', privat(), 'k', 'NB'));
    const borte = ordene(privat()).filter((o) => !sendt.includes(o));
    expect(borte.toSorted()).toEqual(
      ['<s.barn.0.morsNavn>', '<s.barn.0.stedsbeskrivelse>', '<s.barn.0.termin>', '<s.kommunesok>'].toSorted(),
    );
  });

  test('has every word of a public form but what belongs to other branches', () => {
    const sendt = JSON.stringify(tilInput('OFFENTLIG', offentlig(), 'k', 'NB'));
    const borte = ordene(offentlig()).filter((o) => !sendt.includes(o));
    expect(borte.toSorted()).toEqual(
      ['<s.barn.0.morsNavn>', '<s.barn.0.stedsbeskrivelse>', '<s.barn.0.termin>', '<s.kommunesok>'].toSorted(),
    );
  });

  test('of an unborn child is the mother’s name and the date, and nothing of the born', () => {
    const svar = sett(offentlig(), 'barn.0.ufoedt', true);
    const [barn] = tilInput('OFFENTLIG', svar, 'k', 'NB').barn;
    expect(barn).toMatchObject({ ufoedt: true, morsNavn: '<s.barn.0.morsNavn>', termin: '<s.barn.0.termin>' });
    for (const felt of ['personnavn', 'fnr', 'telefonnummer', 'orientertGrunn'] as const) expect(barn?.[felt]).toBeUndefined();
  });

  test('of an unknown guardian is that, and nothing else', () => {
    const svar = sett(offentlig(), 'foresatte.0.ukjent', true);
    expect(tilInput('OFFENTLIG', svar, 'k', 'NB').foresatte).toEqual([{ ukjent: true }]);
  });

  test('leaves the bydel out for «I do not know», and white space everywhere', () => {
    const svar = { ...tomtPrivat(), bydelsnummer: VET_IKKE, tolk: '  \n' };
    const input = tilInput('PRIVAT', svar, 'k', 'EN');
    expect(input.bydelsnummer).toBeUndefined();
    expect(input.tolk).toBeUndefined();
    expect(input.adresse).toBeUndefined();
    expect(input.sprak).toBe('EN');
  });

  test('has the role’s code where the role is a suggested one', () => {
    const svar = sett(offentlig(), 'melder.rolle', ' lærer ');
    expect(tilInput('OFFENTLIG', svar, 'k', 'NB').melder.melderkode).toBe(11);
    expect(tilInput('OFFENTLIG', offentlig(), 'k', 'NB').melder.melderkode).toBeUndefined();
  });

  test('has the code that was chosen, with a role in own words and before that of a suggested one', () => {
    const valgt = (rolle: string) => sett(sett(offentlig(), 'melder.rolle', rolle), 'melder.melderkode', 22);
    for (const rolle of ['Vaktmester', 'Lærer']) {
      expect(tilInput('OFFENTLIG', valgt(rolle), 'k', 'NB').melder).toMatchObject({ rolle, melderkode: 22 });
    }
  });

  test.each(['PRIVAT', 'OFFENTLIG'] as const)('is shown before it goes, all of it: %s', (skjema) => {
    const input = tilInput(skjema, (skjema === 'PRIVAT' ? privat() : offentlig()) as never, '', 'NB');
    const vist = sporsmalssider(skjema)
      .flatMap((side) => oppsummer(nb(lov), skjema, side, input, undefined))
      .flatMap((g) => g.rader)
      .map((r) => r.verdi)
      .join('\n');
    expect(ordene(input).filter((o) => !vist.includes(o))).toEqual([]);
  });
});

describe('a secret address', () => {
  test('takes with it what was written', () => {
    const [barn] = hemmeligAdresse(privat(), 0).barn;
    expect(ordene([barn?.adresse, barn?.stedsbeskrivelse])).toEqual([]);
    expect(barn?.adressevalg).toBe('FORTROLIG');
  });
});

describe('changing forms', () => {
  test('keeps what both ask for', () => {
    const ut = tilOffentlig(privat());
    expect(ut).toMatchObject({ kommunenummer: '<s.kommunenummer>', bydelsnummer: '<s.bydelsnummer>', melding: '<s.melding>' });
    expect(ut.barn[0]).toMatchObject({ personnavn: '<s.barn.0.personnavn>', fnr: '<s.barn.0.antattAlder>' });
    expect(ut.merOmForesatte).toBe('<s.foresatte>');
    const inn = tilPrivat(offentlig());
    expect(inn.melding).toBe('<s.melding>\n\n<s.historie>\n\n<s.andreSynspunkter>');
    expect(inn.foresatte).toContain('<s.foresatte.0.personnavn>');
    expect(inn.barn[0]?.adresse).toEqual(offentlig().barn[0]?.adresse);
  });
});

/** What is said before one changes (`medSvar`) names all of this: a new question belongs in one of the two lists, and in the text. */
describe('changing forms leaves behind what is said beforehand', () => {
  const borte = (fra: unknown, til: unknown) => ordene(fra).filter((o) => !JSON.stringify(til).includes(o)).map((o) => o.slice(3, -1).replaceAll('.0', ''));
  const adresse = (sti: string) => ['adresselinje1', 'adresselinje2', 'adresselinje3', 'postnummer', 'poststed'].map((linje) => `${sti}.${linje}`);

  test('for the public form: her address, her interpreter, how she knows the child, that her name be kept from the family', () => {
    expect(borte(privat(), tilOffentlig(privat())).toSorted()).toEqual([...adresse('adresse'), 'barn.relasjon', 'tolk'].toSorted());
    expect(tilOffentlig({ ...privat(), skjulNavn: true })).not.toHaveProperty('skjulNavn');
  });

  test('for the private form: her work, the child’s number, phone and school, who knows, consent, interpreter, who helps', () => {
    expect(borte(offentlig(), tilPrivat(offentlig())).toSorted()).toEqual(
      [
        ...['rolle', 'epost', 'kontakt', 'virksomhet.navn', 'virksomhet.orgnr', ...adresse('virksomhet.adresse')].map((f) => `melder.${f}`),
        ...['fnr', 'telefonnummer', 'orientertGrunn', 'skole'].map((f) => `barn.${f}`),
        ...['orientertGrunn', 'samtykkeBeskrivelse'].map((f) => `foresatte.${f}`),
        ...['tolkebeskrivelse', 'andreHjelpeinstanser'],
      ].toSorted(),
    );
  });
});

describe('a path', () => {
  test('finds and sets, and shares the rest', () => {
    const svar = privat();
    const ny = sett(svar, 'barn.0.adresse.poststed', 'Bergen');
    expect(hent(ny, 'barn.0.adresse.poststed')).toBe('Bergen');
    expect(hent(svar, 'barn.0.adresse.poststed')).toBe('<s.barn.0.adresse.poststed>');
    expect(ny.adresse).toBe(svar.adresse);
    expect(hent(svar, 'finnes.ikke')).toBeUndefined();
  });
});
