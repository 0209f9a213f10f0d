import { medLov, stor, type Lovtabell } from '../lov';
import type { feltNb } from './feltNb';

const kommunenummer = {
  navn: 'Kommune',
  hjelp: 'Er du usikker, vel kommunen der barnet var då du vart uroleg. Skriv dei første bokstavane.',
};
const termin = { navn: 'Når er barnet venta?', hjelp: 'Så nøyaktig du veit.' };
const fareNa = { navn: 'Er barnet i fare akkurat no?' };
const temaer = { navn: 'Kva handlar uroa om?', hjelp: 'Kryss av for det som passar.' };

/** The fields in nynorsk. */
export const feltNn = (lov: Lovtabell): ReturnType<typeof feltNb> => ({
  PRIVAT: {
    kommunenummer,
    bydelsnummer: { navn: 'Bydel' },
    telefonnummer: { navn: 'Telefonnummeret ditt', hjelp: 'Så barnevernstenesta kan ringje deg.' },
    adresse: {
      navn: 'Adressa di',
      hjelp:
        'Trengst berre dersom du vil ha brev om at dei har fått meldinga. Har du sjølv skjult adresse, bør du ikkje skrive den her.',
    },
    skjulNavn: {
      navn: 'Ikkje sei til familien at det er eg som har meldt',
      hjelp:
        'Barnevernstenesta får vite kven du er, og ser at du ber om dette. Dei kan ikkje love det, til dømes dersom saka kjem for retten.',
    },
    tolk: { navn: 'Språk eller tolk du treng når dei ringjer' },
    'barn.ufoedt': { navn: 'Barnet er ikkje fødd enno' },
    'barn.personnavn': {
      navn: 'Namnet til barnet',
      hjelp: 'Førenamn eller kallenamn er nok.',
      mangler: 'Skriv namnet til barnet, eller kryss av for at du ikkje veit det',
    },
    'barn.morsNavn': {
      navn: 'Namnet til den som ventar barnet',
      mangler: 'Skriv namnet til den som ventar barnet, eller kryss av for at du ikkje veit det',
    },
    'barn.navnUkjent': { navn: 'Eg veit ikkje namnet' },
    'barn.termin': termin,
    'barn.antattAlder': { navn: 'Omtrent kor gammalt er barnet?', hjelp: 'Til dømes «10» eller «3–4 år».' },
    'barn.relasjon': { navn: 'Korleis kjenner du barnet?', hjelp: 'Til dømes nabo, tante, trenar.' },
    'barn.sammeAdresse': { navn: 'Same adresse som barn 1', hjelp: 'Endrar du adressa til barn 1, følgjer denne med.' },
    'barn.adressevalg': { navn: 'Kvar bur eller oppheld barnet seg?' },
    'barn.adresse': { navn: 'Adressa til barnet' },
    'barn.stedsbeskrivelse': {
      navn: 'Kvar kan barnevernstenesta finne barnet?',
      hjelp: 'Til dømes skule, barnehage, gate eller hus.',
    },
    fareNa,
    temaer,
    melding: { navn: 'Kva er du uroleg for?', hjelp: 'Skriv med eigne ord.', mangler: 'Skriv kva du er uroleg for' },
    foresatte: { navn: 'Veit du kven foreldra eller dei føresette er?', hjelp: 'Namn, telefon, kvar dei bur.' },
  },
  OFFENTLIG: {
    kommunenummer,
    bydelsnummer: { navn: 'Bydel' },
    'melder.rolle': {
      navn: 'Rolla eller stillinga di',
      hjelp: 'Vel eit framlegg (dei er på bokmål), eller skriv sjølv. Til dømes «Lærar».',
      mangler: 'Skriv rolla eller stillinga di',
    },
    'melder.melderkode': {
      navn: 'Kva teneste melder du frå?',
      hjelp: 'Blir fylt ut når du vel ei rolle frå lista. Mottakaren fører henne til SSB, og slepp å spørje deg.',
    },
    'melder.telefonnummer': { navn: 'Telefonnummer på jobben', mangler: 'Skriv eit telefonnummer på jobben' },
    'melder.epost': {
      navn: 'E-postadresse på jobben',
      hjelp: 'Vi sender aldri noko sensitivt på e-post.',
      mangler: 'Skriv e-postadressa di på jobben',
    },
    'melder.virksomhet.navn': {
      navn: 'Arbeidsplassen',
      hjelp: 'Namnet på eininga, til dømes «Solsletta skule».',
      mangler: 'Skriv namnet på arbeidsplassen',
    },
    'melder.virksomhet.orgnr': { navn: 'Organisasjonsnummer', hjelp: 'Ni siffer. Bruk nummeret til eininga, ikkje til kommunen.' },
    'melder.virksomhet.adresse': { navn: 'Adressa til arbeidsplassen', hjelp: 'Hit sender barnevernstenesta svar.' },
    'melder.kontakt': {
      navn: 'Leiar eller annan kontakt',
      hjelp: 'Nokon dei kan nå når du ikkje er der. Namn og telefon.',
    },
    'barn.ufoedt': { navn: 'Er barnet fødd?' },
    'barn.personnavn': {
      navn: 'Namnet til barnet',
      mangler: 'Skriv namnet til barnet, eller kryss av for at du ikkje veit det',
    },
    'barn.morsNavn': {
      navn: 'Namnet til den som ventar barnet',
      mangler: 'Skriv namnet til den som ventar barnet, eller kryss av for at du ikkje veit det',
    },
    'barn.navnUkjent': { navn: 'Eg veit ikkje namnet' },
    'barn.fnr': {
      navn: 'Fødselsnummer eller fødselsdato',
      hjelp: 'Veit du ingen av delane, skriv det du veit, til dømes «omtrent 8 år».',
      mangler: 'Skriv fødselsnummer, fødselsdato eller det du veit',
    },
    'barn.telefonnummer': { navn: 'Telefonnummeret til barnet' },
    'barn.termin': termin,
    'barn.samtykkeGravid': {
      navn: 'Har den gravide samtykt til at det blir meldt?',
      mangler: 'Svar på om den gravide har samtykt',
    },
    'barn.sammeAdresse': { navn: 'Same adresse som barn 1', hjelp: 'Endrar du adressa til barn 1, følgjer denne med.' },
    'barn.adressevalg': { navn: 'Kvar bur eller oppheld barnet seg?' },
    'barn.adresse': { navn: 'Adressa til barnet' },
    'barn.stedsbeskrivelse': {
      navn: 'Kvar kan barnevernstenesta finne barnet?',
      hjelp: 'Til dømes gate, hus eller kven barnet er hos.',
    },
    'barn.skole': { navn: 'Skule, barnehage eller helsestasjon' },
    'barn.orientert': {
      navn: 'Veit barnet at du melder?',
      hjelp: 'Etter alder og modning.',
      mangler: 'Svar på om barnet veit at du melder',
    },
    'barn.orientertGrunn': {
      navn: 'Kvifor, eller kvifor ikkje?',
      mangler: 'Skriv kvifor barnet ikkje veit at du melder',
    },
    fareNa,
    temaer,
    vilkar: {
      navn: 'Kva vilkår for meldeplikt meiner du kan vere oppfylte?',
      hjelp: medLov(
        lov.meldeplikt,
        'nn',
        (l) => `${stor(l)}. Inga juridisk vurdering, berre til hjelp for mottakaren.`,
        'Inga juridisk vurdering, berre til hjelp for mottakaren.',
      ),
    },
    melding: {
      navn: 'Kva er uroa?',
      hjelp: 'Observasjonar, datoar og det barnet har sagt. Ikkje skriv om andre barn enn dei meldinga gjeld.',
      mangler: 'Skriv kva uroa er',
    },
    historie: {
      navn: 'Bakgrunn',
      hjelp: 'Kor lenge har det vart, kva har de prøvd, og korleis gjekk det?',
      mangler: 'Skriv om bakgrunnen, eller at du ikkje kjenner han',
    },
    andreSynspunkter: { navn: 'Kva seier barnet og foreldra sjølve?' },
    'foresatte.ukjent': { navn: 'Eg veit ikkje kven som er føresett' },
    'foresatte.personnavn': { navn: 'Namn', mangler: 'Skriv namnet, eller kryss av for at du ikkje veit det' },
    'foresatte.telefonnummer': { navn: 'Telefonnummer' },
    'foresatte.relasjon': { navn: 'Kven er dette for barnet?', hjelp: 'Til dømes mor, far, fosterforelder.' },
    'foresatte.sammeAdresse': { navn: 'Same adresse som barn 1', hjelp: 'Endrar du adressa til barn 1, følgjer denne med.' },
    'foresatte.adresse': { navn: 'Adresse' },
    'foresatte.orientert': {
      navn: 'Er den føresette orientert om at du melder?',
      mangler: 'Svar på om den føresette er orientert',
    },
    'foresatte.orientertGrunn': {
      navn: 'Korleis, eller kvifor ikkje?',
      mangler: 'Skriv kvifor den føresette ikkje er orientert',
    },
    'foresatte.samtykke': { navn: 'Har den føresette samtykt til at det blir meldt?' },
    'foresatte.samtykkeBeskrivelse': { navn: 'Korleis, eller kvifor ikkje?' },
    merOmForesatte: { navn: 'Meir om dei føresette', hjelp: 'Fleire føresette, delt bustad, kven som har foreldreansvar.' },
    tolkebehov: { navn: 'Treng barnet eller dei føresette tolk?' },
    tolkebeskrivelse: { navn: 'Kva språk, og for kven?' },
    hjelpeinstanser: { navn: 'Kven andre har vore i kontakt med barnet?', hjelp: 'Kryss av for dei du veit om.' },
    andreHjelpeinstanser: { navn: 'Meir om dei', hjelp: 'Kva dei har gjort, når, og kven som kjenner saka.' },
  },

  adresse: {
    adresselinje1: { navn: 'Gate og nummer', mangler: 'Skriv gate og nummer, eller det du veit om adressa' },
    adresselinje2: { navn: 'Adresselinje 2' },
    adresselinje3: { navn: 'Adresselinje 3' },
    postnummer: { navn: 'Postnummer' },
    poststed: { navn: 'Poststad' },
  },

  valg: {
    adressevalg: {
      OPPGITT: 'Eg skriv adressa',
      UKJENT: 'Eg veit ikkje adressa',
      FORTROLIG: 'Barnet har skjult eller fortruleg adresse',
    },
    ufoedt: { false: 'Ja', true: 'Nei, barnet er venta' },
    janeivetikke: { JA: 'Ja', NEI: 'Nei', VET_IKKE: 'Veit ikkje' },
    melderkode: {
      5: 'Barnevernstenesta',
      6: 'NAV',
      7: 'Barnevernvakt',
      8: 'Politi',
      9: 'Barnehage',
      10: 'Helsestasjon eller skulehelseteneste',
      11: 'Skule',
      12: 'PPT',
      13: 'Psykisk helsevern for barn og unge',
      14: 'Psykisk helsevern for vaksne',
      16: 'Familievernkontor',
      17: 'Rusteneste',
      18: 'Krisesenter',
      19: 'Asylmottak eller UDI',
      20: 'Utekontakt eller fritidsklubb',
      22: 'Andre offentlege',
      24: 'Lege eller sjukehus',
      25: 'Tannlege',
    },
    temaer: {
      VOLD: 'Vald',
      SEKSUELLE_OVERGREP: 'Seksuelle overgrep',
      OMSORGSSVIKT: 'Omsorgssvikt',
      RUS: 'Rus eller alkohol',
      KONFLIKT: 'Konflikt mellom vaksne',
      PSYKISK_HELSE: 'Psykisk helse i familien',
      BARNETS_ATFERD: 'Åtferda til barnet',
      ANNET: 'Noko anna',
    },
    vilkar: {
      MISHANDLING_ELLER_OMSORGSSVIKT: 'Mishandling, alvorlege manglar ved den daglege omsorga eller annan alvorleg omsorgssvikt',
      SYKDOM_UTEN_BEHANDLING: 'Livstrugande eller alvorleg sjukdom eller skade som ikkje blir undersøkt eller behandla',
      SARLIGE_BEHOV_UTEN_HJELP: 'Nedsett funksjonsevne eller særlege behov utan at barnet får behandling eller opplæring',
      ALVORLIGE_ATFERDSVANSKER: 'Alvorlege åtferdsvanskar: lovbrot, rusbruk eller anna normlaus åtferd',
      MENNESKEHANDEL: 'Utnytting til menneskehandel, eller fare for det',
    },
    hjelpeinstanser: {
      BARNEHAGE: 'Barnehage',
      SKOLE: 'Skule',
      HELSESTASJON: 'Helsestasjon eller skulehelseteneste',
      PPT: 'PPT',
      BUP: 'BUP',
      FASTLEGE: 'Fastlege',
      SYKEHUS: 'Sjukehus',
      NAV: 'NAV',
      POLITI: 'Politi',
      FAMILIEVERNKONTOR: 'Familievernkontor',
      KRISESENTER: 'Krisesenter',
      BARNEVERN: 'Barnevernstenesta, her eller i ein annan kommune',
      ANNEN: 'Andre',
    },
  },
});
