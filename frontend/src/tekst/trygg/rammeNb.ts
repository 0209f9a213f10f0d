/** What stands around every page about being safe here, in bokmål. */
export const rammeNb = {
  skift: {
    igjen: (n: number): string => (n === 1 ? 'Trykk Shift én gang til for å forlate siden.' : `Trykk Shift ${n} ganger til for å forlate siden.`),
    utlopt: 'Du er fortsatt på siden.',
  },
  skiftOm: 'Du kan også trykke Shift tre ganger på rad.',
  merAnonym: 'Mer om å være anonym, og om å melde på telefon eller i brev',
  bunn: {
    navn: 'Om nettstedet',
    haster: 'Hvis det haster',
    anonym: 'Kan jeg være anonym?',
    delt: 'Er enheten trygg?',
    personvern: 'Personvernerklæring',
    tilgjengelighet: 'Tilgjengelighetserklæring',
  },
};

export type Tryggramme = typeof rammeNb;
