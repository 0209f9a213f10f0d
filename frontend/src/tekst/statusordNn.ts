import type { Statusord } from '../status/statusord';

/** What a reporter is told about where a report is, in nynorsk. */
export const statusordNn: Statusord = {
  KLAR: {
    tittel: 'Lagra – ventar på barnevernstenesta',
    forklaring: 'Meldinga ligg forsegla og klar til dei. Dei har ikkje stadfesta at dei har den enno.',
  },
  SENDES: {
    tittel: 'På veg – ventar på barnevernstenesta',
    forklaring: 'Meldinga ligg forsegla i mottaket deira, eller er på veg dit. Dei har ikkje stadfesta at dei har den enno.',
  },
  HOS_BUDET: {
    tittel: 'På veg',
    forklaring: 'Meldinga er overlevert til den som skal bringe den fram. Barnevernstenesta har ikkje svart enno.',
  },
  AVVIST: {
    tittel: 'Kom ikkje fram elektronisk',
    forklaring:
      'Systemet til barnevernstenesta tok ikkje imot. Meldinga er ikkje borte: den blir send som brev. Hastar det, ring.',
  },
  BREV: {
    tittel: 'Blir send som brev',
    forklaring: 'Meldinga er levert til trykking. Barnevernstenesta har ikkje stadfesta at dei har den enno.',
  },
  BREV_POSTET: {
    tittel: 'Send som brev',
    forklaring: 'Brevet er overlate til posten. Ingen hos barnevernstenesta har stadfesta at det er komme fram.',
  },
  BREV_AVVIST: {
    tittel: 'Brevet kunne ikkje sendast',
    forklaring: 'Meldinga er ikkje borte: den ligg framleis forsegla her. Hastar det, ring barnevernstenesta.',
  },
  KVITTERT: {
    tittel: 'Systemet deira seier at den kom fram',
    forklaring: 'Fagsystemet deira seier at meldinga er motteken. Det er ikkje bevist at den er lagra der, så vi følgjer med vidare.',
  },
  LAGRET: {
    tittel: 'Lagra hos barnevernstenesta',
    forklaring: 'Systemet deira har lagra meldinga og lese den tilbake. Det betyr ikkje at nokon har lese den enno.',
  },
  BEKREFTET: {
    tittel: 'Stadfesta av barnevernstenesta',
    forklaring: 'Ein person der har stadfesta at dei har meldinga.',
  },
};
