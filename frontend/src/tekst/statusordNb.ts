import type { Statusord } from '../status/statusord';

/** What a reporter is told about where a report is, in bokmål. */
export const statusordNb: Statusord = {
  KLAR: {
    tittel: 'Lagret – venter på barnevernstjenesten',
    forklaring: 'Meldingen ligger forseglet og klar til dem. De har ikke bekreftet at de har den ennå.',
  },
  SENDES: {
    tittel: 'På vei – venter på barnevernstjenesten',
    forklaring: 'Meldingen ligger forseglet i mottaket deres, eller er på vei dit. De har ikke bekreftet at de har den ennå.',
  },
  HOS_BUDET: {
    tittel: 'På vei',
    forklaring: 'Meldingen er overlevert til den som skal bringe den fram. Barnevernstjenesten har ikke svart ennå.',
  },
  AVVIST: {
    tittel: 'Kom ikke fram elektronisk',
    forklaring:
      'Barnevernstjenestens system tok ikke imot. Meldingen er ikke borte: den blir sendt som brev. Haster det, ring.',
  },
  BREV: {
    tittel: 'Blir sendt som brev',
    forklaring: 'Meldingen er levert til trykking. Barnevernstjenesten har ikke bekreftet at de har den ennå.',
  },
  BREV_POSTET: {
    tittel: 'Sendt som brev',
    forklaring: 'Brevet er overlatt til posten. Ingen hos barnevernstjenesten har bekreftet at det er kommet fram.',
  },
  BREV_AVVIST: {
    tittel: 'Brevet kunne ikke sendes',
    forklaring: 'Meldingen er ikke borte: den ligger fortsatt forseglet her. Haster det, ring barnevernstjenesten.',
  },
  KVITTERT: {
    tittel: 'Systemet deres sier at den kom fram',
    forklaring: 'Fagsystemet deres sier at meldingen er mottatt. Det er ikke bevist at den er lagret der, så vi følger med videre.',
  },
  LAGRET: {
    tittel: 'Lagret hos barnevernstjenesten',
    forklaring: 'Systemet deres har lagret meldingen og lest den tilbake. Det betyr ikke at noen har lest den ennå.',
  },
  BEKREFTET: {
    tittel: 'Bekreftet av barnevernstjenesten',
    forklaring: 'En person der har bekreftet at de har meldingen.',
  },
};
