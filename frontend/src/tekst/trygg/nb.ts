/** A part of a page that is read: a heading, sentences, points. */
export interface Del {
  tittel: string;
  avsnitt?: readonly string[];
  punkter?: readonly string[];
}

const del = (tittel: string, avsnitt: readonly string[], punkter: readonly string[] = []): Del => ({ tittel, avsnitt, punkter });

/** The pages about urgency, anonymity, the device, privacy and accessibility, in bokmål. What they promise, the portal must keep. */
export const nb = {
  haster: {
    fanetittel: 'Telefonnumre',
    tittel: 'Hvis det haster',
    ingress: 'Det du sender herfra, blir ikke lest døgnet rundt. Trenger et barn hjelp nå, må du ringe.',
    numre: 'Ring',
    deler: [
      del('Barnevernvakten', ['De fleste kommuner har en barnevernvakt om kvelden, om natten og i helgene. Du kan spørre den om råd, også om du er usikker.']),
      del('Mens du venter', [], [
        'Er noen i fare for liv eller helse, ring 112 først. Du kan ringe uten å vite hva du skal si.',
        'Si hvor du er, hvor barnet er, og hva du ser og hører.',
        'Du trenger ikke være sikker. De som svarer, hjelper deg med å vurdere.',
        'Ikke sett deg selv i fare.',
      ]),
      del('Er du barn eller ungdom selv?', [
        'Alarmtelefonen for barn og unge er for deg. Det koster ingenting, du kan ringe hele døgnet, og du trenger ikke si hva du heter.',
      ]),
    ],
    vaktLenke: 'Finn barnevernvakten på barnevernvakten.no',
    fraUtlandet: '112 virker i hele Europa, men går til nødsentralen der du er. De andre numrene virker bare i Norge. Fra utlandet når du Alarmtelefonen på +47 95 41 17 55.',
  },

  anonym: {
    fanetittel: 'Før du velger',
    tittel: 'Kan jeg være anonym?',
    ingress: 'Det er tre måter å melde fra på. Les om dem før du logger inn, så du kan velge.',
    nivaTittel: 'Tre måter',
    niva: [
      {
        tittel: 'Åpent',
        tekst: 'Barnevernstjenesten vet hvem du er, og familien kan få vite det. Slik melder alle som har fått vite noe i jobben: De kan ikke være anonyme.',
      },
      {
        tittel: 'Kjent for barnevernstjenesten, men ikke for familien',
        tekst:
          'Du logger inn her og krysser av for «Ikke si til familien at det er jeg som har meldt». Det står da øverst i meldingen, så den som leser, ser det først. Dette er bare for privatpersoner.',
      },
      {
        tittel: 'Helt anonymt',
        tekst:
          'Da kan du ikke bruke skjemaet her, for du må logge inn. Ring barnevernstjenesten, eller send et brev uten navn og avsender. De kan ikke svare deg, og de kan ikke spørre deg om mer.',
      },
    ],
    grenserTittel: 'Hva «ikke si det til familien» kan love',
    grenser: [
      'Barnevernstjenesten får vite hva du heter. Det går ikke an å skjule det for dem når du melder herfra.',
      'De tar hensyn til ønsket ditt så langt de kan, men de kan ikke love det. Familien kan ha rett til å få vite det, for eksempel hvis saken kommer for retten.',
      'Familien kan gjette. Skriver du om noe bare du har sett, kan de forstå hvem som har meldt.',
      'Kopien din av meldingen har navnet ditt. Ikke legg den der andre kan finne den.',
    ],
    utenTittel: 'Melde fra på telefon',
    uten: [
      'Ring kommunen og spør etter barnevernstjenesten. Du kan si fra, eller bare spørre om råd, uten å si hvem du er eller hvem barnet er.',
      'Ringer du fra egen telefon, kan nummeret ditt vises. Du kan skjule det i innstillingene på telefonen.',
      'Samtalen kan stå i telefonens liste over anrop. Slett den om andre ser på telefonen din.',
    ],
    brevTittel: 'Melde fra i brev',
    brev: [
      'Velg kommunen barnet bor i, og skriv ut et blankt skjema. Du fyller det ut for hånd. Du trenger ikke logge inn, og vi får ikke vite hva du skriver.',
      'Vil du være anonym, skriv ikke navn, adresse eller noe som viser hvem du er, verken i brevet eller på konvolutten.',
      'Et brev bruker noen dager på å komme fram. Haster det, må du ringe.',
    ],
    blankettKnapp: 'Skriv ut et blankt skjema',
    innloggetTittel: 'Melde fra med navn',
    innlogget: 'Da logger du inn med BankID eller en annen elektronisk ID. Du får kvittering, og du kan se om barnevernstjenesten har bekreftet at de har meldingen.',
    innloggetKnapp: 'Les mer og start',
  },

  blankett: {
    fanetittel: 'Skjema til utskrift',
    tittel: 'Blankt skjema til å skrive ut',
    ingress: 'Velg kommunen barnet bor i, så kommer adressen på skjemaet. Du fyller det ut for hånd og sender det i posten.',
    skrivUt: 'Skriv ut',
    utskriftTips: 'Slå av «topptekst og bunntekst» når du skriver ut, så står ikke nettadressen på arket. På en delt skriver kan utskriften ligge igjen i en liste.',
    hentFeilet: 'Vi får ikke hentet listen over kommuner. Du kan skrive ut skjemaet uten adresse og skrive den selv.',
    apent: 'Slik når du barnevernstjenesten',
    ark: {
      tittel: 'Bekymringsmelding til barnevernstjenesten',
      til: 'Til',
      taushet: 'Inneholder opplysninger som skal behandles fortrolig. Åpnes bare av barnevernstjenesten.',
      adressePlass: (navn: string): string[] => ['Barnevernstjenesten', `${navn} kommune`],
      adresseTom: ['Barnevernstjenesten', '____________________ kommune'],
      anonym: 'Vil du være anonym, skal feltene «Om deg» stå tomme. Skriv det du vet. Ingenting av dette må fylles ut.',
      felt: [
        { tittel: 'Barnet', sporsmal: ['Navn, eller det barnet blir kalt', 'Alder eller fødselsdato', 'Adresse, eller hvor barnet kan finnes'], linjer: 1 },
        { tittel: 'Foreldre eller andre foresatte', sporsmal: ['Navn', 'Telefon'], linjer: 1 },
        { tittel: 'Er barnet i fare nå?', sporsmal: ['Ring 112 hvis det er fare for liv. Hva er faren?'], linjer: 2 },
        { tittel: 'Hva er du bekymret for?', sporsmal: ['Hva har du sett og hørt? Når, og hvor ofte? Hva har barnet selv sagt?'], linjer: 11 },
        { tittel: 'Noe annet barnevernstjenesten bør vite', sporsmal: ['For eksempel språk, søsken, eller hvem andre som kjenner familien'], linjer: 3 },
        { tittel: 'Om deg (frivillig)', sporsmal: ['Navn', 'Telefon', 'Adresse, hvis du vil ha brev om at de har mottatt meldingen', 'Hvordan du kjenner barnet'], linjer: 1 },
      ],
      skjul: 'Ikke si til familien at det er jeg som har meldt',
      dato: 'Dato',
    },
  },

  delt: {
    fanetittel: 'Om enheten',
    tittel: 'Er enheten trygg?',
    ingress: 'Kan noen du er redd for, se på telefonen eller datamaskinen din? Da bør du lese dette før du skriver noe.',
    deler: [
      del('Slik forlater du siden fort', [
        'Trykk på knappen «Forlat siden raskt» øverst, eller trykk Shift tre ganger på rad. Det virker på alle sidene her, også når nettet er borte.',
      ], [
        'Siden blir tom med en gang, og du kommer til en vanlig nettside. Har du flere vinduer åpne her, forlates de også, og dokumenter som er åpnet fra dem, lukkes.',
        'Du blir logget ut. Mangler nettet, blir du logget ut så snart noen åpner nettstedet igjen.',
        'Trykker noen på «tilbake» de neste to timene, kommer de ikke hit, men til den samme vanlige nettsiden. Senere, eller når noen har åpnet nettstedet på nytt, kan «tilbake» føre hit. Det du skrev, vises ikke uten innlogging.',
        'Den som vil inn etterpå, må logge inn på nytt.',
      ]),
      del('Det knappen ikke kan gjøre', [], [
        'Den sletter ikke nettleserloggen. Adressen hit står der fortsatt.',
        'Den lukker ikke et dokument hvis vinduet du åpnet det fra, er lukket eller lastet på nytt siden. Lukk den fanen selv.',
        'Den sletter ikke filer du har lastet ned, eller det du har skrevet ut.',
        'Den hjelper ikke hvis noen har lagt inn et program som følger med på skjermen eller det du skriver.',
        'Det du skrev de siste sekundene, eller mens nettet var borte, er kanskje ikke lagret.',
      ]),
      del('Kladden din blir liggende', [
        'Forlater du siden mens du skriver, ligger kladden kryptert hos oss til datoen som står ved den. Bare du kan hente den fram her, når du logger inn. Du kan slette den selv med «Slett kladden».',
      ]),
      del('Det enheten husker', [
        'Vi lagrer ikke noe av det du skriver på enheten, og ber nettleseren la være å foreslå det senere. Navnet i fanen og det lille bildet der sier ikke hva siden handler om. Forlater du siden raskt, legger vi igjen et merke i opptil to timer som bare sier at noen har gått.',
        'Vil du ikke at nettleserloggen skal vise at du har vært her, kan du gjøre slik:',
      ], [
        'Bruk et privat vindu (heter også inkognito). Lukk det når du er ferdig.',
        'Eller slett besøket fra loggen etterpå: Åpne loggen i nettleseren, finn linjen og slett bare den. En helt tom logg kan se rart ut for den som leter.',
        'Se i mappen for nedlastinger hvis du har lastet ned noe.',
      ]),
      del('Er du i tvil, bruk noe annet', [
        'Tror du at enheten er overvåket, bruk heller en telefon du vet er trygg, for eksempel på jobben, skolen, biblioteket eller hos noen du stoler på. Du kan også ringe.',
      ]),
    ],
  },

  personvern: {
    fanetittel: 'Personvern',
    tittel: 'Personvernerklæring',
    ingress: 'Her står det hva vi gjør med opplysninger om deg og dem du skriver om.',
    deler: [
      del('Hvem er ansvarlig?', [
        'Kommunen du sender til, er behandlingsansvarlig for opplysningene, fordi barnevernstjenesten skal behandle meldinger etter barnevernsloven. Den som driver portalen, er databehandler for kommunen og kan ikke bruke opplysningene til noe annet.',
        'Har du spørsmål, kan du kontakte kommunen eller personvernombudet der.',
      ]),
      del('Det du skriver', [], [
        'Mens du skriver, ligger kladden kryptert hos oss. Den slettes når du sender, når du sletter den selv, eller på datoen som står ved den. Det er aldri mer enn sju dager etter siste lagring.',
        'Når du sender, blir meldingen forseglet til barnevernstjenesten med en gang. Din egen kopi kan bare åpnes så lenge du er logget inn, og slettes etterpå.',
        'Har barnevernstjenesten ikke et eget system som tar imot, henter de meldingen her. Da åpner portalen den for dem, og det loggføres hver gang.',
        'Har ingen bekreftet innen to virkedager, blir meldingen sendt som brev. Da åpner et trykkeri den for å skrive den ut.',
        'Den forseglede meldingen ligger her i minst 30 dager, og til det er bevist at barnevernstjenesten har den. Etter det er bare tidspunkter og numre igjen.',
        'Melder du fra jobben og henter arbeidsplassens navn og adresse med nummeret, spør vi Enhetsregisteret. De får nummeret, ikke hvem du er.',
      ]),
      del('Hvem du er', [
        'Når du logger inn, får vi navnet og fødselsnummeret ditt fra ID-porten. Barnevernstjenesten får navnet sammen med meldingen. Fødselsnummeret ligger kryptert, og brukes til å finne igjen det som er ditt.',
        'Innloggingen varer høyst to timer, og slutter etter 30 minutter uten aktivitet.',
      ]),
      del('Saken din', [
        'Har du en sak i barnevernet, viser vi det barnevernstjenesten har bestemt at du kan se. Opplysningene ligger kryptert. Hver gang noen åpner noe i saken din, loggføres det, og du kan se loggen.',
      ]),
      del('Informasjonskapsler og sporing', [
        'Vi bruker bare informasjonskapsler som trengs for at du skal være logget inn, og ett merke i opptil to timer hvis du forlater siden raskt. Vi måler ikke hvem som besøker siden, og sidene henter ingenting fra andre nettsteder. Når du logger inn, får ID-porten vite at det er hit du logger inn, og når. Loggene våre har ikke navn, fødselsnummer eller noe av det du skriver.',
      ]),
      del('Rettighetene dine', [
        'Du kan be kommunen om å få se, rette eller slette opplysninger om deg. Noe må barnevernstjenesten likevel ta vare på etter loven. Mener du at opplysningene blir brukt feil, kan du klage til Datatilsynet.',
      ]),
    ],
    lenke: { tekst: 'Datatilsynet', adresse: 'https://www.datatilsynet.no/' },
  },

  tilgjengelighet: {
    fanetittel: 'Tilgjengelighet',
    tittel: 'Tilgjengelighetserklæring',
    ingress: 'Alle skal kunne bruke dette nettstedet. Her står det hva vi har gjort, og hva som ikke er bra nok ennå.',
    deler: [
      del('Kravene', ['Offentlige nettsteder skal følge 48 krav i WCAG 2.1, nivå A og AA. Vi har bygd nettstedet etter dem.']),
      del('Slik har vi prøvd det', [], [
        'Automatiske prøver av sidene hver gang noe endres.',
        'Bruk med bare tastatur.',
        'Skjermer ned til 320 piksler, som er det samme som 400 prosent forstørring.',
        'Vi har ikke hatt en uavhengig gjennomgang, og vi har ikke prøvd det sammen med personer som bruker skjermleser til daglig.',
      ]),
      del('Det som ikke er bra nok', [], [
        'Kopien av meldingen (PDF) mangler koder som gjør den god å lese med skjermleser. Det samme innholdet står på skjermen før du sender.',
        'Nettleseren fyller ikke ut navn, telefon og adresse for deg. Det er med vilje: Den som bruker enheten etter deg, skal ikke få se dem.',
        'Dokumenter i saken din er laget av barnevernstjenesten. Vi viser dem slik de er.',
        'Oversettelser som ikke er kontrollert av en fagperson, er merket.',
        'Redigeringsverktøyet GraphiQL, som bare administratorer bruker, er laget av andre og er ikke vurdert.',
      ]),
      del('Si fra', [
        'Er det noe du ikke får til, kan du si fra til kommunen du skal melde til. Haster det for et barn, ring i stedet. Den som driver portalen, publiserer den formelle erklæringen på uustatus.no. Tilsynet for universell utforming tar imot klager.',
      ]),
    ],
    lenke: { tekst: 'Tilsynet for universell utforming av ikt', adresse: 'https://www.uutilsynet.no/' },
  },
};

export type Tryggtekster = typeof nb;
