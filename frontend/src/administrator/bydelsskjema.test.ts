import { describe, expect, test } from 'vitest';
import { flett, sjekk, tilInput, tomtSkjema, type Bydelsskjema } from './bydelsskjema';

const lest: Bydelsskjema = { ...tomtSkjema, bydelsnavn: 'Voss', leder: 'a@b.no' };

describe('two who change a receiver at once', () => {
  test('what only they have changed is taken; what only I have changed stays; what both have is mine, and told', () => {
    const mitt = { ...lest, bydelsnavn: 'Voss herad', leder: 'c@d.no' };
    const na = { ...lest, bydelsnavn: 'Voss barn', kanal: 'FAGSYSTEM' as const };
    expect(flett(lest, mitt, na)).toEqual({
      skjema: { ...lest, bydelsnavn: 'Voss herad', leder: 'c@d.no', kanal: 'FAGSYSTEM' },
      deres: ['kanal'],
      begge: ['bydelsnavn'],
    });
  });

  test('nothing of mine is ever lost', () => {
    for (const felt of Object.keys(lest) as (keyof Bydelsskjema)[]) {
      const verdi = typeof lest[felt] === 'boolean' ? !lest[felt] : 'mitt';
      const na = { ...lest, [felt]: typeof lest[felt] === 'boolean' ? lest[felt] : 'deres' };
      expect(flett(lest, { ...lest, [felt]: verdi }, na).skjema[felt]).toBe(verdi);
    }
  });

  test('a third change does not settle what the second has left open', () => {
    const mitt = { ...lest, bydelsnavn: 'Voss herad' };
    const andre = { ...lest, bydelsnavn: 'Voss barn' };
    const forst = flett(lest, mitt, andre);
    const tredje = { ...andre, leder: 'tredje@d.no' };
    expect(flett(andre, forst.skjema, tredje, forst.begge)).toEqual({ skjema: { ...mitt, leder: 'tredje@d.no' }, deres: ['leder'], begge: ['bydelsnavn'] });
    // Control: chosen in, it is settled.
    expect(flett(andre, { ...mitt, bydelsnavn: 'Voss barn' }, tredje, []).begge).toEqual([]);
  });

  test('the same change by both is no conflict', () => {
    const begge = { ...lest, bydelsnavn: 'Voss herad' };
    expect(flett(lest, begge, begge)).toEqual({ skjema: begge, deres: [], begge: [] });
  });
});

test('what the page can see is wrong is told at its field', () => {
  const galt = sjekk({ ...tomtSkjema, bydelsnummer: '7', kanal: 'FIKSIO', linje1: 'Gata 1', postnummer: '12', adressenavn: 'x'.repeat(61) });
  expect(galt.map(({ sti, kode }) => `${sti.join('.')} ${kode}`)).toEqual([
    'bydelsnummer UGYLDIG_FORMAT',
    'bydelsnavn MANGLER',
    'fiksioKonto KONTO_MANGLER',
    'postnummer UGYLDIG_FORMAT',
    'poststed MANGLER',
    'adressenavn FOR_LANG',
  ]);
  expect(sjekk({ ...tomtSkjema, bydelsnavn: 'Voss' })).toEqual([]);
});

test('an address of nothing is none, and addresses stand one a line', () => {
  const input = tilInput({ ...tomtSkjema, kontakt: ' a@b.no \n\nc@d.no, e@f.no' }, '4621', 3);
  expect(input).toMatchObject({ versjon: 3, brevadresse: null, kontakter: { kontakt: ['a@b.no', 'c@d.no', 'e@f.no'], leder: [], varsel: [] } });
});
