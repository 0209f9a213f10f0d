import type { Dialogvei } from '../../gql/administrator/graphql';

/** Who gets what is written from a case, in bokmål. */
export const postNb = {
  tittel: 'Post fra innbyggere',
  ingress: 'Hvem som får det partene skriver fra sakene sine. Uten noe her kan ingen skrive til barnevernet fra en sak. Skal noe endres, fjerner du det først, og legger det inn på nytt.',
  ingen: 'Ingen får post ennå.',
  forstMottak: 'Opprett et mottak først. Posten følger ett av kommunens mottak.',
  standard: 'Alle sakene til organisasjonen',
  edialog: (id: string): string => `Saker med eDialog-id ${id}`,
  fra: (orgnr: string): string => `Saker fra organisasjon ${orgnr}`,
  til: (navn: string, orgnr: string): string => `Til ${navn} (${orgnr})`,
  vei: { SVARINN: 'Fagsystemet henter den herfra', SVARUT: 'Den sendes med SvarUt' } satisfies Record<Dialogvei, string>,
  medReserve: 'SvarUt i reserve',
  fjern: 'Fjern',
  fjernNavn: (navn: string, edialogId: string): string => `Fjern ${navn}${edialogId && `, ${edialogId}`}`,
  fjernTittel: (navn: string): string => `Fjerne ${navn}?`,
  fjernFolger: ['Ingen kan skrive til barnevernet fra disse sakene fra nå.', 'Det som alt er skrevet, sendes som før.'],
  fjernet: (navn: string): string => `${navn} får ikke mer post herfra.`,
  ny: 'Legg til en postmottaker',
  felt: {
    bydelsnummer: 'Mottak som posten følger',
    orgnr: 'Organisasjonsnummeret på sakene',
    edialogId: 'eDialog-id',
    mottakerNavn: 'Navn på den som får posten',
    mottakerOrgnr: 'Organisasjonsnummeret til den som får posten',
    tittel: 'Tittel på brevet',
    vei: 'Hvordan posten kommer fram',
    reserve: 'Send med SvarUt hvis fagsystemet ikke tar imot',
  },
  hjelp: {
    orgnr: 'Ni siffer. Organisasjonen må være kommunens egen.',
    edialogId: 'Den fagsystemet gir sammen med sakene. Tomt: alle sakene til organisasjonen.',
    tittel: 'Tomt: den vanlige tittelen for slaget post.',
  },
  legg: 'Legg til',
  lagtTil: (navn: string): string => `${navn} får posten fra nå.`,
  finnes: 'dette er alt satt opp, kanskje av en annen nettopp. Ingenting er endret. Fjern det som står, før du legger inn noe annet.',
  ikkeEgen: 'Organisasjonen er ikke kommunens egen, eller tilgangen din er trukket. Ingenting er lagret. Den som administrerer hele løsningen, kan legge den inn første gang.',
};

export type Posttekster = typeof postNb;
