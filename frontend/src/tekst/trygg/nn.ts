import type { Del, Tryggtekster } from './nb';

const del = (tittel: string, avsnitt: readonly string[], punkter: readonly string[] = []): Del => ({ tittel, avsnitt, punkter });

/** Nynorsk. */
export const nn: Tryggtekster = {
  haster: {
    fanetittel: 'Telefonnummer',
    tittel: 'Dersom det hastar',
    ingress: 'Det du sender herifrå, blir ikkje lese døgnet rundt. Treng eit barn hjelp no, må du ringje.',
    numre: 'Ring',
    deler: [
      del('Barnevernvakta', ['Dei fleste kommunar har ei barnevernvakt om kvelden, om natta og i helgane. Du kan spørje ho om råd, òg om du er usikker.']),
      del('Medan du ventar', [], [
        'Er nokon i fare for liv eller helse, ring 112 først. Du kan ringje utan å vite kva du skal seie.',
        'Sei kvar du er, kvar barnet er, og kva du ser og høyrer.',
        'Du treng ikkje vere sikker. Dei som svarer, hjelper deg med å vurdere.',
        'Ikkje set deg sjølv i fare.',
      ]),
      del('Er du barn eller ungdom sjølv?', [
        'Alarmtelefonen for barn og unge er for deg. Det kostar ingenting, du kan ringje heile døgnet, og du treng ikkje seie kva du heiter.',
      ]),
    ],
    vaktLenke: 'Finn barnevernvakta på barnevernvakten.no',
    fraUtlandet: '112 verkar i heile Europa, men går til naudsentralen der du er. Dei andre nummera verkar berre i Noreg. Frå utlandet når du Alarmtelefonen på +47 95 41 17 55.',
  },

  anonym: {
    fanetittel: 'Før du vel',
    tittel: 'Kan eg vere anonym?',
    ingress: 'Det er tre måtar å melde frå på. Les om dei før du loggar inn, så du kan velje.',
    nivaTittel: 'Tre måtar',
    niva: [
      {
        tittel: 'Ope',
        tekst: 'Barnevernstenesta veit kven du er, og familien kan få vite det. Slik melder alle som har fått vite noko i jobben: Dei kan ikkje vere anonyme.',
      },
      {
        tittel: 'Kjent for barnevernstenesta, men ikkje for familien',
        tekst:
          'Du loggar inn her og kryssar av for «Ikkje sei til familien at det er eg som har meldt». Det står då øvst i meldinga, så den som les, ser det først. Dette er berre for privatpersonar.',
      },
      {
        tittel: 'Heilt anonymt',
        tekst:
          'Då kan du ikkje bruke skjemaet her, for du må logge inn. Ring barnevernstenesta, eller send eit brev utan namn og avsendar. Dei kan ikkje svare deg, og dei kan ikkje spørje deg om meir.',
      },
    ],
    grenserTittel: 'Kva «ikkje sei det til familien» kan love',
    grenser: [
      'Barnevernstenesta får vite kva du heiter. Det går ikkje an å skjule det for dei når du melder herifrå.',
      'Dei tek omsyn til ønsket ditt så langt dei kan, men dei kan ikkje love det. Familien kan ha rett til å få vite det, til dømes dersom saka kjem for retten.',
      'Familien kan gjette. Skriv du om noko berre du har sett, kan dei forstå kven som har meldt.',
      'Kopien din av meldinga har namnet ditt. Ikkje legg han der andre kan finne han.',
    ],
    utenTittel: 'Melde frå på telefon',
    uten: [
      'Ring kommunen og spør etter barnevernstenesta. Du kan seie frå, eller berre spørje om råd, utan å seie kven du er eller kven barnet er.',
      'Ringjer du frå eigen telefon, kan nummeret ditt visast. Du kan skjule det i innstillingane på telefonen.',
      'Samtalen kan stå i telefonen si liste over anrop. Slett han om andre ser på telefonen din.',
    ],
    brevTittel: 'Melde frå i brev',
    brev: [
      'Vel kommunen barnet bur i, og skriv ut eit blankt skjema. Du fyller det ut for hand. Du treng ikkje logge inn, og vi får ikkje vite kva du skriv.',
      'Vil du vere anonym, skriv ikkje namn, adresse eller noko som viser kven du er, verken i brevet eller på konvolutten.',
      'Eit brev bruker nokre dagar på å kome fram. Hastar det, må du ringje.',
    ],
    blankettKnapp: 'Skriv ut eit blankt skjema',
    innloggetTittel: 'Melde frå med namn',
    innlogget: 'Då loggar du inn med BankID eller ein annan elektronisk ID. Du får kvittering, og du kan sjå om barnevernstenesta har stadfesta at dei har meldinga.',
    innloggetKnapp: 'Les meir og start',
  },

  blankett: {
    fanetittel: 'Skjema til utskrift',
    tittel: 'Blankt skjema til å skrive ut',
    ingress: 'Vel kommunen barnet bur i, så kjem adressa på skjemaet. Du fyller det ut for hand og sender det i posten.',
    skrivUt: 'Skriv ut',
    utskriftTips: 'Slå av «topptekst og botntekst» når du skriv ut, så står ikkje nettadressa på arket. På ein delt skrivar kan utskrifta liggje att i ei liste.',
    hentFeilet: 'Vi får ikkje henta lista over kommunar. Du kan skrive ut skjemaet utan adresse og skrive ho sjølv.',
    apent: 'Slik når du barnevernstenesta',
    ark: {
      tittel: 'Bekymringsmelding til barnevernstenesta',
      til: 'Til',
      taushet: 'Inneheld opplysningar som skal behandlast fortruleg. Skal opnast berre av barnevernstenesta.',
      adressePlass: (navn) => ['Barnevernstenesta', `${navn} kommune`],
      adresseTom: ['Barnevernstenesta', '____________________ kommune'],
      anonym: 'Vil du vere anonym, skal felta «Om deg» stå tomme. Skriv det du veit. Ingenting av dette må fyllast ut.',
      felt: [
        { tittel: 'Barnet', sporsmal: ['Namn, eller det barnet blir kalla', 'Alder eller fødselsdato', 'Adresse, eller kvar barnet kan finnast'], linjer: 1 },
        { tittel: 'Foreldre eller andre føresette', sporsmal: ['Namn', 'Telefon'], linjer: 1 },
        { tittel: 'Er barnet i fare no?', sporsmal: ['Ring 112 dersom det er fare for liv. Kva er faren?'], linjer: 2 },
        { tittel: 'Kva er du uroleg for?', sporsmal: ['Kva har du sett og høyrt? Når, og kor ofte? Kva har barnet sjølv sagt?'], linjer: 11 },
        { tittel: 'Noko anna barnevernstenesta bør vite', sporsmal: ['Til dømes språk, sysken, eller kven andre som kjenner familien'], linjer: 3 },
        { tittel: 'Om deg (frivillig)', sporsmal: ['Namn', 'Telefon', 'Adresse, dersom du vil ha brev om at dei har fått meldinga', 'Korleis du kjenner barnet'], linjer: 1 },
      ],
      skjul: 'Ikkje sei til familien at det er eg som har meldt',
      dato: 'Dato',
    },
  },

  delt: {
    fanetittel: 'Om eininga',
    tittel: 'Er eininga trygg?',
    ingress: 'Kan nokon du er redd for, sjå på telefonen eller datamaskina di? Då bør du lese dette før du skriv noko.',
    deler: [
      del('Slik forlèt du sida fort', [
        'Trykk på knappen «Forlat sida raskt» øvst, eller trykk Shift tre gonger på rad. Det verkar på alle sidene her, òg når nettet er borte.',
      ], [
        'Sida blir tom med ein gong, og du kjem til ei vanleg nettside. Har du fleire vindauge opne her, blir dei forlatne òg, og dokument som er opna frå dei, blir lukka.',
        'Du blir logga ut. Manglar nettet, blir du logga ut så snart nokon opnar nettstaden igjen.',
        'Trykkjer nokon på «tilbake» dei neste to timane, kjem dei ikkje hit, men til den same vanlege nettsida. Seinare, eller når nokon har opna nettstaden på nytt, kan «tilbake» føre hit. Det du skreiv, blir ikkje vist utan innlogging.',
        'Den som vil inn etterpå, må logge inn på nytt.',
      ]),
      del('Det knappen ikkje kan gjere', [], [
        'Den slettar ikkje nettlesarloggen. Adressa hit står der framleis.',
        'Den lukkar ikkje eit dokument dersom vindauget du opna det frå, er lukka eller lasta på nytt sidan. Lukk den fana sjølv.',
        'Den slettar ikkje filer du har lasta ned, eller det du har skrive ut.',
        'Den hjelper ikkje dersom nokon har lagt inn eit program som følgjer med på skjermen eller det du skriv.',
        'Det du skreiv dei siste sekunda, eller medan nettet var borte, er kanskje ikkje lagra.',
      ]),
      del('Kladden din blir liggjande', [
        'Forlèt du sida medan du skriv, ligg kladden kryptert hos oss til datoen som står ved den. Berre du kan hente den fram her, når du loggar inn. Du kan slette den sjølv med «Slett kladden».',
      ]),
      del('Det eininga hugsar', [
        'Vi lagrar ikkje noko av det du skriv på eininga, og ber nettlesaren la vere å foreslå det seinare. Namnet i fana og det vesle biletet der seier ikkje kva sida handlar om. Forlèt du sida raskt, legg vi att eit merke i opptil to timar som berre seier at nokon har gått.',
        'Vil du ikkje at nettlesarloggen skal vise at du har vore her, kan du gjere slik:',
      ], [
        'Bruk eit privat vindauge (heiter òg inkognito). Lukk det når du er ferdig.',
        'Eller slett besøket frå loggen etterpå: Opne loggen i nettlesaren, finn linja og slett berre den. Ein heilt tom logg kan sjå rar ut for den som leitar.',
        'Sjå i mappa for nedlastingar dersom du har lasta ned noko.',
      ]),
      del('Er du i tvil, bruk noko anna', [
        'Trur du at eininga er overvakt, bruk heller ein telefon du veit er trygg, til dømes på jobben, skulen, biblioteket eller hos nokon du stolar på. Du kan òg ringje.',
      ]),
    ],
  },

  personvern: {
    fanetittel: 'Personvern',
    tittel: 'Personvernerklæring',
    ingress: 'Her står det kva vi gjer med opplysningar om deg og dei du skriv om.',
    deler: [
      del('Kven er ansvarleg?', [
        'Kommunen du sender til, er behandlingsansvarleg for opplysningane, fordi barnevernstenesta skal behandle meldingar etter barnevernslova. Den som driv portalen, er databehandlar for kommunen og kan ikkje bruke opplysningane til noko anna.',
        'Har du spørsmål, kan du kontakte kommunen eller personvernombodet der.',
      ]),
      del('Det du skriv', [], [
        'Medan du skriv, ligg kladden kryptert hos oss. Den blir sletta når du sender, når du slettar den sjølv, eller på datoen som står ved den. Det er aldri meir enn sju dagar etter siste lagring.',
        'Når du sender, blir meldinga forsegla til barnevernstenesta med ein gong. Din eigen kopi kan berre opnast så lenge du er logga inn, og blir sletta etterpå.',
        'Har ikkje barnevernstenesta eit eige system som tek imot, hentar dei meldinga her. Då opnar portalen den for dei, og det blir loggført kvar gong.',
        'Har ingen stadfesta innan to vyrkedagar, blir meldinga send som brev. Då opnar eit trykkeri den for å skrive den ut.',
        'Den forsegla meldinga ligg her i minst 30 dagar, og til det er bevist at barnevernstenesta har den. Etter det er berre tidspunkt og nummer att.',
        'Melder du frå jobben og hentar namnet og adressa til arbeidsplassen med nummeret, spør vi Einingsregisteret. Dei får nummeret, ikkje kven du er.',
      ]),
      del('Kven du er', [
        'Når du loggar inn, får vi namnet og fødselsnummeret ditt frå ID-porten. Barnevernstenesta får namnet saman med meldinga. Fødselsnummeret ligg kryptert, og blir brukt til å finne att det som er ditt.',
        'Innlogginga varer høgst to timar, og sluttar etter 30 minutt utan aktivitet.',
      ]),
      del('Saka di', [
        'Har du ei sak i barnevernet, viser vi det barnevernstenesta har bestemt at du kan sjå. Opplysningane ligg krypterte. Kvar gong nokon opnar noko i saka di, blir det loggført, og du kan sjå loggen.',
      ]),
      del('Informasjonskapslar og sporing', [
        'Vi bruker berre informasjonskapslar som trengst for at du skal vere logga inn, og eitt merke i opptil to timar dersom du forlèt sida raskt. Vi måler ikkje kven som besøkjer sida, og sidene hentar ingenting frå andre nettstader. Når du loggar inn, får ID-porten vite at det er hit du loggar inn, og når. Loggane våre har ikkje namn, fødselsnummer eller noko av det du skriv.',
      ]),
      del('Rettane dine', [
        'Du kan be kommunen om å få sjå, rette eller slette opplysningar om deg. Noko må barnevernstenesta likevel ta vare på etter lova. Meiner du at opplysningane blir brukte feil, kan du klage til Datatilsynet.',
      ]),
    ],
    lenke: { tekst: 'Datatilsynet', adresse: 'https://www.datatilsynet.no/' },
  },

  tilgjengelighet: {
    fanetittel: 'Tilgjengelegheit',
    tittel: 'Tilgjengelegheitserklæring',
    ingress: 'Alle skal kunne bruke denne nettstaden. Her står det kva vi har gjort, og kva som ikkje er bra nok enno.',
    deler: [
      del('Krava', ['Offentlege nettstader skal følgje 48 krav i WCAG 2.1, nivå A og AA. Vi har bygd nettstaden etter dei.']),
      del('Slik har vi prøvd det', [], [
        'Automatiske prøver av sidene kvar gong noko blir endra.',
        'Bruk med berre tastatur.',
        'Skjermar ned til 320 pikslar, som er det same som 400 prosent forstørring.',
        'Vi har ikkje hatt ein uavhengig gjennomgang, og vi har ikkje prøvd det saman med personar som bruker skjermlesar til dagleg.',
      ]),
      del('Det som ikkje er bra nok', [], [
        'Kopien av meldinga (PDF) manglar kodar som gjer han god å lese med skjermlesar. Det same innhaldet står på skjermen før du sender.',
        'Nettlesaren fyller ikkje ut namn, telefon og adresse for deg. Det er med vilje: Den som bruker eininga etter deg, skal ikkje få sjå dei.',
        'Dokument i saka di er laga av barnevernstenesta. Vi viser dei slik dei er.',
        'Omsetjingar som ikkje er kontrollerte av ein fagperson, er merkte.',
        'Redigeringsverktøyet GraphiQL, som berre administratorar bruker, er laga av andre og er ikkje vurdert.',
      ]),
      del('Sei frå', [
        'Er det noko du ikkje får til, kan du seie frå til kommunen du skal melde til. Hastar det for eit barn, ring i staden. Den som driv portalen, publiserer den formelle erklæringa på uustatus.no. Tilsynet for universell utforming tek imot klager.',
      ]),
    ],
    lenke: { tekst: 'Tilsynet for universell utforming av ikt', adresse: 'https://www.uutilsynet.no/nn' },
  },
};
