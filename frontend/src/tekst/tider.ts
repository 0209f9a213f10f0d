import type { Sprak } from './sprakkode';

const OSLO = 'Europe/Oslo';

/** Instants in the words of a language, in Norwegian time. */
export interface Tider {
  /** «4. desember 2026 kl. 14:30» */
  tid: (instant: string) => string;
  /** «14:30» */
  klokkeslett: (instant: string) => string;
  /** «4. desember 2026» */
  dato: (instant: string) => string;
  /** «fredag 4. desember» */
  ukedag: (instant: string) => string;
  /** «fredag 4. desember 2026» */
  ukedagOgAar: (instant: string) => string;
  tall: (n: number) => string;
}

/** By Intl, for the languages every browser has. */
function intl(locale: string): Tider {
  const med = (valg: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...valg, timeZone: OSLO });
    return (instant: string) => format.format(new Date(instant));
  };
  const dag = { day: 'numeric', month: 'long' } as const;
  const klokke = { hour: '2-digit', minute: '2-digit' } as const;
  const tall = new Intl.NumberFormat(locale);
  return {
    tid: med({ ...dag, ...klokke, year: 'numeric' }),
    klokkeslett: med(klokke),
    dato: med({ ...dag, year: 'numeric' }),
    ukedag: med({ ...dag, weekday: 'long' }),
    ukedagOgAar: med({ ...dag, weekday: 'long', year: 'numeric' }),
    tall: (n) => tall.format(n),
  };
}

interface Ord {
  /** From Sunday. */
  dager: readonly string[];
  /** From January. */
  maneder: readonly string[];
  dato: (dag: number, maned: string, aar?: string) => string;
  /** Between a day and a time of day. */
  klokka: string;
}

/**
 * By words of our own. A browser need not know Northern Sámi or nynorsk, and one that does not falls back on whatever
 * language it was installed in, without a word.
 */
function egne({ dager, maneder, dato, klokka }: Ord): Tider {
  const deler = new Intl.DateTimeFormat('en-GB', {
    timeZone: OSLO,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const les = (instant: string) => {
    const del = Object.fromEntries(deler.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
    const { year = '', month = '', day = '', hour = '', minute = '' } = del;
    // The day of the week is that of the date in Oslo, so it is counted from the date and not from the instant.
    const ukedag = dager[new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay()] ?? '';
    return { aar: year, maned: maneder[Number(month) - 1] ?? '', dag: Number(day), ukedag, klokke: `${hour}:${minute}` };
  };
  // They write numbers as bokmål does.
  const tall = new Intl.NumberFormat('nb-NO');
  return {
    tid: (instant) => {
      const d = les(instant);
      return `${dato(d.dag, d.maned, d.aar)} ${klokka} ${d.klokke}`;
    },
    klokkeslett: (instant) => les(instant).klokke,
    dato: (instant) => {
      const d = les(instant);
      return dato(d.dag, d.maned, d.aar);
    },
    ukedag: (instant) => {
      const d = les(instant);
      return `${d.ukedag} ${dato(d.dag, d.maned)}`;
    },
    ukedagOgAar: (instant) => {
      const d = les(instant);
      return `${d.ukedag} ${dato(d.dag, d.maned, d.aar)}`;
    },
    tall: (n) => tall.format(n),
  };
}

const lagere: Record<Sprak, () => Tider> = {
  nb: () => intl('nb-NO'),
  en: () => intl('en-GB'),
  nn: () =>
    egne({
      dager: ['søndag', 'måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag'],
      maneder: [
        'januar',
        'februar',
        'mars',
        'april',
        'mai',
        'juni',
        'juli',
        'august',
        'september',
        'oktober',
        'november',
        'desember',
      ],
      dato: (dag, maned, aar) => `${dag}. ${maned}${aar ? ` ${aar}` : ''}`,
      klokka: 'kl.',
    }),
  se: () =>
    egne({
      dager: ['sotnabeaivi', 'vuossárga', 'maŋŋebárga', 'gaskavahkku', 'duorasdat', 'bearjadat', 'lávvardat'],
      // In the genitive, as they stand in a date.
      maneder: [
        'ođđajagemánu',
        'guovvamánu',
        'njukčamánu',
        'cuoŋománu',
        'miessemánu',
        'geassemánu',
        'suoidnemánu',
        'borgemánu',
        'čakčamánu',
        'golggotmánu',
        'skábmamánu',
        'juovlamánu',
      ],
      dato: (dag, maned, aar) => `${maned} ${dag}. b.${aar ? ` ${aar}` : ''}`,
      klokka: 'dii.',
    }),
};

// Made once: a formatter takes longer to make than a row to draw.
const laget = new Map<Sprak, Tider>();

/** The formats of a language. */
export function tiderPa(sprak: Sprak): Tider {
  let tider = laget.get(sprak);
  if (!tider) {
    tider = lagere[sprak]();
    laget.set(sprak, tider);
  }
  return tider;
}
