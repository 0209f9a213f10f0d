import { medLov, stor, type Lovtabell } from '../lov';
import type { feltNb } from './feltNb';

const kommunenummer = {
  navn: 'Municipality',
  hjelp: 'If you are unsure, choose the municipality where the child was when you became worried. Type the first letters.',
};
const termin = { navn: 'When is the child expected?', hjelp: 'As closely as you know.' };
const fareNa = { navn: 'Is the child in danger right now?' };
const temaer = { navn: 'What is the concern about?', hjelp: 'Tick what fits.' };

export const feltEn = (lov: Lovtabell): ReturnType<typeof feltNb> => ({
  PRIVAT: {
    kommunenummer,
    bydelsnummer: { navn: 'District' },
    telefonnummer: { navn: 'Your phone number', hjelp: 'So that the child welfare service can call you.' },
    adresse: {
      navn: 'Your address',
      hjelp:
        'Only needed if you want a letter saying that they have received the report. If your own address is hidden, you should not write it here.',
    },
    skjulNavn: {
      navn: 'Do not tell the family that I am the one who reported',
      hjelp:
        'The child welfare service will know who you are, and see that you ask for this. They cannot promise it, for example if the case goes to court.',
    },
    tolk: { navn: 'Language or interpreter you need when they call' },
    'barn.ufoedt': { navn: 'The child is not born yet' },
    'barn.personnavn': {
      navn: 'The child’s name',
      hjelp: 'A first name or nickname is enough.',
      mangler: 'Write the child’s name, or tick that you do not know it',
    },
    'barn.morsNavn': {
      navn: 'Name of the one expecting the child',
      mangler: 'Write the name of the one expecting the child, or tick that you do not know it',
    },
    'barn.navnUkjent': { navn: 'I don’t know the name' },
    'barn.termin': termin,
    'barn.antattAlder': { navn: 'About how old is the child?', hjelp: 'For example “10” or “3–4 years”.' },
    'barn.relasjon': { navn: 'How do you know the child?', hjelp: 'For example neighbour, aunt, coach.' },
    'barn.sammeAdresse': { navn: 'Same address as child 1', hjelp: 'If you change the address of child 1, this one follows.' },
    'barn.adressevalg': { navn: 'Where does the child live or stay?' },
    'barn.adresse': { navn: 'The child’s address' },
    'barn.stedsbeskrivelse': {
      navn: 'Where can the child welfare service find the child?',
      hjelp: 'For example school, kindergarten, street or house.',
    },
    fareNa,
    temaer,
    melding: {
      navn: 'What are you worried about?',
      hjelp: 'Write in your own words.',
      mangler: 'Write what you are worried about',
    },
    foresatte: { navn: 'Do you know who the parents or guardians are?', hjelp: 'Names, phone, where they live.' },
  },
  OFFENTLIG: {
    kommunenummer,
    bydelsnummer: { navn: 'District' },
    'melder.rolle': {
      navn: 'Your role or position',
      hjelp: 'Choose a suggestion, or write your own. For example “Lærer” (teacher).',
      mangler: 'Write your role or position',
    },
    'melder.melderkode': {
      navn: 'Which service are you reporting from?',
      hjelp: 'Filled in when you choose a role from the list. The receiver passes it on to Statistics Norway, and need not ask you.',
    },
    'melder.telefonnummer': { navn: 'Phone number at work', mangler: 'Write a phone number at work' },
    'melder.epost': {
      navn: 'E-mail address at work',
      hjelp: 'We never send anything sensitive by e-mail.',
      mangler: 'Write your e-mail address at work',
    },
    'melder.virksomhet.navn': {
      navn: 'Workplace',
      hjelp: 'The name of the unit, for example “Solsletta skole”.',
      mangler: 'Write the name of your workplace',
    },
    'melder.virksomhet.orgnr': {
      navn: 'Organisation number',
      hjelp: 'Nine digits. Use that of the unit, not of the municipality.',
    },
    'melder.virksomhet.adresse': {
      navn: 'Address of the workplace',
      hjelp: 'This is where the child welfare service sends its reply.',
    },
    'melder.kontakt': {
      navn: 'Manager or another contact',
      hjelp: 'Someone they can reach when you are away. Name and phone.',
    },
    'barn.ufoedt': { navn: 'Is the child born?' },
    'barn.personnavn': {
      navn: 'The child’s name',
      mangler: 'Write the child’s name, or tick that you do not know it',
    },
    'barn.morsNavn': {
      navn: 'Name of the one expecting the child',
      mangler: 'Write the name of the one expecting the child, or tick that you do not know it',
    },
    'barn.navnUkjent': { navn: 'I don’t know the name' },
    'barn.fnr': {
      navn: 'National identity number or date of birth',
      hjelp: 'If you know neither, write what you know, for example “about 8 years old”.',
      mangler: 'Write the identity number, the date of birth or what you know',
    },
    'barn.telefonnummer': { navn: 'The child’s phone number' },
    'barn.termin': termin,
    'barn.samtykkeGravid': {
      navn: 'Has the pregnant woman consented to the report?',
      mangler: 'Answer whether the pregnant woman has consented',
    },
    'barn.sammeAdresse': { navn: 'Same address as child 1', hjelp: 'If you change the address of child 1, this one follows.' },
    'barn.adressevalg': { navn: 'Where does the child live or stay?' },
    'barn.adresse': { navn: 'The child’s address' },
    'barn.stedsbeskrivelse': {
      navn: 'Where can the child welfare service find the child?',
      hjelp: 'For example the street, the house or whom the child is with.',
    },
    'barn.skole': { navn: 'School, kindergarten or health station' },
    'barn.orientert': {
      navn: 'Does the child know that you are reporting?',
      hjelp: 'According to age and maturity.',
      mangler: 'Answer whether the child knows that you are reporting',
    },
    'barn.orientertGrunn': {
      navn: 'Why, or why not?',
      mangler: 'Write why the child does not know that you are reporting',
    },
    fareNa,
    temaer,
    vilkar: {
      navn: 'Which conditions of the duty to report do you think may be met?',
      hjelp: medLov(
        lov.meldeplikt,
        'en',
        (l) => `${stor(l)}. No legal assessment, only a help to the receiver.`,
        'No legal assessment, only a help to the receiver.',
      ),
    },
    melding: {
      navn: 'What is the concern?',
      hjelp: 'Observations, dates and what the child has said. Do not write about children other than those it concerns.',
      mangler: 'Write what the concern is',
    },
    historie: {
      navn: 'Background',
      hjelp: 'How long has it lasted, what have you tried, and how did it go?',
      mangler: 'Write about the background, or that you do not know it',
    },
    andreSynspunkter: { navn: 'What do the child and the parents say themselves?' },
    'foresatte.ukjent': { navn: 'I don’t know who the guardian is' },
    'foresatte.personnavn': { navn: 'Name', mangler: 'Write the name, or tick that you do not know it' },
    'foresatte.telefonnummer': { navn: 'Phone number' },
    'foresatte.relasjon': { navn: 'Who is this to the child?', hjelp: 'For example mother, father, foster parent.' },
    'foresatte.sammeAdresse': { navn: 'Same address as child 1', hjelp: 'If you change the address of child 1, this one follows.' },
    'foresatte.adresse': { navn: 'Address' },
    'foresatte.orientert': {
      navn: 'Has the guardian been told that you are reporting?',
      mangler: 'Answer whether the guardian has been told',
    },
    'foresatte.orientertGrunn': {
      navn: 'How, or why not?',
      mangler: 'Write why the guardian has not been told',
    },
    'foresatte.samtykke': { navn: 'Has the guardian consented to the report?' },
    'foresatte.samtykkeBeskrivelse': { navn: 'How, or why not?' },
    merOmForesatte: {
      navn: 'More about the guardians',
      hjelp: 'More guardians, shared custody, who has parental responsibility.',
    },
    tolkebehov: { navn: 'Do the child or the guardians need an interpreter?' },
    tolkebeskrivelse: { navn: 'Which language, and for whom?' },
    hjelpeinstanser: { navn: 'Who else has been in contact with the child?', hjelp: 'Tick those you know of.' },
    andreHjelpeinstanser: { navn: 'More about them', hjelp: 'What they have done, when, and who knows the case.' },
  },

  adresse: {
    adresselinje1: {
      navn: 'Street and number',
      mangler: 'Write the street and number, or what you know of the address',
    },
    adresselinje2: { navn: 'Address line 2' },
    adresselinje3: { navn: 'Address line 3' },
    postnummer: { navn: 'Postal code' },
    poststed: { navn: 'Town' },
  },

  valg: {
    adressevalg: {
      OPPGITT: 'I will write the address',
      UKJENT: 'I don’t know the address',
      FORTROLIG: 'The child’s address is hidden or confidential',
    },
    ufoedt: { false: 'Yes', true: 'No, the child is expected' },
    janeivetikke: { JA: 'Yes', NEI: 'No', VET_IKKE: 'I don’t know' },
    melderkode: {
      5: 'The child welfare service',
      6: 'NAV',
      7: 'Child welfare emergency service',
      8: 'Police',
      9: 'Kindergarten',
      10: 'Health station or school health service',
      11: 'School',
      12: 'PPT (educational psychology)',
      13: 'Mental health care for children and young people',
      14: 'Mental health care for adults',
      16: 'Family counselling office',
      17: 'Substance abuse service',
      18: 'Crisis centre',
      19: 'Asylum centre or UDI',
      20: 'Outreach service or youth club',
      22: 'Other public services',
      24: 'Doctor or hospital',
      25: 'Dentist',
    },
    temaer: {
      VOLD: 'Violence',
      SEKSUELLE_OVERGREP: 'Sexual abuse',
      OMSORGSSVIKT: 'Neglect',
      RUS: 'Drugs or alcohol',
      KONFLIKT: 'Conflict between adults',
      PSYKISK_HELSE: 'Mental health in the family',
      BARNETS_ATFERD: 'The child’s behaviour',
      ANNET: 'Something else',
    },
    vilkar: {
      MISHANDLING_ELLER_OMSORGSSVIKT: 'Abuse, serious lack of daily care or other serious neglect',
      SYKDOM_UTEN_BEHANDLING: 'Life-threatening or serious illness or injury that is not examined or treated',
      SARLIGE_BEHOV_UTEN_HJELP: 'A disability or special needs without treatment or education',
      ALVORLIGE_ATFERDSVANSKER: 'Serious behavioural difficulties: crime, drugs or other antisocial behaviour',
      MENNESKEHANDEL: 'Exploitation for human trafficking, or danger of it',
    },
    hjelpeinstanser: {
      BARNEHAGE: 'Kindergarten',
      SKOLE: 'School',
      HELSESTASJON: 'Health station or school health service',
      PPT: 'Educational-psychological service (PPT)',
      BUP: 'Child and youth psychiatry (BUP)',
      FASTLEGE: 'General practitioner',
      SYKEHUS: 'Hospital',
      NAV: 'NAV',
      POLITI: 'Police',
      FAMILIEVERNKONTOR: 'Family counselling office',
      KRISESENTER: 'Crisis centre',
      BARNEVERN: 'Child welfare service, here or in another municipality',
      ANNEN: 'Others',
    },
  },
});
