import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rot = join(import.meta.dirname, '../..');

/** WCAG 2.1, levels A and AA: how many there are in each guideline that has any, and those that level AAA takes out. */
const alle = [
  ...['1.1.1', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.3.1', '1.3.2', '1.3.3', '1.3.4', '1.3.5'],
  ...['1.4.1', '1.4.2', '1.4.3', '1.4.4', '1.4.5', '1.4.10', '1.4.11', '1.4.12', '1.4.13'],
  ...['2.1.1', '2.1.2', '2.1.4', '2.2.1', '2.2.2', '2.3.1', '2.4.1', '2.4.2', '2.4.3', '2.4.4', '2.4.5', '2.4.6', '2.4.7'],
  ...['2.5.1', '2.5.2', '2.5.3', '2.5.4', '3.1.1', '3.1.2', '3.2.1', '3.2.2', '3.2.3', '3.2.4', '3.3.1', '3.3.2', '3.3.3', '3.3.4'],
  ...['4.1.1', '4.1.2', '4.1.3'],
];
/** What the regulation takes out of them. */
const unntatt = ['1.2.3', '1.2.4', '1.2.5'];

interface Rad {
  nummer: string;
  hvordan: string;
  vist: string;
}

const rader = (dokument: string): Rad[] =>
  dokument.split('\n').flatMap((linje) => {
    const [, nummer = '', , hvordan = '', vist = ''] = linje.split('|').map((celle) => celle.trim());
    return /^\d\.\d\.\d+$/.test(nummer) ? [{ nummer, hvordan, vist }] : [];
  });

/** What is wrong with the list: a criterion that is missing, or that nothing shows. */
function mangler(dokument: string): string[] {
  const funnet = rader(dokument);
  const utenRad = alle.filter((n) => funnet.filter((r) => r.nummer === n).length !== 1);
  const utenVis = funnet.filter(({ hvordan, vist }) => {
    const tester = [...vist.matchAll(/`([^`]+)`/g)].map(([, fil]) => fil!);
    const forHand = /by hand \d{4}-\d\d-\d\d/.test(vist);
    return !hvordan || (tester.length === 0 && !forHand) || tester.some((fil) => !/\.test\.(mjs|ts|tsx)$/.test(fil) || !existsSync(join(rot, fil)));
  });
  return [...utenRad, ...utenVis.map((r) => r.nummer)];
}

describe('docs/tilgjengelighet.md', () => {
  const dokument = readFileSync(join(rot, 'docs/tilgjengelighet.md'), 'utf8');

  it('has every criterion once, with a test that exists or a look with its date', () => {
    expect(alle).toHaveLength(50);
    expect(alle.filter((n) => !unntatt.includes(n))).toHaveLength(47);
    expect(mangler(dokument)).toEqual([]);
    expect(rader(dokument).map((r) => r.nummer)).toEqual(alle);
  });

  it('would find one that is gone, one that nothing shows, and a test that is not there', () => {
    expect(mangler(dokument.replace(/^\| 2\.4\.7 .*\n/m, ''))).toEqual(['2.4.7']);
    expect(mangler(dokument.replace(/by hand 2026-11-22/, 'by hand'))).toEqual(['1.2.1']);
    expect(mangler(dokument.replace('e2e/hovedbok.test.mjs', 'e2e/finnes-ikke.test.mjs'))).toEqual(['1.1.1']);
  });
});
