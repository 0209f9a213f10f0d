import { medLov, type Lovtabell } from '../lov';
import { feltSe } from './feltSe';
import { hjelpSe } from './hjelpSe';
import { informasjonSe } from './informasjonSe';
import type { Skjematekster } from './nb';

/** What a person reads in the two forms, in Northern Sámi. */
export const se = (lov: Lovtabell): Skjematekster => ({
  ...feltSe(lov),
  informasjon: informasjonSe,
  hjelp: hjelpSe,

  ramme: {
    fanetittel: { PRIVAT: 'Skovvi priváhtaolbmuide', OFFENTLIG: 'Skovvi almmolaš bargiide' },
    side: (nr, av) => `Siidu ${nr}/${av}`,
    neste: 'Čuovvovaš',
    tilbake: 'Ruovttoluotta',
    tilKontroll: 'Vurke ja mana siidui «Geahča vástádusaid»',
    valgfritt: 'eaktodáhtolaš',
    fjern: 'Váldde eret',
    ja: 'Juo',
    nei: 'Ii',
    igjen: (n) => `Sadji lea vel ${n} mearkii`,
    forMange: (n) => `${n} mearkka badjel meari`,
    feilSkjema: { PRIVAT: 'Oččot go diehtit dan barggus?', OFFENTLIG: 'Dieđihat go priváhtaolmmožin?' },
    byttTil: { PRIVAT: 'Molsso almmolaš dieđiheddjiid skovvái', OFFENTLIG: 'Molsso priváhtaolbmuid skovvái' },
    navn: 'Du namma',
    navnHjelp: 'Vižžojuvvon sisaloggemis. Mánáidsuodjalusbálvalus oaidná dan.',
    fanesteg: (nr, av) => `Skovvi, siidu ${nr}/${av}`,
    fanefare: 'Skovvi, telefovdnanummirat',
  },

  sider: {
    PRIVAT: {
      mottaker: { tittel: 'Gos ássá mánná?', ingress: '' },
      'om-deg': { tittel: 'Du birra', ingress: 'Dušše namma lea dárbbašlaš, ja dan oažžut sisaloggemis.' },
      barn: {
        tittel: 'Mánná',
        ingress: 'Jus fuolla guoská máŋgga mánnái seamma bearrašis, de sáhtát lasihit eanebuid. Muđui deavddát sierra skovi juohke mánás.',
      },
      bekymring: { tittel: 'Du fuolla', ingress: 'Vástit dan maid sáhtát. Ii daga maidige jus juoga váilu.' },
      fare: { tittel: 'Riŋge dál jus mánná lea váras', ingress: '' },
      kontroll: { tittel: 'Geahča vástádusaid', ingress: 'Ii mihkkege leat vel sáddejuvvon.' },
    },
    OFFENTLIG: {
      mottaker: { tittel: 'Gos ássá mánná?', ingress: '' },
      'om-deg': { tittel: 'Don ja du bargosadji', ingress: 'Mánáidsuodjalusbálvalus dárbbaša diehtit gii dieđiha, ja gosa galgá vástidit.' },
      barn: {
        tittel: 'Mánná',
        ingress: 'Okta skovvi sáhttá guoskat máŋgga mánnái seamma bearrašis go fuolla lea seamma. Muđui deavddát sierra skovi juohke mánás.',
      },
      bekymring: { tittel: 'Fuolla', ingress: 'Čále dan maid leat oaidnán ja gullan. Doala árvvoštallamiid sierra.' },
      foresatte: { tittel: 'Ovddasteaddjit', ingress: 'Okta dahje guokte. Jus leat eanebut, de čále sin birra vuolimusas.' },
      hjelp: { tittel: 'Veahkki bearraša birra', ingress: 'Vástit dan maid dieđát.' },
      fare: { tittel: 'Riŋge dál jus mánná lea váras', ingress: '' },
      kontroll: { tittel: 'Geahča vástádusaid', ingress: 'Ii mihkkege leat vel sáddejuvvon.' },
    },
  },

  kommune: {
    ingenTreff: 'Ii gávdno gielda dainna namain',
    treff: (n) => (n === 1 ? '1 gielda' : `${n} gieldda`),
    ikkeAktiv: 'ii váldde vuostá dáppe',
    feilet: 'Mii eat sáhte viežžat gielddaid listtu.',
    apningstider: 'Goas sáhttá váldit oktavuođa',
    inaktivTittel: (navn) => `${navn} ii váldde dieđáhusaid vuostá dáppe`,
    inaktivBydel: 'Vállje eará jus it leat sihkar gos mánná ássá. Muđui sáhtát dieđihit ná:',
    inaktivTekst: 'Sáhtát dieđihit ná:',
    inaktivRing: (navn) => `Riŋge ${navn} gieldda váldonummirii ja jeara mánáidsuodjalusbálvalusa.`,
    inaktivBrev: 'Dahje sádde reivve deike:',
    // The address stays as the post reads it.
    inaktivAdresse: (navn) => ['Barnevernstjenesten', `${navn} kommune`],
    inaktivVakt: 'Kantuvraáiggi olggobealde: Mánáidsuodjalusvákta doppe gos mánná lea',
    inaktivAlarm: 'Alárbmatelefovdna mánáide ja nuoraide, birra jándora:',
    inaktivFare: 'Politiija, heaggaváras:',
    inaktivKladd: 'Jus leat čállán juoidá, de dat báhcá álgočálusin, vai sáhtát lohkat dan telefovnnas dahje čállit dan sierra.',
    bydelHjelp: (navn) => `Jus it dieđe guđe gávpotoasis mánná ássá, de dieđáhus manná deike: ${navn}.`,
    bydelVetIkke: 'Mun in dieđe',
    mottaker: (navn) => `Dieđáhus manná ${navn} mánáidsuodjalusbálvalussii.`,
  },

  barn: {
    nr: (nr) => `Mánná ${nr}`,
    ufoedtNr: (nr) => `Mánná ${nr} (ii leat riegádan)`,
    leggTil: 'Lasit máná',
    fjernNr: (nr) => `Váldde eret: mánná ${nr}`,
    fulgt: 'Seamma go 1. mánás:',
    ingenAdresse: '1. mánás ii leat vel čujuhus.',
    fraBarn1: 'Seamma čujuhus go 1. mánás',
    fortroligTekst:
      'De it galgga čállit čujuhusa gosage skovis. Jus leat čállán juoidá čujuhusgiettiide, de dat lea sihkkojuvvon. Mánáidsuodjalusbálvalus gávdná čujuhusa ieš.',
    ufoedtPrivat:
      'Mánáidsuodjalusbálvalus dárbbaša áhpeheapme nissona miehtama vai sáhttá iskat dahje veahkehit ovdalgo mánná riegáda. Don sáhtát dattetge dieđihit.',
    ufoedtOffentlig: [
      medLov(
        lov.helsepersonell,
        'se',
        (l) => `Dieđihangeasku (${l}) ii guoskka mánáide geat eai leat riegádan.`,
        'Dearvvašvuođabargiid dieđihangeasku ii guoskka mánáide geat eai leat riegádan.',
      ),
      'Mánáidsuodjalusbálvalus dárbbaša áhpeheapme nissona miehtama vai sáhttá iskat dahje veahkehit ovdalgo mánná riegáda.',
      medLov(
        lov.tilbakeholdelse,
        'se',
        (l) => `Spiehkastat: Áhpeheapme nissona sáhttá doallat institušuvnnas (${l}).`,
        'Spiehkastat: Áhpeheapme nissona sáhttá muhtumin doallat institušuvnnas.',
      ),
    ].join(' '),
    fortroligSkole: 'Maiddái skuvlla dahje mánáidgárddi namma sáhttá muitalit gos mánná orru. Ale čále dan jus mánáidsuodjalusbálvalus ii dárbbaš dan.',
  },

  melder: {
    ikkeValgt: 'Ii leat válljejuvvon',
    oppslag: {
      knapp: 'Viečča nama ja čujuhusa',
      om: 'Mii jearrat Ovttadatregistaris (Enhetsregisteret). Sii ožžot diehtit man nummira birra mii jearrat, eai gii jearrá, eaige manne.',
      henter: 'Viežžame registaris …',
      fylt: (navn) => `Devdojuvvon registaris: ${navn}. Dárkkis ahte dat lea riekta.`,
      beholdt: (hva) => `Registaris lea: ${hva}. Dat maid ieš leat čállán, ii leat rievdaduvvon.`,
      ikkeFunnet: 'Registaris ii leat oktage dainna nummiriin. Čále nama ja čujuhusa ieš.',
      forMange: 'Don leat viežžan máŋgii. Vuordde minuhta, dahje čále nama ja čujuhusa ieš.',
      feilet: 'Mii eat sáhte viežžat dan dál. Čále nama ja čujuhusa ieš.',
    },
  },

  foresatt: {
    nr: (nr) => `Ovddasteaddji ${nr}`,
    leggTil: 'Lasit ovddasteaddji',
    fjernNr: (nr) => `Váldde eret: ovddasteaddji ${nr}`,
    ikkeOrienter:
      'Dat maid leat merken, sáhttá leat veahkaváldi dahje illasteapmi. De it galgga dieđihit ovddasteddjiide vuos. Vástit «Ii», ja čále ahte lea eahpádus veahkaválddi dahje illasteami birra.',
    alleredeOrientert:
      'Dat maid leat merken, sáhttá leat veahkaváldi dahje illasteapmi, ja ovddasteaddji diehtá juo ahte don dieđihat. Čále mo dat váldojuvvui vuostá. Riŋge jus mánás sáhttá dan geažil leat unnit oadjebas dilli.',
    orienter:
      'Dábálaččat galget ovddasteaddjit diehtit ahte don dieđihat. Jus lea eahpádus veahkaválddi dahje illasteami birra, de sii eai galgga diehtit dan vuos.',
  },

  bekymring: {
    faretekst: 'Jus mánná lea váras dál, de galggat riŋget. Dieđáhusat dáppe eai lohkkojuvvo birra jándora.',
    fareInnledning: 'Don vástidit ahte mánná lea váras dál. Jođáneamos lea riŋget. Du dieđáhus ii lohkkojuvvo dakkaviđe.',
    fareVidere: 'Sáhtát geargat dieđáhusain maŋŋil, dahje dál jus leat riŋgen. Maid leat čállán, vurkejuvvo.',
    fortsett: 'Joatkke dieđáhusain',
  },

  kontroll: {
    endre: 'Rievdat',
    mottakerTittel: 'Gii oažžu dieđáhusa',
    mottaker: (navn) =>
      `Dieđáhus giddejuvvo ${navn} mánáidsuodjalusbálvalussii. Jus ii oktage doppe leat duođaštan dan guovtti árgabeaivvi siste, de sáddejuvvo dat maiddái reivven. Dalle rahpá deaddilanfitnodat dan vai sáhttá deaddilit dan.`,
    familien: {
      PRIVAT:
        'Bearaš sáhttá oažžut diehtit maid leat čállán, ja dábálaččat gii lea dieđihan. Jus it hálit ahte sii ožžot du nama, de sáhtát bivdit dan siiddus «Du birra».',
      OFFENTLIG: 'Bearaš sáhttá oažžut diehtit maid leat čállán, ja gii lea dieđihan.',
    },
    ingenSvar: 'Don it leat vástidan maidige dán siiddus. Dat lea ortnegis.',
    varslerTittel: 'Geahča dán. Sáhtát dattetge sáddet.',
    ikkeKontrollert: 'Mii eat ožžon oktavuođa dárkkistit vástádusaid. Sáhtát vuordit veaháš, dahje geahččalit sáddet.',
    send: 'Sádde fuolastuvvandieđáhusa',
    sender: 'Sáddemin …',
    mine: 'Geahča joavddai go dieđáhus: Mu dieđáhusat',
    tomtTittel: 'Skovvi lea guorus',
    tomt: 'Dáppe ii leat mihkkege maid sáddet.',
    tomtStart: 'Čále ođđa dieđáhusa',
  },

  utkast: {
    ikkeBegynt: 'Álgočálus vurkejuvvo go čálát.',
    venter: 'Ii leat vel vurkejuvvon',
    lagrer: 'Vurkemin …',
    lagret: (tid) => `Vurkejuvvon ${tid}`,
    feilet: 'Ii leat vel vurkejuvvon – geahččalit ođđasit. Maid leat čállán, lea ain dáppe. Ale gidde láse.',
    utloggetIkkeLagret: 'Ii leat vel vurkejuvvon. Logge fas sisa, de vurkejuvvo dat maid leat čállán.',
    beholdes: (tid) => `Álgočálus sihkkojuvvo iešalddis ${tid}.`,
    lagreNa: 'Vurke dál',
    funnetTittel: 'Dus lea álgočálus',
    funnet: (lagret, utloper) => `Dat vurkejuvvui ${lagret}, ja sihkkojuvvo iešalddis ${utloper}.`,
    fortsett: 'Joatkke álgočálusain',
    medSvar: {
      PRIVAT:
        'Vástádusat main lea sadji goappašiid skoviin, čuvvot mielde. Dát eai čuovo mielde: du bargu ja e-poasta, máná riegádannummir, telefovdna ja skuvla, lága eavttut, gii diehtá ahte don dieđihat, miehtan, dulka, ja geat earát veahkehit.',
      OFFENTLIG:
        'Vástádusat main lea sadji goappašiid skoviin, čuvvot mielde. Dát eai čuovo mielde: du čujuhus, giella dahje dulka dutnje, mo don dovddat máná, ja sávaldat ahte bearrašii ii muitaluvvo ahte don leat dieđihan.',
    },
    kladdenDer: 'Buot báhcá álgočálussii nuppi skovis dassážii go sihkut dan, dahje go dan áigi nohká.',
    somDuForlotDen: 'Álgočálus lea nu mo don guđđet dan. Maid leat čállán nuppi skovvái dan maŋŋel, lea álgočálusas doppe.',
    slett: 'Sihko álgočálusa',
    slettTittel: 'Sihkkut go álgočálusa?',
    slettTekst: 'Buot maid leat čállán skovvái, jávká, maiddái min luhtte. Dieđáhus mii lea sáddejuvvon, ii jávkka.',
    slettJa: 'Sihko',
    slettFeilet:
      'Teaksta lea jávkan dáppe, muhto mii eat sáhttán sihkkut álgočálusa min luhtte. Viečča siiddu ođđasit moatti minuhta geahčen, ja sihko dan dalle. Muđui dat sihkkojuvvo iešalddis.',
    hentFeilet: 'Mii eat sáhte iskat lea go dus álgočálus ovdalaččas. Geahččal ođđasit ovdalgo álggát, vai ii mihkkege jávkka.',
    nyereTittel: 'Álgočálus lea vurkejuvvon eará láses',
    nyere: (tid) => `Dat dáhpáhuvai ${tid}. Maid čálát dáppe, ii vurkejuvvo ovdalgo leat válljen guđiin háliidat joatkit.`,
    brukNyere: 'Čájet dan mii lea nuppi láses',
    beholdDette: 'Doalat dan mii lea dáppe',
    erstattet: 'Dál oainnát dan mii vurkejuvvui maŋimuš. Dat mii lei dáppe ovdal, ii leat vel jávkan.',
    hentTilbake: 'Molsso dasa mii lei dáppe ovdal',
    stoppet: 'Ii vurkejuvvo dál: Juoga lea dahkkon eará láses, ja don fertet válljet.',
    tilValget: 'Mana válljemii',
    forNyttTittel: 'Álgočálus lea čállojuvvon siiddu ođđaset veršuvnnas',
    forNytt: 'Viečča siiddu ođđasit vai sáhtát joatkit dainna.',
    forLang: 'Ii leat vurkejuvvon: Teaksta lea menddo guhkki. Buot lea ain dáppe. Oanit teavstta, de dat vurkejuvvo.',
  },

  utlogget: {
    lagret: 'Álgočálus lea vurkejuvvon. Logge fas sisa, de boađát ruovttoluotta deike.',
    her: 'Logge fas sisa',
  },

  feil: {
    oppsummering: 'Ovdalgo manat viidáseappot, de fertet divvut dán:',
    oppsummeringSend: 'Ovdalgo sáhtát sáddet, de fertet divvut dán:',
    fyllUt: (hva) => `Deavdde «${hva}»`,
    svar: (hva) => `Vástit «${hva}»`,
    velgKommune: 'Vállje gieldda listtus',
    velgBydel: 'Vállje gávpotoasi, dahje «Mun in dieđe»',
    kommuneInaktiv: 'Vuostáiváldi ii váldde dieđáhusaid vuostá dáppe. Vállje eará, dahje riŋge',
    ukjentKommune: 'Gielda ii gávdno. Vállje ovtta listtus',
    ukjentBydel: 'Gávpotoassi ii gávdno. Vállje ovtta listtus',
    forLang: (hva, grense) => `«${hva}» lea menddo guhkki. Dasa čáhket ${grense} mearkka`,
    forMange: (hva, grense) => `«${hva}»: Eanemusat ${grense}`,
    telefon: 'Čále telefonnummira loguiguin, áinnas + ja riikkakoda vuos',
    epost: 'Čále e-poastačujuhusa ná: namma@ovdamearka.no',
    ugyldig: (hva) => `«${hva}» ii leat rievttes láhkai devdojuvvon`,
    skalVaereTom: (hva) => `«${hva}» gullá eará válljejupmái. Váldde dan eret`,
    ikkeSendtTittel: 'Dieđáhus ii leat sáddejuvvon',
    utenSvarTittel: 'Don it leat ožžon kvitterema',
    ingentingSendt: 'Ii mihkkege leat sáddejuvvon.',
    fortsattUvisst: 'Mii eat ain dieđe vurkejuvvui go ovddit geahččaleapmi. Seamma dieđáhusas eai sáhte šaddat guokte.',
    nett: 'Mii eat oaččo oktavuođa. Nu guhká go it oainne kvitterema, de fertet navdit ahte ii mihkkege leat sáddejuvvon. Buot maid leat čállán, lea ain dáppe. Geahččal ođđasit – seamma dieđáhus ii goassege sáddejuvvo guktii.',
    utilgjengelig: 'Bálvalus ii sáhttán vurket dieđáhusa dál. Buot maid leat čállán, lea ain dáppe. Vuordde veaháš ja geahččal ođđasit.',
    uvisst:
      'Oktavuohta boatkanii go dieđáhus vurkejuvvui, ja mii eat dieđe lihkostuvai go. Buot maid leat čállán, lea ain dáppe. Deaddil «Sádde fuolastuvvandieđáhusa» vel oktii: Jus dat lea vurkejuvvon, de oaččut kvitterema, ja das eai sáhte šaddat guokte.',
    ingenNokkel:
      'Mii eat sáhte giddet dieđáhusa dán vuostáiváldái dál, ja danin mii eat sádde dan. Sii geat doibmet bálvalusa, leat ožžon dieđu. Buot maid leat čállán, lea ain dáppe. Geahččal maŋŋil, dahje riŋge gieldda váldonummirii ja jeara mánáidsuodjalusbálvalusa.',
    forMye: 'Leat leamaš menddo ollu geahččaleamit oanehis áiggis. Vuordde minuhta ja geahččal ođđasit.',
    gammelSide: 'Siidu lea ođasmahttojuvvon maŋŋil go rahpet dan. Viečča siiddu ođđasit. Du álgočálus lea vurkejuvvon.',
    gammelSideUlagret: 'Siidu lea ođasmahttojuvvon maŋŋil go rahpet dan. Kopiere iežat teavstta, viečča siiddu ođđasit ja liibme teavstta sisa.',
    intern:
      'Juoga manai boastut min luhtte, ja don it leat ožžon kvitterema. Buot maid leat čállán, lea ain dáppe. Geahččal ođđasit – seamma dieđáhus ii goassege sáddejuvvo guktii.',
    ikkeInnlogget: 'Don leat olggosloggejuvvon. Logge fas sisa, boađe ruovttoluotta deike ja sádde ođđasit.',
  },

  varsel: {
    FNR_KONTROLLSIFFER: 'Dát ii orro leamen rievttes riegádannummir dahje D-nummir. Dárkkis áinnas. Sáhtát dattetge sáddet.',
    FNR_SYNTETISK: 'Dát lea riegádannummir dan šlájas mii geavahuvvo geahččalemiin. Sáhtát dattetge sáddet.',
    ORGNR_KONTROLLSIFFER: 'Dát ii orro leamen rievttes organisašuvdnanummir. Dárkkis áinnas. Sáhtát dattetge sáddet.',
    EPOST_UTENFOR_FORMAT: 'Čujuhus lea ortnegis, muhto dieđáhusformáhtas ii leat sadji dan čállinvuohkái. Dat sáddejuvvo baicce teavsttas.',
    POSTNUMMER_FORMAT: 'Norgga poastanummiriin leat njeallje logu. Sáhtát dattetge sáddet.',
  },

  allerede: {
    tittel: (tid) => `Dát dieđáhus sáddejuvvui ${tid}`,
    tekst: 'Maid leat rievdadan maŋŋil, ii leat sáddejuvvon.',
    seKvittering: 'Geahča kvitterema',
    sendSomNy: 'Daga teavsttas ođđa dieđáhusa',
    kast: 'Álggat ođđasit',
  },
});
