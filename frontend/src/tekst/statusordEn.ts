import type { Statusord } from '../status/statusord';

/** What a reporter is told about where a report is, in English. */
export const statusordEn: Statusord = {
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
};
