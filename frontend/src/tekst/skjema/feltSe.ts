import { medLov, stor, type Lovtabell } from '../lov';
import type { feltNb } from './feltNb';

const kommunenummer = {
  navn: 'Gielda',
  hjelp: 'Jus it leat sihkar, de vállje gieldda gos mánná lei go fuolastuvvet. Čále vuosttaš bustávaid.',
};
const termin = { navn: 'Goas lea mánná vurdojuvvon riegádit?', hjelp: 'Nu dárkilit go dieđát.' };
const fareNa = { navn: 'Lea go mánná váras justa dál?' };
const temaer = { navn: 'Masa guoská du fuolla?', hjelp: 'Merke dan mii heive.' };

/** The fields in Northern Sámi. */
export const feltSe = (lov: Lovtabell): ReturnType<typeof feltNb> => ({
  PRIVAT: {
    kommunenummer,
    bydelsnummer: { navn: 'Gávpotoassi' },
    telefonnummer: { navn: 'Du telefonnummir', hjelp: 'Vai mánáidsuodjalusbálvalus sáhttá riŋget dutnje.' },
    adresse: {
      navn: 'Du čujuhus',
      hjelp:
        'Dárbbašuvvo dušše jus háliidat reivve mii muitala ahte sii leat ožžon dieđáhusa. Jus dus alddát lea čihkkojuvvon čujuhus, de it berre čállit dan deike.',
    },
    skjulNavn: {
      navn: 'Allet muital bearrašii ahte mun lean dieđihan',
      hjelp:
        'Mánáidsuodjalusbálvalus oažžu diehtit gii don leat, ja oaidná ahte don bivddát dán. Sii eai sáhte lohpidit dan, ovdamearkka dihtii jus ášši boahtá diggái.',
    },
    tolk: { navn: 'Makkár giela dahje dulkka dárbbašat go sii riŋgejit' },
    'barn.ufoedt': { navn: 'Mánná ii leat vel riegádan' },
    'barn.personnavn': {
      navn: 'Máná namma',
      hjelp: 'Ovdanamma dahje gohččunnamma lea doarvái.',
      mangler: 'Čále máná nama, dahje merke ahte it dieđe dan',
    },
    'barn.morsNavn': {
      navn: 'Su namma guhte vuordá máná',
      mangler: 'Čále su nama guhte vuordá máná, dahje merke ahte it dieđe dan',
    },
    'barn.navnUkjent': { navn: 'Mun in dieđe nama' },
    'barn.termin': termin,
    'barn.antattAlder': { navn: 'Sullii man boaris lea mánná?', hjelp: 'Ovdamearkka dihtii «10» dahje «3–4 jagi».' },
    'barn.relasjon': { navn: 'Mo don dovddat máná?', hjelp: 'Ovdamearkka dihtii ránnjá, siessá, hárjeheaddji.' },
    'barn.sammeAdresse': { navn: 'Seamma čujuhus go 1. mánás', hjelp: 'Jus rievdadat 1. máná čujuhusa, de dát čuovvu mielde.' },
    'barn.adressevalg': { navn: 'Gos ássá dahje orru mánná?' },
    'barn.adresse': { navn: 'Máná čujuhus' },
    'barn.stedsbeskrivelse': {
      navn: 'Gos sáhttá mánáidsuodjalusbálvalus gávdnat máná?',
      hjelp: 'Ovdamearkka dihtii skuvla, mánáidgárdi, geaidnu dahje viessu.',
    },
    fareNa,
    temaer,
    melding: { navn: 'Man dihtii leat fuolas?', hjelp: 'Čále iežat sániiguin.', mangler: 'Čále man dihtii leat fuolas' },
    foresatte: { navn: 'Dieđát go geat váhnemat dahje ovddasteaddjit leat?', hjelp: 'Namma, telefovdna, gos sii ásset.' },
  },
  OFFENTLIG: {
    kommunenummer,
    bydelsnummer: { navn: 'Gávpotoassi' },
    'melder.rolle': {
      navn: 'Du rolla dahje virgi',
      hjelp: 'Vállje evttohusa (girjedárogillii), dahje čále ieš. Ovdamearkka dihtii «Lærer».',
      mangler: 'Čále rollat dahje virggat',
    },
    'melder.melderkode': {
      navn: 'Guđe bálvalusas don dieđihat?',
      hjelp: 'Devdojuvvo go válljet rolla listtus. Vuostáiváldi dieđiha dan SSB:ii, ja ii dárbbaš jearrat dus.',
    },
    'melder.telefonnummer': { navn: 'Telefonnummir barggus', mangler: 'Čále barggu telefonnummira' },
    'melder.epost': {
      navn: 'E-poastačujuhus barggus',
      hjelp: 'Mii eat goassege sádde maidige rašes dieđuid e-poasttas.',
      mangler: 'Čále barggu e-poastačujuhusa',
    },
    'melder.virksomhet.navn': {
      navn: 'Bargosadji',
      hjelp: 'Ovttadaga namma, ovdamearkka dihtii «Solsletta skole».',
      mangler: 'Čále bargosaji nama',
    },
    'melder.virksomhet.orgnr': { navn: 'Organisašuvdnanummir', hjelp: 'Ovcci logu. Geavat ovttadaga nummira, ale gieldda.' },
    'melder.virksomhet.adresse': { navn: 'Bargosaji čujuhus', hjelp: 'Deike sádde mánáidsuodjalusbálvalus vástádusa.' },
    'melder.kontakt': {
      navn: 'Jođiheaddji dahje eará oktavuohta',
      hjelp: 'Muhtun geasa sii sáhttet riŋget go don it leat doppe. Namma ja telefovdna.',
    },
    'barn.ufoedt': { navn: 'Lea go mánná riegádan?' },
    'barn.personnavn': {
      navn: 'Máná namma',
      mangler: 'Čále máná nama, dahje merke ahte it dieđe dan',
    },
    'barn.morsNavn': {
      navn: 'Su namma guhte vuordá máná',
      mangler: 'Čále su nama guhte vuordá máná, dahje merke ahte it dieđe dan',
    },
    'barn.navnUkjent': { navn: 'Mun in dieđe nama' },
    'barn.fnr': {
      navn: 'Riegádannummir dahje riegádanbeaivi',
      hjelp: 'Jus it dieđe goappáge, de čále dan maid dieđát, ovdamearkka dihtii «sullii 8 jagi».',
      mangler: 'Čále riegádannummira, riegádanbeaivvi dahje dan maid dieđát',
    },
    'barn.telefonnummer': { navn: 'Máná telefonnummir' },
    'barn.termin': termin,
    'barn.samtykkeGravid': {
      navn: 'Lea go áhpeheapme nisson miehtan dasa ahte dieđihuvvo?',
      mangler: 'Vástit lea go áhpeheapme nisson miehtan',
    },
    'barn.sammeAdresse': { navn: 'Seamma čujuhus go 1. mánás', hjelp: 'Jus rievdadat 1. máná čujuhusa, de dát čuovvu mielde.' },
    'barn.adressevalg': { navn: 'Gos ássá dahje orru mánná?' },
    'barn.adresse': { navn: 'Máná čujuhus' },
    'barn.stedsbeskrivelse': {
      navn: 'Gos sáhttá mánáidsuodjalusbálvalus gávdnat máná?',
      hjelp: 'Ovdamearkka dihtii geaidnu, viessu dahje gean luhtte mánná lea.',
    },
    'barn.skole': { navn: 'Skuvla, mánáidgárdi dahje dearvvašvuođastašuvdna' },
    'barn.orientert': {
      navn: 'Diehtá go mánná ahte don dieđihat?',
      hjelp: 'Agi ja láddama mielde.',
      mangler: 'Vástit diehtá go mánná ahte don dieđihat',
    },
    'barn.orientertGrunn': {
      navn: 'Manne, dahje manne ii?',
      mangler: 'Čále manne mánná ii dieđe ahte don dieđihat',
    },
    fareNa,
    temaer,
    vilkar: {
      navn: 'Makkár dieđihangeasku eavttut du mielas sáhttet leat ollašuvvan?',
      hjelp: medLov(
        lov.meldeplikt,
        'se',
        (l) => `${stor(l)}. Ii leat juridihkalaš árvvoštallan, dušše veahkkin vuostáiváldái.`,
        'Ii leat juridihkalaš árvvoštallan, dušše veahkkin vuostáiváldái.',
      ),
    },
    melding: {
      navn: 'Mii lea du fuolla?',
      hjelp: 'Maid leat oaidnán, beaivvit ja maid mánná lea dadjan. Ale čále eará mánáid birra go daid geaidda dieđáhus guoská.',
      mangler: 'Čále mii du fuolla lea',
    },
    historie: {
      navn: 'Duogáš',
      hjelp: 'Man guhká lea bistán, maid lehpet geahččalan, ja mo dat manai?',
      mangler: 'Čále duogáža birra, dahje ahte it dovdda dan',
    },
    andreSynspunkter: { navn: 'Maid dadjet mánná ja váhnemat ieža?' },
    'foresatte.ukjent': { navn: 'Mun in dieđe gii ovddasteaddji lea' },
    'foresatte.personnavn': { navn: 'Namma', mangler: 'Čále nama, dahje merke ahte it dieđe dan' },
    'foresatte.telefonnummer': { navn: 'Telefonnummir' },
    'foresatte.relasjon': { navn: 'Gii dát lea mánnái?', hjelp: 'Ovdamearkka dihtii eadni, áhčči, biebmováhnen.' },
    'foresatte.sammeAdresse': { navn: 'Seamma čujuhus go 1. mánás', hjelp: 'Jus rievdadat 1. máná čujuhusa, de dát čuovvu mielde.' },
    'foresatte.adresse': { navn: 'Čujuhus' },
    'foresatte.orientert': {
      navn: 'Diehtá go ovddasteaddji ahte don dieđihat?',
      mangler: 'Vástit diehtá go ovddasteaddji',
    },
    'foresatte.orientertGrunn': {
      navn: 'Mo, dahje manne ii?',
      mangler: 'Čále manne ovddasteaddji ii dieđe',
    },
    'foresatte.samtykke': { navn: 'Lea go ovddasteaddji miehtan dasa ahte dieđihuvvo?' },
    'foresatte.samtykkeBeskrivelse': { navn: 'Mo, dahje manne ii?' },
    merOmForesatte: { navn: 'Eanet ovddasteddjiid birra', hjelp: 'Eanet ovddasteaddjit, juhkkojuvvon ássan, geas lea váhnenovddasvástádus.' },
    tolkebehov: { navn: 'Dárbbašit go mánná dahje ovddasteaddjit dulkka?' },
    tolkebeskrivelse: { navn: 'Makkár giela, ja geasa?' },
    hjelpeinstanser: { navn: 'Geat earát leat leamaš oktavuođas mánáin?', hjelp: 'Merke daid maid dieđát.' },
    andreHjelpeinstanser: { navn: 'Eanet daid birra', hjelp: 'Maid sii leat dahkan, goas, ja gii dovdá ášši.' },
  },

  adresse: {
    adresselinje1: { navn: 'Geaidnu ja nummir', mangler: 'Čále geainnu ja nummira, dahje dan maid dieđát čujuhusas' },
    adresselinje2: { navn: 'Čujuhuslinjá 2' },
    adresselinje3: { navn: 'Čujuhuslinjá 3' },
    postnummer: { navn: 'Poastanummir' },
    poststed: { navn: 'Poastabáiki' },
  },

  valg: {
    adressevalg: {
      OPPGITT: 'Mun čálán čujuhusa',
      UKJENT: 'Mun in dieđe čujuhusa',
      FORTROLIG: 'Mánás lea čihkkojuvvon dahje luhtolaš čujuhus',
    },
    ufoedt: { false: 'Juo', true: 'Ii, mánná lea vurdojuvvon' },
    janeivetikke: { JA: 'Juo', NEI: 'Ii', VET_IKKE: 'In dieđe' },
    melderkode: {
      5: 'Mánáidsuodjalusbálvalus',
      6: 'NAV',
      7: 'Mánáidsuodjalusvákta',
      8: 'Politiija',
      9: 'Mánáidgárdi',
      10: 'Dearvvašvuođastašuvdna dahje skuvladearvvašvuođabálvalus',
      11: 'Skuvla',
      12: 'PPT (pedagogalaš-psykologalaš bálvalus)',
      13: 'Mánáid ja nuoraid psyhkalaš dearvvašvuođasuddjen',
      14: 'Rávisolbmuid psyhkalaš dearvvašvuođasuddjen',
      16: 'Bearašsuodjalankantuvra',
      17: 'Gárrendilibálvalus',
      18: 'Heahteguovddáš',
      19: 'Ohcciidvuostáváldinguovddáš dahje UDI',
      20: 'Olgobargu dahje astoáigeklubba',
      22: 'Eará almmolaš bálvalusat',
      24: 'Doavttir dahje buohcciviessu',
      25: 'Bátnedoavttir',
    },
    temaer: {
      VOLD: 'Veahkaváldi',
      SEKSUELLE_OVERGREP: 'Seksuála illasteapmi',
      OMSORGSSVIKT: 'Fuolahusváilevašvuohta',
      RUS: 'Gárrendilli dahje alkohola',
      KONFLIKT: 'Riidu rávisolbmuid gaskkas',
      PSYKISK_HELSE: 'Psyhkalaš dearvvašvuohta bearrašis',
      BARNETS_ATFERD: 'Máná láhtten',
      ANNET: 'Juoga eará',
    },
    vilkar: {
      MISHANDLING_ELLER_OMSORGSSVIKT: 'Illasteapmi, duođalaš váilivuođat beaivválaš fuolahusas dahje eará duođalaš fuolahusváilevašvuohta',
      SYKDOM_UTEN_BEHANDLING: 'Heaggavárálaš dahje duođalaš dávda dahje vahát mii ii iskojuvvo dahje dikšojuvvo',
      SARLIGE_BEHOV_UTEN_HJELP: 'Hedjonan doaibmannákca dahje erenoamáš dárbbut divššu dahje oahpahusa haga',
      ALVORLIGE_ATFERDSVANSKER: 'Duođalaš láhttenváttisvuođat: lágarihkkun, gárrendilli dahje eará njuolggadusaid haga láhtten',
      MENNESKEHANDEL: 'Ávkkástallan olmmošgávppašeapmái, dahje várra dasa',
    },
    hjelpeinstanser: {
      BARNEHAGE: 'Mánáidgárdi',
      SKOLE: 'Skuvla',
      HELSESTASJON: 'Dearvvašvuođastašuvdna dahje skuvladearvvašvuođabálvalus',
      PPT: 'PPT',
      BUP: 'BUP',
      FASTLEGE: 'Fástadoavttir',
      SYKEHUS: 'Buohcciviessu',
      NAV: 'NAV',
      POLITI: 'Politiija',
      FAMILIEVERNKONTOR: 'Bearašsuodjalankantuvra',
      KRISESENTER: 'Heahteguovddáš',
      BARNEVERN: 'Mánáidsuodjalusbálvalus, dáppe dahje eará gielddas',
      ANNEN: 'Earát',
    },
  },
});
