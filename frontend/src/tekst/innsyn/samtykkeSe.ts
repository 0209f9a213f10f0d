import type { Samtykketekster } from './samtykkeNb';

/** What a person reads when she is asked to consent, in Northern Sámi. */
export const samtykkeSe: Samtykketekster = {
  fanetittel: 'Miehtan',
  overskrift: (navn) => `Dus jerrojuvvo miehtan: ${navn}`,
  overskriftSvart: (navn) => `Miehtan: ${navn}`,
  fra: (kommune) => `Sáddejeaddji: ${kommune} mánáidsuodjalusbálvalus`,
  tilbake: 'Buot áššit',
  ikkeFunnet: 'Miehtan ii gávdno, dahje dat ii čájehuvvo dutnje. Jus háliidat diehtit manne, de sáhtát riŋget gieldda mánáidsuodjalusbálvalussii.',

  les: 'Loga dán vuos',
  lesIgjen: 'Maid dus jerre',
  ingenDokument:
    'Dokumeanta ii leat vel biddjojuvvon deike. Bivdde mánáidsuodjalusbálvalusas beassat lohkat dan ovdalgo vástidat. Dus lea vuoigatvuohta diehtit masa dajat juo dahje ii.',
  spurt: 'Maid dus jerret',
  spurtTekst: (navn) => `Mánáidsuodjalusbálvalus jearrá miehtat go don dása: ${navn}.`,
  andre: 'Geain earáin jerre',
  ingenAndre: 'Eai leat jearran earáin. Leat dušše don.',
  andreTekst: 'Dii vástidehpet sierra. Don it oainne dáppe maid sii vástidit, ja sii eai oainne maid don vástidat.',
  frist: 'Vástidanmearri',
  dager: (antall, dag) => (antall === 1 ? `1 beaivi vel, maŋimuš beaivi ${dag}` : `${antall} beaivvi vel, maŋimuš beaivi ${dag}`),
  iDag: (dag) => `Otne, ${dag}, lea maŋimuš beaivi`,
  ute: (dag) => `Áigemearri nogai ${dag}`,
  gjelder: 'Man guhká dat lea fámus',
  gjelderTil: (dag) => `Miehtan lea fámus dán beaivvi rádjai: ${dag}. Sáhtát geassit dan ruovttoluotta ovdal.`,
  gjelderUtenSlutt: 'Miehtamis ii leat loahppabeaivi. Dat lea fámus dassážii go geasát dan ruovttoluotta, dahje go mánáidsuodjalusbálvalus loahpaha dan.',

  folger: 'Mii dáhpáhuvvá go vástidat',
  jaTittel: 'Jus dajat juo',
  ja: 'Mánáidsuodjalusbálvalus oažžu dieđu dakkaviđe. Sii sáhttet dahkat dan mii lea čállojuvvon dokumeanttas. Sáhtát geassit miehtama ruovttoluotta goas háliidat, maiddái áigemeari maŋŋil.',
  neiTittel: 'Jus dajat ii',
  nei: 'Mánáidsuodjalusbálvalus oažžu dieđu dakkaviđe. It dárbbaš muitalit manne. Sii eai sáhte geavahit miehtama maid it leat addán.',
  ikkeSvarTittel: 'Jus it vástit',
  ikkeSvar: 'De it leat dadjan juo. Áigemeari maŋŋil it sáhte vástidit dáppe, muhto sáhtát váldit oktavuođa mánáidsuodjalusbálvalusain.',
  trekkTittel: 'Jus geasát miehtama ruovttoluotta',
  trekk: 'Miehtan ii leat šat fámus dan rájes go geasát dan ruovttoluotta. Mii juo lea dahkkojuvvon, ii rievdaduvvo. It dárbbaš muitalit manne.',
  sporsmal: 'It go leat sihkar? Riŋge mánáidsuodjalusbálvalussii ja jeara ovdalgo vástidat. Sáhtát maiddái hállat muhtumiin geasa luohtát, dahje advokáhtain.',

  svaret: 'Du vástádus',
  knapp: { GI: 'Juo, mun mieđan', AVSLA: 'In, mun in miehtat', TREKK: 'Geasse miehtama ruovttoluotta' },
  sjekk: {
    GI: { tittel: 'Dajat go juo?', tekst: (navn) => `Don dajat juo dása: ${navn}.`, knapp: 'Daja juo' },
    AVSLA: { tittel: 'Dajat go ii?', tekst: (navn) => `Don dajat ii dása: ${navn}.`, knapp: 'Daja ii' },
    TREKK: { tittel: 'Geasát go miehtama ruovttoluotta?', tekst: (navn) => `Don geasát miehtama ruovttoluotta: ${navn}.`, knapp: 'Geasse ruovttoluotta' },
  },
  ombestemmer:
    'Jus rievdadat oaiviliid maŋŋil, de fertet váldit oktavuođa mánáidsuodjalusbálvalusain. It sáhte dáppe rievdadit ii-vástádusa dahje miehtama maid leat geassán ruovttoluotta.',
  ikkeNa: 'Mana ruovttoluotta vástitkeahttá',
  ikkeTrekk: 'Mana ruovttoluotta geasekeahttá dan',
  sender: 'Sáddemin vástádusa …',

  kvittering: {
    GI: { tittel: 'Don leat dadjan juo', tekst: 'Vástádus lea vurkejuvvon, ja mánáidsuodjalusbálvalus sáhttá oaidnit dan dál. Sáhtát geassit miehtama ruovttoluotta dáppe goas háliidat.' },
    AVSLA: { tittel: 'Don leat dadjan ii', tekst: 'Vástádus lea vurkejuvvon, ja mánáidsuodjalusbálvalus sáhttá oaidnit dan dál.' },
    TREKK: { tittel: 'Don leat geassán miehtama ruovttoluotta', tekst: 'Dat lea vurkejuvvon, ja mánáidsuodjalusbálvalus sáhttá oaidnit dan dál. Miehtan ii leat šat fámus.' },
  },

  status: {
    VENTER_PAA_SVAR: { tittel: 'Vuordá du vástádusa', tekst: 'Don mearridat ieš dajat go juo dahje ii.' },
    SAMTYKKET: { tittel: 'Don leat dadjan juo', tekst: 'Miehtan lea fámus dál. Sáhtát geassit dan ruovttoluotta goas háliidat.' },
    IKKE_SAMTYKKET: { tittel: 'Don leat dadjan ii', tekst: 'Mánáidsuodjalusbálvalus lea ožžon vástádusa. Jus rievdadat oaiviliid, de fertet váldit oktavuođa singuin.' },
    TRUKKET: { tittel: 'Don leat geassán miehtama ruovttoluotta', tekst: 'Dat ii leat šat fámus. Jus rievdadat oaiviliid, de fertet váldit oktavuođa mánáidsuodjalusbálvalusain.' },
    SVARFRIST_PASSERT: { tittel: 'Vástidanmearri lea nohkan', tekst: 'Don it leat vástidan, itge leat dadjan juo. Jus dattetge háliidat vástidit, de fertet váldit oktavuođa mánáidsuodjalusbálvalusain.' },
    UTLOPT: { tittel: 'Miehtan ii leat šat fámus', tekst: 'Maŋimuš beaivi goas dat lei fámus, lea meaddel. It dárbbaš dahkat maidige.' },
  },
  invalidert: { tittel: 'Mánáidsuodjalusbálvalus lea loahpahan miehtama', tekst: (dag) => `Dat loahpahuvvui ${dag}. Dat ii leat fámus, ja don it dárbbaš dahkat maidige.` },
  sagtJaFor: 'Don ledjet dadjan juo. Sáhtát ain geassit dan ruovttoluotta, vai dat ii sáhte fas šaddat fápmui.',
  ukjentStatus: { tittel: 'Miehtan', tekst: 'Mii eat sáhte čájehit makkár dilis dat lea. Riŋge mánáidsuodjalusbálvalussii.' },
  svarDato: (dag) => `Vástádus addojuvvui ${dag}.`,

  hindring: {
    ULOVLIG_OVERGANG: 'Vástádus ii rievdaduvvon. Lei juo vástiduvvon eará láhkai, soaitá eará láses. Ná dat lea dál:',
    SVARFRIST_PASSERT: 'Vástádus ii vurkejuvvon. Áigemearri nogai ovdalgo vástidit. Váldde oktavuođa mánáidsuodjalusbálvalusain jus dattetge háliidat vástidit.',
    UTLOPT: 'Vástádus ii vurkejuvvon. Miehtan ii leat šat fámus.',
    INVALIDERT: 'Vástádus ii vurkejuvvon. Mánáidsuodjalusbálvalus lea loahpahan miehtama.',
    ENDRET: 'Vástádus ii vurkejuvvon. Maid dus jerret, lea rievdaduvvon dan botta go lohket. Loga dan ođđasit ovdalgo vástidat.',
  },
  ukjentHindring: 'Vástádus ii vurkejuvvon. Viečča siiddu ođđasit ja geahča makkár dilis dat lea.',
  utenSvarTittel: 'Mii eat dieđe joavddai go vástádus',
  utenSvar: 'Oktavuohta boatkanii. Geahččal ođđasit. Jus sáddet seamma vástádusa guktii, de dat lohkkojuvvo oktan.',
  ikkeLagretTittel: 'Vástádus ii vurkejuvvon',
  ikkeLagret: 'Juoga manai boastut min luhtte. Geahččal ođđasit moatti minuhta geahčen, dahje riŋge mánáidsuodjalusbálvalussii.',

  historikk: 'Mii lea dáhpáhuvvan',
  hendelse: {
    OPPRETTET: 'Mánáidsuodjalusbálvalus jearai',
    AKSEPTERT_AV_PART: 'Don dadjet juo',
    AVSLAATT_AV_PART: 'Don dadjet ii',
    OPPDATERT_PAA_VEGNE_AV_PART: 'Mánáidsuodjalusbálvalus čálii vástádusa du ovddas',
    REDIGERT: 'Mánáidsuodjalusbálvalus rievdadii beivviid, dahje gii oaidná dan',
    SATT_UTGAATT_AV_BEHANDLER: 'Mánáidsuodjalusbálvalus loahpahii miehtama',
  },
  hendelseTrukket: 'Don gesset miehtama ruovttoluotta',
  paVegne: { VENTER_PAA_SVAR: 'vuordá vástádusa', SAMTYKKET: 'juo', IKKE_SAMTYKKET: 'ii', TRUKKET: 'gessojuvvon ruovttoluotta' },
  ukjentHendelse: 'Juoga rievdaduvvui',
  endret: 'Miehtan lea rievdaduvvon. Siidu čájeha makkár dilis dat lea dál.',

  paPost: 'Dus jerrojuvvo miehtan',
  paPostSvart: 'Dát dokumeanta gullá miehtamii',
  tilSvar: 'Loga ja vástit',
  tilSamtykket: 'Geahča miehtama',
};
