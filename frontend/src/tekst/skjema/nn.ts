import { medLov, type Lovtabell } from '../lov';
import { feltNn } from './feltNn';
import { hjelpNn } from './hjelpNn';
import { informasjonNn } from './informasjonNn';
import type { Skjematekster } from './nb';

/** What a person reads in the two forms, in nynorsk. */
export const nn = (lov: Lovtabell): Skjematekster => ({
  ...feltNn(lov),
  informasjon: informasjonNn,
  hjelp: hjelpNn,

  ramme: {
    fanetittel: { PRIVAT: 'Skjema for privatpersonar', OFFENTLIG: 'Skjema for offentleg tilsette' },
    side: (nr, av) => `Side ${nr} av ${av}`,
    neste: 'Neste',
    tilbake: 'Tilbake',
    tilKontroll: 'Lagre og gå til «Sjå over svara»',
    valgfritt: 'valfritt',
    fjern: 'Ta bort',
    ja: 'Ja',
    nei: 'Nei',
    igjen: (n) => `Plass til ${n} teikn til`,
    forMange: (n) => `${n} teikn for mykje`,
    feilSkjema: { PRIVAT: 'Fekk du vite dette i jobben?', OFFENTLIG: 'Melder du som privatperson?' },
    byttTil: { PRIVAT: 'Byt til skjemaet for offentlege meldarar', OFFENTLIG: 'Byt til skjemaet for privatpersonar' },
    navn: 'Namnet ditt',
    navnHjelp: 'Henta frå innlogginga. Barnevernstenesta får sjå det.',
    fanesteg: (nr, av) => `Skjema, side ${nr} av ${av}`,
    fanefare: 'Skjema, telefonnummer',
  },

  sider: {
    PRIVAT: {
      mottaker: { tittel: 'Kvar bur barnet?', ingress: '' },
      'om-deg': { tittel: 'Om deg sjølv', ingress: 'Berre namnet er nødvendig, og det har vi frå innlogginga.' },
      barn: {
        tittel: 'Barnet',
        ingress: 'Gjeld uroa fleire barn i same familie, kan du leggje til fleire. Elles fyller du ut eitt skjema for kvart.',
      },
      bekymring: { tittel: 'Kva du er uroleg for', ingress: 'Svar på det du kan. Det gjer ikkje noko om du manglar noko.' },
      fare: { tittel: 'Ring no dersom barnet er i fare', ingress: '' },
      kontroll: { tittel: 'Sjå over svara', ingress: 'Ingenting er sendt enno.' },
    },
    OFFENTLIG: {
      mottaker: { tittel: 'Kvar bur barnet?', ingress: '' },
      'om-deg': { tittel: 'Du og arbeidsplassen', ingress: 'Barnevernstenesta treng å vite kven som melder, og kvar dei skal svare.' },
      barn: {
        tittel: 'Barnet',
        ingress: 'Eitt skjema kan gjelde fleire barn i same familie når uroa er den same. Elles fyller du ut eitt for kvart barn.',
      },
      bekymring: { tittel: 'Uroa', ingress: 'Skriv det du har sett og høyrt. Hald vurderingar for seg.' },
      foresatte: { tittel: 'Føresette', ingress: 'Éin eller to. Er det fleire, skriv du om dei nedst.' },
      hjelp: { tittel: 'Hjelp kring familien', ingress: 'Svar på det du veit.' },
      fare: { tittel: 'Ring no dersom barnet er i fare', ingress: '' },
      kontroll: { tittel: 'Sjå over svara', ingress: 'Ingenting er sendt enno.' },
    },
  },

  kommune: {
    ingenTreff: 'Ingen kommune med det namnet',
    treff: (n) => (n === 1 ? '1 kommune' : `${n} kommunar`),
    ikkeAktiv: 'tek ikkje imot her',
    feilet: 'Vi får ikkje henta lista over kommunar.',
    apningstider: 'Når du kan nå dei',
    inaktivTittel: (navn) => `${navn} tek ikkje imot meldingar her`,
    inaktivBydel: 'Vel ein annan dersom du er i tvil om kvar barnet bur. Elles kan du melde frå slik:',
    inaktivTekst: 'Du kan melde frå slik:',
    inaktivRing: (navn) => `Ring sentralbordet i ${navn} kommune og spør etter barnevernstenesta.`,
    inaktivBrev: 'Eller send eit brev til:',
    inaktivAdresse: (navn) => ['Barnevernstenesta', `${navn} kommune`],
    inaktivVakt: 'Utanom kontortid: Barnevernvakta der barnet er',
    inaktivAlarm: 'Alarmtelefonen for barn og unge, heile døgnet:',
    inaktivFare: 'Politiet, ved fare for livet:',
    inaktivKladd: 'Det du eventuelt har skrive, blir liggjande som kladd, så du kan lese det opp eller skrive det av.',
    bydelHjelp: (navn) => `Veit du ikkje kva bydel barnet bur i, går meldinga til ${navn}.`,
    bydelVetIkke: 'Eg veit ikkje',
    mottaker: (navn) => `Meldinga går til barnevernstenesta i ${navn}.`,
  },

  barn: {
    nr: (nr) => `Barn ${nr}`,
    ufoedtNr: (nr) => `Barn ${nr} (ufødd)`,
    leggTil: 'Legg til eit barn',
    fjernNr: (nr) => `Ta bort barn ${nr}`,
    fulgt: 'Same som barn 1:',
    ingenAdresse: 'Barn 1 har inga adresse enno.',
    fraBarn1: 'Same adresse som barn 1',
    fortroligTekst:
      'Då skal du ikkje skrive adressa nokon stad i skjemaet. Det du eventuelt hadde skrive i adressefelta, er sletta. Barnevernstenesta finn adressa sjølv.',
    ufoedtPrivat:
      'Barnevernstenesta treng samtykke frå den gravide for å undersøkje eller hjelpe før barnet er fødd. Du kan melde likevel.',
    ufoedtOffentlig: [
      medLov(
        lov.helsepersonell,
        'nn',
        (l) => `Meldeplikta etter ${l} gjeld ikkje ufødde barn.`,
        'Meldeplikta til helsepersonell gjeld ikkje ufødde barn.',
      ),
      'Barnevernstenesta treng samtykke frå den gravide for å undersøkje eller hjelpe før barnet er fødd.',
      medLov(
        lov.tilbakeholdelse,
        'nn',
        (l) => `Unntak: Den gravide kan haldast tilbake etter ${l}.`,
        'Unntak: Den gravide kan i nokre tilfelle haldast tilbake.',
      ),
    ].join(' '),
    fortroligSkole: 'Òg namnet på skulen eller barnehagen kan røpe kvar barnet bur. Lat det stå tomt dersom barnevernstenesta ikkje treng det.',
  },

  melder: {
    ikkeValgt: 'Ikkje vald',
    oppslag: {
      knapp: 'Hent namn og adresse',
      om: 'Vi spør Einingsregisteret. Dei får vite kva nummer vi spør om, ikkje kven som spør, eller kvifor.',
      henter: 'Hentar frå Einingsregisteret …',
      fylt: (navn) => `Fylt ut frå Einingsregisteret: ${navn}. Sjå over at det stemmer.`,
      beholdt: (hva) => `Einingsregisteret har: ${hva}. Det du sjølv har skrive, er ikkje endra.`,
      ikkeFunnet: 'Einingsregisteret har ingen med det nummeret. Skriv namn og adresse sjølv.',
      forMange: 'Du har henta mange gonger. Vent eit minutt, eller skriv namn og adresse sjølv.',
      feilet: 'Vi får ikkje henta det no. Skriv namn og adresse sjølv.',
    },
  },

  foresatt: {
    nr: (nr) => `Føresett ${nr}`,
    leggTil: 'Legg til ein føresett',
    fjernNr: (nr) => `Ta bort føresett ${nr}`,
    ikkeOrienter:
      'Det du har kryssa av for, kan vere vald eller overgrep. Då skal du ikkje orientere dei føresette først. Svar «Nei», og skriv «Mistanke om vald eller overgrep».',
    alleredeOrientert:
      'Det du har kryssa av for, kan vere vald eller overgrep, og den føresette veit alt at du melder. Skriv korleis det blei teke imot. Ring dersom det kan ha gjort barnet mindre trygt.',
    orienter: 'Som hovudregel skal føresette vite at du melder. Er det mistanke om vald eller overgrep, skal dei ikkje vite det først.',
  },

  bekymring: {
    faretekst: 'Er barnet i fare no, skal du ringje. Meldingar herifrå blir ikkje lesne døgnet rundt.',
    fareInnledning: 'Du svara at barnet er i fare no. Det går raskast å ringje. Meldinga di blir ikkje lesen med ein gong.',
    fareVidere: 'Du kan gjere meldinga ferdig etterpå, eller no dersom du har ringt. Det du har skrive, blir teke vare på.',
    fortsett: 'Hald fram med meldinga',
  },

  kontroll: {
    endre: 'Endre',
    mottakerTittel: 'Kven som får meldinga',
    mottaker: (navn) =>
      `Meldinga blir forsegla til barnevernstenesta i ${navn}. Har ingen der stadfesta den innan to vyrkedagar, blir den òg send som brev. Då opnar eit trykkeri den for å skrive den ut.`,
    familien: {
      PRIVAT:
        'Familien kan få vite kva du har skrive, og som regel kven som har meldt. Vil du ikkje at dei skal få namnet ditt, kan du be om det under «Om deg sjølv».',
      OFFENTLIG: 'Familien kan få vite kva du har skrive, og kven som har meldt.',
    },
    ingenSvar: 'Du har ikkje svara på noko på denne sida. Det er i orden.',
    varslerTittel: 'Sjå gjerne på dette. Du kan sende likevel.',
    ikkeKontrollert: 'Vi fekk ikkje kontakt for å kontrollere svara. Du kan vente litt, eller prøve å sende.',
    send: 'Send bekymringsmeldinga',
    sender: 'Sender …',
    mine: 'Sjå om meldinga kom fram: Meldingane mine',
    tomtTittel: 'Skjemaet er tomt',
    tomt: 'Her er det ikkje noko å sende.',
    tomtStart: 'Skriv ei ny bekymringsmelding',
  },

  utkast: {
    ikkeBegynt: 'Kladden blir lagra medan du skriv.',
    venter: 'Ikkje lagra enno',
    lagrer: 'Lagrar …',
    lagret: (tid) => `Lagra ${tid}`,
    feilet: 'Ikkje lagra enno – prøver igjen. Det du har skrive, står her framleis. Ikkje lukk vindauget.',
    utloggetIkkeLagret: 'Ikkje lagra enno. Logg inn igjen, så blir det du har skrive, lagra.',
    beholdes: (tid) => `Kladden blir sletta av seg sjølv ${tid}.`,
    lagreNa: 'Lagre no',
    funnetTittel: 'Du har ein kladd',
    funnet: (lagret, utloper) => `Han vart lagra ${lagret}, og blir sletta av seg sjølv ${utloper}.`,
    fortsett: 'Hald fram på kladden',
    medSvar: {
      PRIVAT:
        'Svara begge skjemaa har plass til, blir med. Dette blir ikkje med: jobben og e-posten din, fødselsnummeret, telefonen og skulen til barnet, vilkåra i lova, kven som veit at du melder, samtykke, tolk, og kven andre som hjelper.',
      OFFENTLIG:
        'Svara begge skjemaa har plass til, blir med. Dette blir ikkje med: adressa di, språk eller tolk for deg, korleis du kjenner barnet, og ønsket om at familien ikkje får vite at du har meldt.',
    },
    kladdenDer: 'Alt blir ståande i kladden i det andre skjemaet til du slettar han, eller han går ut.',
    somDuForlotDen: 'Kladden er slik du gjekk frå han. Det du har skrive i det andre skjemaet etterpå, står i kladden der.',
    slett: 'Slett kladden',
    slettTittel: 'Vil du slette kladden?',
    slettTekst: 'Alt du har skrive i skjemaet, blir borte, òg hos oss. Ei melding som er send, blir ikkje borte.',
    slettJa: 'Slett',
    slettFeilet:
      'Teksten er borte herifrå, men vi fekk ikkje sletta kladden hos oss. Last sida på nytt om litt, og slett han då. Elles blir han sletta av seg sjølv.',
    hentFeilet: 'Vi får ikkje sett etter om du har ein kladd frå før. Prøv igjen før du byrjar, så ingenting går tapt.',
    nyereTittel: 'Kladden er lagra frå eit anna vindauge',
    nyere: (tid) => `Det skjedde ${tid}. Det du skriv her, blir ikkje lagra før du har valt kva for ein du vil gå vidare med.`,
    brukNyere: 'Vis den frå det andre vindauget',
    beholdDette: 'Behald det som står her',
    erstattet: 'No ser du det som vart lagra sist. Det som stod her før, er ikkje borte enno.',
    hentTilbake: 'Byt til det som stod her før',
    stoppet: 'Blir ikkje lagra no: Noko er gjort i eit anna vindauge, og du må velje.',
    tilValget: 'Gå til valet',
    forNyttTittel: 'Kladden er skriven i ei nyare utgåve av sida',
    forNytt: 'Last sida på nytt for å halde fram på han.',
    forLang: 'Ikkje lagra: Teksten er for lang. Alt står her framleis. Kort han ned, så blir han lagra.',
  },

  utlogget: {
    lagret: 'Kladden er lagra. Logg inn igjen, så kjem du tilbake hit.',
    her: 'Logg inn på nytt',
  },

  feil: {
    oppsummering: 'Før du går vidare, må du rette dette:',
    oppsummeringSend: 'Før du kan sende, må du rette på dette:',
    fyllUt: (hva) => `Fyll ut feltet «${hva}»`,
    svar: (hva) => `Svar på spørsmålet «${hva}»`,
    velgKommune: 'Vel ein kommune frå lista',
    velgBydel: 'Vel bydel, eller «Eg veit ikkje»',
    kommuneInaktiv: 'Mottakaren tek ikkje imot meldingar her. Vel ein annan, eller ring',
    ukjentKommune: 'Kommunen finst ikkje. Vel ein frå lista',
    ukjentBydel: 'Bydelen finst ikkje. Vel ein frå lista',
    forLang: (hva, grense) => `«${hva}» er for lang. Det er plass til ${grense} teikn`,
    forMange: (hva, grense) => `«${hva}»: Det kan vere høgst ${grense}`,
    telefon: 'Skriv telefonnummeret med siffer, gjerne med + og landkode først',
    epost: 'Skriv e-postadressa slik: namn@eksempel.no',
    ugyldig: (hva) => `«${hva}» er ikkje rett fylt ut`,
    skalVaereTom: (hva) => `«${hva}» høyrer til eit anna val. Ta det bort`,
    ikkeSendtTittel: 'Meldinga er ikkje send',
    utenSvarTittel: 'Du har ikkje fått kvittering',
    ingentingSendt: 'Ingenting er sendt.',
    fortsattUvisst: 'Vi veit framleis ikkje om eit tidlegare forsøk vart lagra. Det kan ikkje bli to av den same meldinga.',
    nett: 'Vi får ikkje kontakt. Så lenge du ikkje ser ei kvittering, må du rekne med at ingenting er sendt. Alt du har skrive, står her framleis. Prøv igjen – den same meldinga blir aldri send to gonger.',
    utilgjengelig: 'Tenesta klarte ikkje å lagre meldinga no. Alt du har skrive, står her framleis. Vent litt og prøv igjen.',
    uvisst:
      'Tilkoplinga vart broten medan meldinga vart lagra, og vi veit ikkje om det gjekk. Alt du har skrive, står her framleis. Trykk «Send bekymringsmeldinga» ein gong til: Er den lagra, får du kvitteringa, og det kan ikkje bli to av den.',
    ingenNokkel:
      'Vi kan ikkje forsegle meldinga til denne mottakaren no, og då sender vi den ikkje. Dei som driv tenesta, er varsla. Alt du har skrive, står her framleis. Prøv igjen seinare, eller ring sentralbordet til kommunen og spør etter barnevernstenesta.',
    forMye: 'Det har vore for mange forsøk på kort tid. Vent eit minutt og prøv igjen.',
    gammelSide: 'Sida er oppdatert sidan du opna den. Last sida på nytt. Kladden din er lagra.',
    gammelSideUlagret: 'Sida er oppdatert sidan du opna den. Kopier teksten din, last sida på nytt og lim han inn.',
    intern:
      'Noko gjekk gale hos oss, og du har ikkje fått kvittering. Alt du har skrive, står her framleis. Prøv igjen – den same meldinga blir aldri send to gonger.',
    ikkeInnlogget: 'Du er logga ut. Logg inn igjen, kom tilbake hit og send på nytt.',
  },

  varsel: {
    FNR_KONTROLLSIFFER: 'Talet ser ikkje ut som eit rett fødselsnummer eller D-nummer. Sjekk det gjerne. Du kan sende likevel.',
    FNR_SYNTETISK: 'Dette er eit fødselsnummer av den typen som blir brukt i testar. Du kan sende likevel.',
    ORGNR_KONTROLLSIFFER: 'Dette ser ikkje ut som eit rett organisasjonsnummer. Sjekk det gjerne. Du kan sende likevel.',
    EPOST_UTENFOR_FORMAT: 'Adressa er i orden, men meldingsformatet har ikkje plass til skrivemåten. Den blir send i teksten i staden.',
    POSTNUMMER_FORMAT: 'Norske postnummer har fire siffer. Du kan sende likevel.',
  },

  allerede: {
    tittel: (tid) => `Denne meldinga vart send ${tid}`,
    tekst: 'Det du har endra etterpå, er ikkje sendt.',
    seKvittering: 'Sjå kvitteringa',
    sendSomNy: 'Gjer teksten til ei ny melding',
    kast: 'Byrja på nytt',
  },
});
