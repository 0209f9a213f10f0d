import { expect, test } from 'vitest';
import forlat from '../../flukt/forlat.ts?raw';
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

const toTimer = { nb: /to time(r|ne)/, nn: /to tima(r|ne)/, en: /two hours/, se: /guovtti diimm/ };

// «Back» leads away as long as the mark lies in the browser, and not for ever.
test.each(sprakkoder)('in %s the way back is promised for as long as the code keeps it', (sprak) => {
  expect(forlat).toContain('const LEVETID_S = 120 * 60;');
  const tilbake = trygg[sprak].delt.deler.flatMap(({ punkter }) => punkter ?? []).filter((p) => /«tilbake»|“back”|«ruovttoluotta»/.test(p));
  expect(tilbake).toHaveLength(1);
  expect(tilbake[0]).toMatch(toTimer[sprak]);
  for (const side of [trygg[sprak].delt, trygg[sprak].personvern]) expect(JSON.stringify(side)).toMatch(toTimer[sprak]);
});

// She logs in by ID-porten, which then knows that she is here.
test.each(sprakkoder)('in %s nobody is promised that no other site learns that she is here', (sprak) => {
  const sporing = trygg[sprak].personvern.deler.at(-2);
  expect(JSON.stringify(sporing)).toContain('ID-porten');
  expect(JSON.stringify(sporing)).toMatch(toTimer[sprak]);
});

test('control: a button that is called something else would be seen', () => {
  expect(sitater(trygg.nn.delt)).not.toContain(portal.nb.forlat.knapp);
});
