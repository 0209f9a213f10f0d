/** The page before each form. Statements of law are those the sources bear out. */
export const informasjonNb = {
  start: 'Start',
  startMed: 'Start med svarene fra det andre skjemaet',
  startUten: 'Start med et tomt skjema',
  startInnlogging: 'Logg inn og start',
  innlogging: 'Du logger inn med BankID eller en annen elektronisk ID.',
  PRIVAT: {
    tittel: 'Melde fra som privatperson',
    ingress: 'Du trenger ikke være sikker. Det er barnevernstjenestens oppgave å finne ut om barnet trenger hjelp.',
    deler: [
      {
        tittel: 'Før du begynner',
        punkter: [
          'De fleste barn som får hjelp av barnevernet, får den hjemme.',
          'Du trenger ikke vite alt. Skriv det du har sett og hørt.',
          'Skjemaet tar ti minutter eller så. Det lagres mens du skriver, kryptert, og bare du kan hente det fram her. Du kan ta pauser.',
        ],
      },
      {
        tittel: 'Hva skjer etterpå?',
        punkter: [
          'Barnevernstjenesten vurderer meldingen innen en uke.',
          'Skriver du adressen din, får du brev innen tre uker om at de har mottatt den.',
          'De kan ta kontakt med deg. De har taushetsplikt, så du får ikke vite hva de gjør videre.',
        ],
      },
    ],
    anonymTittel: 'Kan jeg være anonym?',
    anonymIngress: 'Det er tre måter å melde på:',
    anonym: [
      { tittel: 'Åpent', tekst: 'Barnevernstjenesten vet hvem du er, og familien kan få vite det.' },
      {
        tittel: 'Kjent for barnevernstjenesten, men ikke for familien',
        tekst:
          'Du kan be om det i skjemaet. Barnevernstjenesten tar hensyn til det så langt de kan, men kan ikke love det, for eksempel hvis saken kommer for retten.',
      },
      {
        tittel: 'Helt anonymt',
        tekst:
          'Da kan du ikke bruke dette skjemaet, for du må logge inn. Ring barnevernstjenesten i kommunen, eller send brev uten avsender. De kan ikke svare deg.',
      },
    ],
    foreldreTittel: 'Bør jeg si fra til familien først?',
    foreldre:
      'Det bestemmer du selv. Er du redd for at barnet eller noen andre blir utsatt for vold eller overgrep, skal du ikke si noe til familien først.',
  },
  OFFENTLIG: {
    tittel: 'Melde fra som offentlig ansatt eller fagperson',
    ingress: 'For deg som har fått vite noe i jobben, og som har meldeplikt til barnevernet.',
    deler: [
      {
        tittel: 'Hvem har meldeplikt?',
        punkter: [
          'Alle som arbeider i det offentlige, eller utfører oppgaver for det offentlige.',
          'Fagpersoner med lovbestemt taushetsplikt, for eksempel leger, psykologer, sykepleiere, jordmødre og tannleger.',
          'Plikten er din egen, den går foran taushetsplikten, og du skal melde uten ugrunnet opphold.',
          'Du kan ikke melde som privatperson om noe du har fått vite i jobben.',
        ],
      },
      {
        tittel: 'Når skal du melde?',
        punkter: [
          'Når du har grunn til å tro at barnet blir mishandlet, eller utsatt for alvorlige mangler ved omsorgen eller annen alvorlig omsorgssvikt.',
          'Når barnet har en livstruende eller alvorlig sykdom eller skade og ikke får hjelp.',
          'Når et barn med nedsatt funksjonsevne eller særlige behov ikke får behandling eller opplæring.',
          'Når barnet har alvorlige atferdsvansker.',
          'Når barnet blir eller kan bli utnyttet til menneskehandel.',
        ],
      },
      {
        tittel: 'Ha dette klart',
        punkter: [
          'Arbeidsplassens organisasjonsnummer og adresse.',
          'Barnets navn, adresse og fødselsnummer, så langt du vet.',
          'De foresattes navn og telefonnummer.',
          'Hva du er bekymret for, hva dere har prøvd, og hvem andre som kjenner familien.',
          'Skjemaet lagres mens du skriver, kryptert, og bare du kan hente det fram her. Du kan ta pauser.',
        ],
      },
      {
        tittel: 'Hva skjer etterpå?',
        punkter: [
          'Barnevernstjenesten vurderer meldingen innen en uke.',
          'Innen tre uker får du svar på at de har mottatt den, og om de har startet en undersøkelse.',
          'Har du ikke hørt noe etter 21 dager, tar du kontakt med dem.',
        ],
      },
    ],
    anonymTittel: 'Kan jeg være anonym?',
    anonymIngress: 'Nei. Den som melder i kraft av jobben, kan ikke være anonym. Dette er de tre måtene å melde på:',
    anonym: [
      { tittel: 'Åpent', tekst: 'Slik melder alle som har fått vite det i jobben.' },
      { tittel: 'Kjent for barnevernstjenesten, men ikke for familien', tekst: 'Bare for privatpersoner.' },
      { tittel: 'Helt anonymt', tekst: 'Bare for privatpersoner, på telefon eller i brev.' },
    ],
    foreldreTittel: 'Skal jeg informere foreldrene?',
    foreldre:
      'Ja, som hovedregel. Men er det mistanke om vold eller seksuelle overgrep, skal du ikke informere foreldrene først. Det kan sette barnet i fare, og det kan ødelegge for politiet. Er du i tvil, ring barnevernstjenesten eller politiet og spør.',
  },
};
