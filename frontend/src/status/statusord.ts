import type { Bevis, Tilstand } from '../gql/graphql';

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

/** The words of a state, and what they mean. They stand with the texts: tekst/statusordNb.ts and the others. */
export interface Ord {
  tittel: string;
  forklaring: string;
}

export type Statusord = Record<Statusnokkel, Ord>;
