import type { Meldingstype } from '../gql/graphql';
import type { Felttekst } from '../tekst/skjema/feltNb';
import type { Skjematekster } from '../tekst/skjema/nb';
import { feltnavn } from './svar/sti';
import type { Feil } from './valider/sjekk';

/** The texts of a field, by its path. */
export function felttekst(t: Skjematekster, skjema: Meldingstype, sti: string | readonly string[]): Felttekst {
  const navn = feltnavn(sti);
  const funnet = (t[skjema] as Record<string, Felttekst>)[navn];
  if (funnet) return funnet;
  const linje = /(?:^|\.)adresse\.(\w+)$/.exec(navn)?.[1];
  const adresselinje = linje && (t.adresse as Record<string, Felttekst>)[linje];
  if (adresselinje) return adresselinje;
  // The list as a whole: «barn», «foresatte».
  return { navn: (t.sider[skjema] as Record<string, { tittel: string }>)[navn]?.tittel ?? navn };
}

/** What is said of an error, in the language in use. `ord` is the server's own words, in bokmål, for a code not known here. */
export function feiltekst(t: Skjematekster, tall: (n: number) => string, skjema: Meldingstype, feil: Feil, ord = ''): string {
  return nummerert(t, feil.sti, utenNummer(t, tall, skjema, feil, ord));
}

function utenNummer(t: Skjematekster, tall: (n: number) => string, skjema: Meldingstype, feil: Feil, ord: string): string {
  const { sti, kode } = feil;
  const felt = sti.at(-1) ?? '';
  const { navn, mangler } = felttekst(t, skjema, sti);
  const grense = feil.grense == null ? '' : tall(feil.grense);
  switch (kode) {
    case 'MANGLER':
      if (felt === 'kommunenummer') return t.feil.velgKommune;
      if (felt === 'bydelsnummer') return t.feil.velgBydel;
      if (felt === 'ufoedt') return t.feil.svar(navn);
      return mangler ?? t.feil.fyllUt(navn);
    case 'FOR_LANG':
      return t.feil.forLang(navn, grense);
    case 'FOR_MANGE':
      return t.feil.forMange(navn, grense);
    case 'UGYLDIG_FORMAT':
      if (felt === 'telefonnummer') return t.feil.telefon;
      return felt === 'epost' ? t.feil.epost : t.feil.ugyldig(navn);
    case 'UKJENT_KOMMUNE':
      return t.feil.ukjentKommune;
    case 'UKJENT_BYDEL':
      return t.feil.ukjentBydel;
    case 'IKKE_AKTIV':
      return t.feil.kommuneInaktiv;
    case 'SKAL_VAERE_TOM':
      return t.feil.skalVaereTom(navn);
    default:
      return ord || t.feil.ugyldig(navn);
  }
}

/** «Barn 2: …», where it stands in a list. */
export function nummerert(t: Skjematekster, [rot, plass]: readonly string[], tekst: string): string {
  if (plass === undefined || !/^\d+$/.test(plass)) return tekst;
  const hvem = rot === 'foresatte' ? t.foresatt.nr(Number(plass) + 1) : t.barn.nr(Number(plass) + 1);
  return `${hvem}: ${tekst}`;
}
