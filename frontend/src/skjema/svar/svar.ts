import type { Adressevalg, Hjelpeinstans, JaNeiVetIkke, Meldevilkar, Meldingstype, Tema } from '../../gql/graphql';

/**
 * What is typed and chosen in a form, as the fields have it: a text is never missing, only empty, and null is a question
 * that is not answered. The names are the contract's (graph/schema/skjema.graphqls), so that the path of a field here is
 * the path of its error there, and `tilInput` has little to do.
 */
export type Svar = PrivatSvar | OffentligSvar;

/** The answer «I do not know which bydel»: it is left out of what is sent, and the kommune's standardMottaker receives. */
export const VET_IKKE = 'vet-ikke';

interface Felles {
  kommunenummer: string;
  /** What stands in the search field. Never sent. */
  kommunesok: string;
  bydelsnummer: string;
  melding: string;
  temaer: Tema[];
  fareNa: boolean | null;
}

export interface PrivatSvar extends Felles {
  telefonnummer: string;
  adresse: Adresse;
  skjulNavn: boolean;
  tolk: string;
  barn: PrivatBarn[];
  foresatte: string;
}

export interface OffentligSvar extends Felles {
  melder: OffentligMelder;
  barn: OffentligBarn[];
  foresatte: Foresatt[];
  merOmForesatte: string;
  historie: string;
  andreSynspunkter: string;
  vilkar: Meldevilkar[];
  tolkebehov: JaNeiVetIkke | null;
  tolkebeskrivelse: string;
  hjelpeinstanser: Hjelpeinstans[];
  andreHjelpeinstanser: string;
}

export interface Adresse {
  adresselinje1: string;
  adresselinje2: string;
  adresselinje3: string;
  postnummer: string;
  poststed: string;
}

interface FellesBarn {
  /** Tells the children apart on the page, also when one is removed. Never sent. */
  nokkel: number;
  personnavn: string;
  navnUkjent: boolean;
  termin: string;
  morsNavn: string;
  /** Lives where the first child does; see samme.ts. Never sent: the address is. */
  sammeAdresse: boolean;
  adressevalg: Adressevalg;
  adresse: Adresse;
  stedsbeskrivelse: string;
}

export interface PrivatBarn extends FellesBarn {
  ufoedt: boolean;
  antattAlder: string;
  relasjon: string;
}

export interface OffentligBarn extends FellesBarn {
  ufoedt: boolean | null;
  fnr: string;
  telefonnummer: string;
  samtykkeGravid: JaNeiVetIkke | null;
  orientert: boolean | null;
  orientertGrunn: string;
  skole: string;
}

export interface OffentligMelder {
  rolle: string;
  /** Chosen for itself; null is that of the role, if it has one. */
  melderkode: number | null;
  telefonnummer: string;
  epost: string;
  virksomhet: { navn: string; orgnr: string; adresse: Adresse };
  kontakt: string;
}

export interface Foresatt {
  nokkel: number;
  ukjent: boolean;
  personnavn: string;
  telefonnummer: string;
  orientert: boolean | null;
  orientertGrunn: string;
  relasjon: string;
  /** Lives where the first child does; see samme.ts. Never sent: the address is. */
  sammeAdresse: boolean;
  adresse: string;
  samtykke: JaNeiVetIkke | null;
  samtykkeBeskrivelse: string;
}

export const tomAdresse = (): Adresse => ({
  adresselinje1: '',
  adresselinje2: '',
  adresselinje3: '',
  postnummer: '',
  poststed: '',
});

const tomtFellesbarn = (nokkel: number): FellesBarn => ({
  nokkel,
  personnavn: '',
  navnUkjent: false,
  termin: '',
  morsNavn: '',
  sammeAdresse: false,
  adressevalg: 'OPPGITT',
  adresse: tomAdresse(),
  stedsbeskrivelse: '',
});

export const tomtPrivatBarn = (nokkel: number): PrivatBarn => ({
  ...tomtFellesbarn(nokkel),
  ufoedt: false,
  antattAlder: '',
  relasjon: '',
});

export const tomtOffentligBarn = (nokkel: number): OffentligBarn => ({
  ...tomtFellesbarn(nokkel),
  ufoedt: null,
  fnr: '',
  telefonnummer: '',
  samtykkeGravid: null,
  orientert: null,
  orientertGrunn: '',
  skole: '',
});

export const tomForesatt = (nokkel: number): Foresatt => ({
  nokkel,
  ukjent: false,
  personnavn: '',
  telefonnummer: '',
  orientert: null,
  orientertGrunn: '',
  relasjon: '',
  sammeAdresse: false,
  adresse: '',
  samtykke: null,
  samtykkeBeskrivelse: '',
});

const tomtFelles = (): Felles => ({
  kommunenummer: '',
  kommunesok: '',
  bydelsnummer: '',
  melding: '',
  temaer: [],
  fareNa: null,
});

export const tomtPrivat = (): PrivatSvar => ({
  ...tomtFelles(),
  telefonnummer: '',
  adresse: tomAdresse(),
  skjulNavn: false,
  tolk: '',
  barn: [tomtPrivatBarn(1)],
  foresatte: '',
});

export const tomtOffentlig = (): OffentligSvar => ({
  ...tomtFelles(),
  melder: {
    rolle: '',
    melderkode: null,
    telefonnummer: '',
    epost: '',
    virksomhet: { navn: '', orgnr: '', adresse: tomAdresse() },
    kontakt: '',
  },
  barn: [tomtOffentligBarn(1)],
  foresatte: [tomForesatt(1)],
  merOmForesatte: '',
  historie: '',
  andreSynspunkter: '',
  vilkar: [],
  tolkebehov: null,
  tolkebeskrivelse: '',
  hjelpeinstanser: [],
  andreHjelpeinstanser: '',
});

/** The answers of each form. */
export interface SvarFor {
  PRIVAT: PrivatSvar;
  OFFENTLIG: OffentligSvar;
}

export const tomt: { [S in Meldingstype]: () => SvarFor[S] } = { PRIVAT: tomtPrivat, OFFENTLIG: tomtOffentlig };

/** The next number of a list: one that no item has had while it stood there. */
export const nesteNokkel = (liste: readonly { nokkel: number }[]): number => Math.max(0, ...liste.map((b) => b.nokkel)) + 1;

/** Whether two sets of answers are the same. They are plain data, always built in the same order. */
export const like = (a: Svar, b: Svar): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether anything would be lost. */
export const erPabegynt = (skjema: Meldingstype, svar: Svar): boolean => !like(svar, tomt[skjema]());
