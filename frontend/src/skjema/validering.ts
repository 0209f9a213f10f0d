import type { FeltfeilFragment, SendPrivatBekymringsmeldingInput } from '../gql/graphql';
import type { Tekster } from '../tekst/nb';
import type { Kommune } from './kommuner';
import { VET_IKKE, type Utkast } from './utkast';

/** As the server has them (graph/schema/bekymring.graphqls). The server decides; these only spare a round trip. */
export const GRENSE = { personnavn: 200, barn: 20, melding: 100_000 };

/** An error by the id of the field it stands at. */
export interface Feltfeil {
  felt: string;
  tekst: string;
}

/** Characters as the server counts them: code points, so that an emoji is one. */
export function tegn(tekst: string): number {
  let antall = 0;
  for (const _ of tekst) antall += 1;
  return antall;
}

export const barnefelt = (plass: number): string => `barn-${plass}`;

type Tall = (n: number) => string;

/** Every error at once, in the order of the page. */
export function valider(utkast: Utkast, kommune: Kommune | undefined, t: Tekster, tall: Tall): Feltfeil[] {
  const feil: Feltfeil[] = [];
  if (!kommune) feil.push({ felt: 'kommune', tekst: t.feil.velgKommune });
  else if (!kommune.aktiv) feil.push({ felt: 'kommune', tekst: t.feil.kommuneInaktiv });
  else if (kommune.bydeler.length > 1 && !utkast.bydelsnummer) feil.push({ felt: 'bydel', tekst: t.feil.velgBydel });
  utkast.barn.forEach(({ personnavn }, plass) => {
    if (!personnavn.trim()) feil.push({ felt: barnefelt(plass), tekst: t.feil.skrivNavn });
    else if (tegn(personnavn) > GRENSE.personnavn)
      feil.push({ felt: barnefelt(plass), tekst: t.feil.forLang(tall(GRENSE.personnavn)) });
  });
  if (!utkast.melding.trim()) feil.push({ felt: 'melding', tekst: t.feil.skrivMelding });
  else if (tegn(utkast.melding) > GRENSE.melding) feil.push({ felt: 'melding', tekst: t.feil.forLang(tall(GRENSE.melding)) });
  return feil;
}

/** The server's errors, at our fields and in the language in use. */
export function fraServer(feil: readonly FeltfeilFragment[], t: Tekster, tall: Tall): Feltfeil[] {
  return feil.map((f) => ({ felt: feltFor(f.sti), tekst: tekstFor(f, t, tall) }));
}

function feltFor([rot, plass]: readonly string[]): string {
  if (rot === 'kommunenummer') return 'kommune';
  if (rot === 'bydelsnummer') return 'bydel';
  if (rot === 'barn') return barnefelt(plass === undefined ? 0 : Number(plass));
  return rot ?? 'melding';
}

function tekstFor(f: FeltfeilFragment, t: Tekster, tall: Tall): string {
  const grense = f.grense == null ? '' : tall(f.grense);
  switch (f.kode) {
    case 'MANGLER':
      if (f.sti[0] === 'kommunenummer') return t.feil.velgKommune;
      if (f.sti[0] === 'bydelsnummer') return t.feil.velgBydel;
      return f.sti[0] === 'barn' ? t.feil.skrivNavn : t.feil.skrivMelding;
    case 'FOR_LANG':
      return t.feil.forLang(grense);
    case 'FOR_MANGE':
      return t.feil.forMange(grense);
    case 'UKJENT_KOMMUNE':
      return t.feil.ukjentKommune;
    case 'UKJENT_BYDEL':
      return t.feil.ukjentBydel;
    case 'IKKE_AKTIV':
      return t.feil.kommuneInaktiv;
    case 'UGYLDIG_FORMAT':
      return t.feil.ugyldig;
    default:
      // A code this page is too old to know: the server's own words, in bokmål.
      return f.melding;
  }
}

/** What is sent. */
export function tilInput(utkast: Utkast): SendPrivatBekymringsmeldingInput {
  const { klientnokkel, kommunenummer, bydelsnummer, barn, melding } = utkast;
  return {
    klientnokkel,
    kommunenummer,
    bydelsnummer: bydelsnummer && bydelsnummer !== VET_IKKE ? bydelsnummer : undefined,
    barn: barn.map(({ personnavn }) => ({ personnavn })),
    melding,
  };
}
