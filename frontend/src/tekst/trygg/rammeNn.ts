import type { Tryggramme } from './rammeNb';

/** Nynorsk. */
export const rammeNn: Tryggramme = {
  skift: {
    igjen: (n) => (n === 1 ? 'Trykk Shift éin gong til for å forlate sida.' : `Trykk Shift ${n} gonger til for å forlate sida.`),
    utlopt: 'Du er framleis på sida.',
  },
  skiftOm: 'Du kan òg trykke Shift tre gonger på rad.',
  merAnonym: 'Meir om å vere anonym, og om å melde på telefon eller i brev',
  bunn: {
    navn: 'Om nettstaden',
    haster: 'Dersom det hastar',
    anonym: 'Kan eg vere anonym?',
    delt: 'Er eininga trygg?',
    personvern: 'Personvernerklæring',
    tilgjengelighet: 'Tilgjengelegheitserklæring',
  },
};
