import { expect, test } from 'vitest';
import { allePa } from '../tekst/allePa';
import { portaltekster } from '../tekst/portaltekst';
import { dagEtter, kalenderfil, VENTEDAGER } from './kalender';

test.each([
  ['2026-11-22T12:00:00Z', '2026-12-13'],
  ['2026-12-31T22:59:00Z', '2027-01-21'],
  // Past midnight in Norway, though not in UTC.
  ['2026-12-31T23:30:00Z', '2027-01-22'],
  // Over the night the clock is set forward.
  ['2027-03-20T23:30:00Z', '2027-04-11'],
])('%s and three weeks is %s', (sendt, dag) => expect(dagEtter(sendt, VENTEDAGER)).toBe(dag));

test('is one whole day with a title, and nothing else', () => {
  const fil = kalenderfil('2026-12-31', 'Vent svar, kanskje; snart', 'uid-1', new Date('2026-11-22T12:00:00.500Z'));
  expect(fil.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//-//-//NO',
    'BEGIN:VEVENT',
    'UID:uid-1',
    'DTSTAMP:20261122T120000Z',
    'DTSTART;VALUE=DATE:20261231',
    'DTEND;VALUE=DATE:20270101',
    'SUMMARY:Vent svar\\, kanskje\\; snart',
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('the title tells nothing, in any language, and is short enough for one line', async () => {
  for (const t of Object.values(await allePa(portaltekster))) {
    const { hendelse } = t.kvittering.kalender;
    expect(hendelse).not.toMatch(/barn|bekymr|meld|uro|child|welfare|report|mán|fuol|dieđ/i);
    expect(new TextEncoder().encode(`SUMMARY:${hendelse}`).length).toBeLessThan(75);
  }
});
