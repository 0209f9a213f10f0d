import { describe, expect, test } from 'vitest';
import { velgTekst } from './flersprak';

const alle = { bokmal: 'Les', nynorsk: 'Les på nynorsk', engelsk: 'Read', nordsamisk: 'Loga' };

describe('a text in up to four languages', () => {
  test.each([
    ['nb', alle, { tekst: 'Les', lang: undefined }],
    ['nn', alle, { tekst: 'Les på nynorsk', lang: undefined }],
    ['en', alle, { tekst: 'Read', lang: undefined }],
    ['se', alle, { tekst: 'Loga', lang: undefined }],
    ['en', { bokmal: 'Les', nordsamisk: 'Loga' }, { tekst: 'Les', lang: 'nb' }],
    ['nb', { nordsamisk: 'Loga' }, { tekst: 'Loga', lang: 'se' }],
    ['nb', { nynorsk: 'Les på nynorsk', engelsk: 'Read' }, { tekst: 'Les på nynorsk', lang: 'nn' }],
    ['en', { engelsk: '  ', bokmal: 'Les' }, { tekst: 'Les', lang: 'nb' }],
    ['fi', alle, { tekst: 'Les', lang: 'nb' }],
  ])('on a page in %s', (sprak, tekst, ut) => expect(velgTekst(tekst, sprak)).toEqual(ut));

  test('none is none', () => {
    for (const tom of [undefined, null, {}, { bokmal: '', engelsk: null }]) expect(velgTekst(tom, 'nb')).toBeUndefined();
  });
});
