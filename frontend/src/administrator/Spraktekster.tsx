import type { DriftsmeldingenFragment, SprakteksterInput } from '../gql/administrator/graphql';
import { useAdmintekst } from '../tekst/admin/admintekst';
import type { Vistfeil } from './feil';
import { Langtekst } from './Skjemadeler';

/** A text in each language, as it stands in a form. */
export type Skrevet = Record<Sprakkode, string>;
type Sprakkode = 'nb' | 'nn' | 'en' | 'se';
export const sprakkoder: readonly Sprakkode[] = ['nb', 'nn', 'en', 'se'];

export const fraTekster = (t?: DriftsmeldingenFragment['tekster']): Skrevet => ({ nb: t?.nb ?? '', nn: t?.nn ?? '', en: t?.en ?? '', se: t?.se ?? '' });

/** A text is one paragraph: a line that was broken in the field is none. */
export const enLinje = (v: string): string => v.replace(/\s+/g, ' ').trim();

/** Nothing written is null: bokmål is shown in its place. */
export const tilTekster = (s: Skrevet): SprakteksterInput => ({ nb: enLinje(s.nb), nn: enLinje(s.nn) || null, en: enLinje(s.en) || null, se: enLinje(s.se) || null });

/** What somebody else has stored, in each language that has words: all that one would replace is shown. */
export function Lagrede({ tekster }: { tekster: DriftsmeldingenFragment['tekster'] }) {
  const t = useAdmintekst();
  return (
    <ul className="liste">
      {sprakkoder.map(
        (kode) =>
          tekster[kode] && (
            <li key={kode}>
              {t.drift.sprak[kode]}: <span lang={kode}>{tekster[kode]}</span>
            </li>
          ),
      )}
    </ul>
  );
}

/** One field for each language. */
export function Tekstfelter({ id, verdi, sett, feil }: { id: string; verdi: Skrevet; sett: (v: Skrevet) => void; feil: readonly Vistfeil[] }) {
  const t = useAdmintekst();
  return sprakkoder.map((kode, nr) => (
    <Langtekst
      key={kode}
      id={`${id}-tekster.${kode}`}
      lang={kode}
      navn={t.drift.tekst(t.drift.sprak[kode])}
      hjelp={nr === 0 ? t.drift.tekstHjelp : undefined}
      feil={feil}
      linjer={2}
      verdi={verdi[kode]}
      sett={(v) => sett({ ...verdi, [kode]: v })}
    />
  ));
}

export const tekstetiketter = (t: ReturnType<typeof useAdmintekst>): Record<string, string> => ({
  ...Object.fromEntries(sprakkoder.map((k) => [`tekster.${k}`, t.drift.tekst(t.drift.sprak[k])])),
});
