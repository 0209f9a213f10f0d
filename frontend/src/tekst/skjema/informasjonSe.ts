import type { informasjonNb } from './informasjonNb';

/** The page before each form, in Northern Sámi. */
export const informasjonSe: typeof informasjonNb = {
  start: 'Álggat',
  startMed: 'Álggat vástádusaiguin nuppi skovis',
  startUten: 'Álggat guoros skoviin',
  startInnlogging: 'Logge sisa ja álggat',
  innlogging: 'Don logget sisa BankID:in dahje eará elektrovnnalaš ID:in.',
  PRIVAT: {
    tittel: 'Dieđihit priváhtaolmmožin',
    ingress: 'Don it dárbbaš leat sihkar. Mánáidsuodjalusbálvalusa bargu lea gávnnahit dárbbaša go mánná veahki.',
    deler: [
      {
        tittel: 'Ovdalgo álggát',
        punkter: [
          'Eatnašat mánáin geat ožžot veahki mánáidsuodjalusas, ožžot dan ruovttus.',
          'Don it dárbbaš diehtit buot. Čále dan maid leat oaidnán ja gullan.',
          'Skovvi ádjána sullii logi minuhta. Dat vurkejuvvo go čálát, krypterejuvvon, ja dušše don sáhtát viežžat dan ovdan dáppe. Sáhtát bisánit gaskan.',
        ],
      },
      {
        tittel: 'Mii dáhpáhuvvá maŋŋil?',
        punkter: [
          'Mánáidsuodjalusbálvalus árvvoštallá dieđáhusa vahku siste.',
          'Jus čálát iežat čujuhusa, de oaččut golmma vahku siste reivve mii muitala ahte sii leat ožžon dan.',
          'Sii sáhttet váldit oktavuođa duinna. Sis lea jávohisvuođageasku, ja danin it oaččo diehtit maid sii dahket viidáseappot.',
        ],
      },
    ],
    anonymTittel: 'Sáhtán go leat anonyma?',
    anonymIngress: 'Sáhttá dieđihit golmma láhkai:',
    anonym: [
      { tittel: 'Rabas', tekst: 'Mánáidsuodjalusbálvalus diehtá gii don leat, ja bearaš sáhttá oažžut diehtit dan.' },
      {
        tittel: 'Mánáidsuodjalusbálvalus diehtá, muhto bearaš ii dieđe',
        tekst:
          'Don sáhtát bivdit dan skovis. Mánáidsuodjalusbálvalus váldá vuhtii dan nu guhkás go sáhttá, muhto ii sáhte lohpidit dan, ovdamearkka dihtii jus ášši boahtá diggái.',
      },
      {
        tittel: 'Áibbas anonyma',
        tekst:
          'De it sáhte geavahit dán skovi, danin go fertet logget sisa. Riŋge gieldda mánáidsuodjalusbálvalussii, dahje sádde reivve sáddejeaddji nama haga. Sii eai sáhte vástidit dutnje.',
      },
    ],
    foreldreTittel: 'Berren go mun muitalit bearrašii vuos?',
    foreldre:
      'Dan mearridat ieš. Jus balat ahte mánná dahje muhtun eará gillá veahkaválddi dahje illasteami, de it galgga dadjat maidige bearrašii vuos.',
  },
  OFFENTLIG: {
    tittel: 'Dieđihit almmolaš bargin dahje fágaolmmožin',
    ingress: 'Dutnje guhte leat ožžon diehtit juoidá barggus, ja geas lea dieđihangeasku mánáidsuodjalussii.',
    deler: [
      {
        tittel: 'Geas lea dieđihangeasku?',
        punkter: [
          'Buohkain geat barget almmolaš suorggis, dahje dahket bargguid almmolašvuođa ovddas.',
          'Fágaolbmuin geain lea lága mielde jávohisvuođageasku, ovdamearkka dihtii doaktáriin, psykologain, buohccidivššáriin, čeahpein ja bátnedoaktáriin.',
          'Geasku lea du iežat, dat manná jávohisvuođageaskku ovdalii, ja don galggat dieđihit ákkaheamet maŋideami haga.',
          'Don it sáhte dieđihit priváhtaolmmožin dan maid leat ožžon diehtit barggus.',
        ],
      },
      {
        tittel: 'Goas galggat dieđihit?',
        punkter: [
          'Go dus lea sivva jáhkkit ahte mánná illastuvvo, dahje ahte mánás leat duođalaš váilivuođat fuolahusas dahje eará duođalaš fuolahusváilevašvuohta.',
          'Go mánás lea heaggavárálaš dahje duođalaš dávda dahje vahát ja ii oaččo veahki.',
          'Go mánná geas leat hedjonan doaibmannávccat dahje erenoamáš dárbbut, ii oaččo divššu dahje oahpahusa.',
          'Go mánás leat duođalaš láhttenváttisvuođat.',
          'Go mánná ávkkástallojuvvo dahje sáhttá ávkkástallojuvvot olmmošgávppašeapmái.',
        ],
      },
      {
        tittel: 'Atte dáid leat gárvásin',
        punkter: [
          'Bargosaji organisašuvdnanummir ja čujuhus.',
          'Máná namma, čujuhus ja riegádannummir, nu guhkás go dieđát.',
          'Ovddasteddjiid namat ja telefonnummirat.',
          'Man dihtii leat fuolas, maid lehpet geahččalan, ja geat earát dovdet bearraša.',
          'Skovvi vurkejuvvo go čálát, krypterejuvvon, ja dušše don sáhtát viežžat dan ovdan dáppe. Sáhtát bisánit gaskan.',
        ],
      },
      {
        tittel: 'Mii dáhpáhuvvá maŋŋil?',
        punkter: [
          'Mánáidsuodjalusbálvalus árvvoštallá dieđáhusa vahku siste.',
          'Golmma vahku siste oaččut vástádusa ahte sii leat ožžon dan, ja leat go álggahan iskkadeami.',
          'Jus it leat gullan maidige 21 beaivvi maŋŋil, de váldde oktavuođa singuin.',
        ],
      },
    ],
    anonymTittel: 'Sáhtán go leat anonyma?',
    anonymIngress: 'It. Son guhte dieđiha barggus geažil, ii sáhte leat anonyma. Dát leat dat golbma vuogi dieđihit:',
    anonym: [
      { tittel: 'Rabas', tekst: 'Ná dieđihit buohkat geat leat ožžon diehtit dan barggus.' },
      { tittel: 'Mánáidsuodjalusbálvalus diehtá, muhto bearaš ii dieđe', tekst: 'Dušše priváhtaolbmuide.' },
      { tittel: 'Áibbas anonyma', tekst: 'Dušše priváhtaolbmuide, telefovnnas dahje reivves.' },
    ],
    foreldreTittel: 'Galggan go mun dieđihit váhnemiidda?',
    foreldre:
      'Juo, dábálaččat. Muhto jus lea eahpádus veahkaválddi dahje seksuála illasteami birra, de it galgga dieđihit váhnemiidda vuos. Dat sáhttá bidjat máná váras, ja dat sáhttá billistit politiija barggu. Jus it leat sihkar, de riŋge mánáidsuodjalusbálvalussii dahje politiijai ja jeara.',
  },
};
