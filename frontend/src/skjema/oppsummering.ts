import type { Meldingstype } from '../gql/graphql';
import type { Skjematekster } from '../tekst/skjema/nb';
import { felttekst } from './feiltekst';
import type { Kommune } from './kommuner';
import { felterPa, type Side } from './skjemasider';
import type { Input } from './svar/input';
import { feltnavn } from './svar/sti';

/** An answer as it is shown before it is sent. */
export interface Rad {
  sti: string;
  navn: string;
  verdi: string;
  /** Why it is so, where that is not to be seen. */
  merknad?: string;
}

/** The answers on a page: those that stand alone, and those of each child or guardian. */
export interface Gruppe {
  tittel?: string;
  rader: Rad[];
}

const adressefelt = ['adresselinje1', 'adresselinje2', 'adresselinje3', 'postnummer', 'poststed'] as const;

/** One that says nothing by not being ticked. */
const bareKrysset = new Set(['skjulNavn', 'barn.navnUkjent', 'foresatte.ukjent']);

/**
 * What is sent, in words: made from the very input that goes, so that nothing travels that is not shown. A field without a
 * text would stand here by its name in the contract; a test sees to it that there is none.
 */
export function oppsummer(
  t: Skjematekster,
  skjema: Meldingstype,
  side: Side,
  input: Input,
  kommune: Kommune | undefined,
): Gruppe[] {
  const rekkefolge = Object.keys(t[skjema]);
  const plass = (sti: string) => {
    const her = rekkefolge.indexOf(feltnavn(sti));
    return her < 0 ? rekkefolge.length : her;
  };
  const rader = (verdi: unknown, sti: string): Rad[] => {
    if (verdi == null || (Array.isArray(verdi) && !verdi.length)) return [];
    if (typeof verdi === 'object' && !Array.isArray(verdi)) {
      const linjer = verdi as Record<string, unknown>;
      if (sti.endsWith('adresse')) return [rad(sti, adressetekst(linjer))].filter((r) => r.verdi);
      return Object.entries(linjer)
        .flatMap(([navn, v]) => rader(v, `${sti}.${navn}`))
        .toSorted((a, b) => plass(a.sti) - plass(b.sti));
    }
    if (verdi === false && bareKrysset.has(feltnavn(sti))) return [];
    if (verdi === false && skjema === 'PRIVAT' && feltnavn(sti) === 'barn.ufoedt') return [];
    const tekst = verditekst(t, skjema, sti, verdi, kommune);
    return tekst.trim() ? [rad(sti, tekst)] : [];
  };
  const rad = (sti: string, verdi: string): Rad => ({ sti, navn: felttekst(t, skjema, sti).navn, verdi });

  const alene: Rad[] = [];
  const grupper: Gruppe[] = [];
  for (const felt of felterPa(skjema, side)) {
    const verdi = (input as unknown as Record<string, unknown>)[felt];
    if (Array.isArray(verdi) && typeof verdi[0] === 'object') {
      verdi.forEach((post: { ufoedt?: boolean }, nr) => {
        const tittel = felt === 'foresatte' ? t.foresatt.nr : post.ufoedt ? t.barn.ufoedtNr : t.barn.nr;
        grupper.push({ tittel: tittel(nr + 1), rader: rader(post, `${felt}.${nr}`) });
      });
    } else alene.push(...rader(verdi, felt));
  }
  return [...(alene.length ? [{ rader: alene }] : []), ...grupper];
}

const adressetekst = (linjer: Record<string, unknown>): string => {
  const [l1, l2, l3, nr, sted] = adressefelt.map((felt) => String(linjer[felt] ?? '').trim());
  return [l1, l2, l3, [nr, sted].filter(Boolean).join(' ')].filter(Boolean).join('\n');
};

function verditekst(
  t: Skjematekster,
  skjema: Meldingstype,
  sti: string,
  verdi: unknown,
  kommune: Kommune | undefined,
): string {
  const felt = sti.split('.').at(-1) ?? '';
  if (felt === 'kommunenummer') return kommune?.navn ?? String(verdi);
  if (felt === 'bydelsnummer') return kommune?.bydeler.find((b) => b.bydelsnummer === verdi)?.bydelsnavn ?? String(verdi);
  if (felt === 'ufoedt' && skjema === 'OFFENTLIG') return t.valg.ufoedt[String(verdi) as 'true' | 'false'];
  if (typeof verdi === 'boolean') return verdi ? t.ramme.ja : t.ramme.nei;
  const ord: Record<string, string> =
    (t.valg as Record<string, Record<string, string>>)[felt] ?? (janeivetikke.has(felt) ? t.valg.janeivetikke : {});
  if (Array.isArray(verdi)) return verdi.map((v: string) => ord[v] ?? v).join('\n');
  return ord[String(verdi)] ?? String(verdi);
}

const janeivetikke = new Set(['samtykke', 'samtykkeGravid', 'tolkebehov']);
