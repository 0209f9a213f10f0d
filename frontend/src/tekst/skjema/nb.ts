import { feltNb } from './feltNb';
import { hjelpNb } from './hjelpNb';
import { informasjonNb } from './informasjonNb';
import { medLov, type Lovtabell } from '../lov';

/** What a person reads in the two forms, in bokmål. They come with the forms, and are not in the first load. */
export const nb = (lov: Lovtabell) => ({
  ...feltNb(lov),
  informasjon: informasjonNb,
  hjelp: hjelpNb,

  ramme: {
    /** Two pages, and two tabs: each by its own name (WCAG 2.4.2). */
    fanetittel: { PRIVAT: 'Skjema for privatpersoner', OFFENTLIG: 'Skjema for offentlig ansatte' },
    side: (nr: number, av: number): string => `Side ${nr} av ${av}`,
    neste: 'Neste',
    tilbake: 'Tilbake',
    tilKontroll: 'Lagre og gå til «Se over svarene»',
    valgfritt: 'valgfritt',
    fjern: 'Fjern',
    ja: 'Ja',
    nei: 'Nei',
    igjen: (n: string): string => `Plass til ${n} tegn til`,
    forMange: (n: string): string => `${n} tegn for mye`,
    feilSkjema: { PRIVAT: 'Fikk du vite dette i jobben?', OFFENTLIG: 'Melder du som privatperson?' },
    byttTil: { PRIVAT: 'Bytt til skjemaet for offentlige meldere', OFFENTLIG: 'Bytt til skjemaet for privatpersoner' },
    navn: 'Navnet ditt',
    navnHjelp: 'Hentet fra innloggingen. Barnevernstjenesten får se det.',
    /** In the tab: where one is, and nothing of what it is about. */
    fanesteg: (nr: number, av: number): string => `Skjema, side ${nr} av ${av}`,
    fanefare: 'Skjema, telefonnumre',
  },

  sider: {
    PRIVAT: {
      mottaker: { tittel: 'Hvor bor barnet?', ingress: '' },
      'om-deg': { tittel: 'Om deg', ingress: 'Bare navnet er nødvendig, og det har vi fra innloggingen.' },
      barn: {
        tittel: 'Barnet',
        ingress: 'Gjelder bekymringen flere barn i samme familie, kan du legge til flere. Ellers fyller du ut ett skjema for hvert.',
      },
      bekymring: { tittel: 'Bekymringen din', ingress: 'Svar på det du kan. Det gjør ikke noe om du mangler noe.' },
      fare: { tittel: 'Ring nå hvis barnet er i fare', ingress: '' },
      kontroll: { tittel: 'Se over svarene', ingress: 'Ingenting er sendt ennå.' },
    },
    OFFENTLIG: {
      mottaker: { tittel: 'Hvor bor barnet?', ingress: '' },
      'om-deg': { tittel: 'Deg og arbeidsplassen', ingress: 'Barnevernstjenesten trenger å vite hvem som melder, og hvor den skal svare.' },
      barn: {
        tittel: 'Barnet',
        ingress: 'Ett skjema kan gjelde flere barn i samme familie når bekymringen er den samme. Ellers fyller du ut ett for hvert barn.',
      },
      bekymring: { tittel: 'Bekymringen', ingress: 'Skriv det du har sett og hørt. Hold vurderinger for seg.' },
      foresatte: { tittel: 'Foresatte', ingress: 'Én eller to. Er det flere, skriver du om dem nederst.' },
      hjelp: { tittel: 'Hjelp rundt familien', ingress: 'Svar på det du vet.' },
      fare: { tittel: 'Ring nå hvis barnet er i fare', ingress: '' },
      kontroll: { tittel: 'Se over svarene', ingress: 'Ingenting er sendt ennå.' },
    },
  },

  kommune: {
    ingenTreff: 'Ingen kommune med det navnet',
    treff: (n: number): string => (n === 1 ? '1 kommune' : `${n} kommuner`),
    ikkeAktiv: 'tar ikke imot her',
    feilet: 'Vi får ikke hentet listen over kommuner.',
    apningstider: 'Når de kan nås',
    inaktivTittel: (navn: string): string => `${navn} tar ikke imot meldinger her`,
    inaktivBydel: 'Velg en annen hvis du er i tvil om hvor barnet bor. Ellers kan du melde fra slik:',
    inaktivTekst: 'Du kan melde fra slik:',
    inaktivRing: (navn: string): string => `Ring sentralbordet i ${navn} kommune og spør etter barnevernstjenesten.`,
    inaktivBrev: 'Eller send brev til:',
    inaktivAdresse: (navn: string): string[] => ['Barnevernstjenesten', `${navn} kommune`],
    inaktivVakt: 'Utenom kontortid: Barnevernvakten der barnet er',
    inaktivAlarm: 'Alarmtelefonen for barn og unge, hele døgnet:',
    inaktivFare: 'Politiet, ved fare for liv:',
    inaktivKladd: 'Det du eventuelt har skrevet, blir liggende som kladd, så du kan lese det opp eller skrive det av.',
    bydelHjelp: (navn: string): string => `Vet du ikke hvilken bydel barnet bor i, går meldingen til ${navn}.`,
    bydelVetIkke: 'Jeg vet ikke',
    mottaker: (navn: string): string => `Meldingen går til barnevernstjenesten i ${navn}.`,
  },

  barn: {
    nr: (nr: number): string => `Barn ${nr}`,
    ufoedtNr: (nr: number): string => `Barn ${nr} (ufødt)`,
    leggTil: 'Legg til et barn',
    fjernNr: (nr: number): string => `Fjern barn ${nr}`,
    fulgt: 'Samme som barn 1:',
    ingenAdresse: 'Barn 1 har ingen adresse ennå.',
    fraBarn1: 'Samme adresse som barn 1',
    fortroligTekst:
      'Da skal du ikke skrive adressen noe sted i skjemaet. Det du eventuelt hadde skrevet i adressefeltene, er slettet. Barnevernstjenesten finner den selv.',
    ufoedtPrivat:
      'Barnevernstjenesten trenger samtykke fra den gravide for å undersøke eller hjelpe før barnet er født. Du kan melde likevel.',
    ufoedtOffentlig: [
      medLov(
        lov.helsepersonell,
        'nb',
        (l) => `Meldeplikten etter ${l} gjelder ikke ufødte barn.`,
        'Helsepersonells meldeplikt gjelder ikke ufødte barn.',
      ),
      'Barnevernstjenesten trenger samtykke fra den gravide for å undersøke eller hjelpe før barnet er født.',
      medLov(
        lov.tilbakeholdelse,
        'nb',
        (l) => `Unntak: Den gravide kan holdes tilbake etter ${l}.`,
        'Unntak: Den gravide kan i noen tilfeller holdes tilbake.',
      ),
    ].join(' '),
    fortroligSkole: 'Også navnet på skolen eller barnehagen kan røpe hvor barnet bor. La det stå tomt hvis barnevernstjenesten ikke trenger det.',
  },

  melder: {
    ikkeValgt: 'Ikke valgt',
    oppslag: {
      knapp: 'Hent navn og adresse',
      om: 'Vi spør Enhetsregisteret. De får vite hvilket nummer vi spør om, ikke hvem som spør, eller hvorfor.',
      henter: 'Henter fra Enhetsregisteret …',
      fylt: (navn: string): string => `Fylt ut fra Enhetsregisteret: ${navn}. Se over at det stemmer.`,
      beholdt: (hva: string): string => `Enhetsregisteret har: ${hva}. Det du selv har skrevet, er ikke endret.`,
      ikkeFunnet: 'Enhetsregisteret har ingen med det nummeret. Skriv navn og adresse selv.',
      forMange: 'Du har hentet mange ganger. Vent et minutt, eller skriv navn og adresse selv.',
      feilet: 'Vi får ikke hentet det nå. Skriv navn og adresse selv.',
    },
  },

  foresatt: {
    nr: (nr: number): string => `Foresatt ${nr}`,
    leggTil: 'Legg til en foresatt',
    fjernNr: (nr: number): string => `Fjern foresatt ${nr}`,
    ikkeOrienter:
      'Det du har krysset av for, kan være vold eller overgrep. Da skal du ikke orientere de foresatte først. Svar «Nei», og skriv «Mistanke om vold eller overgrep».',
    alleredeOrientert:
      'Det du har krysset av for, kan være vold eller overgrep, og den foresatte vet allerede at du melder. Skriv hvordan det ble tatt imot. Ring hvis det kan ha gjort barnet mindre trygt.',
    orienter:
      'Som hovedregel skal foresatte vite at du melder. Er det mistanke om vold eller overgrep, skal de ikke vite det først.',
  },

  bekymring: {
    faretekst: 'Er barnet i fare nå, skal du ringe. Meldinger herfra blir ikke lest døgnet rundt.',
    fareInnledning: 'Du svarte at barnet er i fare nå. Det går raskest å ringe. Meldingen din blir ikke lest med en gang.',
    fareVidere: 'Du kan gjøre meldingen ferdig etterpå, eller nå hvis du har ringt. Det du har skrevet, blir tatt vare på.',
    fortsett: 'Fortsett med meldingen',
  },

  kontroll: {
    endre: 'Endre',
    mottakerTittel: 'Hvem som får meldingen',
    mottaker: (navn: string): string => `Meldingen blir forseglet til barnevernstjenesten i ${navn}. Har ingen der bekreftet den innen to virkedager, blir den også sendt som brev. Da åpner et trykkeri den for å skrive den ut.`,
    familien: {
      PRIVAT:
        'Familien kan få vite hva du har skrevet, og som regel hvem som har meldt. Vil du ikke at de skal få navnet ditt, kan du be om det under «Om deg».',
      OFFENTLIG: 'Familien kan få vite hva du har skrevet, og hvem som har meldt.',
    },
    ingenSvar: 'Du har ikke svart på noe på denne siden. Det er i orden.',
    varslerTittel: 'Se gjerne på dette. Du kan sende likevel.',
    ikkeKontrollert: 'Vi fikk ikke kontakt for å kontrollere svarene. Du kan vente litt, eller prøve å sende.',
    send: 'Send bekymringsmelding',
    sender: 'Sender …',
    mine: 'Se om meldingen kom fram: Mine meldinger',
    tomtTittel: 'Skjemaet er tomt',
    tomt: 'Her er det ikke noe å sende.',
    tomtStart: 'Skriv en ny bekymringsmelding',
  },

  utkast: {
    ikkeBegynt: 'Kladden lagres mens du skriver.',
    venter: 'Ikke lagret ennå',
    lagrer: 'Lagrer …',
    lagret: (tid: string): string => `Lagret ${tid}`,
    feilet: 'Ikke lagret ennå – prøver igjen. Det du har skrevet, står her fortsatt. Ikke lukk vinduet.',
    utloggetIkkeLagret: 'Ikke lagret ennå. Logg inn igjen, så lagres det du har skrevet.',
    beholdes: (tid: string): string => `Kladden slettes av seg selv ${tid}.`,
    lagreNa: 'Lagre nå',
    funnetTittel: 'Du har en kladd',
    funnet: (lagret: string, utloper: string): string => `Den ble lagret ${lagret}, og slettes av seg selv ${utloper}.`,
    fortsett: 'Fortsett på kladden',
    /** What does not come along to this form from the other: all of it, see input.test.ts. */
    medSvar: {
      PRIVAT:
        'Svarene begge skjemaene har plass til, blir med. Dette blir ikke med: jobben og e-posten din, barnets fødselsnummer, telefon og skole, vilkårene i loven, hvem som vet at du melder, samtykke, tolk, og hvem andre som hjelper.',
      OFFENTLIG:
        'Svarene begge skjemaene har plass til, blir med. Dette blir ikke med: adressen din, språk eller tolk for deg, hvordan du kjenner barnet, og ønsket om at familien ikke får vite at du har meldt.',
    },
    kladdenDer: 'Alt blir stående i kladden i det andre skjemaet til du sletter den, eller den går ut.',
    somDuForlotDen: 'Kladden er slik du gikk fra den. Det du har skrevet i det andre skjemaet etterpå, står i kladden der.',
    slett: 'Slett kladden',
    slettTittel: 'Slette kladden?',
    slettTekst: 'Alt du har skrevet i skjemaet, blir borte, også hos oss. En melding som er sendt, blir ikke borte.',
    slettJa: 'Slett',
    slettFeilet: 'Teksten er borte herfra, men vi fikk ikke slettet kladden hos oss. Last siden på nytt om litt, og slett den da. Ellers slettes den av seg selv.',
    hentFeilet: 'Vi får ikke sett etter om du har en kladd fra før. Prøv igjen før du begynner, så ingenting går tapt.',
    nyereTittel: 'Kladden er lagret fra et annet vindu',
    nyere: (tid: string): string =>
      `Det skjedde ${tid}. Det du skriver her, blir ikke lagret før du har valgt hvilken du vil gå videre med.`,
    brukNyere: 'Vis den fra det andre vinduet',
    beholdDette: 'Behold det som står her',
    erstattet: 'Nå ser du det som ble lagret sist. Det som sto her før, er ikke borte ennå.',
    hentTilbake: 'Bytt til det som sto her før',
    stoppet: 'Lagres ikke nå: Noe er gjort i et annet vindu, og du må velge.',
    tilValget: 'Gå til valget',
    forNyttTittel: 'Kladden er skrevet i en nyere utgave av siden',
    forNytt: 'Last siden på nytt for å fortsette på den.',
    forLang: 'Ikke lagret: Teksten er for lang. Alt står her fortsatt. Kort den ned, så lagres den.',
  },

  utlogget: {
    lagret: 'Kladden er lagret. Logg inn igjen, så kommer du tilbake hit.',
    her: 'Logg inn igjen',
  },

  feil: {
    oppsummering: 'Før du går videre, må du rette dette:',
    oppsummeringSend: 'Før du kan sende, må du rette dette:',
    fyllUt: (hva: string): string => `Fyll ut «${hva}»`,
    svar: (hva: string): string => `Svar på «${hva}»`,
    velgKommune: 'Velg en kommune fra listen',
    velgBydel: 'Velg bydel, eller «Jeg vet ikke»',
    kommuneInaktiv: 'Mottakeren tar ikke imot meldinger her. Velg en annen, eller ring',
    ukjentKommune: 'Kommunen finnes ikke. Velg en fra listen',
    ukjentBydel: 'Bydelen finnes ikke. Velg en fra listen',
    forLang: (hva: string, grense: string): string => `«${hva}» er for lang. Det er plass til ${grense} tegn`,
    forMange: (hva: string, grense: string): string => `«${hva}»: Det kan være høyst ${grense}`,
    telefon: 'Skriv telefonnummeret med sifre, gjerne med + og landkode først',
    epost: 'Skriv e-postadressen slik: navn@eksempel.no',
    ugyldig: (hva: string): string => `«${hva}» er ikke riktig fylt ut`,
    skalVaereTom: (hva: string): string => `«${hva}» hører til et annet valg. Ta det bort`,
    ikkeSendtTittel: 'Meldingen er ikke sendt',
    utenSvarTittel: 'Du har ikke fått kvittering',
    ingentingSendt: 'Ingenting er sendt.',
    fortsattUvisst: 'Vi vet fortsatt ikke om et tidligere forsøk ble lagret. Det kan ikke bli to av den samme meldingen.',
    nett: 'Vi får ikke kontakt. Så lenge du ikke ser en kvittering, må du regne med at ingenting er sendt. Alt du har skrevet, står her fortsatt. Prøv igjen – den samme meldingen blir aldri sendt to ganger.',
    utilgjengelig:
      'Tjenesten klarte ikke å lagre meldingen nå. Alt du har skrevet, står her fortsatt. Vent litt og prøv igjen.',
    uvisst:
      'Forbindelsen ble brutt mens meldingen ble lagret, og vi vet ikke om det gikk. Alt du har skrevet, står her fortsatt. Trykk «Send bekymringsmelding» en gang til: Er den lagret, får du kvitteringen, og det kan ikke bli to av den.',
    ingenNokkel:
      'Vi kan ikke forsegle meldingen til denne mottakeren nå, og da sender vi den ikke. De som driver tjenesten, er varslet. Alt du har skrevet, står her fortsatt. Prøv igjen senere, eller ring kommunens sentralbord og spør etter barnevernstjenesten.',
    forMye: 'Det har vært for mange forsøk på kort tid. Vent et minutt og prøv igjen.',
    gammelSide: 'Siden er blitt oppdatert siden du åpnet den. Last siden på nytt. Kladden din er lagret.',
    gammelSideUlagret:
      'Siden er blitt oppdatert siden du åpnet den. Kopier teksten din, last siden på nytt og lim den inn.',
    intern:
      'Noe gikk galt hos oss, og du har ikke fått kvittering. Alt du har skrevet, står her fortsatt. Prøv igjen – den samme meldingen blir aldri sendt to ganger.',
    ikkeInnlogget: 'Du er logget ut. Logg inn igjen, kom tilbake hit og send på nytt.',
  },

  varsel: {
    FNR_KONTROLLSIFFER: 'Tallet ser ikke ut som et riktig fødselsnummer eller D-nummer. Sjekk det gjerne. Du kan sende likevel.',
    FNR_SYNTETISK: 'Dette er et fødselsnummer av den typen som brukes i tester. Du kan sende likevel.',
    ORGNR_KONTROLLSIFFER: 'Dette ser ikke ut som et riktig organisasjonsnummer. Sjekk det gjerne. Du kan sende likevel.',
    EPOST_UTENFOR_FORMAT:
      'Adressen er i orden, men meldingsformatet har ikke plass til skrivemåten. Den blir sendt i teksten i stedet.',
    POSTNUMMER_FORMAT: 'Norske postnumre har fire sifre. Du kan sende likevel.',
  },

  allerede: {
    tittel: (tid: string): string => `Denne meldingen ble sendt ${tid}`,
    tekst: 'Det du har endret etterpå, er ikke sendt.',
    seKvittering: 'Se kvitteringen',
    sendSomNy: 'Gjør teksten til en ny melding',
    kast: 'Begynn på nytt',
  },
});

export type Skjematekster = ReturnType<typeof nb>;
