import { describe, expect, test } from 'vitest';
import { sok, type Kommune } from './kommuner';

const liste: Kommune[] = [
  'Bergen',
  'Nordre Follo',
  'Tønsberg',
  'Kárášjohka - Karasjok',
  'Ås',
  'Øksnes',
  'Hamarøy - Hábmer',
  'Asker',
].map((navn, i) => ({ navn, kommunenummer: String(1001 + i), aktiv: true, postadresse: null, bydeler: [] }));
const navn = (tekst: string) => sok(liste, tekst).map((k) => k.navn);

describe('the search for a kommune', () => {
  test.each([
    ['berg', ['Bergen', 'Tønsberg']],
    ['follo', ['Nordre Follo']],
    ['tonsb', ['Tønsberg']],
    ['karas', ['Kárášjohka - Karasjok']],
    ['Habmer', ['Hamarøy - Hábmer']],
    ['øks', ['Øksnes']],
    ['1001', ['Bergen']],
    ['finnes ikke', []],
  ])('%s', (tekst, treff) => expect(navn(tekst)).toEqual(treff));

  test('nothing typed: all', () => expect(navn('  ')).toHaveLength(liste.length));
});
