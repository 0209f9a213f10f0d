import type { Bevis, Tilstand } from '../gql/graphql';
import type { Sprak } from '../tekst/sprak';

/**
 * What a reporter is told about where a report is. The rule: the words never say more than `bevis` proves. `LEVERT` alone
 * says nothing – between 2020 and 2023 reports were lost behind that word – so the evidence is read first, and a channel
 * that has refused the report is believed before a blind receipt.
 */
export type Statusnokkel =
  'KLAR' | 'SENDES' | 'HOS_BUDET' | 'AVVIST' | 'BREV' | 'BREV_POSTET' | 'BREV_AVVIST' | 'KVITTERT' | 'LAGRET' | 'BEKREFTET';

/** The words for a state, by its evidence first. */
export function statusnokkel(tilstand: Tilstand, bevis: Bevis): Statusnokkel {
  if (bevis === 'REGISTRERT') return 'BEKREFTET';
  if (bevis === 'LAGRET') return 'LAGRET';
  if (tilstand === 'AVVIST_FAGSYSTEM') return 'AVVIST';
  if (tilstand === 'AVVIST_PRINT') return 'BREV_AVVIST';
  if (bevis === 'KVITTERT') return 'KVITTERT';
  switch (tilstand) {
    case 'SENDT_PRINT':
      return 'BREV';
    case 'LEVERT':
      return bevis === 'OVERLEVERT' ? 'BREV_POSTET' : 'KLAR';
    case 'SENDT_FAGSYSTEM':
      return bevis === 'OVERLEVERT' ? 'HOS_BUDET' : 'SENDES';
    case 'AKSEPTERT':
      return bevis === 'OVERLEVERT' ? 'HOS_BUDET' : 'KLAR';
  }
}

/** Whether the receiver has proven, or a person has said, that the report is with them. */
export const erBevist = (bevis: Bevis): boolean => bevis === 'LAGRET' || bevis === 'REGISTRERT';

/** How a state is coloured. Only what is proven is green. */
export const farge: Record<Statusnokkel, 'info' | 'success' | 'warning'> = {
  KLAR: 'info',
  SENDES: 'info',
  HOS_BUDET: 'info',
  AVVIST: 'warning',
  BREV: 'info',
  BREV_POSTET: 'info',
  BREV_AVVIST: 'warning',
  KVITTERT: 'info',
  LAGRET: 'success',
  BEKREFTET: 'success',
};

interface Ord {
  tittel: string;
  forklaring: string;
}

/** The words themselves, in each language. */
export const statusord: Record<Sprak, Record<Statusnokkel, Ord>> = {
  nb: {
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
  },
  en: {
    KLAR: {
      tittel: 'Stored – waiting for the child welfare service',
      forklaring: 'The report is sealed and ready for them. They have not yet confirmed that they have it.',
    },
    SENDES: {
      tittel: 'On its way – waiting for the child welfare service',
      forklaring: 'The report lies sealed in their inbox, or is on its way there. They have not yet confirmed that they have it.',
    },
    HOS_BUDET: {
      tittel: 'On its way',
      forklaring: 'The report is with the carrier. The child welfare service has not answered yet.',
    },
    AVVIST: {
      tittel: 'Did not arrive electronically',
      forklaring:
        'The child welfare service’s system did not accept it. The report is not lost: it will be sent as a letter. If it is urgent, call.',
    },
    BREV: {
      tittel: 'Being sent as a letter',
      forklaring: 'The report is with the printer. The child welfare service has not yet confirmed that they have it.',
    },
    BREV_POSTET: {
      tittel: 'Sent as a letter',
      forklaring: 'The letter is with the post. Nobody at the child welfare service has confirmed that it has arrived.',
    },
    BREV_AVVIST: {
      tittel: 'The letter could not be sent',
      forklaring: 'The report is not lost: it is still sealed here. If it is urgent, call the child welfare service.',
    },
    KVITTERT: {
      tittel: 'Their system says it arrived',
      forklaring: 'Their case system says it has received the report. It is not proven that it is stored there, so we keep watching.',
    },
    LAGRET: {
      tittel: 'Stored by the child welfare service',
      forklaring: 'Their system has stored the report and read it back. It does not mean that anyone has read it yet.',
    },
    BEKREFTET: {
      tittel: 'Confirmed by the child welfare service',
      forklaring: 'A person there has confirmed that they have the report.',
    },
  },
};
