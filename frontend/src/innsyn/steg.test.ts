import { describe, expect, test } from 'vitest';
import type { MilepelFragment } from '../gql/innsyn/graphql';
import { stegene, stegord } from './steg';

const steg = (navn: string, startdato: string, sluttdato: string | null = null): MilepelFragment => ({ navn, startdato, sluttdato, beskrivelse: null });
const melding = steg('Melding', '2026-01-05T00:00:00+01:00', '2026-01-12T00:00:00+01:00');
const undersokelse = steg('Undersøkelse', '2026-01-12T00:00:00+01:00', '2026-04-12T00:00:00+02:00');
const vedtak = steg('Vedtak', '2026-04-12T00:00:00+02:00');
const na = new Date('2026-02-01T12:00:00Z');
const tilstander = (...args: Parameters<typeof stegene>) => stegene(...args).map((s) => [s.milepel.navn, s.tilstand]);

describe('the steps of a case', () => {
  test('the current one parts those that are done from those to come', () => {
    expect(tilstander([melding, undersokelse, vedtak], undersokelse, na)).toEqual([
      ['Melding', 'FERDIG'],
      ['Undersøkelse', 'NA'],
      ['Vedtak', 'KOMMER'],
    ]);
  });

  test('the same instant written otherwise is the same step', () => {
    const ellers = { ...undersokelse, startdato: '2026-01-11T23:00:00Z' };
    expect(tilstander([melding, undersokelse], ellers, na).at(-1)).toEqual(['Undersøkelse', 'NA']);
  });

  test('a step that comes twice is told apart by its date', () => {
    const [en, to] = [steg('Evaluering', '2026-01-01T00:00:00Z'), steg('Evaluering', '2026-06-01T00:00:00Z')];
    expect(tilstander([en, to], en, na).map(([, t]) => t)).toEqual(['NA', 'KOMMER']);
  });

  test('a current one that is not among them is shown in its place', () => {
    expect(tilstander([melding, vedtak], undersokelse, na)).toEqual([
      ['Melding', 'FERDIG'],
      ['Undersøkelse', 'NA'],
      ['Vedtak', 'KOMMER'],
    ]);
    expect(tilstander([], undersokelse, na)).toEqual([['Undersøkelse', 'NA']]);
  });

  test('without a current one only dates that are certain are believed', () => {
    expect(tilstander([melding, undersokelse, vedtak], null, na)).toEqual([
      ['Melding', 'FERDIG'],
      ['Undersøkelse', 'UVISST'],
      ['Vedtak', 'KOMMER'],
    ]);
    expect(stegene([], null, na)).toEqual([]);
  });
});

describe('what a step is', () => {
  test.each([
    ['Undersøkelse', 'UNDERSOKELSE'],
    ['UNDERSØKELSE PÅGÅR', 'UNDERSOKELSE'],
    ['Meldingsavklaring', 'MELDING'],
    ['Bekymringsmelding mottatt', 'MELDING'],
    ['Vedtak om hjelpetiltak', 'VEDTAK'],
    ['Hjelpetiltak', 'TILTAK'],
    ['Tiltaksplan', 'PLAN'],
    ['Evaluering av tiltaksplan', 'EVALUERING'],
    ['Samtale med barnet', 'MOTE'],
    ['Undersøkelse henlagt', 'HENLAGT'],
    ['Undersøkelsen er avsluttet', 'AVSLUTTET'],
  ])('%s is %s', (navn, ord) => expect(stegord(navn)).toBe(ord));

  test.each(['', 'Fase 3', 'Steg A', 'Kartlegging'])('of %j nothing is said', (navn) => expect(stegord(navn)).toBeUndefined());
});
