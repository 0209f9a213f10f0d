import type { Postfeilkode, Poststatus, Postvei } from '../../gql/innsyn/graphql';
import type { Vedleggskode } from '../../innsyn/brevutkast';

type Slag = 'POST' | 'SVAR' | 'KLAGE';

/** What a person reads when she writes to barnevernet, in bokmål. */
export const brevNb = {
  fanetittel: 'Skriv',
  overskrift: { POST: 'Skriv til barnevernstjenesten', SVAR: 'Svar barnevernstjenesten', KLAGE: 'Klag på vedtaket' } satisfies Record<Slag, string>,
  om: (tittel: string): string => `Gjelder: ${tittel}`,
  tilbake: { SAK: 'Tilbake til saken', POST: 'Tilbake til dokumentet' },
  tilbud: { tittel: 'Skriv til barnevernstjenesten', post: 'Svar på dette' },
  ikkeTilbud: 'Du kan ikke skrive herfra nå. Ring barnevernstjenesten, eller skriv til dem på en annen måte.',

  haster: {
    tittel: 'Ikke bruk dette hvis det haster',
    tekst: 'Brevet blir lest i arbeidstiden, og det kan ta noen dager. Trenger noen hjelp nå, må du ringe:',
    politi: 'fare for liv: politiet',
    vakt: 'politiet, hvis det haster mindre',
    barn: 'Alarmtelefonen for barn og unge, hele døgnet',
  },
  klageHjelp:
    'Skriv hva du er uenig i, og hva du vil at de skal gjøre. Det trenger ikke være langt. Barnevernstjenesten skal hjelpe deg hvis du spør.',
  etterFristen: 'Fristen er ute. Du kan sende likevel. Skriv hvorfor det ble sent, så vurderer barnevernstjenesten om de kan behandle klagen.',

  velg: 'Hva gjelder det?',
  tekst: 'Det du vil skrive',
  tekstHjelp: 'Bare skriv som du snakker. Du trenger ikke skrive navnet ditt, det følger med.',
  tegn: (antall: string, av: string): string => `${antall} av ${av} tegn`,
  forMange: (antall: string): string => `${antall} tegn for mye`,
  lagring:
    'Det du skriver, blir bare liggende på denne siden så lenge den er åpen. Det lagres ikke på enheten. Lukker du siden, eller logger du ut, blir det borte.',

  filer: 'Filer',
  filerHjelp: 'PDF eller bilder (JPEG og PNG), inntil 10 filer på til sammen 30 MB. Hver fil kan være på 10 MB. Bilder blir fri for opplysninger om sted og kamera.',
  leggVed: 'Legg ved filer',
  laster: (prosent: string): string => `${prosent} lastet opp`,
  sjekkes: 'Sjekkes …',
  lagtVed: 'Lagt ved',
  fjern: 'Fjern',
  fjernNavn: (navn: string): string => `Fjern ${navn}`,
  vedleggsfeil: {
    FOR_STOR: 'Filen er for stor. En fil kan være på 10 MB.',
    FOR_MANGE: 'Det ligger for mange filer og venter. Fjern noen først.',
    UGYLDIG_TYPE: 'Denne typen fil kan ikke sendes herfra. Bruk PDF, JPEG eller PNG.',
    TOM_FIL: 'Filen er tom.',
    KAN_IKKE_LESES: 'Filen er ødelagt, og kan ikke leses.',
    PASSORDBESKYTTET: 'Filen er låst med passord. Ta bort passordet først.',
    AKTIVT_INNHOLD: 'Filen har programmer eller andre filer i seg, og kan ikke sendes. Prøv å skrive den ut som en ny PDF.',
    FOR_MANGE_PIKSLER: 'Bildet er for stort. Gjør det mindre, eller ta et nytt.',
    IKKE_INNLOGGET: 'Du er ikke lenger logget inn.',
    NETT: 'Filen kom ikke fram. Prøv igjen.',
  } satisfies Record<Vedleggskode, string>,

  videre: 'Se over før du sender',
  feilTittel: 'Noe mangler',
  feil: {
    skjemaNr: 'Velg hva det gjelder.',
    tekstMangler: 'Skriv noe før du sender.',
    tekstForLang: 'Teksten er for lang.',
    FOR_MANGE: 'Du kan legge ved inntil 10 filer.',
    FOR_STORE_TIL_SAMMEN: 'Filene er for store til sammen. Fjern noen.',
    UNDERVEIS: 'Vent til filene er lastet opp.',
  },

  sjekk: {
    tittel: 'Se over',
    tekst: 'Ingenting er sendt ennå. Når du sender, går brevet til barnevernstjenesten. Du kan ikke ta det tilbake.',
    filer: (antall: number): string => (antall === 0 ? 'Ingen filer' : antall === 1 ? '1 fil' : `${antall} filer`),
    send: 'Send',
    endre: 'Gå tilbake og endre',
    sender: 'Sender …',
  },
  serverfeil: {
    MANGLER: 'Noe mangler i brevet.',
    FOR_LANG: 'Teksten er for lang.',
    FOR_MANGE: 'Det er for mange filer.',
    FOR_STORE_TIL_SAMMEN: 'Filene er for store til sammen.',
    UKJENT_VEDLEGG: 'En fil ligger her ikke lenger. Fjern den, og legg den ved på nytt.',
    IKKE_TILBUDT: 'Barnevernstjenesten kan ikke ta imot dette herfra nå. Ring dem, eller skriv på en annen måte.',
    IKKE_FUNNET: 'Saken eller dokumentet vises ikke for deg lenger.',
  } satisfies Record<Postfeilkode, string>,
  ikkeSendt: 'Brevet er ikke sendt',
  utenSvar: 'Vi vet ikke om brevet kom fram',
  utenSvarTekst: 'Forbindelsen ble brutt. Teksten står her fortsatt. Send på nytt: kom det fram første gang, blir det ikke to brev.',
  provIgjen: 'Noe gikk galt hos oss, og ingenting ble sendt. Teksten står her fortsatt. Prøv igjen om litt.',
  allerede: {
    tittel: (tid: string): string => `Et annet brev ble sendt ${tid}`,
    tekst: 'Det første du sendte, kom fram. Det du har endret etterpå, er ikke sendt.',
    nytt: 'Send dette som et nytt brev',
  },

  kvittering: {
    tittel: { POST: 'Brevet er sendt', SVAR: 'Svaret er sendt', KLAGE: 'Klagen er sendt' } satisfies Record<Slag, string>,
    tekst: (mottaker: string, tid: string): string => `Sendt til ${mottaker} ${tid}. Det er lagret her til de har det.`,
    videre: 'På saken ser du hvor langt det har kommet, og svar fra dem.',
    kopi: 'Last ned kopien din (PDF)',
    kopiDelt: 'Laster du ned på en enhet andre bruker, kan de finne filen etterpå.',
    tilSaken: 'Gå til saken',
    etterFristen: 'Klagen ble sendt etter fristen. Det står i den.',
  },

  trad: {
    tittel: 'Det du har skrevet',
    du: { POST: 'Du skrev', SVAR: 'Du svarte på et dokument', KLAGE: 'Du klaget' } satisfies Record<Slag, string>,
    til: (mottaker: string): string => `Til ${mottaker}`,
    les: 'Les det du skrev',
    dokumentet: 'Dokumentet det gjelder',
    svar: 'Kommet etterpå fra barnevernstjenesten',
  },
  vei: {
    SVARINN: 'Barnevernstjenestens eget system henter det her.',
    SVARUT: 'Det går med KS SvarUt, og videre med Altinn hvis det trengs.',
  } satisfies Record<Postvei, string>,
  status: {
    SENDES: 'Lagret her, på vei ut',
    VENTER_PA_MOTTAKER: 'Lagret her. Venter på at barnevernstjenesten henter det',
    HENTET: 'Hentet av barnevernstjenesten, men de har ikke bekreftet det ennå',
    MOTTATT: 'Barnevernstjenesten har fått det',
    HOS_SVARUT: 'Hos KS SvarUt, på vei til barnevernstjenesten',
    SENDT_ALTINN: 'På vei til innboksen deres i Altinn',
    LEVERT_ALTINN: 'Ligger i innboksen deres i Altinn',
    LEST: 'Barnevernstjenesten har hentet det',
    SENDT_SOM_BREV: 'Blir sendt på papir',
    IKKE_LEVERT: 'Kom ikke fram. Ring barnevernstjenesten, eller send det på en annen måte',
  } satisfies Record<Poststatus, string>,
  ukjentStatus: 'Vi vet ikke hvor langt det har kommet',
  venter: { ikkeLevert: 'Et brev kom ikke fram', svar: (tittel: string): string => `Du har fått svar: ${tittel}` },
};

export type Brevtekster = typeof brevNb;
