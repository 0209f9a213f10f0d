import { expect, test } from 'vitest';
import { allePa, skjemaetPa } from '../allePa';
import { lov } from '../lov';
import { portaltekster } from '../portaltekst';
import { sprakkoder } from '../sprakkode';
import { tryggtekster } from './tryggtekst';

const portal = await allePa(portaltekster);
const skjema = await skjemaetPa(lov);
const trygg = await allePa(tryggtekster);

/** What stands in quotation marks in a text. */
const sitater = (tekster: unknown): string[] => [...JSON.stringify(tekster).matchAll(/[«“](.+?)[»”]/g)].map(([, ord]) => ord ?? '');

// One who is afraid looks for the button that the text names.
test.each(sprakkoder)('what is named in %s is called that where it stands', (sprak) => {
  const skjulNavn = skjema[sprak].PRIVAT.skjulNavn.navn;
  expect(sitater(trygg[sprak].delt)).toEqual(expect.arrayContaining([portal[sprak].forlat.knapp, skjema[sprak].utkast.slett]));
  expect(sitater(trygg[sprak].anonym.niva)).toEqual([skjulNavn]);
  expect(trygg[sprak].blankett.ark.skjul).toBe(skjulNavn);
  expect(trygg[sprak].blankett.ark.felt.map(({ linjer }) => linjer)).toEqual(trygg.nb.blankett.ark.felt.map(({ linjer }) => linjer));
});

test('control: a button that is called something else would be seen', () => {
  expect(sitater(trygg.nn.delt)).not.toContain(portal.nb.forlat.knapp);
});
