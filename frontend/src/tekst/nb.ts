import type { Sprak } from './sprakkode';
import { statusordNb } from './statusordNb';

/**
 * Everything a person reads in the portal, in bokmål. The other languages must have the same keys: the type below says
 * so to the compiler, and tekst.test.ts to the reader. What is said about a report's state stands in statusordNb.ts.
 */
export const nb = {
  sprak: {
    kode: 'nb' as Sprak,
    velg: 'Språk',
    /** Whether one who is at home in the language, and in the field, has read the texts. Until then the page says so. */
    kvalitetssikret: true,
    ikkeSikret: 'Oversettelsen er ikke kvalitetssikret.',
    seBokmal: 'Se siden på bokmål',
  },

  felles: {
    portal: 'Barnevernportalen',
    hoppTilInnhold: 'Hopp til hovedinnhold',
    meny: 'Meny',
    mineMeldinger: 'Mine meldinger',
    minSak: 'Min sak',
    innboks: 'Innboks',
    administrasjon: 'Administrasjon',
    driftsmelding: 'Driftsmeldinger',
    loggInn: 'Logg inn',
    loggUt: 'Logg ut',
    laster: 'Henter …',
    provIgjen: 'Prøv igjen',
    avbryt: 'Avbryt',
    lukk: 'Lukk',
    tilForsiden: 'Til forsiden',
    feilITittel: 'Feil: ',
    innloggetSom: (navn: string): string => `Logget inn som ${navn}`,
    bunntekst: 'Kommunen du sender til, er ansvarlig for opplysningene. Det du sender, er forseglet til barnevernstjenesten der.',
  },

  forlat: {
    knapp: 'Forlat siden raskt',
    om: 'Knappen «Forlat siden raskt» logger deg ut og åpner en vanlig nettside. Den sletter ikke nettleserloggen.',
  },

  haster: {
    tittel: 'Hvis det haster',
    innledning: 'Meldinger herfra blir ikke lest døgnet rundt. Ring hvis et barn trenger hjelp nå.',
    liv: 'Fare for liv: politiet',
    vakt: 'Politiet, hvis det haster mindre',
    barn: 'Alarmtelefonen for barn og unge',
    barnTillegg: 'Gratis, hele døgnet. Du kan være anonym.',
    barnevernvakt: 'Finn barnevernvakten der barnet er',
  },

  forside: {
    fanetittel: 'Forside',
    tittel: 'Er du bekymret for et barn?',
    ingress:
      'Du trenger ikke være sikker, og du trenger ikke ha bevis. Barnevernstjenesten vurderer om barnet trenger hjelp. Din oppgave er bare å si fra.',
    velg: 'Hvordan vil du melde fra?',
    privatTittel: 'Som privatperson',
    privatTekst: 'Du er nabo, venn, slektning, forelder, trener eller annet – og det du vet, har du fått vite på fritiden.',
    privatKnapp: 'Meld fra som privatperson',
    offentligTittel: 'Som offentlig ansatt eller fagperson',
    offentligTekst: 'Du har taushetsplikt og meldeplikt, og det du vet, har du fått vite i jobben.',
    offentligKnapp: 'Meld fra som offentlig ansatt eller fagperson',
    usikker: 'Usikker på hvilken? Svar på to spørsmål',
    sporsmalJobb: 'Fikk du vite det i jobben?',
    sporsmalPlikt: 'Arbeider du i det offentlige, eller har du lovbestemt taushetsplikt, for eksempel som lege eller psykolog?',
    ja: 'Ja',
    nei: 'Nei',
    radPrivat: 'Da melder du som privatperson.',
    radOffentlig: 'Da melder du som offentlig ansatt eller fagperson. Det du har fått vite i jobben, kan du ikke melde som privatperson.',
    bytte: 'Velger du feil, kan du bytte skjema underveis. Svarene som passer, blir med.',
    forTittel: 'Før du begynner',
    for: [
      'Du trenger ikke vite alt.',
      'Du logger inn med BankID eller en annen elektronisk ID.',
      'Barnevernstjenesten får vite hva du heter. Vil du være anonym, må du ringe eller skrive brev.',
      'Det du skriver, lagres underveis hos oss, kryptert. Du kan ta pause og fortsette siden.',
    ],
    etterTittel: 'Hva skjer etterpå',
    etter: [
      'Meldingen blir lagret, forseglet til barnevernstjenesten. Du får en kvittering.',
      'Her kan du følge med på om barnevernstjenesten har bekreftet at de har den. Gjør de ikke det innen to virkedager, blir den også sendt som brev. Da åpner et trykkeri den for å skrive den ut.',
      'Barnevernstjenesten vurderer meldingen innen en uke. De kan ta kontakt med deg.',
    ],
    snakkeTittel: 'Vil du heller snakke med noen?',
    snakke: 'Ring barnevernstjenesten i kommunen og spør hva du bør gjøre. Du kan spørre uten å si hvem barnet er.',
    delt: 'Bruker du en enhet andre har tilgang til?',
    deltTekst:
      'Vi lagrer ingenting av det du skriver på enheten. Men nettleserloggen viser at du har vært her. Bruk et privat vindu, og logg ut når du er ferdig.',
  },

  innlogging: {
    fanetittel: 'Innlogging',
    tittel: 'Logg inn for å fortsette',
    skjema:
      'Før du kan skrive bekymringsmeldingen, må du logge inn. Da vet barnevernstjenesten hvem de kan ringe, og ingen kan melde i ditt navn.',
    annet: 'Du må logge inn for å se denne siden.',
    mottak: 'Innboksen krever innlogging på høyeste nivå.',
    knapp: 'Logg inn',
    anonym: 'Vil du ikke oppgi navn? Ring barnevernstjenesten i kommunen, eller send et brev.',
    nyttVindu: 'Logg inn i et nytt vindu',
    fullfortTittel: 'Du er logget inn igjen',
    fullfort: 'Lukk dette vinduet og gå tilbake til det du holdt på med. Det du hadde skrevet, står der fortsatt.',
    feiletTittel: 'Innloggingen ble ikke fullført',
    feilet: 'Noe gikk galt på veien. Du kan prøve igjen.',
    avbrutt: 'Den ble avbrutt før den var ferdig. Du kan prøve igjen.',
    utlopt: 'Den tok for lang tid. Du kan prøve igjen.',
  },

  sesjon: {
    snartTittel: 'Du blir snart logget ut',
    snart: 'Du har ikke gjort noe på en stund. Vil du fortsette?',
    snartSlutt: 'Innloggingen varer ikke lenger enn to timer. Det du har skrevet, er lagret så langt siden sier det. Logg inn på nytt i et nytt vindu, så kan du fortsette her.',
    fortsett: 'Fortsett',
    utloptTittel: 'Du er logget ut',
    utlopt: 'Det du har skrevet, står her fortsatt, men alt er ikke lagret, og ingenting er sendt. Logg inn igjen i et nytt vindu.',
    annenTittel: 'En annen har logget inn',
    annen:
      'Det skjedde i et annet vindu i denne nettleseren. Det som sto her, er tatt bort, og ingenting herfra er sendt i ditt navn. Var det du som satt her først, finner du det du hadde lagret, når du logger inn igjen.',
    loggetUt: 'Du logget ut i et annet vindu. Det som sto her, er tatt bort. Det du hadde lagret, finner du igjen når du logger inn.',
  },

  feil: {
    ringTilslutt: 'Haster det, ring i stedet.',
    feilId: (id: string): string => `Feilnummer: ${id}`,
    hentTittel: 'Vi får ikke hentet dette nå',
    hent: 'Det er ikke borte. Prøv igjen om litt.',
    siden: 'Siden stoppet. Last den på nytt. Har du ikke fått en kvittering, må du regne med at ingenting er sendt.',
    lastPaNytt: 'Last siden på nytt',
  },

  nett: {
    kobler: 'Kobler til …',
    runder: 'Siden oppdateres hvert 15. sekund.',
    sist: (kl: string): string => `Sist kl. ${kl}.`,
    na: 'Oppdater nå',
    frakoblet: 'Du er ikke på nett',
    frakobletTekst: 'Ingenting kan sendes før du er på nett igjen.',
    borte: 'Vi får ikke kontakt med tjenesten',
    borteTekst: 'Vi prøver igjen av oss selv.',
    ulagret: 'Det du har skrevet, står i dette vinduet. La det stå åpent, så lagrer vi det når forbindelsen er tilbake.',
    ring: 'Haster det, ring:',
    tilbake: 'Forbindelsen er tilbake.',
    fanetittel: 'Portal',
    hentesIkke: 'Vi får ikke hentet siden',
    hentesIkkeTekst: 'Den er ikke borte, og det du har skrevet, er i behold i dette vinduet. Prøv igjen når du er på nett.',
  },

  kvittering: {
    fanetittel: 'Kvittering',
    tittel: 'Meldingen din er lagret',
    ingress: (navn: string): string =>
      `Den er forseglet til barnevernstjenesten i ${navn}. De har ikke bekreftet at de har den ennå. Du kan følge med på statussiden.`,
    ingressBekreftet: (navn: string): string => `Den er forseglet til barnevernstjenesten i ${navn}.`,
    referanse: 'Referanse',
    referanseKort: (kort: string): string => `Kort: ${kort}`,
    referanseHjelp: 'Ta vare på den. Oppgi den hvis du ringer barnevernstjenesten.',
    tid: 'Lagret',
    mottaker: 'Mottaker',
    tjenesten: (navn: string): string => `Barnevernstjenesten i ${navn}`,
    status: 'Følg med på meldingen',
    skrivUt: 'Skriv ut kvitteringen',
    kalender: {
      tittel: 'Vil du ha en påminnelse?',
      tekst: (dato: string, hendelse: string): string =>
        `Du kan lagre en kalenderfil for ${dato}, 21 dager etter at du meldte. Der står det «${hendelse}», og ikke noe om hva det gjelder. Men filen blir liggende på enheten, og andre kan kanskje se kalenderen din. La det være hvis du er usikker.`,
      knapp: 'Last ned kalenderfil',
      hendelse: 'Vent svar',
    },
    kopiTittel: 'Din egen kopi',
    kopi: 'Last ned meldingen (PDF)',
    kopiHjelp:
      'Kopien inneholder alt du skrev. Den kan bare hentes så lenge du er logget inn nå. Ikke lagre den på en enhet andre bruker.',
    kopiBorte: 'Kopien kunne bare hentes i den innloggingen meldingen ble sendt fra.',
    videreTittel: 'Hva skjer nå?',
    videre: {
      PRIVAT: [
        {
          tittel: 'Barnevernstjenesten bekrefter',
          tekst: 'Skjer det ikke innen to virkedager, blir meldingen sendt som brev i tillegg. Da åpner et trykkeri den for å skrive den ut.',
        },
        {
          tittel: 'De vurderer meldingen innen en uke',
          tekst: 'De avgjør om det er grunn til å undersøke hvordan barnet har det.',
        },
        {
          tittel: 'Du får brev innen tre uker hvis du skrev adressen din',
          tekst: 'Brevet bekrefter at de har mottatt meldingen.',
        },
        {
          tittel: 'De kan ta kontakt med deg',
          tekst: 'De har taushetsplikt, så du får ikke vite hva de gjør videre.',
        },
      ],
      OFFENTLIG: [
        {
          tittel: 'Barnevernstjenesten bekrefter',
          tekst: 'Skjer det ikke innen to virkedager, blir meldingen sendt som brev i tillegg. Da åpner et trykkeri den for å skrive den ut.',
        },
        {
          tittel: 'De vurderer meldingen innen en uke',
          tekst: 'De avgjør om det er grunn til å undersøke hvordan barnet har det.',
        },
        {
          tittel: 'Du får svar innen tre uker',
          tekst: 'De bekrefter at de har mottatt meldingen, og sier om de har startet en undersøkelse. Når den er ferdig, får du vite det.',
        },
        {
          tittel: 'Ikke hørt noe etter 21 dager?',
          tekst: 'Ta kontakt med barnevernstjenesten, og oppgi referansen.',
        },
      ],
    },
    ferdig: 'Er du på en enhet andre bruker, logg ut når du er ferdig.',
  },

  mine: {
    fanetittel: 'Oversikt',
    tittel: 'Mine bekymringsmeldinger',
    ingress: 'Her ser du hvor meldingene dine er. Det du skrev, er forseglet til barnevernstjenesten, og vises ikke her.',
    ingen: 'Du har ikke sendt noen meldinger herfra.',
    sendt: 'Sendt',
    ny: 'Skriv en ny bekymringsmelding',
  },

  status: {
    fanetittel: 'Status',
    tittel: 'Hvor er meldingen?',
    na: 'Nå',
    til: (navn: string): string => `Til barnevernstjenesten i ${navn}`,
    sendt: (tid: string): string => `Lagret ${tid}`,
    historikk: 'Hva har skjedd',
    direkte: 'Siden oppdaterer seg selv.',
    ikkeDirekte: 'Ingen forbindelse akkurat nå. Vi prøver igjen. Det du ser, kan være gammelt.',
    ikkeFunnet: 'Vi finner ikke meldingen',
    ikkeFunnetTekst: 'Den finnes ikke, eller den er sendt av en annen enn deg.',
    kvittering: 'Se kvitteringen',
    tilbake: 'Alle meldingene mine',
  },

  statusord: statusordNb,

  ikkeFunnet: {
    tittel: 'Siden finnes ikke',
    tekst: 'Adressen kan være skrevet feil, eller siden er flyttet.',
  },
};

export type Tekster = typeof nb;
