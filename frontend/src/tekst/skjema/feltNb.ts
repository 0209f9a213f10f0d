import { medLov, stor, type Lovtabell } from '../lov';

/** A field: its name, help where it needs any, and what is said when it must be filled in and is not. */
export interface Felttekst {
  navn: string;
  hjelp?: string;
  mangler?: string;
}

const kommunenummer = {
  navn: 'Kommune',
  hjelp: 'Er du usikker, velg kommunen der barnet var da du ble bekymret. Skriv de første bokstavene.',
};
const termin = { navn: 'Når er barnet ventet?', hjelp: 'Så nøyaktig du vet.' };
const fareNa = { navn: 'Er barnet i fare akkurat nå?' };
const temaer = { navn: 'Hva handler bekymringen om?', hjelp: 'Kryss av for det som passer.' };

/** The fields in the order they are asked and shown. The keys are the contract's paths. */
export const feltNb = (lov: Lovtabell) => ({
  PRIVAT: {
    kommunenummer,
    bydelsnummer: { navn: 'Bydel' },
    telefonnummer: { navn: 'Telefonnummeret ditt', hjelp: 'Så barnevernstjenesten kan ringe deg.' },
    adresse: {
      navn: 'Adressen din',
      hjelp:
        'Trengs bare hvis du vil ha brev om at de har mottatt meldingen. Har du selv skjult adresse, bør du ikke skrive den her.',
    },
    skjulNavn: {
      navn: 'Ikke si til familien at det er jeg som har meldt',
      hjelp:
        'Barnevernstjenesten får vite hvem du er, og ser at du ber om dette. De kan ikke love det, for eksempel hvis saken kommer for retten.',
    },
    tolk: { navn: 'Språk eller tolk du trenger når de ringer' },
    'barn.ufoedt': { navn: 'Barnet er ikke født ennå' },
    'barn.personnavn': {
      navn: 'Barnets navn',
      hjelp: 'Fornavn eller kallenavn er nok.',
      mangler: 'Skriv barnets navn, eller kryss av for at du ikke vet det',
    },
    'barn.morsNavn': {
      navn: 'Navnet til den som venter barnet',
      mangler: 'Skriv navnet til den som venter barnet, eller kryss av for at du ikke vet det',
    },
    'barn.navnUkjent': { navn: 'Jeg vet ikke navnet' },
    'barn.termin': termin,
    'barn.antattAlder': { navn: 'Omtrent hvor gammelt er barnet?', hjelp: 'For eksempel «10» eller «3–4 år».' },
    'barn.relasjon': { navn: 'Hvordan kjenner du barnet?', hjelp: 'For eksempel nabo, tante, trener.' },
    'barn.sammeAdresse': { navn: 'Samme adresse som barn 1', hjelp: 'Endrer du adressen til barn 1, følger denne med.' },
    'barn.adressevalg': { navn: 'Hvor bor eller oppholder barnet seg?' },
    'barn.adresse': { navn: 'Barnets adresse' },
    'barn.stedsbeskrivelse': {
      navn: 'Hvor kan barnevernstjenesten finne barnet?',
      hjelp: 'For eksempel skole, barnehage, gate eller hus.',
    },
    fareNa,
    temaer,
    melding: { navn: 'Hva er du bekymret for?', hjelp: 'Skriv med egne ord.', mangler: 'Skriv hva du er bekymret for' },
    foresatte: { navn: 'Vet du hvem foreldrene eller de foresatte er?', hjelp: 'Navn, telefon, hvor de bor.' },
  },
  OFFENTLIG: {
    kommunenummer,
    bydelsnummer: { navn: 'Bydel' },
    'melder.rolle': {
      navn: 'Rollen eller stillingen din',
      hjelp: 'Velg et forslag, eller skriv selv. For eksempel «Lærer».',
      mangler: 'Skriv rollen eller stillingen din',
    },
    'melder.melderkode': {
      navn: 'Hvilken tjeneste melder du fra?',
      hjelp: 'Fylles ut når du velger en rolle fra listen. Mottakeren fører den til SSB, og slipper å spørre deg.',
    },
    'melder.telefonnummer': { navn: 'Telefonnummer på jobb', mangler: 'Skriv et telefonnummer på jobb' },
    'melder.epost': {
      navn: 'E-postadresse på jobb',
      hjelp: 'Vi sender aldri noe sensitivt på e-post.',
      mangler: 'Skriv e-postadressen din på jobb',
    },
    'melder.virksomhet.navn': {
      navn: 'Arbeidsplassen',
      hjelp: 'Navnet på enheten, for eksempel «Solsletta skole».',
      mangler: 'Skriv navnet på arbeidsplassen',
    },
    'melder.virksomhet.orgnr': { navn: 'Organisasjonsnummer', hjelp: 'Ni sifre. Bruk nummeret til enheten, ikke til kommunen.' },
    'melder.virksomhet.adresse': { navn: 'Arbeidsplassens adresse', hjelp: 'Hit sender barnevernstjenesten svar.' },
    'melder.kontakt': {
      navn: 'Leder eller annen kontakt',
      hjelp: 'Noen de kan nå når du ikke er der. Navn og telefon.',
    },
    'barn.ufoedt': { navn: 'Er barnet født?' },
    'barn.personnavn': {
      navn: 'Barnets navn',
      mangler: 'Skriv barnets navn, eller kryss av for at du ikke vet det',
    },
    'barn.morsNavn': {
      navn: 'Navnet til den som venter barnet',
      mangler: 'Skriv navnet til den som venter barnet, eller kryss av for at du ikke vet det',
    },
    'barn.navnUkjent': { navn: 'Jeg vet ikke navnet' },
    'barn.fnr': {
      navn: 'Fødselsnummer eller fødselsdato',
      hjelp: 'Vet du ingen av delene, skriv det du vet, for eksempel «omtrent 8 år».',
      mangler: 'Skriv fødselsnummer, fødselsdato eller det du vet',
    },
    'barn.telefonnummer': { navn: 'Barnets telefonnummer' },
    'barn.termin': termin,
    'barn.samtykkeGravid': {
      navn: 'Har den gravide samtykket til at det meldes?',
      mangler: 'Svar på om den gravide har samtykket',
    },
    'barn.sammeAdresse': { navn: 'Samme adresse som barn 1', hjelp: 'Endrer du adressen til barn 1, følger denne med.' },
    'barn.adressevalg': { navn: 'Hvor bor eller oppholder barnet seg?' },
    'barn.adresse': { navn: 'Barnets adresse' },
    'barn.stedsbeskrivelse': {
      navn: 'Hvor kan barnevernstjenesten finne barnet?',
      hjelp: 'For eksempel gate, hus eller hvem barnet er hos.',
    },
    'barn.skole': { navn: 'Skole, barnehage eller helsestasjon' },
    'barn.orientert': {
      navn: 'Vet barnet at du melder?',
      hjelp: 'Etter alder og modenhet.',
      mangler: 'Svar på om barnet vet at du melder',
    },
    'barn.orientertGrunn': {
      navn: 'Hvorfor, eller hvorfor ikke?',
      mangler: 'Skriv hvorfor barnet ikke vet at du melder',
    },
    fareNa,
    temaer,
    vilkar: {
      navn: 'Hvilke vilkår for meldeplikt mener du kan være oppfylt?',
      hjelp: medLov(
        lov.meldeplikt,
        'nb',
        (l) => `${stor(l)}. Ingen juridisk vurdering, bare til hjelp for mottakeren.`,
        'Ingen juridisk vurdering, bare til hjelp for mottakeren.',
      ),
    },
    melding: {
      navn: 'Hva er bekymringen?',
      hjelp: 'Observasjoner, datoer og det barnet har sagt. Ikke skriv om andre barn enn dem meldingen gjelder.',
      mangler: 'Skriv hva bekymringen er',
    },
    historie: {
      navn: 'Bakgrunn',
      hjelp: 'Hvor lenge har det vart, hva har dere prøvd, og hvordan gikk det?',
      mangler: 'Skriv om bakgrunnen, eller at du ikke kjenner den',
    },
    andreSynspunkter: { navn: 'Hva sier barnet og foreldrene selv?' },
    'foresatte.ukjent': { navn: 'Jeg vet ikke hvem som er foresatt' },
    'foresatte.personnavn': { navn: 'Navn', mangler: 'Skriv navnet, eller kryss av for at du ikke vet det' },
    'foresatte.telefonnummer': { navn: 'Telefonnummer' },
    'foresatte.relasjon': { navn: 'Hvem er dette for barnet?', hjelp: 'For eksempel mor, far, fosterforelder.' },
    'foresatte.sammeAdresse': { navn: 'Samme adresse som barn 1', hjelp: 'Endrer du adressen til barn 1, følger denne med.' },
    'foresatte.adresse': { navn: 'Adresse' },
    'foresatte.orientert': {
      navn: 'Er den foresatte orientert om at du melder?',
      mangler: 'Svar på om den foresatte er orientert',
    },
    'foresatte.orientertGrunn': {
      navn: 'Hvordan, eller hvorfor ikke?',
      mangler: 'Skriv hvorfor den foresatte ikke er orientert',
    },
    'foresatte.samtykke': { navn: 'Har den foresatte samtykket til at det meldes?' },
    'foresatte.samtykkeBeskrivelse': { navn: 'Hvordan, eller hvorfor ikke?' },
    merOmForesatte: { navn: 'Mer om de foresatte', hjelp: 'Flere foresatte, delt bosted, hvem som har foreldreansvar.' },
    tolkebehov: { navn: 'Trenger barnet eller de foresatte tolk?' },
    tolkebeskrivelse: { navn: 'Hvilket språk, og for hvem?' },
    hjelpeinstanser: { navn: 'Hvem andre har vært i kontakt med barnet?', hjelp: 'Kryss av for dem du vet om.' },
    andreHjelpeinstanser: { navn: 'Mer om dem', hjelp: 'Hva de har gjort, når, og hvem som kjenner saken.' },
  },

  adresse: {
    adresselinje1: { navn: 'Gate og nummer', mangler: 'Skriv gate og nummer, eller det du vet om adressen' },
    adresselinje2: { navn: 'Adresselinje 2' },
    adresselinje3: { navn: 'Adresselinje 3' },
    postnummer: { navn: 'Postnummer' },
    poststed: { navn: 'Poststed' },
  },

  valg: {
    adressevalg: {
      OPPGITT: 'Jeg skriver adressen',
      UKJENT: 'Jeg vet ikke adressen',
      FORTROLIG: 'Barnet har skjult eller fortrolig adresse',
    },
    ufoedt: { false: 'Ja', true: 'Nei, barnet er ventet' },
    janeivetikke: { JA: 'Ja', NEI: 'Nei', VET_IKKE: 'Vet ikke' },
    melderkode: {
      5: 'Barnevernstjenesten',
      6: 'NAV',
      7: 'Barnevernvakt',
      8: 'Politi',
      9: 'Barnehage',
      10: 'Helsestasjon eller skolehelsetjeneste',
      11: 'Skole',
      12: 'PPT',
      13: 'Psykisk helsevern for barn og unge',
      14: 'Psykisk helsevern for voksne',
      16: 'Familievernkontor',
      17: 'Rustjeneste',
      18: 'Krisesenter',
      19: 'Asylmottak eller UDI',
      20: 'Utekontakt eller fritidsklubb',
      22: 'Andre offentlige',
      24: 'Lege eller sykehus',
      25: 'Tannlege',
    },
    temaer: {
      VOLD: 'Vold',
      SEKSUELLE_OVERGREP: 'Seksuelle overgrep',
      OMSORGSSVIKT: 'Omsorgssvikt',
      RUS: 'Rus eller alkohol',
      KONFLIKT: 'Konflikt mellom voksne',
      PSYKISK_HELSE: 'Psykisk helse i familien',
      BARNETS_ATFERD: 'Barnets atferd',
      ANNET: 'Noe annet',
    },
    vilkar: {
      MISHANDLING_ELLER_OMSORGSSVIKT: 'Mishandling, alvorlige mangler ved den daglige omsorgen eller annen alvorlig omsorgssvikt',
      SYKDOM_UTEN_BEHANDLING: 'Livstruende eller alvorlig sykdom eller skade som ikke blir undersøkt eller behandlet',
      SARLIGE_BEHOV_UTEN_HJELP: 'Nedsatt funksjonsevne eller særlige behov uten at barnet får behandling eller opplæring',
      ALVORLIGE_ATFERDSVANSKER: 'Alvorlige atferdsvansker: lovbrudd, rusbruk eller annen normløs atferd',
      MENNESKEHANDEL: 'Utnyttelse til menneskehandel, eller fare for det',
    },
    hjelpeinstanser: {
      BARNEHAGE: 'Barnehage',
      SKOLE: 'Skole',
      HELSESTASJON: 'Helsestasjon eller skolehelsetjeneste',
      PPT: 'PPT',
      BUP: 'BUP',
      FASTLEGE: 'Fastlege',
      SYKEHUS: 'Sykehus',
      NAV: 'NAV',
      POLITI: 'Politi',
      FAMILIEVERNKONTOR: 'Familievernkontor',
      KRISESENTER: 'Krisesenter',
      BARNEVERN: 'Barnevernstjenesten, her eller i en annen kommune',
      ANNEN: 'Andre',
    },
  },
});
