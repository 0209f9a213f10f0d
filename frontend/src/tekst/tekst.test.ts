import { describe, expect, test } from 'vitest';
import { admintekster } from './admin/admintekst';
import { innsynstekster } from './innsyn/innsyntekst';
import { graphiqltekster } from './graphiql/graphiqltekst';
import { skranketekster } from './skranke/skranketekst';
import { skjematekster } from './skjema/skjematekst';
import { delSti, medSprak, sprakene } from './sprak';
import { tryggrammer } from './trygg/rammetekst';
import { tryggtekster } from './trygg/tryggtekst';

/** Every key with its kind: a text, a function of n arguments, a list of m. */
function form(verdi: unknown, sti = ''): string[] {
  if (typeof verdi === 'string') return [`${sti}: text`];
  if (typeof verdi === 'function') return [`${sti}: function of ${verdi.length}`];
  if (Array.isArray(verdi)) return verdi.flatMap((v, i) => form(v, `${sti}[${i}]`));
  return Object.entries(verdi as object).flatMap(([nokkel, v]) => form(v, `${sti}.${nokkel}`));
}

function tomme(verdi: unknown, sti = ''): string[] {
  // A page may do without a lead.
  if (typeof verdi === 'string') return verdi.trim() || sti.endsWith('.ingress') ? [] : [sti];
  if (verdi === null || typeof verdi !== 'object') return [];
  return Object.entries(verdi).flatMap(([nokkel, v]) => tomme(v, `${sti}.${nokkel}`));
}

/** The texts themselves; a function is asked with something in its place. */
function tekstene(verdi: unknown): unknown {
  if (typeof verdi === 'function') return tekstene((verdi as (...a: string[]) => unknown)('x', 'y'));
  if (verdi === null || typeof verdi !== 'object') return verdi;
  return Object.values(verdi).map(tekstene);
}

describe.each([
  ['the portal', sprakene],
  ['the forms', skjematekster],
  ['the pages about one’s own case', innsynstekster],
  ['the caseworker’s desk', skranketekster],
  ['the administrator’s desk', admintekster],
  ['GraphiQL', graphiqltekster],
  ['what stands around every page about being safe', tryggrammer],
  ['the pages about being safe', tryggtekster],
])('the texts of %s', (_, alle) => {
  test.each(Object.entries(alle))('%s has every key of bokmål, of the same kind, and no more', (__, tekster) => {
    expect(form(tekster)).toEqual(form(alle.nb));
  });

  test.each(Object.entries(alle))('%s has no empty text', (__, tekster) => {
    expect(tomme(tekster)).toEqual([]);
  });

  test('no two languages are the same', () => {
    expect(JSON.stringify(alle.en)).not.toBe(JSON.stringify(alle.nb));
  });

  // The print supplier has a key too, and at manual reception the portal opens it for the caseworker.
  test('none claims that nobody but the receiver can read a report', () => {
    const skryt = /bare barnevern[^.]*lese|(only|nobody but) the child welfare service[^.]*read/i;
    expect(JSON.stringify(tekstene(alle))).not.toMatch(skryt);
    expect('så bare barnevernstjenesten i Bergen kan lese den').toMatch(skryt);
  });

  test('a missing and an empty key would be seen', () => {
    expect(form({ a: { b: 'x' } })).not.toEqual(form({ a: { b: 'x', c: 'y' } }));
    expect(tomme({ a: { b: ' ' } })).toEqual(['.a.b']);
  });
});

describe('the language in the path', () => {
  test.each([
    ['/', 'nb', '/'],
    ['/privat', 'nb', '/privat'],
    ['/en', 'en', '/'],
    ['/en/', 'en', '/'],
    ['/en/mine/1', 'en', '/mine/1'],
    ['/enhet', 'nb', '/enhet'],
    ['/nb/privat', 'nb', '/nb/privat'],
    ['/toString', 'nb', '/toString'],
  ])('%s is %s and %s', (hele, sprak, sti) => {
    expect(delSti(hele)).toEqual({ sprak, sti });
  });

  test('goes on and comes off again', () => {
    for (const sti of ['/', '/privat', '/mine/1']) expect(delSti(medSprak('en', sti))).toEqual({ sprak: 'en', sti });
  });
});
