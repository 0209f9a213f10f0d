import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lov, medLov, stor, type Lovhenvisning } from './lov';
import { innsynstekster } from './innsyn/innsyntekst';
import { somKontorsprak } from './kontorsprak';
import { portaltekster } from './portaltekst';
import { skranketekster } from './skranke/skranketekst';
import { lovtabell } from './skjema/Lovramme';
import { nb as skjemaNb } from './skjema/nb';
import { skjematekster } from './skjema/skjematekst';
import { sprakkoder, type Sprak } from './sprakkode';
import { tryggtekster } from './trygg/tryggtekst';

const alle: Lovhenvisning[] = Object.values(lov);

/** Every text there is; a function is asked with something in its place. */
function tekster(verdi: unknown): string[] {
  if (typeof verdi === 'string') return [verdi];
  if (typeof verdi === 'function') return tekster((verdi as (...a: string[]) => unknown)('x', 'y'));
  return verdi && typeof verdi === 'object' ? Object.values(verdi).flatMap(tekster) : [];
}

/** The places where a text names a paragraph, with the words around it. */
const NORSK = /§+\s*\d[\d-]*/g;
const NUMMER: Record<Sprak, RegExp> = { nb: NORSK, nn: NORSK, en: /[Ss]ections?\s+\d[\d-]*|§+\s*\d[\d-]*/g, se: NORSK };

function uverifisert(sprak: Sprak, tekst: string, henvisninger: readonly Lovhenvisning[]): string[] {
  const uten = henvisninger
    .filter((h) => h.verifisert)
    .reduce((rest, h) => rest.replaceAll(h[sprak], '').replaceAll(stor(h[sprak]), ''), tekst);
  return uten.match(NUMMER[sprak]) ?? [];
}

describe('references to the law', () => {
  test.each(sprakkoder)('only verified ones are shown, in %s', async (sprak) => {
    const sett = [portaltekster, innsynstekster, tryggtekster].map((s) => s.hent(sprak) as Promise<unknown>);
    const skjema = (await skjematekster.hent(sprak))(lov);
    const her = [...(await Promise.all(sett)), skjema, skranketekster[somKontorsprak(sprak)]].flatMap(tekster);
    expect(her.length).toBeGreaterThan(300);
    expect(her.flatMap((tekst) => uverifisert(sprak, tekst, alle))).toEqual([]);
    expect(her.some((tekst) => tekst.includes('13-2'))).toBe(true);
  });

  test('control: one that is no longer verified would be seen', () => {
    const { nb } = lov.meldeplikt;
    expect(uverifisert('nb', `Etter ${nb} skal du melde.`, alle)).toEqual([]);
    expect(uverifisert('nb', `Etter ${nb} skal du melde.`, [{ ...lov.meldeplikt, verifisert: false }])).toEqual(['§ 13-2']);
    expect(uverifisert('en', 'See Section 13-4.', alle)).toEqual(['Section 13-4']);
  });

  test('a text does without one that is not verified', () => {
    const ord = (h: Lovhenvisning) => medLov(h, 'nb', (l) => `Etter ${l}.`, 'Etter loven.');
    expect(ord(lov.meldeplikt)).toBe('Etter barnevernsloven § 13-2.');
    expect(ord({ ...lov.meldeplikt, verifisert: false })).toBe('Etter loven.');
    expect(alle.some((h) => !h.verifisert)).toBe(true);
  });

  test('what administrators have written holds, and what they have taken away is not shown', () => {
    const ord = (nb: string, en: string | null = null) => ({ tekster: { nb, nn: null, en, se: null } });
    const tabell = lovtabell([{ nokkel: 'HELSEPERSONELL', ...ord('helsepersonelloven § 99', 'section 99') }]);
    expect(skjemaNb(tabell).barn.ufoedtOffentlig).toContain('Meldeplikten etter helsepersonelloven § 99');
    expect(skjemaNb(tabell).barn.ufoedtOffentlig).not.toContain('§ 10-3');
    expect(skjemaNb(lov).barn.ufoedtOffentlig).toContain('§ 10-3');
    expect(lovtabell([{ nokkel: 'PALEGG', ...ord('barnevernsloven § 1') }]).palegg.en).toBe('barnevernsloven § 1');
  });

  test('a language they have not written has the program’s words only for the paragraph they verified', () => {
    const skrevet = (nb: string, mer: { nn?: string; se?: string } = {}) =>
      lovtabell([{ nokkel: 'MELDEPLIKT', tekster: { nb, nn: null, en: null, se: null, ...mer } }]).meldeplikt;
    const { nb, nn, en, se } = lov.meldeplikt;
    expect(skrevet(nb)).toMatchObject({ nb, nn, en, se });
    expect(skrevet(nb, { nn: 'barnevernslova § 13-2 første ledd' })).toMatchObject({ nn: 'barnevernslova § 13-2 første ledd', en, se });
    const ny = 'barnevernsloven § 99';
    expect(skrevet(ny, { se: 'mánáidsuodjaluslága § 99' })).toMatchObject({ nb: ny, nn: ny, en: ny, se: 'mánáidsuodjaluslága § 99' });
  });

  test.each(sprakkoder)('the forms show what they have written, in %s', async (sprak) => {
    const ord = { nb: '#nb', nn: '#nn', en: '#en', se: '#se' };
    const bygg = await skjematekster.hent(sprak);
    const tabell = lovtabell([{ nokkel: 'HELSEPERSONELL', tekster: ord }]);
    expect(bygg(tabell).barn.ufoedtOffentlig).toContain(ord[sprak]);
    expect(bygg(lov).barn.ufoedtOffentlig).toContain(lov.helsepersonell[sprak]);
    expect(bygg(lovtabell([])).barn.ufoedtOffentlig).not.toMatch(/\d/);
  });

  test('none is written but in the table', () => {
    const filer = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (f) => /\.tsx?$/.test(f) && !/\.test\.|^gql\b|tekst\/lov\.ts$/.test(f),
    );
    expect(filer.length).toBeGreaterThan(50);
    expect(filer.filter((f) => /§\s*\d|[Ss]ection \d/.test(readFileSync(`src/${f}`, 'utf8')))).toEqual([]);
  });
});
