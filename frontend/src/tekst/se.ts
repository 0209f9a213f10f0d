import type { Tekster } from './nb';
import { statusordSe } from './statusordSe';

/**
 * Northern Sámi. «Mánáidsuodjalusbálvalus» is the child welfare service, «fuolastuvvandieđáhus» a report. Written by
 * someone who has it from books: it waits for one who speaks it. A name stands before its noun and takes no case.
 */
export const se: Tekster = {
  sprak: {
    kode: 'se',
    velg: 'Giella',
    kvalitetssikret: false,
    ikkeSikret: 'Jorgalus ii leat kvalitehtasihkkarastojuvvon.',
    seBokmal: 'Geahča siiddu girjedárogillii',
  },

  felles: {
    portal: 'Barnevernportalen',
    hoppTilInnhold: 'Mana váldosisdollui',
    meny: 'Fállu',
    mineMeldinger: 'Mu dieđáhusat',
    minSak: 'Mu ášši',
    innboks: 'Sisaboahtán poasta',
    administrasjon: 'Hálddašeapmi',
    driftsmelding: 'Doaibmadieđáhusat',
    loggInn: 'Logge sisa',
    loggUt: 'Logge olggos',
    laster: 'Viežžamin …',
    provIgjen: 'Geahččal ođđasit',
    avbryt: 'Gaskkalduhte',
    lukk: 'Gidde',
    tilForsiden: 'Ovdasiidui',
    feilITittel: 'Meattáhus: ',
    innloggetSom: (navn) => `Sisaloggejuvvon: ${navn}`,
    bunntekst:
      'Gielda masa don sáddet, lea ovddasvástideaddji dieđuin. Maid don sáddet, lea giddejuvvon doppe mánáidsuodjalusbálvalussii.',
  },

  forlat: {
    knapp: 'Guođe siiddu jođánit',
    om: 'Boallu «Guođe siiddu jođánit» logge du olggos ja rahpá dábálaš neahttasiiddu. Dat ii sihko neahttalohkki historjjá.',
  },

  haster: {
    tittel: 'Jus lea hoahppu',
    innledning: 'Dieđáhusat dáppe eai lohkkojuvvo birra jándora. Riŋge jus mánná dárbbaša veahki dál.',
    liv: 'Heaggavárra: politiija',
    vakt: 'Politiija, jus ii leat nu hoahppu',
    barn: 'Alárbmatelefovdna mánáide ja nuoraide',
    barnTillegg: 'Nuvttá, birra jándora. Don sáhtát leat anonyma.',
    barnevernvakt: 'Gávnna mánáidsuodjalusvávtta doppe gos mánná lea',
  },

  forside: {
    fanetittel: 'Ovdasiidu',
    tittel: 'Leatgo fuolas máná dihtii?',
    ingress:
      'Don it dárbbaš leat sihkar, ja don it dárbbaš duođaštusaid. Mánáidsuodjalusbálvalus árvvoštallá dárbbaša go mánná veahki. Du bargu lea dušše muitalit.',
    velg: 'Mo don háliidat dieđihit?',
    privatTittel: 'Priváhtaolmmožin',
    privatTekst: 'Don leat ránnjá, ustit, fuolki, váhnen, hárjeheaddji dahje eará – ja don leat ožžon dan diehtit iežat astoáiggis.',
    privatKnapp: 'Dieđit priváhtaolmmožin',
    offentligTittel: 'Almmolaš bargin dahje fágaolmmožin',
    offentligTekst: 'Dus lea jávohisvuođageasku ja dieđihangeasku, ja don leat ožžon dan diehtit barggus.',
    offentligKnapp: 'Dieđit almmolaš bargin dahje fágaolmmožin',
    usikker: 'It go dieđe goabbá? Vástit guokte gažaldaga',
    sporsmalJobb: 'Oččot go dan diehtit barggus?',
    sporsmalPlikt:
      'Barggat go almmolaš suorggis, dahje lea go dus lága mielde jávohisvuođageasku, ovdamearkka dihtii doavttirin dahje psykologan?',
    ja: 'Juo',
    nei: 'Ii',
    radPrivat: 'De dieđihat priváhtaolmmožin.',
    radOffentlig:
      'De dieđihat almmolaš bargin dahje fágaolmmožin. Maid don leat ožžon diehtit barggus, dan it sáhte dieđihit priváhtaolmmožin.',
    bytte: 'Jus válljet boastut, de sáhtát molsut skovi gaskan. Vástádusat mat heivejit, čuvvot mielde.',
    forTittel: 'Ovdalgo álggát',
    for: [
      'Don it dárbbaš diehtit buot.',
      'Don logget sisa BankID:in dahje eará elektrovnnalaš ID:in.',
      'Mánáidsuodjalusbálvalus oažžu diehtit du nama. Jus háliidat leat anonyma, de fertet riŋget dahje čállit reivve.',
      'Maid don čálát, vurkejuvvo min luhtte dađistaga, krypterejuvvon. Don sáhtát bisánit gaskan ja joatkit maŋŋil.',
    ],
    etterTittel: 'Mii dáhpáhuvvá maŋŋil',
    etter: [
      'Dieđáhus vurkejuvvo ja giddejuvvo mánáidsuodjalusbálvalussii. Don oaččut kvitterema.',
      'Dáppe sáhtát čuovvut lea go mánáidsuodjalusbálvalus duođaštan ahte dieđáhus lea sis. Jus eai daga dan guovtti árgabeaivvi siste, de sáddejuvvo dat maiddái reivven. Dalle rahpá deaddilanfitnodat dan vai sáhttá deaddilit dan.',
      'Mánáidsuodjalusbálvalus árvvoštallá dieđáhusa vahku siste. Sii sáhttet váldit oktavuođa duinna.',
    ],
    snakkeTittel: 'Háliidat go baicce hállat muhtumiin?',
    snakke: 'Riŋge gieldda mánáidsuodjalusbálvalussii ja jeara maid galggat dahkat. Sáhtát jearrat muitalkeahttá gii mánná lea.',
    delt: 'Geavahat go rusttega masa earáin lea beassan?',
    deltTekst:
      'Mii eat vurke rusttegii maidige das maid čálát. Muhto neahttalohkki historjá čájeha ahte leat leamaš dáppe. Geavat priváhta láse, ja logge olggos go leat geargan.',
  },

  innlogging: {
    fanetittel: 'Sisaloggen',
    tittel: 'Logge sisa vai sáhtát joatkit',
    skjema:
      'Ovdalgo sáhtát čállit fuolastuvvandieđáhusa, de fertet logget sisa. De diehtá mánáidsuodjalusbálvalus geasa sáhttá riŋget, ja ii oktage sáhte dieđihit du namas.',
    annet: 'Don fertet logget sisa vai beasat oaidnit dán siiddu.',
    mottak: 'Sisaboahtán poasta gáibida sisaloggema alimus dásis.',
    knapp: 'Logge sisa',
    anonym: 'It go hálit muitalit namat? Riŋge gieldda mánáidsuodjalusbálvalussii, dahje sádde reivve.',
    nyttVindu: 'Logge sisa ođđa láses',
    fullfortTittel: 'Don leat fas sisaloggejuvvon',
    fullfort: 'Gidde dán láse ja mana ruovttoluotta dasa maid ledjet dahkamin. Maid ledjet čállán, lea ain doppe.',
    feiletTittel: 'Sisaloggen ii ollašuvvan',
    feilet: 'Juoga manai boastut. Sáhtát geahččalit ođđasit.',
    avbrutt: 'Dat gaskkalduvai ovdalgo lei gárvvis. Sáhtát geahččalit ođđasit.',
    utlopt: 'Dat ádjánii menddo guhká. Sáhtát geahččalit ođđasit.',
  },

  sesjon: {
    snartTittel: 'Don loggejuvvot fargga olggos',
    snart: 'Don it leat dahkan maidige muhtun áigái. Háliidat go joatkit?',
    snartSlutt:
      'Sisaloggen ii bistte guhkit go guokte diimmu. Maid leat čállán, lea vurkejuvvon nu guhkás go siidu dadjá. Logge sisa ođđasit ođđa láses, de sáhtát joatkit dáppe.',
    fortsett: 'Joatkke',
    utloptTittel: 'Don leat olggosloggejuvvon',
    utlopt: 'Maid leat čállán, lea ain dáppe, muhto buot ii leat vurkejuvvon, ja ii mihkkege leat sáddejuvvon. Logge fas sisa ođđa láses.',
    annenTittel: 'Eará olmmoš lea loggen sisa',
    annen:
      'Dat dáhpáhuvai eará láses dán neahttalohkkis. Dat mii lei dáppe, lea váldojuvvon eret, ja ii mihkkege dás leat sáddejuvvon du namas. Jus don ledjet dáppe vuohččan, de gávnnat dan maid ledjet vurken, go logget fas sisa.',
    loggetUt: 'Don logget olggos eará láses. Dat mii lei dáppe, lea váldojuvvon eret. Maid ledjet vurken, dan gávnnat go logget fas sisa.',
  },

  feil: {
    ringTilslutt: 'Jus lea hoahppu, de riŋge baicce.',
    feilId: (id) => `Meattáhusnummir: ${id}`,
    hentTittel: 'Mii eat sáhte viežžat dán dál',
    hent: 'Dat ii leat jávkan. Geahččal ođđasit moatti minuhta geahčen.',
    siden: 'Siidu bisánii. Viečča dan ođđasit. Jus it leat ožžon kvitterema, de fertet navdit ahte ii mihkkege leat sáddejuvvon.',
    lastPaNytt: 'Viečča siiddu ođđasit',
  },

  nett: {
    kobler: 'Oktavuohta ráhkaduvvo …',
    runder: 'Siidu ođasmahttojuvvo juohke 15. sekundda.',
    sist: (kl) => `Maŋimuš dii. ${kl}.`,
    na: 'Ođasmahte dál',
    frakoblet: 'Don it leat neahtas',
    frakobletTekst: 'Ii mihkkege sáhte sáddejuvvot ovdal go leat fas neahtas.',
    borte: 'Mii eat oaččo oktavuođa bálvalusain',
    borteTekst: 'Mii geahččalat ieža ođđasit.',
    ulagret: 'Maid leat čállán, lea dán láses. Atte dan leat rabas, de mii vurket dan go oktavuohta lea fas.',
    ring: 'Jus lea hoahppu, riŋge:',
    tilbake: 'Oktavuohta lea fas.',
    fanetittel: 'Portála',
    hentesIkke: 'Mii eat sáhte viežžat siiddu',
    hentesIkkeTekst: 'Dat ii leat jávkan, ja maid leat čállán, lea ain dán láses. Geahččal ođđasit go leat neahtas.',
  },

  kvittering: {
    fanetittel: 'Kvitteren',
    tittel: 'Du dieđáhus lea vurkejuvvon',
    ingress: (navn) =>
      `Dat lea giddejuvvon ${navn} mánáidsuodjalusbálvalussii. Sii eai leat vel duođaštan ahte dat lea sis. Sáhtát čuovvut dan dilálašvuođasiiddus.`,
    ingressBekreftet: (navn) => `Dat lea giddejuvvon ${navn} mánáidsuodjalusbálvalussii.`,
    referanse: 'Čujuhusnummir',
    referanseKort: (kort) => `Oanehaččat: ${kort}`,
    referanseHjelp: 'Vurke dan. Muital dan jus riŋget mánáidsuodjalusbálvalussii.',
    tid: 'Vurkejuvvon',
    mottaker: 'Vuostáiváldi',
    tjenesten: (navn) => `${navn} mánáidsuodjalusbálvalus`,
    status: 'Čuovo dieđáhusa',
    skrivUt: 'Deaddil kvitterema báhpirii',
    kalender: {
      tittel: 'Háliidat go muittuhusa?',
      tekst: (dato, hendelse) =>
        `Sáhtát vurket kaleandarfiilla beaivái ${dato}, 21 beaivvi maŋŋil go dieđihit. Das čuožžu «${hendelse}», ii ge mihkkege dan birra maid dat guoská. Muhto fiila báhcá rusttegii, ja earát sáhttet soaitit oaidnit du kaleandara. Guođe dan jus leat eahpesihkar.`,
      knapp: 'Viečča kaleandarfiilla',
      hendelse: 'Vuordde vástádusa',
    },
    kopiTittel: 'Du iežat kopiija',
    kopi: 'Viečča dieđáhusa (PDF)',
    kopiHjelp:
      'Kopiijas lea buot maid čállet. Dan sáhttá viežžat dušše nu guhká go leat sisaloggejuvvon dál. Ale vurke dan rusttegii maid earát geavahit.',
    kopiBorte: 'Kopiija sáhtii viežžat dušše dan sisaloggemis mas dieđáhus sáddejuvvui.',
    videreTittel: 'Mii dáhpáhuvvá dál?',
    videre: {
      PRIVAT: [
        {
          tittel: 'Mánáidsuodjalusbálvalus duođašta',
          tekst: 'Jus dat ii dáhpáhuva guovtti árgabeaivvi siste, de sáddejuvvo dieđáhus maiddái reivven. Dalle rahpá deaddilanfitnodat dan vai sáhttá deaddilit dan.',
        },
        {
          tittel: 'Sii árvvoštallet dieđáhusa vahku siste',
          tekst: 'Sii mearridit lea go sivva iskat mo mánás lea dilli.',
        },
        {
          tittel: 'Don oaččut reivve golmma vahku siste jus čállet iežat čujuhusa',
          tekst: 'Reive duođašta ahte sii leat ožžon dieđáhusa.',
        },
        {
          tittel: 'Sii sáhttet váldit oktavuođa duinna',
          tekst: 'Sis lea jávohisvuođageasku, ja danin it oaččo diehtit maid sii dahket viidáseappot.',
        },
      ],
      OFFENTLIG: [
        {
          tittel: 'Mánáidsuodjalusbálvalus duođašta',
          tekst: 'Jus dat ii dáhpáhuva guovtti árgabeaivvi siste, de sáddejuvvo dieđáhus maiddái reivven. Dalle rahpá deaddilanfitnodat dan vai sáhttá deaddilit dan.',
        },
        {
          tittel: 'Sii árvvoštallet dieđáhusa vahku siste',
          tekst: 'Sii mearridit lea go sivva iskat mo mánás lea dilli.',
        },
        {
          tittel: 'Don oaččut vástádusa golmma vahku siste',
          tekst: 'Sii duođaštit ahte leat ožžon dieđáhusa, ja muitalit leat go álggahan iskkadeami. Go dat lea gearggus, de oaččut diehtit dan.',
        },
        {
          tittel: 'It go leat gullan maidige 21 beaivvi maŋŋil?',
          tekst: 'Váldde oktavuođa mánáidsuodjalusbálvalusain, ja muital čujuhusnummira.',
        },
      ],
    },
    ferdig: 'Jus earát geavahit rusttega, de logge olggos go leat geargan.',
  },

  mine: {
    fanetittel: 'Bajilgovva',
    tittel: 'Mu fuolastuvvandieđáhusat',
    ingress: 'Dáppe oainnát gos du dieđáhusat leat. Maid čállet, lea giddejuvvon mánáidsuodjalusbálvalussii, ja ii čájehuvvo dáppe.',
    ingen: 'Don it leat sádden dieđáhusaid dáppe.',
    sendt: 'Sáddejuvvon',
    ny: 'Čále ođđa fuolastuvvandieđáhusa',
  },

  status: {
    fanetittel: 'Dilálašvuohta',
    tittel: 'Gos lea dieđáhus?',
    na: 'Dál',
    til: (navn) => `${navn} mánáidsuodjalusbálvalussii`,
    sendt: (tid) => `Vurkejuvvon ${tid}`,
    historikk: 'Mii lea dáhpáhuvvan',
    direkte: 'Siidu ođasmahttá iežas.',
    ikkeDirekte: 'Ii leat oktavuohta dál. Mii geahččalat ođđasit. Maid oainnát, sáhttá leat boaris.',
    ikkeFunnet: 'Mii eat gávnna dieđáhusa',
    ikkeFunnetTekst: 'Dat ii gávdno, dahje eará go don lea sádden dan.',
    kvittering: 'Geahča kvitterema',
    tilbake: 'Buot mu dieđáhusat',
  },

  statusord: statusordSe,

  ikkeFunnet: {
    tittel: 'Siidu ii gávdno',
    tekst: 'Čujuhus sáhttá leat čállojuvvon boastut, dahje siidu lea sirdojuvvon.',
  },
};
