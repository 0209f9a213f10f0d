import type { Del, Tryggtekster } from './nb';

const del = (tittel: string, avsnitt: readonly string[], punkter: readonly string[] = []): Del => ({ tittel, avsnitt, punkter });

/** Northern Sámi. Not reviewed, as all of it; see tekst/se.ts. */
export const se: Tryggtekster = {
  haster: {
    fanetittel: 'Telefonnummirat',
    tittel: 'Jus lea hoahppu',
    ingress: 'Maid don sáddet dáppe, ii lohkkojuvvo birra jándora. Jus mánná dárbbaša veahki dál, de fertet riŋget.',
    numre: 'Riŋge',
    deler: [
      del('Mánáidsuodjalusvákta', ['Eatnaš gielddain lea mánáidsuodjalusvákta eahkediid, ihkku ja vahkkoloahpaid. Don sáhtát jearrat ráđi das, maiddái jus it leat sihkar.']),
      del('Dan botta go vuorddát', [], [
        'Jus lea váras olbmo heagga dahje dearvvašvuohta, de riŋge vuos 112. Sáhtát riŋget vaikko it dieđe maid galggat dadjat.',
        'Muital gos don leat, gos mánná lea, ja maid oainnát ja gulat.',
        'Don it dárbbaš leat sihkar. Sii geat vástidit, veahkehit du árvvoštallat.',
        'Ale bija iežat váras dillái.',
      ]),
      del('Leat go ieš mánná dahje nuorra?', [
        'Alárbmatelefovdna mánáide ja nuoraide lea dutnje. Dat ii mávsse maidige, sáhtát riŋget birra jándora, ja it dárbbaš muitalit iežat nama.',
      ]),
    ],
    vaktLenke: 'Gávnna mánáidsuodjalusvávtta: barnevernvakten.no',
    fraUtlandet: '112 doaibmá miehtá Eurohpá, muhto dat manná heahteguovddážii doppe gos don leat. Eará nummirat doibmet dušše Norggas. Olgoriikkas olahat Alárbmatelefovnna dáppe: +47 95 41 17 55.',
  },

  anonym: {
    fanetittel: 'Ovdalgo válljet',
    tittel: 'Sáhtán go leat anonyma?',
    ingress: 'Sáhttá dieđihit golmma láhkai. Loga daid birra ovdalgo logget sisa, vai sáhtát válljet.',
    nivaTittel: 'Golbma vuogi',
    niva: [
      {
        tittel: 'Rabas',
        tekst: 'Mánáidsuodjalusbálvalus diehtá gii don leat, ja bearaš sáhttá oažžut diehtit dan. Ná dieđihit buohkat geat leat ožžon diehtit juoidá barggus: Sii eai sáhte leat anonyma.',
      },
      {
        tittel: 'Mánáidsuodjalusbálvalus diehtá, muhto bearaš ii dieđe',
        tekst:
          'Don logget sisa dáppe ja merket «Allet muital bearrašii ahte mun lean dieđihan». Dat lea dalle bajimusas dieđáhusas, nu ahte son guhte lohká, oaidná dan vuos. Dát lea dušše priváhtaolbmuide.',
      },
      {
        tittel: 'Áibbas anonyma',
        tekst:
          'De it sáhte geavahit skovi dáppe, danin go fertet logget sisa. Riŋge mánáidsuodjalusbálvalussii, dahje sádde reivve nama ja sáddejeaddji haga. Sii eai sáhte vástidit dutnje, ja sii eai sáhte jearrat dus eanet.',
      },
    ],
    grenserTittel: 'Maid «allet muital bearrašii» sáhttá lohpidit',
    grenser: [
      'Mánáidsuodjalusbálvalus oažžu diehtit du nama. Dan ii sáhte čiehkat sis go dieđihat dáppe.',
      'Sii vuhtii váldet du sávaldaga nu guhkás go sáhttet, muhto eai sáhte lohpidit dan. Bearrašis sáhttá leat vuoigatvuohta diehtit dan, ovdamearkka dihtii jus ášši boahtá diggái.',
      'Bearaš sáhttá árvidit. Jus čálát dan birra maid dušše don leat oaidnán, de sáhttet sii áddet gii lea dieđihan.',
      'Du kopiijas dieđáhusas lea du namma. Ale guođe dan dakkár sadjái gos earát sáhttet gávdnat dan.',
    ],
    utenTittel: 'Dieđihit telefovnnas',
    uten: [
      'Riŋge gildii ja jeara mánáidsuodjalusbálvalusa. Sáhtát dieđihit, dahje dušše jearrat ráđi, muitalkeahttá gii don leat dahje gii mánná lea.',
      'Jus riŋget iežat telefovnnas, de sáhttá du nummir čájehuvvot. Sáhtát čiehkat dan telefovnna ásahusain.',
      'Telefovnna riŋgenlisttus sáhttá oaidnit ahte leat riŋgen. Sihko dan jus earát gehččet du telefovnna.',
    ],
    brevTittel: 'Dieđihit reivves',
    brev: [
      'Vállje gieldda gos mánná ássá, ja deaddil guoros skovi báhpirii. Don deavddát dan gieđain. It dárbbaš logget sisa, ja mii eat oaččo diehtit maid čálát.',
      'Jus háliidat leat anonyma, ale čále nama, čujuhusa dahje maidige mii čájeha gii don leat, ii reivii iige konvoluhttii.',
      'Reive ádjána moadde beaivvi ovdalgo joavdá. Jus lea hoahppu, de fertet riŋget.',
    ],
    blankettKnapp: 'Deaddil guoros skovi báhpirii',
    innloggetTittel: 'Dieđihit namain',
    innlogget: 'De logget sisa BankID:in dahje eará elektrovnnalaš ID:in. Don oaččut kvitterema, ja sáhtát oaidnit lea go mánáidsuodjalusbálvalus duođaštan ahte dieđáhus lea sis.',
    innloggetKnapp: 'Loga eanet ja álggat',
  },

  blankett: {
    fanetittel: 'Skovvi báhpirii',
    tittel: 'Guoros skovvi maid sáhtát deaddilit báhpirii',
    ingress: 'Vállje gieldda gos mánná ássá, de boahtá čujuhus skovvái. Don deavddát dan gieđain ja sáddet poasttas.',
    skrivUt: 'Deaddil báhpirii',
    utskriftTips: 'Jaddat «bajit- ja vuolitteavstta» go deaddilat báhpirii, de ii leat neahttačujuhus árkkas. Oktasaš čáliheaddjis sáhttá deaddileapmi báhcit listui.',
    hentFeilet: 'Mii eat sáhte viežžat gielddaid listtu. Sáhtát deaddilit skovi čujuhusa haga ja čállit dan ieš.',
    apent: 'Ná olahat mánáidsuodjalusbálvalusa',
    ark: {
      tittel: 'Fuolastuvvandieđáhus mánáidsuodjalusbálvalussii (bekymringsmelding)',
      til: 'Geasa',
      taushet: 'Sisttisdoallá dieđuid mat leat luohtehahttit. Dušše mánáidsuodjalusbálvalus galgá rahpat.',
      // The address is for the post office.
      adressePlass: (navn) => ['Barnevernstjenesten', `${navn} kommune`],
      adresseTom: ['Barnevernstjenesten', '____________________ kommune'],
      anonym: 'Jus háliidat leat anonyma, de guođe «Du birra» guorusin. Čále maid dieđát. Ii leat bákku deavdit maidige dás.',
      felt: [
        { tittel: 'Mánná', sporsmal: ['Namma, dahje manin máná gohčodit', 'Ahki dahje riegádanbeaivi', 'Čujuhus, dahje gos máná sáhttá gávdnat'], linjer: 1 },
        { tittel: 'Váhnemat dahje eará ovddasteaddjit', sporsmal: ['Namma', 'Telefovdna'], linjer: 1 },
        { tittel: 'Lea go mánná váras dál?', sporsmal: ['Riŋge 112 jus lea heaggavárra. Mii lea várra?'], linjer: 2 },
        { tittel: 'Man dihtii leat fuolas?', sporsmal: ['Maid leat oaidnán ja gullan? Goas, ja man dávjá? Maid lea mánná ieš dadjan?'], linjer: 11 },
        { tittel: 'Eará maid mánáidsuodjalusbálvalus berre diehtit', sporsmal: ['Ovdamearkka dihtii giella, oappát ja vieljat, dahje geat earát dovdet bearraša'], linjer: 3 },
        { tittel: 'Du birra (eaktodáhtolaš)', sporsmal: ['Namma', 'Telefovdna', 'Čujuhus, jus háliidat reivve mii muitala ahte sii leat ožžon dieđáhusa', 'Mo dovddat máná'], linjer: 1 },
      ],
      skjul: 'Allet muital bearrašii ahte mun lean dieđihan',
      dato: 'Beaivi',
    },
  },

  delt: {
    fanetittel: 'Rusttega birra',
    tittel: 'Lea go rusttet oadjebas?',
    ingress: 'Sáhttá go muhtun gean balat, geahččat du telefovnna dahje dihtora? De berret lohkat dán ovdalgo čálát maidige.',
    deler: [
      del('Ná guođát siiddu johtilit', [
        'Deaddil boalu «Guođe siiddu jođánit» bajimusas, dahje deaddil Shift golbma geardde maŋŋálaga. Dat doaibmá buot siidduin dáppe, maiddái go neahtta lea jávkan.',
      ], [
        'Siidu guorrana dakkaviđe, ja don boađát dábálaš neahttasiidui. Jus dus leat eanet lásit rahpasat dáppe, de guđđojuvvojit maiddái dat, ja dokumeanttat mat leat rahppojuvvon dain, giddejuvvojit.',
        'Don loggejuvvot olggos. Jus neahtta váilu, de loggejuvvot olggos dakkaviđe go oktage fas rahpá dán neahttasiiddu.',
        'Jus oktage deaddila «ruovttoluotta» boahtte guovtti diimmus, de ii boađe deike, muhto dan seamma dábálaš neahttasiidui. Maŋŋil, dahje go oktage lea fas rahpan dán neahttasiiddu, sáhttá «ruovttoluotta» buktit deike. Dat maid čállet, ii čájehuvvo almmá sisaloggema haga.',
        'Son guhte háliida sisa maŋŋil, ferte logget sisa ođđasit.',
      ]),
      del('Maid boallu ii sáhte', [], [
        'Dat ii sihko neahttalohkki historjjá. Dán siiddu čujuhus lea ain doppe.',
        'Dat ii gidde dokumeantta jus dat láse mas rahpet dan, lea maŋŋel giddejuvvon dahje vižžojuvvon ođđasit. Gidde dan láse ieš.',
        'Dat ii sihko fiillaid maid leat viežžan, iige dan maid leat deaddilan báhpirii.',
        'Dat ii veahket jus muhtun lea bidjan rusttegii prográmma mii čuovvu šearpma dahje dan maid čálát.',
        'Maid čállet maŋimuš sekunddaid, dahje go neahtta lei jávkan, ii leat vissa vurkejuvvon.',
      ]),
      del('Du álgočálus báhcá', [
        'Jus guođát siiddu go leat čállimin, de lea álgočálus krypterejuvvon min luhtte dan beaivái mii lea čállon dan báldii. Dušše don sáhtát viežžat dan ovdan dáppe, go logget sisa. Sáhtát ieš sihkkut dan: «Sihko álgočálusa».',
      ]),
      del('Maid rusttet muitá', [
        'Mii eat vurke rusttegii maidige das maid čálát, ja bivdit neahttalohkki leat evttotkeahttá dan maŋŋil. Fárrosa namma ja unna govaš doppe eai muital man birra siidu lea. Jus guođát siiddu jođánit, de guođđit mii mearkka gitta guovtti diimmu rádjai. Dat muitala dušše ahte muhtun lea vuolgán.',
        'Jus it hálit ahte neahttalohkki historjá čájeha ahte leat leamaš dáppe, de sáhtát dahkat ná:',
      ], [
        'Geavat priváhta láse (maiddái: inkognito). Gidde dan go leat geargan.',
        'Dahje sihko galledeami historjjás maŋŋil: Raba historjjá neahttalohkkis, gávnna linnjá ja sihko dušše dan. Áibbas guoros historjá sáhttá orrut imaš sutnje guhte ohcá.',
        'Geahča viežžanmáhpa jus leat viežžan juoidá.',
      ]),
      del('Jus it leat sihkar, geavat eará', [
        'Jus jáhkát ahte muhtun čuovvu rusttega, de geavat baicce telefovnna maid dieđát leat oadjebasa, ovdamearkka dihtii barggus, skuvllas, girjerádjosis dahje muhtun luhtte geasa luohtát. Sáhtát maiddái riŋget.',
      ]),
    ],
  },

  personvern: {
    fanetittel: 'Persovdnasuodjalus',
    tittel: 'Persovdnasuodjalanjulggaštus',
    ingress: 'Dáppe lea čállon maid mii dahkat dieđuiguin du birra ja sin birra geaid birra don čálát.',
    deler: [
      del('Geas lea ovddasvástádus?', [
        'Gielda masa don sáddet, lea dieđuid gieđahallanovddasvástideaddji, danin go mánáidsuodjalusbálvalus galgá gieđahallat dieđáhusaid mánáidsuodjaluslága mielde. Son guhte jođiha portála, lea gieldda diehtogieđahalli ja ii sáhte geavahit dieđuid masage eará.',
        'Jus dus leat gažaldagat, de sáhtát váldit oktavuođa gielddain dahje gieldda persovdnasuodjalanáittardeddjiin.',
      ]),
      del('Maid don čálát', [], [
        'Dan botta go čálát, lea álgočálus krypterejuvvon min luhtte. Dat sihkkojuvvo go sáddet, go ieš sihkut dan, dahje dan beaivvi mii lea čállon dan báldii. Dat ii leat goassege guhkit go čieža beaivvi maŋimuš vurkema rájes.',
        'Go don sáddet, de giddejuvvo dieđáhus mánáidsuodjalusbálvalussii dakkaviđe. Du iežat kopiija sáhttá rahpat dušše nu guhká go leat sisaloggejuvvon, ja dat sihkkojuvvo maŋŋil.',
        'Jus mánáidsuodjalusbálvalusas ii leat sierra vuogádat mii váldá vuostá, de sii vižžet dieđáhusa dáppe. Dalle rahpá portála dan sidjiide, ja dat čállojuvvo loggii juohke háve.',
        'Jus ii oktage leat duođaštan guovtti árgabeaivvi siste, de sáddejuvvo dieđáhus reivven. Dalle rahpá deaddilanfitnodat dan vai sáhttá deaddilit dan.',
        'Giddejuvvon dieđáhus lea dáppe unnimusat 30 beaivvi, ja dassážii go lea duođaštuvvon ahte dat lea mánáidsuodjalusbálvalusas. Dan maŋŋil leat dušše áiggit ja nummirat báhcán.',
        'Jus dieđihat barggus ja vieččat bargosaji nama ja čujuhusa nummiriin, de mii jearrat Ovttadatregistaris. Sii ožžot nummira, eai diehtit gii don leat.',
      ]),
      del('Gii don leat', [
        'Go logget sisa, de oažžut mii du nama ja riegádannummira ID-portenis. Mánáidsuodjalusbálvalus oažžu nama dieđáhusain. Riegádannummir lea krypterejuvvon, ja geavahuvvo gávdnat dan mii lea du.',
        'Sisaloggen bistá eanemusat guokte diimmu, ja nohká 30 minuhta geahčen jus it daga maidige.',
      ]),
      del('Du ášši', [
        'Jus dus lea ášši mánáidsuodjalusas, de čájehit mii dan maid mánáidsuodjalusbálvalus lea mearridan ahte don oaččut oaidnit. Dieđut leat krypterejuvvon. Juohke háve go oktage rahpá juoidá du áššis, de čállojuvvo dat loggii, ja don sáhtát oaidnit logga.',
      ]),
      del('Diehtočoahkut ja čuovvun', [
        'Mii geavahit dušše daid diehtočoahkuid mat dárbbašuvvojit vai don leat sisaloggejuvvon, ja ovtta mearkka gitta guovtti diimmu rádjai jus guođát siiddu jođánit. Mii eat mihtit geat gallededje siiddu, eaige siiddut viečča maidige eará neahttasiidduin. Go logget sisa, de oažžu ID-porten diehtit ahte deike don logget sisa, ja goas. Min loggain eai leat namat, riegádannummirat eaige mihkkege das maid čálát.',
      ]),
      del('Du vuoigatvuođat', [
        'Sáhtát bivdit gieldda beassat oaidnit, divvut dahje sihkkut dieđuid iežat birra. Muhtun dieđuid ferte mánáidsuodjalusbálvalus dattetge vurket lága mielde. Jus oaivvildat ahte dieđut geavahuvvojit boastut, de sáhtát váidit Dáhtábearráigehččui.',
      ]),
    ],
    lenke: { tekst: 'Dáhtábearráigeahčču (Datatilsynet)', adresse: 'https://www.datatilsynet.no/' },
  },

  tilgjengelighet: {
    fanetittel: 'Olámuttovuohta',
    tittel: 'Olámuttojulggaštus',
    ingress: 'Buohkat galget sáhttit geavahit dán neahttasiiddu. Dáppe lea čállon maid leat dahkan, ja mii ii leat vel doarvái buorre.',
    deler: [
      del('Gáibádusat', ['Almmolaš neahttasiiddut galget čuovvut 48 gáibádusa WCAG 2.1:s, dásit A ja AA. Mii leat ráhkadan neahttasiiddu daid mielde.']),
      del('Ná leat mii geahččalan dan', [], [
        'Automáhtalaš geahččaleamit siidduin juohke háve go juoga rievdaduvvo.',
        'Geavaheapmi dušše boallobevddiin.',
        'Šearpmat gitta 320 pikselii, mii lea seamma go 400 proseantta stuorrudeapmi.',
        'Ii leat leamaš sorjjasmeahttun dárkkisteapmi, ja mii eat leat geahččalan dan ovttas olbmuiguin geat geavahit šearbmalohkki beaivválaččat.',
      ]),
      del('Mii ii leat doarvái buorre', [], [
        'Dieđáhusa kopiijas (PDF) váilot kodat mat dahket álkin lohkat dan šearbmalohkkiin. Seamma sisdoallu lea šearpmas ovdalgo sáddet.',
        'Neahttalohkki ii deavdde nama, telefovdnanummira ja čujuhusa du ovddas. Dat lea dáhtolaččat: Son guhte geavaha rusttega du maŋŋil, ii galgga oaidnit daid.',
        'Dokumeanttaid du áššis lea mánáidsuodjalusbálvalus ráhkadan. Mii čájehit daid nu mo dat leat.',
        'Jorgalusat maid ii leat fágaolmmoš dárkkistan, leat merkejuvvon.',
        'GraphiQL, doaimmahanreaidu maid dušše hálddašeaddjit geavahit, lea earáid ráhkadan ja ii leat árvvoštallojuvvon.',
      ]),
      del('Muital midjiide', [
        'Jus lea juoga maid it nagot dahkat, de sáhtát muitalit dan gildii gosa galggat dieđihit. Jus lea hoahppu máná dihtii, de riŋge baicce. Son guhte jođiha portála, almmuha formála julggaštusa neahttasiiddus uustatus.no. Tilsynet for universell utforming (universála hábmema bearráigeahčču) váldá vuostá váidagiid.',
      ]),
    ],
    lenke: { tekst: 'Universála hábmema bearráigeahčču (Tilsynet for universell utforming av ikt)', adresse: 'https://www.uutilsynet.no/' },
  },
};
