import { describe, expect, test } from 'vitest';
import type { Innhold } from '../api/innhold';
import { en } from '../tekst/en';
import { nb } from '../tekst/nb';
import { hastenumre, innebygde } from './hastenumre';

const linje = (telefon: string, nb: string, mer: Partial<Innhold['hjelpelinjer'][number]> = {}): Innhold['hjelpelinjer'][number] => ({
  nokkel: 'X',
  telefon,
  nettside: null,
  tekster: { nb, nn: null, en: null, se: null },
  ...mer,
});
const vist = (linjer?: Innhold['hjelpelinjer']) => hastenumre(nb, 'nb', linjer).map(({ vis, hvem }) => `${vis} ${hvem}`);

describe('whom to call', () => {
  test('what is built in, where nothing is written or nothing can be had', () => {
    expect(hastenumre(nb, 'nb', undefined)).toEqual(innebygde(nb));
    expect(hastenumre(nb, 'nb', [])).toEqual(innebygde(nb));
    expect(innebygde(nb).map((n) => n.ring)).toEqual(['tel:112', 'tel:02800', 'tel:116111']);
  });

  test('the administrator’s words and order, and what she has added', () => {
    const linjer = [linje('116 111', 'Barn'), linje('112', 'Liv'), linje('02800', 'Ellers'), linje('+47 22 00 00 00', 'Vakta')];
    expect(vist(linjer)).toEqual(['116 111 Barn', '112 Liv', '02800 Ellers', '+47 22 00 00 00 Vakta']);
    expect(hastenumre(nb, 'nb', linjer).at(-1)?.ring).toBe('tel:+4722000000');
  });

  test('a number that is built in cannot be taken away', () => {
    expect(vist([linje('116 111', 'Barn')])).toEqual([`112 ${nb.haster.liv}`, `02800 ${nb.haster.vakt}`, '116 111 Barn']);
  });

  test('in the language in use: hers, or the portal’s own, or bokmål, which says that it is', () => {
    const linjer = [linje('112', 'Liv', { tekster: { nb: 'Liv', nn: null, en: 'Life', se: null } }), linje('02800', 'Ellers'), linje('116111', 'Barn'), linje('22 00 00 00', 'Vakta')];
    const numre = hastenumre(en, 'en', linjer);
    expect(numre.map((n) => n.hvem)).toEqual(['Life', en.haster.vakt, en.haster.barn, 'Vakta']);
    expect(numre.map((n) => n.lang)).toEqual([undefined, undefined, undefined, 'nb']);
  });

  test('nothing that is no number, and no page that is not https', () => {
    const numre = hastenumre(nb, 'nb', [linje('ring oss', 'Feil'), linje('112', 'Liv', { nettside: 'javascript:alert(1)' })]);
    expect(numre.map((n) => n.hvem)).not.toContain('Feil');
    expect(numre.find((n) => n.vis === '112')?.nettside).toBeUndefined();
  });
});
