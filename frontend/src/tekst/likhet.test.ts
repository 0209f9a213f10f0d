import { describe, expect, test } from 'vitest';
import { allePa, skjemaetPa } from './allePa';
import { innsynstekster } from './innsyn/innsyntekst';
import { lov } from './lov';
import { portaltekster } from './portaltekst';
import { skranketekster } from './skranke/skranketekst';
import { sprakkoder, type Sprak } from './sprakkode';
import { tryggrammer } from './trygg/rammetekst';
import { tryggtekster } from './trygg/tryggtekst';

/** A language may have this share of its texts as in bokmål: «Ja», «BUP», «Status». With more it has been forgotten. */
const GRENSE = 0.15;

/** Every text by its key. A function is asked with the same in each language. */
function blader(verdi: unknown, sti = ''): [string, string][] {
  if (typeof verdi === 'string') return [[sti, verdi]];
  if (typeof verdi === 'function') {
    const spor = verdi as (...a: unknown[]) => unknown;
    return blader(spor(7, 'x', 'y'), sti);
  }
  if (verdi === null || typeof verdi !== 'object') return [];
  return Object.entries(verdi).flatMap(([nokkel, v]) => blader(v, `${sti}.${nokkel}`));
}

/** The keys whose text is the same in both, of those that have words at all. */
function like(tekster: unknown, nb: unknown): { like: string[]; alle: number } {
  const med = new Map(blader(nb));
  const ord = blader(tekster).filter(([, tekst]) => /\p{L}{2}/u.test(tekst));
  return { like: ord.filter(([sti, tekst]) => med.get(sti) === tekst).map(([sti]) => sti), alle: ord.length };
}

const andel = (tekster: unknown, nb: unknown): number => {
  const { like: funnet, alle } = like(tekster, nb);
  return funnet.length / alle;
};

const portal = await allePa(portaltekster);
const skjema = await skjemaetPa(lov);
const innsyn = await allePa(innsynstekster);
const ramme = await allePa(tryggrammer);
const trygg = await allePa(tryggtekster);
/** All that a citizen may read, in each language. */
const alt = Object.fromEntries(
  sprakkoder.map((s) => [s, { portal: portal[s], skjema: skjema[s], innsyn: innsyn[s], ramme: ramme[s], trygg: trygg[s] }]),
) as Record<Sprak, object>;

describe('the texts of a language', () => {
  test.each(sprakkoder.filter((s) => s !== 'nb'))('%s is not bokmål under another name', (sprak) => {
    const funnet = like(alt[sprak], alt.nb);
    expect(funnet.alle).toBeGreaterThan(900);
    expect(funnet.like.length / funnet.alle, funnet.like.join('\n')).toBeLessThanOrEqual(GRENSE);
  });

  test('control: bokmål, and a language with a fifth left in bokmål, would be seen', () => {
    let nr = 0;
    const delvis = (a: unknown, b: unknown): unknown => {
      if (a === null || typeof a !== 'object') return nr++ % 5 === 0 ? b : a;
      return Object.fromEntries(Object.entries(a).map(([k, v]) => [k, delvis(v, (b as Record<string, unknown>)[k])]));
    };
    expect(andel(alt.nb, alt.nb)).toBe(1);
    expect(andel(delvis(alt.se, alt.nb), alt.nb)).toBeGreaterThan(GRENSE);
  });
});

test('the caseworker’s desk is not in bokmål under another name', () => {
  expect(andel(skranketekster.en, skranketekster.nb)).toBeLessThanOrEqual(GRENSE);
});

describe('what has not been reviewed', () => {
  test.each(Object.entries(portal))('%s says which language it is', (sprak, t) => {
    expect(t.sprak.kode).toBe(sprak);
  });

  // Whoever has had a language reviewed changes its mark, and this list with it.
  test('is marked, and says so in its own language with a way to bokmål', () => {
    const umerket = Object.values(portal).filter((t) => t.sprak.kvalitetssikret);
    expect(umerket.map((t) => t.sprak.kode)).toEqual(['nb']);
    const ord = Object.values(portal).map((t) => [t.sprak.ikkeSikret, t.sprak.seBokmal]);
    expect(new Set(ord.flat()).size).toBe(2 * sprakkoder.length);
  });
});
