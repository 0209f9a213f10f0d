import type {
  AdresseInput,
  ForesattInput,
  Meldingstype,
  OffentligBarnInput,
  PrivatBarnInput,
  SendOffentligBekymringsmeldingInput,
  SendPrivatBekymringsmeldingInput,
  Sprak as Skjemasprak,
} from '../../gql/graphql';
import { melderkode } from '../roller';
import { foresattAdresse, medAdresser } from './samme';
import {
  VET_IKKE,
  type Adresse,
  type Foresatt,
  type OffentligBarn,
  type OffentligSvar,
  type PrivatBarn,
  type PrivatSvar,
  type SvarFor,
} from './svar';

/** What each form sends. */
export interface InputFor {
  PRIVAT: SendPrivatBekymringsmeldingInput;
  OFFENTLIG: SendOffentligBekymringsmeldingInput;
}

export type Input = InputFor[Meldingstype];

/**
 * What is sent, and exactly that: the page where the answers are checked shows it, so that nothing travels unseen. An
 * empty answer is left out, and so is all that belongs to a branch that was not chosen.
 */
export function tilInput<S extends Meldingstype>(skjema: S, svar: SvarFor[S], nokkel: string, sprak: Skjemasprak): InputFor[S] {
  return (
    skjema === 'PRIVAT' ? tilPrivat(svar as PrivatSvar, nokkel, sprak) : tilOffentlig(svar as OffentligSvar, nokkel, sprak)
  ) as InputFor[S];
}

function tilPrivat(s: PrivatSvar, klientnokkel: string, sprak: Skjemasprak): SendPrivatBekymringsmeldingInput {
  return {
    klientnokkel,
    kommunenummer: s.kommunenummer,
    bydelsnummer: bydel(s.bydelsnummer),
    telefonnummer: tekst(s.telefonnummer),
    adresse: adresse(s.adresse),
    skjulNavn: s.skjulNavn,
    tolk: tekst(s.tolk),
    barn: medAdresser(s.barn).map(privatBarn),
    melding: s.melding,
    temaer: s.temaer,
    fareNa: svart(s.fareNa),
    foresatte: tekst(s.foresatte),
    sprak,
  };
}

function tilOffentlig(s: OffentligSvar, klientnokkel: string, sprak: Skjemasprak): SendOffentligBekymringsmeldingInput {
  const { melder } = s;
  return {
    klientnokkel,
    kommunenummer: s.kommunenummer,
    bydelsnummer: bydel(s.bydelsnummer),
    melder: {
      rolle: melder.rolle,
      melderkode: melder.melderkode ?? melderkode(melder.rolle),
      telefonnummer: melder.telefonnummer,
      epost: melder.epost,
      virksomhet: {
        navn: melder.virksomhet.navn,
        orgnr: tekst(melder.virksomhet.orgnr),
        adresse: adresse(melder.virksomhet.adresse) ?? {},
      },
      kontakt: tekst(melder.kontakt),
    },
    barn: medAdresser(s.barn).map(offentligBarn),
    foresatte: s.foresatte.map((f) => foresatt(f, foresattAdresse(s, f))),
    merOmForesatte: tekst(s.merOmForesatte),
    melding: s.melding,
    historie: s.historie,
    andreSynspunkter: tekst(s.andreSynspunkter),
    temaer: s.temaer,
    vilkar: s.vilkar,
    fareNa: svart(s.fareNa),
    tolkebehov: svart(s.tolkebehov),
    tolkebeskrivelse: tekst(s.tolkebeskrivelse),
    hjelpeinstanser: s.hjelpeinstanser,
    andreHjelpeinstanser: tekst(s.andreHjelpeinstanser),
    sprak,
  };
}

function privatBarn(b: PrivatBarn): PrivatBarnInput {
  return {
    ...hvemOgHvor(b, b.ufoedt),
    ufoedt: b.ufoedt,
    antattAlder: b.ufoedt ? undefined : tekst(b.antattAlder),
    relasjon: tekst(b.relasjon),
  };
}

function offentligBarn(b: OffentligBarn): OffentligBarnInput {
  const fodt = b.ufoedt !== true;
  return {
    ...hvemOgHvor(b, !fodt),
    ufoedt: svart(b.ufoedt),
    fnr: fodt ? tekst(b.fnr) : undefined,
    telefonnummer: fodt ? tekst(b.telefonnummer) : undefined,
    samtykkeGravid: fodt ? undefined : svart(b.samtykkeGravid),
    orientert: fodt ? svart(b.orientert) : undefined,
    orientertGrunn: fodt ? tekst(b.orientertGrunn) : undefined,
    skole: tekst(b.skole),
  };
}

function hvemOgHvor(b: PrivatBarn | OffentligBarn, ufoedt: boolean) {
  const navngitt = !b.navnUkjent;
  return {
    personnavn: navngitt && !ufoedt ? tekst(b.personnavn) : undefined,
    navnUkjent: b.navnUkjent,
    termin: ufoedt ? tekst(b.termin) : undefined,
    morsNavn: navngitt && ufoedt ? tekst(b.morsNavn) : undefined,
    adressevalg: b.adressevalg,
    adresse: b.adressevalg === 'OPPGITT' ? adresse(b.adresse) : undefined,
    stedsbeskrivelse: b.adressevalg === 'UKJENT' ? tekst(b.stedsbeskrivelse) : undefined,
  };
}

function foresatt(f: Foresatt, adressen: string): ForesattInput {
  if (f.ukjent) return { ukjent: true };
  return {
    ukjent: false,
    personnavn: tekst(f.personnavn),
    telefonnummer: tekst(f.telefonnummer),
    orientert: svart(f.orientert),
    orientertGrunn: tekst(f.orientertGrunn),
    relasjon: tekst(f.relasjon),
    adresse: tekst(adressen),
    samtykke: svart(f.samtykke),
    samtykkeBeskrivelse: tekst(f.samtykkeBeskrivelse),
  };
}

const tekst = (verdi: string): string | undefined => (verdi.trim() ? verdi : undefined);
const svart = <T>(verdi: T | null): T | undefined => verdi ?? undefined;
const bydel = (verdi: string): string | undefined => (verdi && verdi !== VET_IKKE ? verdi : undefined);

function adresse(a: Adresse): AdresseInput | undefined {
  const linjer = Object.entries(a).flatMap(([navn, verdi]) => (tekst(verdi) ? [[navn, verdi]] : []));
  return linjer.length ? (Object.fromEntries(linjer) as AdresseInput) : undefined;
}
