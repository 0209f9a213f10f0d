import type { Samtykkehendelsestype, Samtykkehindring } from '../../gql/innsyn/graphql';

/** What a person reads when she is asked to consent, in bokmål: what it is, what follows, and nothing that pushes her. */
export const samtykkeNb = {
  fanetittel: 'Samtykke',
  overskrift: (navn: string): string => `Du er bedt om samtykke: ${navn}`,
  overskriftSvart: (navn: string): string => `Samtykke: ${navn}`,
  fra: (kommune: string): string => `Fra barnevernstjenesten i ${kommune}`,
  tilbake: 'Alle sakene',
  ikkeFunnet: 'Samtykket finnes ikke, eller det vises ikke for deg. Lurer du på hvorfor, kan du ringe barnevernstjenesten i kommunen.',

  les: 'Les dette først',
  lesIgjen: 'Det du ble spurt om',
  ingenDokument:
    'Dokumentet er ikke lagt ut her ennå. Be barnevernstjenesten om å få lese det før du svarer. Du har rett til å vite hva du sier ja eller nei til.',
  spurt: 'Hva du blir spurt om',
  spurtTekst: (navn: string): string => `Barnevernstjenesten spør om du sier ja til: ${navn}.`,
  andre: 'Hvem andre er spurt',
  ingenAndre: 'Ingen andre er spurt. Det er bare du.',
  andreTekst: 'Dere svarer hver for dere. Du ser ikke hva de svarer her, og de ser ikke hva du svarer.',
  frist: 'Frist for å svare',
  dager: (antall: number, dag: string): string => (antall === 1 ? `1 dag igjen, siste dag ${dag}` : `${antall} dager igjen, siste dag ${dag}`),
  iDag: (dag: string): string => `I dag, ${dag}, er siste dag`,
  ute: (dag: string): string => `Fristen gikk ut ${dag}`,
  gjelder: 'Hvor lenge det gjelder',
  gjelderTil: (dag: string): string => `Samtykket gjelder til og med ${dag}. Du kan trekke det før.`,
  gjelderUtenSlutt: 'Samtykket har ingen sluttdato. Det gjelder til du trekker det, eller til barnevernstjenesten avslutter det.',

  folger: 'Hva som skjer når du svarer',
  jaTittel: 'Hvis du sier ja',
  ja: 'Barnevernstjenesten får beskjed med en gang. De kan gjøre det som står i dokumentet. Du kan trekke samtykket når du vil, også etter fristen.',
  neiTittel: 'Hvis du sier nei',
  nei: 'Barnevernstjenesten får beskjed med en gang. Du trenger ikke si hvorfor. De kan ikke bruke et samtykke du ikke har gitt.',
  ikkeSvarTittel: 'Hvis du ikke svarer',
  ikkeSvar: 'Da har du ikke sagt ja. Etter fristen kan du ikke svare her, men du kan ta kontakt med barnevernstjenesten.',
  trekkTittel: 'Hvis du trekker samtykket',
  trekk: 'Samtykket gjelder ikke lenger fra det øyeblikket du trekker det. Det som allerede er gjort, blir ikke gjort om. Du trenger ikke si hvorfor.',
  sporsmal: 'Er du usikker? Ring barnevernstjenesten og spør før du svarer. Du kan også snakke med noen du stoler på, eller en advokat.',

  svaret: 'Svaret ditt',
  knapp: { GI: 'Ja, jeg samtykker', AVSLA: 'Nei, jeg samtykker ikke', TREKK: 'Trekk samtykket' },
  sjekk: {
    GI: { tittel: 'Vil du si ja?', tekst: (navn: string): string => `Du sier ja til: ${navn}.`, knapp: 'Si ja' },
    AVSLA: { tittel: 'Vil du si nei?', tekst: (navn: string): string => `Du sier nei til: ${navn}.`, knapp: 'Si nei' },
    TREKK: { tittel: 'Vil du trekke samtykket?', tekst: (navn: string): string => `Du trekker samtykket til: ${navn}.`, knapp: 'Trekk det' },
  },
  ombestemmer: 'Ombestemmer du deg etterpå, må du ta kontakt med barnevernstjenesten. Du kan ikke endre et nei eller et trukket samtykke her.',
  ikkeNa: 'Gå tilbake uten å svare',
  ikkeTrekk: 'Gå tilbake uten å trekke det',
  sender: 'Sender svaret …',

  kvittering: {
    GI: { tittel: 'Du har sagt ja', tekst: 'Svaret er lagret, og barnevernstjenesten kan se det nå. Du kan trekke samtykket her når du vil.' },
    AVSLA: { tittel: 'Du har sagt nei', tekst: 'Svaret er lagret, og barnevernstjenesten kan se det nå.' },
    TREKK: { tittel: 'Du har trukket samtykket', tekst: 'Det er lagret, og barnevernstjenesten kan se det nå. Samtykket gjelder ikke lenger.' },
  },

  status: {
    VENTER_PAA_SVAR: { tittel: 'Venter på svaret ditt', tekst: 'Du bestemmer selv om du vil si ja eller nei.' },
    SAMTYKKET: { tittel: 'Du har sagt ja', tekst: 'Samtykket gjelder nå. Du kan trekke det når du vil.' },
    IKKE_SAMTYKKET: { tittel: 'Du har sagt nei', tekst: 'Barnevernstjenesten har fått svaret. Ombestemmer du deg, må du ta kontakt med dem.' },
    TRUKKET: { tittel: 'Du har trukket samtykket', tekst: 'Det gjelder ikke lenger. Ombestemmer du deg, må du ta kontakt med barnevernstjenesten.' },
    SVARFRIST_PASSERT: { tittel: 'Fristen for å svare er ute', tekst: 'Du har ikke svart, og har ikke sagt ja. Vil du svare likevel, må du ta kontakt med barnevernstjenesten.' },
    UTLOPT: { tittel: 'Samtykket gjelder ikke lenger', tekst: 'Siste dagen det gjaldt, er over. Du trenger ikke gjøre noe.' },
  },
  invalidert: { tittel: 'Barnevernstjenesten har avsluttet samtykket', tekst: (dag: string): string => `Det ble avsluttet ${dag}. Det gjelder ikke, og du trenger ikke gjøre noe.` },
  sagtJaFor: 'Du hadde sagt ja. Du kan fortsatt trekke det, så det ikke kan begynne å gjelde igjen.',
  ukjentStatus: { tittel: 'Samtykke', tekst: 'Vi kan ikke vise hvordan det står til. Ring barnevernstjenesten.' },
  svarDato: (dag: string): string => `Svaret ble gitt ${dag}.`,

  hindring: {
    ULOVLIG_OVERGANG: 'Svaret ble ikke endret. Det var allerede svart på en annen måte, kanskje i et annet vindu. Slik står det nå:',
    SVARFRIST_PASSERT: 'Svaret ble ikke lagret. Fristen gikk ut før du svarte. Ta kontakt med barnevernstjenesten hvis du vil svare likevel.',
    UTLOPT: 'Svaret ble ikke lagret. Samtykket gjelder ikke lenger.',
    INVALIDERT: 'Svaret ble ikke lagret. Barnevernstjenesten har avsluttet samtykket.',
    ENDRET: 'Svaret ble ikke lagret. Det du blir spurt om, er endret mens du leste. Les det på nytt før du svarer.',
  } satisfies Record<Samtykkehindring, string>,
  ukjentHindring: 'Svaret ble ikke lagret. Last siden på nytt og se hvordan det står.',
  utenSvarTittel: 'Vi vet ikke om svaret kom fram',
  utenSvar: 'Forbindelsen ble brutt. Prøv igjen. Sender du det samme svaret to ganger, teller det som ett.',
  ikkeLagretTittel: 'Svaret ble ikke lagret',
  ikkeLagret: 'Noe gikk galt hos oss. Prøv igjen om litt, eller ring barnevernstjenesten.',

  historikk: 'Hva har skjedd',
  hendelse: {
    OPPRETTET: 'Barnevernstjenesten spurte',
    AKSEPTERT_AV_PART: 'Du sa ja',
    AVSLAATT_AV_PART: 'Du sa nei',
    OPPDATERT_PAA_VEGNE_AV_PART: 'Barnevernstjenesten skrev inn et svar for deg',
    REDIGERT: 'Barnevernstjenesten endret datoene, eller hvem som ser det',
    SATT_UTGAATT_AV_BEHANDLER: 'Barnevernstjenesten avsluttet samtykket',
  } satisfies Record<Samtykkehendelsestype, string>,
  hendelseTrukket: 'Du trakk samtykket',
  paVegne: { VENTER_PAA_SVAR: 'venter på svar', SAMTYKKET: 'ja', IKKE_SAMTYKKET: 'nei', TRUKKET: 'trukket' },
  ukjentHendelse: 'Noe ble endret',
  endret: 'Samtykket er endret. Siden viser hvordan det står nå.',

  paPost: 'Du er bedt om samtykke',
  paPostSvart: 'Dette dokumentet hører til et samtykke',
  tilSvar: 'Les og svar',
  tilSamtykket: 'Se samtykket',
};

export type Samtykketekster = typeof samtykkeNb;
