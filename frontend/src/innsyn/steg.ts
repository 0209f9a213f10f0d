import type { MilepelFragment } from '../gql/innsyn/graphql';
import type { Innsynstekster } from '../tekst/innsyn/nb';
import { dagerTil } from './dager';

export type Stegtilstand = 'FERDIG' | 'NA' | 'KOMMER' | 'UVISST';

export interface Steg {
  milepel: MilepelFragment;
  tilstand: Stegtilstand;
}

/**
 * Where each step stands. The case system says which is the current one; the others follow from their place beside it. If it
 * says nothing, only what the dates say for certain is said: a plan that has not been kept must not look like a fact.
 */
export function stegene(milepeler: readonly MilepelFragment[], naverende: MilepelFragment | null | undefined, na: Date): Steg[] {
  const her = naverende ? finn(milepeler, naverende) : -1;
  if (naverende && her < 0) {
    // The current one is not among them: it is shown all the same, after those that have begun.
    const begynt = milepeler.filter((m) => (dagerTil(m.startdato, new Date(naverende.startdato)) ?? 0) <= 0);
    const kommer = milepeler.filter((m) => !begynt.includes(m));
    return [
      ...begynt.map((milepel) => ({ milepel, tilstand: 'FERDIG' as const })),
      { milepel: naverende, tilstand: 'NA' },
      ...kommer.map((milepel) => ({ milepel, tilstand: 'KOMMER' as const })),
    ];
  }
  return milepeler.map((milepel, i) => ({
    milepel,
    tilstand: her >= 0 ? (i < her ? 'FERDIG' : i === her ? 'NA' : 'KOMMER') : avDato(milepel, na),
  }));
}

function finn(milepeler: readonly MilepelFragment[], { navn, startdato }: MilepelFragment): number {
  const helt = milepeler.findIndex((m) => m.navn === navn && Date.parse(m.startdato) === Date.parse(startdato));
  // The same step may come twice («Evaluering»): the name alone is the latest of them.
  return helt >= 0 ? helt : milepeler.findLastIndex((m) => m.navn === navn);
}

function avDato({ startdato, sluttdato }: MilepelFragment, na: Date): Stegtilstand {
  if ((dagerTil(startdato, na) ?? 0) > 0) return 'KOMMER';
  if (sluttdato && (dagerTil(sluttdato, na) ?? 0) < 0) return 'FERDIG';
  return 'UVISST';
}

export type Stegord = keyof Innsynstekster['stegforklaring'];

// The names are free text from the case system. The first that fits is taken, so what is more definite stands first.
const kjennetegn: readonly (readonly [RegExp, Stegord])[] = [
  [/henlagt|henlegg/, 'HENLAGT'],
  [/avslutt|lukket/, 'AVSLUTTET'],
  [/evaluer/, 'EVALUERING'],
  [/(tiltaks|omsorgs|hjelpe)plan|^plan\b/, 'PLAN'],
  [/undersøk|undersok/, 'UNDERSOKELSE'],
  [/meldingsavklaring|bekymringsmelding|^melding|avklar/, 'MELDING'],
  [/vedtak|avgjørelse|beslutning/, 'VEDTAK'],
  [/møte|samtale/, 'MOTE'],
  [/tiltak|oppfølging|hjelpetiltak/, 'TILTAK'],
];

/** What a step of this name usually is; undefined for a name we do not know, about which nothing is said. */
export function stegord(navn: string): Stegord | undefined {
  const ord = navn.trim().toLowerCase();
  return kjennetegn.find(([monster]) => monster.test(ord))?.[1];
}
