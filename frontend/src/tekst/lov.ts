import type { Sprak } from './sprakkode';

/** A place in the law that a text may point to, by its number. */
export interface Lovhenvisning extends Record<Sprak, string> {
  /** Whether someone has held the number against a source that is in force. One that is not verified is never shown. */
  verifisert: boolean;
  /** Where it was found. */
  kilde: string;
}

/**
 * Every paragraph that a text of the portal names. What stands here unverified waits for someone to look it up. Administrators can
 * write them anew (see Lov.tsx); these are for where that cannot be read.
 */
export const lov = {
  meldeplikt: {
    nb: 'barnevernsloven § 13-2',
    nn: 'barnevernslova § 13-2',
    en: 'section 13-2 of the Child Welfare Act',
    se: 'mánáidsuodjaluslága § 13-2',
    verifisert: true,
    kilde: 'bufdir.no, om meldeplikt (etter loven av 2021)',
  },
  helsepersonell: {
    nb: 'helsepersonelloven § 33',
    nn: 'helsepersonellova § 33',
    en: 'section 33 of the Health Personnel Act',
    se: 'dearvvašvuođabargiidlága § 33',
    verifisert: true,
    kilde: 'helsedirektoratet.no, rundskriv til helsepersonelloven',
  },
  tilbakeholdelse: {
    nb: 'helse- og omsorgstjenesteloven § 10-3',
    nn: 'helse- og omsorgstenestelova § 10-3',
    en: 'section 10-3 of the Health and Care Services Act',
    se: 'dearvvašvuođa- ja fuolahusbálvaluslága § 10-3',
    verifisert: true,
    kilde: 'helsedirektoratet.no, rundskriv til helsepersonelloven',
  },
  palegg: {
    nb: 'barnevernsloven § 13-4',
    nn: 'barnevernslova § 13-4',
    en: 'section 13-4 of the Child Welfare Act',
    se: 'mánáidsuodjaluslága § 13-4',
    verifisert: false,
    kilde: 'antatt: opplysningsplikt etter pålegg; ikke holdt opp mot Lovdata',
  },
  tilbakemelding: {
    nb: 'barnevernsloven § 6-7 a',
    nn: 'barnevernslova § 6-7 a',
    en: 'section 6-7 a of the Child Welfare Act',
    se: 'mánáidsuodjaluslága § 6-7 a',
    verifisert: false,
    kilde: 'bufdir.no viser til loven av 1992; paragrafen i loven av 2021 er ikke funnet',
  },
} as const satisfies Record<string, Lovhenvisning>;

/** The same paragraphs, as they are to be shown now. */
export type Lovtabell = Readonly<Record<keyof typeof lov, Lovhenvisning>>;

/** A text with the reference in it, or, as long as that is not verified, the one that does without. */
export const medLov = (
  henvisning: Lovhenvisning,
  sprak: Sprak,
  med: (henvisning: string) => string,
  uten: string,
): string => (henvisning.verifisert ? med(henvisning[sprak]) : uten);

/** For one that begins a sentence. */
export const stor = (tekst: string): string => tekst.charAt(0).toUpperCase() + tekst.slice(1);
