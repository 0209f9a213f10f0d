import { expect, test } from 'vitest';
import type { MilepelFragment, PostradFragment } from '../gql/innsyn/graphql';
import { datoerFramover } from './datoer';

const na = new Date('2026-12-01T12:00:00+01:00');
const steg = (navn: string, startdato: string, sluttdato: string | null = null): MilepelFragment => ({ navn, startdato, sluttdato, beskrivelse: null });
const post = (id: string, klagefrist: string | null): PostradFragment => ({
  id,
  tittel: id,
  klagefrist,
  dokumenttype: 'VEDTAK',
  journalposttype: null,
  dato: null,
  tidslinje: true,
  tilbakeholdt: false,
  innsynsforesporselStatus: null,
});
const undersokelse = steg('Undersøkelse', '2026-11-01T00:00:00+01:00', '2027-01-15T00:00:00+01:00');

test('what lies ahead, the nearest first, and nothing that has been', () => {
  const sak = { milepeler: [steg('Melding', '2026-10-20T00:00:00+02:00'), undersokelse, steg('Vedtak', '2027-02-01T00:00:00+01:00')], navaerendeMilepel: undersokelse, avsluttet: null };
  const poster = [post('gammelt', '2026-11-30T23:59:00+01:00'), post('i dag', '2026-12-01T00:00:00+01:00'), post('nytt', '2026-12-04T23:59:00+01:00'), post('uten', null)];
  expect(datoerFramover(sak, poster, na).map((d) => [d.slag, d.navn])).toEqual([
    ['KLAGE', 'i dag'],
    ['KLAGE', 'nytt'],
    ['SLUTT', 'Undersøkelse'],
    ['START', 'Vedtak'],
  ]);
});

test('a closed case has deadlines, and no steps ahead', () => {
  const sak = { milepeler: [steg('Vedtak', '2027-02-01T00:00:00+01:00')], navaerendeMilepel: undersokelse, avsluttet: '2026-11-20T00:00:00+01:00' };
  expect(datoerFramover(sak, [post('nytt', '2026-12-04T23:59:00+01:00')], na).map((d) => d.slag)).toEqual(['KLAGE']);
});

test('a case that says nothing has none', () => expect(datoerFramover({ milepeler: [], navaerendeMilepel: null, avsluttet: null }, [], na)).toEqual([]));
