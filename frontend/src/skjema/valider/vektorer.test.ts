import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { skjemaetPa } from '../../tekst/allePa';
import { lov } from '../../tekst/lov';
import { melderkode, melderkoder, rolleforslag } from '../roller';
import { sett } from '../svar/sti';
import { gyldigOrgnr, sjekkFnr } from './nummer';
import { plassIgjen, snartFullt, telefon } from './tekst';
import { valider } from './valider';

/** The cases the server is held to as well: bekymring/validering_test.go. */
interface Tilfelle {
  navn: string;
  skjema: 'privat' | 'offentlig';
  bareServer?: boolean;
  sett?: Record<string, unknown>;
  slett?: string[];
  gjenta?: Record<string, { tegn: string; antall: number }>;
  kopier?: Record<string, number>;
  feil?: string[];
  varsler?: string[];
}

const vektorer = JSON.parse(readFileSync('../bekymring/testdata/validering.json', 'utf8')) as {
  base: Record<string, object>;
  tilfeller: Tilfelle[];
  fnr: { verdi: string; funn: string; om: string }[];
  orgnr: { verdi: string; gyldig: boolean }[];
  telefon: { skrevet: string; blir: string }[];
  tegn: { om: string; skrevet: string; flereLinjer: number; enLinje: number }[];
  melderkoder: number[];
};

/** `sett` reaches one past the end of a list too. */
function endre(doc: object, sti: string, verdi: unknown): object {
  const ledd = sti.split('.');
  const siste = Number(ledd.at(-1));
  const liste: unknown = ledd.slice(0, -1).reduce<unknown>((na, l) => (na as Record<string, unknown> | undefined)?.[l], doc);
  if (Array.isArray(liste) && siste === liste.length) return sett(doc, ledd.slice(0, -1).join('.'), [...liste, verdi]);
  return sett(doc, sti, verdi);
}

function lag({ skjema, sett: settes, slett, gjenta, kopier }: Tilfelle): object {
  let doc = structuredClone(vektorer.base[skjema] as object);
  for (const [sti, verdi] of Object.entries(settes ?? {})) doc = endre(doc, sti, verdi);
  for (const sti of slett ?? []) doc = endre(doc, sti, undefined);
  for (const [sti, { tegn, antall }] of Object.entries(gjenta ?? {})) doc = endre(doc, sti, tegn.repeat(antall));
  for (const [sti, antall] of Object.entries(kopier ?? {})) {
    const [forste] = (doc as Record<string, unknown[]>)[sti] ?? [];
    doc = endre(doc, sti, Array.from({ length: antall }, () => forste));
  }
  return doc;
}

const tekst = (funn: readonly { sti: readonly string[]; kode: string }[]) => funn.map((f) => `${f.sti.join('.')}:${f.kode}`).sort();

describe('the checks are the server’s', () => {
  const her = vektorer.tilfeller.filter((t) => !t.bareServer);

  test('there are cases, and every code but those only the server knows is met', () => {
    expect(her.length).toBeGreaterThan(50);
    const koder = new Set(her.flatMap((t) => [...(t.feil ?? []), ...(t.varsler ?? [])]).map((f) => f.split(':')[1]));
    for (const kode of ['MANGLER', 'FOR_LANG', 'UGYLDIG_FORMAT', 'FOR_MANGE', 'SKAL_VAERE_TOM', 'EPOST_UTENFOR_FORMAT']) {
      expect(koder).toContain(kode);
    }
  });

  test.each(her.map((t) => [`${t.skjema}: ${t.navn}`, t] as const))('%s', (_, tilfelle) => {
    const funn = valider(tilfelle.skjema === 'privat' ? 'PRIVAT' : 'OFFENTLIG', lag(tilfelle) as never);
    expect(tekst(funn.feil)).toEqual((tilfelle.feil ?? []).toSorted());
    expect(tekst(funn.varsler)).toEqual((tilfelle.varsler ?? []).toSorted());
  });

  test.each(vektorer.fnr)('$verdi is $funn', ({ verdi, funn }) => expect(sjekkFnr(verdi).toLowerCase()).toBe(funn));
  test.each(vektorer.orgnr)('$verdi: $gyldig', ({ verdi, gyldig }) => expect(gyldigOrgnr(verdi)).toBe(gyldig));
  test.each(vektorer.tegn)('counts as the server: $om', ({ skrevet, flereLinjer, enLinje }) => {
    expect([plassIgjen(skrevet, 100), plassIgjen(skrevet, 100, true)]).toEqual([100 - flereLinjer, 100 - enLinje]);
  });

  test('control: the length of a JavaScript string would not do', () => {
    expect(vektorer.tegn.filter((v) => v.skrevet.length !== v.flereLinjer).length).toBeGreaterThan(8);
  });

  test('knows SSB’s codes as the server does, with a name in each language and a role for each', async () => {
    expect(melderkoder).toEqual(vektorer.melderkoder);
    for (const t of Object.values(await skjemaetPa(lov))) {
      expect(Object.keys(t.valg.melderkode).map(Number)).toEqual(vektorer.melderkoder);
    }
    const foreslatt = new Set<number | undefined>(rolleforslag.map(melderkode));
    expect(vektorer.melderkoder.filter((kode) => !foreslatt.has(kode))).toEqual([]);
    expect(new Set(rolleforslag).size).toBe(rolleforslag.length);
    expect(melderkode('Vaktmester')).toBeUndefined();
  });

  test('room is told of in the last tenth, and of a long text in the last thousand', () => {
    expect([21, 20, 19, 0, -1].map((igjen) => snartFullt(igjen, 200))).toEqual([false, false, true, true, true]);
    expect([9_999, 1_000, 999].map((igjen) => snartFullt(igjen, 100_000))).toEqual([false, false, true]);
  });

  test.each(vektorer.telefon)('$skrevet becomes $blir', ({ skrevet, blir }) => expect(telefon(skrevet)).toBe(blir));
});
