import type { Tekster } from './nb';
import { statusordNn } from './statusordNn';

/**
 * Nynorsk. «Barnevernstenesta», as the law and the national service write it. A report is «den», not «ho»: «ho» might be
 * read as the child.
 */
export const nn: Tekster = {
  sprak: {
    kode: 'nn',
    velg: 'Vel språk',
    kvalitetssikret: false,
    ikkeSikret: 'Omsetjinga er ikkje kvalitetssikra.',
    seBokmal: 'Sjå sida på bokmål',
  },

  felles: {
    portal: 'Barnevernportalen',
    hoppTilInnhold: 'Hopp til hovudinnhaldet',
    meny: 'Meny',
    mineMeldinger: 'Meldingane mine',
    minSak: 'Saka mi',
    innboks: 'Innboks',
    administrasjon: 'Administrasjon',
    driftsmelding: 'Driftsmeldingar',
    loggInn: 'Logg inn',
    loggUt: 'Logg ut',
    laster: 'Hentar …',
    provIgjen: 'Prøv på nytt',
    avbryt: 'Avbryt',
    lukk: 'Lukk',
    tilForsiden: 'Til framsida',
    feilITittel: 'Feil: ',
    innloggetSom: (navn) => `Logga inn som ${navn}`,
    bunntekst: 'Kommunen du sender til, er ansvarleg for opplysningane. Det du sender, er forsegla til barnevernstenesta der.',
  },

  forlat: {
    knapp: 'Forlat sida raskt',
    om: 'Knappen «Forlat sida raskt» loggar deg ut og opnar ei vanleg nettside. Den slettar ikkje nettlesarloggen.',
  },

  haster: {
    tittel: 'Dersom det hastar',
    innledning: 'Meldingar herifrå blir ikkje lesne døgnet rundt. Ring dersom eit barn treng hjelp no.',
    liv: 'Fare for livet: politiet',
    vakt: 'Politiet, dersom det hastar mindre',
    barn: 'Alarmtelefonen for barn og unge',
    barnTillegg: 'Gratis, heile døgnet. Du kan vere anonym.',
    barnevernvakt: 'Finn barnevernvakta der barnet er',
  },

  forside: {
    fanetittel: 'Framside',
    tittel: 'Er du uroleg for eit barn?',
    ingress:
      'Du treng ikkje vere sikker, og du treng ikkje ha bevis. Barnevernstenesta vurderer om barnet treng hjelp. Di oppgåve er berre å seie frå.',
    velg: 'Korleis vil du melde frå?',
    privatTittel: 'Som privatperson',
    privatTekst: 'Du er nabo, ven, slektning, forelder, trenar eller anna – og det du veit, har du fått vite på fritida.',
    privatKnapp: 'Meld frå som privatperson',
    offentligTittel: 'Som offentleg tilsett eller fagperson',
    offentligTekst: 'Du har teieplikt og meldeplikt, og det du veit, har du fått vite i jobben.',
    offentligKnapp: 'Meld frå som offentleg tilsett eller fagperson',
    usikker: 'Usikker på kva for ein? Svar på to spørsmål',
    sporsmalJobb: 'Fekk du vite det i jobben?',
    sporsmalPlikt: 'Arbeider du i det offentlege, eller har du lovfesta teieplikt, til dømes som lege eller psykolog?',
    ja: 'Ja',
    nei: 'Nei',
    radPrivat: 'Då melder du som privatperson.',
    radOffentlig: 'Då melder du som offentleg tilsett eller fagperson. Det du har fått vite i jobben, kan du ikkje melde som privatperson.',
    bytte: 'Vel du feil, kan du byte skjema undervegs. Svara som passar, blir med.',
    forTittel: 'Før du byrjar',
    for: [
      'Du treng ikkje vite alt.',
      'Du loggar inn med BankID eller ein annan elektronisk ID.',
      'Barnevernstenesta får vite kva du heiter. Vil du vere anonym, må du ringje eller skrive brev.',
      'Det du skriv, blir lagra undervegs hos oss, kryptert. Du kan ta pause og halde fram seinare.',
    ],
    etterTittel: 'Kva skjer etterpå',
    etter: [
      'Meldinga blir lagra, forsegla til barnevernstenesta. Du får ei kvittering.',
      'Her kan du følgje med på om barnevernstenesta har stadfesta at dei har den. Gjer dei ikkje det innan to vyrkedagar, blir den òg send som brev. Då opnar eit trykkeri den for å skrive den ut.',
      'Barnevernstenesta vurderer meldinga innan ei veke. Dei kan ta kontakt med deg.',
    ],
    snakkeTittel: 'Vil du heller snakke med nokon?',
    snakke: 'Ring barnevernstenesta i kommunen og spør kva du bør gjere. Du kan spørje utan å seie kven barnet er.',
    delt: 'Bruker du ei eining andre har tilgang til?',
    deltTekst:
      'Vi lagrar ingenting av det du skriv på eininga. Men nettlesarloggen viser at du har vore her. Bruk eit privat vindauge, og logg ut når du er ferdig.',
  },

  innlogging: {
    fanetittel: 'Innlogging',
    tittel: 'Logg inn for å halde fram',
    skjema:
      'Før du kan skrive bekymringsmeldinga, må du logge inn. Då veit barnevernstenesta kven dei kan ringje, og ingen kan melde i ditt namn.',
    annet: 'Du må logge inn for å sjå denne sida.',
    mottak: 'Innboksen krev innlogging på høgaste nivå.',
    knapp: 'Logg inn',
    anonym: 'Vil du ikkje oppgi namn? Ring barnevernstenesta i kommunen, eller send eit brev.',
    nyttVindu: 'Logg inn i eit nytt vindauge',
    fullfortTittel: 'Du er logga inn igjen',
    fullfort: 'Lukk dette vindauget og gå tilbake til det du heldt på med. Det du hadde skrive, står der framleis.',
    feiletTittel: 'Innlogginga vart ikkje fullført',
    feilet: 'Noko gjekk gale på vegen. Du kan prøve igjen.',
    avbrutt: 'Ho vart avbroten før ho var ferdig. Du kan prøve igjen.',
    utlopt: 'Ho tok for lang tid. Du kan prøve igjen.',
  },

  sesjon: {
    snartTittel: 'Du blir snart logga ut',
    snart: 'Du har ikkje gjort noko på ei stund. Vil du halde fram?',
    snartSlutt:
      'Innlogginga varer ikkje lenger enn to timar. Det du har skrive, er lagra så langt sida seier det. Logg inn på nytt i eit nytt vindauge, så kan du halde fram her.',
    fortsett: 'Hald fram',
    utloptTittel: 'Du er logga ut',
    utlopt: 'Det du har skrive, står her framleis, men alt er ikkje lagra, og ingenting er sendt. Logg inn igjen i eit nytt vindauge.',
    annenTittel: 'Ein annan har logga inn',
    annen:
      'Det skjedde i eit anna vindauge i denne nettlesaren. Det som stod her, er teke bort, og ingenting herifrå er sendt i ditt namn. Var det du som sat her først, finn du det du hadde lagra, når du loggar inn igjen.',
    loggetUt: 'Du logga ut i eit anna vindauge. Det som stod her, er teke bort. Det du hadde lagra, finn du igjen når du loggar inn.',
  },

  feil: {
    ringTilslutt: 'Hastar det, ring i staden.',
    feilId: (id) => `Feilnummer: ${id}`,
    hentTittel: 'Vi får ikkje henta dette no',
    hent: 'Det er ikkje borte. Prøv igjen om litt.',
    siden: 'Sida stoppa. Last den på nytt. Har du ikkje fått ei kvittering, må du rekne med at ingenting er sendt.',
    lastPaNytt: 'Last sida på nytt',
  },

  nett: {
    kobler: 'Koplar til …',
    runder: 'Sida blir oppdatert kvart 15. sekund.',
    sist: (kl) => `Sist kl. ${kl}.`,
    na: 'Oppdater no',
    frakoblet: 'Du er ikkje på nett',
    frakobletTekst: 'Ingenting kan sendast før du er på nett igjen.',
    borte: 'Vi får ikkje kontakt med tenesta',
    borteTekst: 'Vi prøver igjen av oss sjølve.',
    ulagret: 'Det du har skrive, står i dette vindauget. Lat det stå ope, så lagrar vi det når sambandet er tilbake.',
    ring: 'Hastar det, ring:',
    tilbake: 'Sambandet er tilbake.',
    fanetittel: 'Portal',
    hentesIkke: 'Vi får ikkje henta sida',
    hentesIkkeTekst: 'Den er ikkje borte, og det du har skrive, er trygt i dette vindauget. Prøv igjen når du er på nett.',
  },

  kvittering: {
    fanetittel: 'Kvittering',
    tittel: 'Meldinga di er lagra',
    ingress: (navn) =>
      `Den er forsegla til barnevernstenesta i ${navn}. Dei har ikkje stadfesta at dei har den enno. Du kan følgje med på statussida.`,
    ingressBekreftet: (navn) => `Den er forsegla til barnevernstenesta i ${navn}.`,
    referanse: 'Referanse',
    referanseKort: (kort) => `Kort: ${kort}`,
    referanseHjelp: 'Ta vare på den. Oppgi den dersom du ringjer barnevernstenesta.',
    tid: 'Lagra',
    mottaker: 'Mottakar',
    tjenesten: (navn) => `Barnevernstenesta i ${navn}`,
    status: 'Følg med på meldinga',
    skrivUt: 'Skriv ut kvitteringa',
    kalender: {
      tittel: 'Vil du ha ei påminning?',
      tekst: (dato, hendelse) =>
        `Du kan lagre ei kalenderfil for ${dato}, 21 dagar etter at du melde. Der står det «${hendelse}», og ikkje noko om kva det gjeld. Men fila blir liggjande på eininga, og andre kan kanskje sjå kalenderen din. La det vere om du er usikker.`,
      knapp: 'Last ned kalenderfil',
      hendelse: 'Vent på svar',
    },
    kopiTittel: 'Din eigen kopi',
    kopi: 'Last ned meldinga (PDF)',
    kopiHjelp:
      'Kopien inneheld alt du skreiv. Den kan berre hentast så lenge du er logga inn no. Ikkje lagre den på ei eining andre bruker.',
    kopiBorte: 'Kopien kunne berre hentast i den innlogginga meldinga vart send frå.',
    videreTittel: 'Kva skjer no?',
    videre: {
      PRIVAT: [
        {
          tittel: 'Barnevernstenesta stadfestar',
          tekst: 'Skjer det ikkje innan to vyrkedagar, blir meldinga send som brev i tillegg. Då opnar eit trykkeri den for å skrive den ut.',
        },
        {
          tittel: 'Dei vurderer meldinga innan ei veke',
          tekst: 'Dei avgjer om det er grunn til å undersøkje korleis barnet har det.',
        },
        {
          tittel: 'Du får brev innan tre veker dersom du skreiv adressa di',
          tekst: 'Brevet stadfestar at dei har fått meldinga.',
        },
        {
          tittel: 'Dei kan ta kontakt med deg',
          tekst: 'Dei har teieplikt, så du får ikkje vite kva dei gjer vidare.',
        },
      ],
      OFFENTLIG: [
        {
          tittel: 'Barnevernstenesta stadfestar',
          tekst: 'Skjer det ikkje innan to vyrkedagar, blir meldinga send som brev i tillegg. Då opnar eit trykkeri den for å skrive den ut.',
        },
        {
          tittel: 'Dei vurderer meldinga innan ei veke',
          tekst: 'Dei avgjer om det er grunn til å undersøkje korleis barnet har det.',
        },
        {
          tittel: 'Du får svar innan tre veker',
          tekst: 'Dei stadfestar at dei har fått meldinga, og seier om dei har starta ei undersøking. Når den er ferdig, får du vite det.',
        },
        {
          tittel: 'Ikkje høyrt noko etter 21 dagar?',
          tekst: 'Ta kontakt med barnevernstenesta, og oppgi referansen.',
        },
      ],
    },
    ferdig: 'Er du på ei eining andre bruker, logg ut når du er ferdig.',
  },

  mine: {
    fanetittel: 'Oversyn',
    tittel: 'Bekymringsmeldingane mine',
    ingress: 'Her ser du kvar meldingane dine er. Det du skreiv, er forsegla til barnevernstenesta, og blir ikkje vist her.',
    ingen: 'Du har ikkje sendt nokon meldingar herifrå.',
    sendt: 'Sendt',
    ny: 'Skriv ei ny bekymringsmelding',
  },

  status: {
    fanetittel: 'Status',
    tittel: 'Kvar er meldinga?',
    na: 'No',
    til: (navn) => `Til barnevernstenesta i ${navn}`,
    sendt: (tid) => `Lagra ${tid}`,
    historikk: 'Kva har skjedd',
    direkte: 'Sida oppdaterer seg sjølv.',
    ikkeDirekte: 'Ikkje noko samband akkurat no. Vi prøver igjen. Det du ser, kan vere gammalt.',
    ikkeFunnet: 'Vi finn ikkje meldinga',
    ikkeFunnetTekst: 'Den finst ikkje, eller den er send av ein annan enn deg.',
    kvittering: 'Sjå kvitteringa',
    tilbake: 'Alle meldingane mine',
  },

  statusord: statusordNn,

  ikkeFunnet: {
    tittel: 'Sida finst ikkje',
    tekst: 'Adressa kan vere feil skriven, eller sida er flytta.',
  },
};
