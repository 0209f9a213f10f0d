import { describe, expect, test } from 'vitest';
import type { SkjemaFragment } from '../gql/innsyn/graphql';
import { brevfeil, MAKS_FILER, MAKS_TEGN, pabegynt, skjemaFor, slagAv, tilbudte, type Brevutkast, type Vedlegg } from './brevutkast';

const brev = (mer: Partial<Brevutkast> = {}): Brevutkast => ({ skjemaNr: 0, tekst: 'Kjære dere', filer: [], mistet: [], ...mer });
const fil = (mer: Partial<Vedlegg> = {}): Vedlegg => ({ nokkel: 'n', navn: 'a.pdf', storrelse: 1, id: 'i', ...mer });
const filer = (antall: number, mer: Partial<Vedlegg> = {}) => Array.from({ length: antall }, (_, i) => fil({ nokkel: String(i), ...mer }));
const feil = (mer: Partial<Brevutkast>) => brevfeil(brev(mer)).map((f) => `${f.felt} ${f.kode}`);

describe('what is wrong with a letter', () => {
  test.each<[string, Partial<Brevutkast>, string[]]>([
    ['nothing', {}, []],
    ['the first form is number 0', { skjemaNr: 0 }, []],
    ['no form', { skjemaNr: null }, ['skjemaNr MANGLER']],
    ['no text', { tekst: '' }, ['tekst MANGLER']],
    ['only space', { tekst: ' \n\t' }, ['tekst MANGLER']],
    ['as long as can be', { tekst: 'a'.repeat(MAKS_TEGN) }, []],
    ['a character more', { tekst: 'a'.repeat(MAKS_TEGN + 1) }, ['tekst FOR_LANG']],
    // The server counts characters, and a script's length counts some of them twice.
    ['as long, of characters beyond the first plane', { tekst: '𝒜'.repeat(MAKS_TEGN) }, []],
    ['one more of those', { tekst: '𝒜'.repeat(MAKS_TEGN + 1) }, ['tekst FOR_LANG']],
    ['ten files', { filer: filer(MAKS_FILER) }, []],
    ['eleven', { filer: filer(MAKS_FILER + 1) }, ['filer FOR_MANGE']],
    ['eleven, of which one was not taken', { filer: [...filer(MAKS_FILER), fil({ id: undefined, feil: 'TOM_FIL' })] }, []],
    ['30 MB', { filer: filer(3, { storrelse: 10_000_000 }) }, []],
    ['a byte more', { filer: [...filer(2, { storrelse: 10_000_000 }), fil({ storrelse: 10_000_001 })] }, ['filer FOR_STORE_TIL_SAMMEN']],
    ['too large, but not taken', { filer: [fil({ storrelse: 1e9, id: undefined, feil: 'FOR_STOR' })] }, []],
    ['on its way', { filer: [fil({ id: undefined, fremdrift: 0.5 })] }, ['filer UNDERVEIS']],
    ['sent, and being checked', { filer: [fil({ id: undefined, fremdrift: 1 })] }, ['filer UNDERVEIS']],
    ['all at once', { skjemaNr: null, tekst: '', filer: filer(11, { id: undefined, fremdrift: 0 }) }, ['skjemaNr MANGLER', 'tekst MANGLER', 'filer FOR_MANGE', 'filer UNDERVEIS']],
  ])('%s', (_, mer, vil) => expect(feil(mer)).toEqual(vil));
});

test('begun: a word, or a file, and not the choice of a form', () => {
  expect([brev({ tekst: ' ' }), brev({ tekst: ' ', skjemaNr: 3 }), brev(), brev({ tekst: '', filer: [fil()] })].map(pabegynt)).toEqual([false, false, true, true]);
});

const skjema = (nr: number, type: SkjemaFragment['type'], tilbys = true): SkjemaFragment => ({ nr, type, tilbys, tekst: null });

test('what nobody would receive is not offered', () => {
  expect(tilbudte([skjema(0, 'POST', false), skjema(1, 'POST'), skjema(2, null)]).map((s) => s.nr)).toEqual([1, 2]);
});

test('a form with a text of its own is what its place makes it', () => {
  expect([slagAv(skjema(0, null), 'SAK'), slagAv(skjema(0, null), 'POST')]).toEqual(['POST', 'SVAR']);
  expect([slagAv(skjema(0, 'KLAGE'), 'POST'), slagAv(skjema(0, 'POST'), 'SAK')]).toEqual(['KLAGE', 'POST']);
});

describe('which form a letter is on', () => {
  const to = [skjema(0, 'SVAR'), skjema(2, 'KLAGE')];
  test.each<[string, SkjemaFragment[], number | null, number | null, number | null]>([
    ['chosen on the way here', to, 2, 0, 2],
    ['the draft says', to, null, 2, 2],
    ['what was asked for is not offered', to, 1, 0, 0],
    ['what the draft says is not offered any more', to, null, 1, null],
    ['there is one', [skjema(0, 'POST')], null, null, 0],
    ['there is one, and the draft was on another', [skjema(0, 'POST')], 7, 4, 0],
    ['there are two, and she must choose', to, null, null, null],
    ['there is none', [], 0, 0, null],
  ])('%s', (_, alle, pa, utkastets, vil) => expect(skjemaFor(alle, pa, utkastets)).toBe(vil));
});
