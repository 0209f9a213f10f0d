import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const filer = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.tsx') && !/\.test\.|^gql\b/.test(f))
  .map((f) => ({ f, kilde: readFileSync(`src/${f}`, 'utf8') }));

/** A field one writes in, from its name to the end of its tag. */
const FELT = /<(?:Textfield|Textarea|Input|Search\.Input|input)\b(?:[^>]|=>)*?\/>/g;
/** What the browser has nothing to remember of. */
const UTEN_TEKST = /type="(?:checkbox|radio|file|hidden)"/;

const husker = (kilde: string): string[] =>
  [...kilde.matchAll(FELT)].map(([tag]) => tag).filter((tag) => !UTEN_TEKST.test(tag) && !/autoComplete="off"/.test(tag));

describe('on every page', () => {
  test('a dialog has the way out: none is taken straight from the design system', () => {
    expect(filer.length).toBeGreaterThan(70);
    const rett = filer.filter(({ f, kilde }) => f !== 'ramme/Dialog.tsx' && /import \{[^}]*\bDialog\b[^}]*\} from '@digdir/.test(kilde));
    expect(rett.map(({ f }) => f)).toEqual([]);
    expect(filer.some(({ kilde }) => /ramme\/Dialog'/.test(kilde))).toBe(true);
    // The browser's own stop every script of the page, and with it the way out.
    const stopper = /\bwindow\.(?:confirm|alert|prompt)\(|(?<![\w.])(?:confirm|alert|prompt)\(/;
    expect(filer.filter(({ kilde }) => stopper.test(kilde)).map(({ f }) => f)).toEqual([]);
    expect(stopper.test('onClick={() => window.confirm(t.slettSpor)')).toBe(true);
  });

  test('the browser is asked not to remember what is typed', () => {
    const felt = filer.flatMap(({ kilde }) => [...kilde.matchAll(FELT)]);
    expect(felt.length).toBeGreaterThan(5);
    // A form that says so says it for its fields.
    const glemsomme = filer.filter(({ kilde }) => !/<form[^>]*autoComplete="off"/.test(kilde.replaceAll('=>', '')) && husker(kilde).length);
    expect(glemsomme.map(({ f, kilde }) => `${f}: ${husker(kilde).join(' ')}`)).toEqual([]);
    expect(husker('<Textarea rows={3} onChange={(h) => x(h)} />')).toHaveLength(1);
    expect(husker('<Textarea autoComplete="off" onChange={(h) => x(h)} />')).toEqual([]);
  });
});
