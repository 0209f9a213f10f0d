import { describe, expect, test } from 'vitest';
import { admintekster } from './admin/admintekst';
import { allePa, skjemaetPa } from './allePa';
import { graphiqltekster } from './graphiql/graphiqltekst';
import { innsynstekster } from './innsyn/innsyntekst';
import { kontorsprakene } from './kontorsprak';
import { lov } from './lov';
import { portaltekster } from './portaltekst';
import { skranketekster } from './skranke/skranketekst';
import { delSti, medSprak, sprakkoder } from './sprakkode';
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

const borgernes = [
  ['the portal', await allePa(portaltekster)],
  ['the forms', await skjemaetPa(lov)],
  ['the pages about one’s own case', await allePa(innsynstekster)],
  ['what stands around every page about being safe', await allePa(tryggrammer)],
  ['the pages about being safe', await allePa(tryggtekster)],
] as const;
const kontorenes = [
  ['the caseworker’s desk', skranketekster],
  ['the administrator’s desk', admintekster],
  ['GraphiQL', graphiqltekster],
] as const;

test.each(borgernes)('%s has all four languages', (_, alle) => expect(Object.keys(alle)).toEqual([...sprakkoder]));
test.each(kontorenes)('%s has those a desk is written in', (_, alle) => expect(Object.keys(alle)).toEqual([...kontorsprakene]));

// WCAG 2.4.2: one who has both open in her tabs tells them apart.
test('the first pages of the two forms have titles of their own, in every language', async () => {
  const titler = Object.values(await skjemaetPa(lov)).flatMap(({ ramme }) => Object.values(ramme.fanetittel));
  expect(new Set(titler).size).toBe(2 * sprakkoder.length);
});

describe.each<readonly [string, Readonly<Record<string, unknown>>]>([...borgernes, ...kontorenes])('the texts of %s', (_, alle) => {
  test.each(Object.entries(alle))('%s has every key of bokmål, of the same kind, and no more', (__, tekster) => {
    expect(form(tekster)).toEqual(form(alle.nb));
  });

  test.each(Object.entries(alle))('%s has no empty text', (__, tekster) => {
    expect(tomme(tekster)).toEqual([]);
  });

  test('no two languages are the same', () => {
    const skrevne = Object.values(alle).map((tekster) => JSON.stringify(tekstene(tekster)));
    expect(new Set(skrevne).size).toBe(skrevne.length);
  });

  // The title of the tab is what one sees who looks over the shoulder.
  test('no title of a tab tells what the page is about', () => {
    const roper = /barnevern|bekymring|child|welfare|report|mánáidsuodjal|fuolastuvvan|dieđáhus/i;
    const titler = (verdi: unknown, her = false): string[] => {
      if (typeof verdi === 'string') return her ? [verdi] : [];
      if (verdi === null || typeof verdi !== 'object') return [];
      return Object.entries(verdi).flatMap(([nokkel, v]) => titler(v, her || nokkel === 'fanetittel'));
    };
    expect(Object.values(alle).flatMap((t) => titler(t)).filter((t) => roper.test(t))).toEqual([]);
    expect(titler({ fanetittel: 'Barnevern' }).filter((t) => roper.test(t))).toEqual(['Barnevern']);
  });

  // The print supplier has a key too, and at manual reception the portal opens it for the caseworker.
  test('none claims that nobody but the receiver can read a report', () => {
    const skryt =
      /(bare|berre) barnevern[^.]*les|(only|nobody but) the child welfare service[^.]*read|dušše mánáidsuodjal[^.]*(lohk|loga)/i;
    expect(JSON.stringify(tekstene(alle))).not.toMatch(skryt);
    expect('så bare barnevernstjenesten i Bergen kan lese den').toMatch(skryt);
    expect('så berre barnevernstenesta i Bergen kan lese den').toMatch(skryt);
    expect('dušše mánáidsuodjalusbálvalus sáhttá lohkat dan').toMatch(skryt);
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
    ['/nn/innsyn/sak/1', 'nn', '/innsyn/sak/1'],
    ['/se', 'se', '/'],
    ['/enhet', 'nb', '/enhet'],
    ['/sending', 'nb', '/sending'],
    ['/nb/privat', 'nb', '/nb/privat'],
    ['/toString', 'nb', '/toString'],
  ])('%s is %s and %s', (hele, sprak, sti) => {
    expect(delSti(hele)).toEqual({ sprak, sti });
  });

  test('goes on and comes off again', () => {
    for (const sprak of sprakkoder)
      for (const sti of ['/', '/privat', '/mine/1']) expect(delSti(medSprak(sprak, sti))).toEqual({ sprak, sti });
  });
});
