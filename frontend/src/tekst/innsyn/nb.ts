import type {
  Dokumenttype,
  Innsynsaktor,
  Innsynsforesporselstatus,
  Journalposttype,
  Korrespondanseparttype,
  Lenketype,
  Partsrolle,
  Tiltaksstatus,
} from '../../innsyn/typer';

/**
 * What a person reads about a case of her own, in bokmål. The reader may be fifteen, or afraid: short words, nothing
 * official that can be said plainly. The texts come with the pages, and are not in the first load.
 */
export const nb = {
  fanetittel: { saker: 'Oversikt', sak: 'Detaljer', post: 'Dokument', logg: 'Logg' },

  innlogging: 'Her er det opplysninger som bare du skal se. Du må logge inn på høyeste nivå, for eksempel med BankID.',
  tapt: 'Du er ikke lenger logget inn på høyeste nivå. Logg inn igjen for å fortsette.',
  ikkeDirekte: 'Ingen forbindelse akkurat nå. Vi prøver igjen. Det du ser, kan være gammelt.',

  saker: {
    tittel: 'Sakene dine',
    ingress: 'Her kan du følge med på det barnevernstjenesten gjør i saker du er en del av.',
    ingen: 'Det er ingen saker å vise',
    ingenTekst:
      'Kommunen din har ikke lagt ut noe til deg her. Det betyr ikke at det ikke finnes en sak. Ring barnevernstjenesten i kommunen hvis du lurer på noe.',
    aapne: (antall: number): string => (antall === 1 ? '1 sak' : `${antall} saker`),
    grupper: {
      HOVEDPERSON: 'Saker om deg',
      MOR: 'Saker der du er mor',
      FAR: 'Saker der du er far',
      MEDMOR: 'Saker der du er medmor',
      MEDFAR: 'Saker der du er medfar',
      VERGE: 'Saker der du er verge',
      FOSTERFORELDER: 'Saker der du er fosterforelder',
    } satisfies Record<Partsrolle, string>,
    utenRolle: 'Uten oppgitt rolle',
    utenRolleTekst: 'Kommunen har ikke skrevet hvilken rolle du har i disse sakene.',
    annenRolle: 'Andre saker',
    na: 'Nå',
    avsluttet: (dato: string): string => `Avsluttet ${dato}`,
    ferdigInnen: (dato: string): string => `Planlagt ferdig ${dato}`,
    logg: 'Hvem har sett opplysningene mine?',
    oppdatert: 'Oversikten er oppdatert.',
  },

  venter: {
    tittel: 'Det som venter på deg',
    samtykke: (navn: string): string => `Svar på spørsmål om samtykke: ${navn}`,
    klage: (tittel: string): string => `Du kan klage på: ${tittel}`,
  },

  rolle: {
    HOVEDPERSON: 'Saken handler om deg',
    MOR: 'Du er mor',
    FAR: 'Du er far',
    MEDMOR: 'Du er medmor',
    MEDFAR: 'Du er medfar',
    VERGE: 'Du er verge',
    FOSTERFORELDER: 'Du er fosterforelder',
  } satisfies Record<Partsrolle, string>,
  ukjentRolle: 'Rollen din er ikke oppgitt',

  part: {
    HOVEDPERSON: 'Barnet saken handler om',
    MOR: 'Mor',
    FAR: 'Far',
    MEDMOR: 'Medmor',
    MEDFAR: 'Medfar',
    VERGE: 'Verge',
    FOSTERFORELDER: 'Fosterforelder',
  } satisfies Record<Partsrolle, string>,
  ukjentPart: 'Part i saken',

  sak: {
    tilbake: 'Alle sakene',
    bytt: (antall: number): string => `Bytt til en annen sak (${antall})`,
    ikkeFunnet: 'Her er det ingenting å vise',
    ikkeFunnetTekst: 'Saken finnes ikke, eller den vises ikke for deg. Lurer du på hvorfor, kan du ringe barnevernstjenesten i kommunen.',
    avsluttet: (dato: string): string => `Saken ble avsluttet ${dato}.`,
    saksnummer: 'Saksnummer',
    om: 'Om saken',
    startet: 'Startet',
    oppdatert: 'Sist endret av kommunen',
    parter: 'Hvem er med i saken',
    deg: 'deg',
    mer: 'Les mer eller gjør noe',
    snarveier: 'På denne siden',
  },

  na: {
    tittel: 'Hva skjer nå',
    ingen: 'Kommunen har ikke skrevet hva som skjer akkurat nå.',
    ingenTekst: 'Ring barnevernstjenesten hvis du vil vite mer.',
    avsluttet: 'Saken er avsluttet',
    fra: (dato: string): string => `Siden ${dato}`,
    fraSkal: (dato: string): string => `Begynner ${dato}`,
    datoer: 'Datoer framover',
    ingenDatoer: 'Det er ingen datoer framover.',
    planlagtFerdig: (navn: string): string => `${navn}: planlagt ferdig`,
    begynner: (navn: string): string => `${navn}: begynner`,
    klage: (tittel: string): string => `Siste dag å klage: ${tittel}`,
    kontakt: 'Hvem kan jeg snakke med?',
    saksansvarlig: (navn: string, kommune: string): string => `${navn} i barnevernstjenesten i ${kommune} har ansvar for saken.`,
    bareKommune: (kommune: string): string => `Barnevernstjenesten i ${kommune} har ansvar for saken.`,
    kontaktTekst: 'Telefonnummeret finner du på nettsiden til kommunen.',
  },

  steg: {
    tittel: 'Stegene i saken',
    ferdig: 'Ferdig',
    na: 'Her er saken nå',
    kommer: 'Kommer',
    uvisst: 'Dato satt av kommunen',
    periode: (fra: string, til: string): string => `${fra} – ${til}`,
    ingen: 'Kommunen har ikke lagt inn noen steg ennå.',
    ferdige: (antall: number): string => (antall === 1 ? 'Vis 1 steg som er ferdig' : `Vis ${antall} steg som er ferdige`),
  },

  /** What a step usually means, by the names that case systems are known to use. */
  stegforklaring: {
    MELDING: 'Barnevernstjenesten har fått en bekymringsmelding. De vurderer innen en uke om de skal undersøke hvordan barnet har det.',
    UNDERSOKELSE:
      'Barnevernstjenesten finner ut hvordan barnet har det, og om familien trenger hjelp. De snakker med barnet og foreldrene, og kan snakke med andre. Det skal vanligvis ikke ta mer enn tre måneder.',
    VEDTAK: 'Barnevernstjenesten bestemmer hva som skal skje. Det står i et vedtak. I vedtaket står det også om du kan klage, og hvordan.',
    PLAN: 'Barnevernstjenesten lager en plan for hjelpen sammen med dere. I planen står det hva dere vil oppnå.',
    TILTAK: 'Barnet eller familien får hjelp. Hva slags hjelp det er, står i vedtaket og i tiltaksplanen.',
    EVALUERING: 'Barnevernstjenesten ser på om hjelpen virker, sammen med dere. Si fra hva du synes.',
    MOTE: 'Det er et møte i saken. Du kan ta med deg noen du er trygg på. Spør barnevernstjenesten hvis du lurer på noe før møtet.',
    AVSLUTTET: 'Barnevernstjenesten er ferdig. Du kan be om hjelp igjen når som helst.',
    HENLAGT: 'Barnevernstjenesten har vurdert saken, og gjør ikke noe mer nå. Du kan be om hjelp igjen når som helst.',
  },

  tidslinje: {
    tittel: 'Hva har skjedd',
    ingen: 'Det er ikke lagt ut noe på tidslinjen ennå.',
    flere: (antall: number): string => `Vis alle ${antall}`,
    avkortet: (antall: number): string => `Bare de ${antall} nyeste dokumentene er tatt med her.`,
    utenDato: 'Uten dato',
    ny: 'Ny',
  },

  dokumenter: {
    tittel: 'Dokumenter',
    ingen: 'Det er ikke lagt ut noen dokumenter ennå. Når det kommer noe, dukker det opp her.',
    ingenTreff: 'Ingen dokumenter passer til det du har valgt.',
    antall: (antall: string, ett: boolean): string => (ett ? '1 dokument' : `${antall} dokumenter`),
    sok: 'Søk i titler og beskrivelser',
    sokKnapp: 'Søk',
    tomSok: 'Tøm søket',
    typer: 'Vis bare',
    periode: 'År',
    alleAar: (antall: string): string => `Alle år (${antall})`,
    aar: (aar: string, antall: string): string => `${aar} (${antall})`,
    type: (navn: string, antall: string): string => `${navn} (${antall})`,
    sortering: 'Rekkefølge',
    DATO_DESC: 'Nyeste først',
    DATO_ASC: 'Eldste først',
    RELEVANS: 'Best treff først',
    nullstill: 'Vis alle igjen',
    flere: 'Vis flere',
    feilet: 'Vi fikk ikke søkt nå. Listen er den du så sist.',
  },

  dokumenttype: {
    VEDTAK: 'Vedtak',
    MOTEREFERAT: 'Møtereferat',
    TILTAKSPLAN: 'Tiltaksplan',
  } satisfies Record<Dokumenttype, string>,
  dokumenttyper: {
    VEDTAK: 'Vedtak',
    MOTEREFERAT: 'Møtereferater',
    TILTAKSPLAN: 'Tiltaksplaner',
  } satisfies Record<Dokumenttype, string>,
  annetDokument: 'Dokument',

  retning: {
    I: 'Kom inn til barnevernstjenesten',
    U: 'Sendt fra barnevernstjenesten',
    N: 'Skrevet hos barnevernstjenesten',
    X: 'Skrevet hos barnevernstjenesten',
    S: 'Skrevet til et møte i kommunen',
  } satisfies Record<Journalposttype, string>,

  status: {
    tilbakeholdt: 'Bare tittelen vises',
    IKKE_FORESPURT: 'Du kan be om å få se det',
    FORESPURT: 'Du har bedt om å få se det',
    GODKJENT: 'Du har fått ja til å se det',
    AVVIST: 'Du har fått nei til å se det',
  } satisfies Record<Innsynsforesporselstatus | 'tilbakeholdt', string>,

  post: {
    tilbake: 'Tilbake til saken',
    ikkeFunnetTekst: 'Dokumentet finnes ikke, eller det vises ikke for deg.',
    dokumentetsDato: 'Datoen på dokumentet',
    journaldato: 'Lagt i saken',
    retning: 'Hvordan',
    filer: 'Filer',
    opplysninger: 'Om dokumentet',
    kontaktperson: (navn: string): string => `Kontaktperson: ${navn}`,
    relaterte: 'Hører sammen med',
    tilbakeholdtTittel: 'Bare tittelen vises her',
    tilbakeholdt: 'Barnevernstjenesten viser ikke selve dokumentet her. Det betyr ikke at noe er galt. De må av og til verne om andre, eller om arbeidet med saken.',
    kanSporre: 'Du kan be barnevernstjenesten om å få se dokumentet.',
    FORESPURT: 'Du har bedt om å få se dokumentet. Barnevernstjenesten har ikke svart ennå.',
    GODKJENT: 'Barnevernstjenesten har sagt ja til at du får se dokumentet. Det kan ta litt tid før det ligger her.',
    AVVIST: 'Barnevernstjenesten har sagt nei til at du får se dokumentet. I svaret fra dem står det hvorfor, og hvordan du kan klage.',
  },

  fil: {
    apne: 'Åpne',
    apneNavn: (tittel: string): string => `Åpne ${tittel} i en ny fane`,
    lastNed: 'Last ned',
    lastNedNavn: (tittel: string): string => `Last ned ${tittel}`,
    postkasse: 'Denne filen er sendt til den digitale postkassen din. Logg inn i Digipost, e-Boks eller Altinn for å lese den.',
    ingen: 'Det ligger ingen fil her.',
    bilde: 'Bilde',
    dokument: 'Tekstdokument',
    regneark: 'Regneark',
    annen: 'Fil',
    delt: 'Åpner eller laster du ned på en enhet andre bruker, kan de finne filen etterpå.',
    hindring: {
      IKKE_FUNNET: 'Filen ligger ikke her lenger.',
      POSTKASSE: 'Filen ligger i den digitale postkassen din. Logg inn i Digipost, e-Boks eller Altinn for å lese den.',
      IKKE_TILGJENGELIG_NA: 'Vi får ikke tak i filen akkurat nå. Den er ikke borte. Prøv igjen om litt.',
      FOR_STOR: 'Filen er for stor til å åpnes her. Spør barnevernstjenesten om å få den på en annen måte.',
      UGYLDIG_TYPE: 'Denne typen fil kan ikke åpnes her. Spør barnevernstjenesten om å få den på en annen måte.',
    },
    feilet: 'Vi fikk ikke hentet filen. Prøv igjen om litt.',
  },

  part_i_brev: {
    EA: 'Fra',
    EM: 'Til',
    EK: 'Kopi til',
    IA: 'Fra, i kommunen',
    IM: 'Til, i kommunen',
    IK: 'Kopi til, i kommunen',
  } satisfies Record<Korrespondanseparttype, string>,
  ukjentPartIBrev: 'Med',

  klage: {
    tittel: 'Frist for å klage',
    dager: (antall: number, dag: string): string => (antall === 1 ? `1 dag igjen, siste dag ${dag}` : `${antall} dager igjen, siste dag ${dag}`),
    iDag: (dag: string): string => `I dag, ${dag}, er siste dag`,
    ute: (dag: string): string => `Fristen gikk ut ${dag}`,
    uteTekst: 'Har du en god grunn til at du er sen, kan du ta kontakt med barnevernstjenesten og spørre.',
    tekst: 'I vedtaket står det hvordan du klager. Barnevernstjenesten skal hjelpe deg hvis du spør.',
  },

  plan: {
    tittel: 'Planen',
    AKTIV: 'Planen gjelder nå',
    AVSLUTTET: 'Planen er avsluttet',
    MANUELT_AVSLUTTET: 'Planen ble avsluttet før tiden',
    periode: (fra: string, til: string): string => `Fra ${fra} til ${til}`,
    mal: 'Mål',
    ingenMal: 'Det står ingen mål i planen.',
  } satisfies Record<Tiltaksstatus, string> & Record<string, unknown>,

  lenke: {
    SVAR: 'Svar barnevernstjenesten',
    KLAGE: 'Klag',
    hos: (vert: string): string => `Åpner ${vert}`,
    uleselig: 'Kommunen har lagt inn en lenke som ikke kan åpnes herfra.',
  } satisfies Record<Lenketype, string> & Record<string, unknown>,

  live: {
    ny: (tittel: string): string => `Nytt i saken: ${tittel}`,
    nye: (antall: number): string => `${antall} nye dokumenter i saken`,
    endret: 'Saken er oppdatert.',
    borte: 'Det som sto her, vises ikke lenger.',
  },

  logg: {
    tittel: 'Hvem har sett opplysningene mine?',
    ingress: 'Hver gang noen åpner eller endrer det som er lagt ut til deg her, blir det skrevet opp. Det gjelder også når du selv gjør det.',
    ingen: 'Ingen har sett noe ennå.',
    flere: 'Vis eldre',
    omfang: 'Listen gjelder bare det som er lagt ut til deg i denne tjenesten. Den viser ikke hva som blir lest i kommunens eget system.',
    ukjent: 'Vet du ikke hvorfor noe står her? Ring barnevernstjenesten i kommunen.',
    ganger: (antall: number): string => `${antall} ganger`,
    mellom: (fra: string, til: string): string => `${fra}–${til}`,
    tilSaken: 'Gå til saken',
    tilDokumentet: 'Gå til dokumentet',
    aktor: {
      INNBYGGER: 'Du',
      FAGSYSTEM: 'Fagsystemet til kommunen',
      SYSTEM: 'Denne tjenesten',
    } satisfies Record<Innsynsaktor, string>,
    ukjentAktor: 'Noen',
    handling: {
      MAPPER: 'så oversikten over sakene',
      MAPPE: 'åpnet en sak',
      JOURNALPOST: 'åpnet opplysninger om et dokument',
      DOKUMENT: 'åpnet en fil',
      INDEKSERT: 'la ut noe til deg',
      SLETTET: 'tok bort noe som var lagt ut til deg',
      SAMTYKKE: 'så på samtykker',
      TRAD: 'leste det du har skrevet',
      SKREVET: 'skrev til barnevernstjenesten',
      FORESPORSEL: 'leste det du har bedt om å få se',
      FORESPURT: 'ba om å få se noe',
    },
    ukjentHandling: 'gjorde noe med opplysningene',
    iDag: 'I dag',
    iGar: 'I går',
  },
};

export type Innsynstekster = typeof nb;
