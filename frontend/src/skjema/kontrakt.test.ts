import { buildSchema, isInputObjectType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Meldingstype } from '../gql/graphql';
import { skjemaetPa } from '../tekst/allePa';
import { lov } from '../tekst/lov';
import { felttekst } from './feiltekst';
import { KONTROLL, sideFor } from './skjemasider';

const mappe = '../graph/schema/';
const kontrakt = buildSchema(
  readdirSync(mappe)
    .map((fil) => readFileSync(mappe + fil, 'utf8'))
    .join('\n'),
);

/** The path of every field of an input, lists as their first. */
function felter(type: GraphQLInputType, sti: string[] = []): string[][] {
  if (isNonNullType(type)) return felter(type.ofType, sti);
  if (isListType(type)) return isInputObjectType(uten(type.ofType)) ? felter(type.ofType, [...sti, '0']) : [sti];
  if (!isInputObjectType(type)) return [sti];
  return Object.values(type.getFields()).flatMap((f) => felter(f.type, [...sti, f.name]));
}
const uten = (type: GraphQLInputType): GraphQLInputType => (isNonNullType(type) ? uten(type.ofType) : type);

const inputFor = { PRIVAT: 'SendPrivatBekymringsmeldingInput', OFFENTLIG: 'SendOffentligBekymringsmeldingInput' } as const;

/** Not asked: made by the page, or known from the language in use. */
const ikkeSpurt = new Set(['klientnokkel', 'sprak']);

const skjemaer = await skjemaetPa(lov);
const paHvertSprak = Object.values(skjemaer);

describe.each(Object.entries(inputFor) as [Meldingstype, string][])('the %s form', (skjema, navn) => {
  const type = kontrakt.getType(navn) as GraphQLInputType;
  const alle = felter(type).filter(([rot]) => !ikkeSpurt.has(rot ?? ''));

  test('is the contract’s', () => expect(alle.length).toBeGreaterThan(20));

  test.each(alle.map((sti) => [sti.join('.'), sti] as const))('%s has a page, and words in every language', (hele, sti) => {
    expect(sideFor(skjema, sti)).not.toBe(KONTROLL);
    for (const t of paHvertSprak) {
      const { navn: ord } = felttekst(t, skjema, sti);
      expect(ord).not.toBe('');
      expect(ord).not.toBe(hele.replaceAll('.0', ''));
    }
  });
});

test('a field without a page or words would be seen', () => {
  expect(sideFor('PRIVAT', ['finnesIkke'])).toBe(KONTROLL);
  expect(felttekst(skjemaer.nb, 'PRIVAT', 'barn.0.finnesIkke').navn).toBe('barn.finnesIkke');
});
