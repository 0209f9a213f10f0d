import { describe, expect, test } from 'vitest';
import type { Bevis, Tilstand } from '../gql/graphql';
import { allePa } from '../tekst/allePa';
import { portaltekster } from '../tekst/portaltekst';
import { erBevist, farge, statusnokkel, type Statusnokkel } from './statusord';

/** The whole table, written out: a changed word for a changed pair must be seen by whoever changes it. */
const tabell: Record<Tilstand, Record<Bevis, Statusnokkel>> = {
  AKSEPTERT: { INGEN: 'KLAR', OVERLEVERT: 'HOS_BUDET', KVITTERT: 'KVITTERT', LAGRET: 'LAGRET', REGISTRERT: 'BEKREFTET' },
  SENDT_FAGSYSTEM: { INGEN: 'SENDES', OVERLEVERT: 'HOS_BUDET', KVITTERT: 'KVITTERT', LAGRET: 'LAGRET', REGISTRERT: 'BEKREFTET' },
  AVVIST_FAGSYSTEM: { INGEN: 'AVVIST', OVERLEVERT: 'AVVIST', KVITTERT: 'AVVIST', LAGRET: 'LAGRET', REGISTRERT: 'BEKREFTET' },
  SENDT_PRINT: { INGEN: 'BREV', OVERLEVERT: 'BREV', KVITTERT: 'KVITTERT', LAGRET: 'LAGRET', REGISTRERT: 'BEKREFTET' },
  AVVIST_PRINT: {
    INGEN: 'BREV_AVVIST',
    OVERLEVERT: 'BREV_AVVIST',
    KVITTERT: 'BREV_AVVIST',
    LAGRET: 'LAGRET',
    REGISTRERT: 'BEKREFTET',
  },
  LEVERT: { INGEN: 'KLAR', OVERLEVERT: 'BREV_POSTET', KVITTERT: 'KVITTERT', LAGRET: 'LAGRET', REGISTRERT: 'BEKREFTET' },
};

const par = Object.entries(tabell).flatMap(([tilstand, rad]) =>
  Object.entries(rad).map(([bevis, nokkel]) => [tilstand as Tilstand, bevis as Bevis, nokkel] as const),
);

const statusord = Object.entries(await allePa(portaltekster)).map(([sprak, t]) => [sprak, t.statusord] as const);

describe('what a reporter is told', () => {
  test('covers every pair', () => expect(par).toHaveLength(6 * 5));

  test.each(par)('%s with bevis %s is %s', (tilstand, bevis, nokkel) => {
    expect(statusnokkel(tilstand, bevis)).toBe(nokkel);
  });

  test.each(par)('%s with bevis %s is green only if it is proven', (tilstand, bevis) => {
    expect(farge[statusnokkel(tilstand, bevis)] === 'success').toBe(erBevist(bevis));
  });

  test('«confirmed» is said of nothing but what a person has confirmed', () => {
    for (const [tilstand, bevis] of par) expect(statusnokkel(tilstand, bevis) === 'BEKREFTET').toBe(bevis === 'REGISTRERT');
  });

  test.each(statusord)(
    '%s has words for every state, and no two titles claim the same of different evidence',
    (_, ord) => {
      for (const nokkel of new Set(par.map(([, , n]) => n))) {
        expect(ord[nokkel].tittel).not.toBe('');
        expect(ord[nokkel].forklaring).not.toBe('');
      }
      expect(ord.KLAR.tittel).not.toBe(ord.LAGRET.tittel);
      expect(ord.KVITTERT.tittel).not.toBe(ord.LAGRET.tittel);
      expect(ord.LAGRET.tittel).not.toBe(ord.BEKREFTET.tittel);
    },
  );
});
