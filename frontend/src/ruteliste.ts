import { adminruter } from './administrator/ruter';
import { admintilstander } from './administrator/tilstander';
import { innsynsruter } from './innsyn/ruter';
import { innsynstilstander } from './innsyn/tilstander';
import { portalruter } from './ruter';
import { mottaksruter } from './saksbehandler/ruter';
import { mottakstilstander } from './saksbehandler/tilstander';
import { sidetilstander, tryggtilstander } from './sider/tilstander';
import { FARE, KONTROLL, sporsmalssider } from './skjema/skjemasider';
import { skjematilstander } from './skjema/tilstander';

/** A page: its address, and the states it says it has. */
export interface Ruteside {
  rute: string;
  tilstander: readonly string[];
}

type Tabell = Readonly<Partial<Record<string, readonly string[]>>>;

const under = (rot: string, deler: readonly string[], tabell: Tabell): Ruteside[] =>
  deler.map((del) => ({ rute: del ? `${rot}/${del}` : rot, tilstander: tabell[del] ?? [] }));

/** What is behind an address that stands for more than one page. */
const rom: Readonly<Record<string, () => Ruteside[]>> = {
  '/privat/:side?': () => under('/privat', ['', ...sporsmalssider('PRIVAT'), FARE, KONTROLL], skjematilstander.PRIVAT),
  '/offentlig/:side?': () => under('/offentlig', ['', ...sporsmalssider('OFFENTLIG'), FARE, KONTROLL], skjematilstander.OFFENTLIG),
  '/innsyn/*': () => under('/innsyn', innsynsruter, innsynstilstander),
  '/mottak/*': () => under('/mottak', mottaksruter, mottakstilstander),
  '/admin/*': () => under('/admin', adminruter, admintilstander),
};

const apne: Tabell = { ...sidetilstander, ...tryggtilstander };

/** Every page of the portal as the router has them, for the tests that look at each. */
export function alleSider(ruter: readonly string[] = portalruter): Ruteside[] {
  return ruter.flatMap((rute) => rom[rute]?.() ?? [{ rute, tilstander: apne[rute] ?? [] }]);
}

/** Those that say nothing of how they can look. */
export const utenTilstander = (sider: readonly Ruteside[]): string[] => sider.filter((s) => s.tilstander.length === 0).map((s) => s.rute);
