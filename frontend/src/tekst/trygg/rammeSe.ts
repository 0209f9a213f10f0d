import type { Tryggramme } from './rammeNb';

/** Northern Sámi. Not reviewed, as all of it; see tekst/se.ts. */
export const rammeSe: Tryggramme = {
  skift: {
    igjen: (n) => (n === 1 ? 'Deaddil Shift vel oktii vai guođát siiddu.' : `Deaddil Shift vel ${n} geardde vai guođát siiddu.`),
    utlopt: 'Don leat ain siiddus.',
  },
  skiftOm: 'Sáhtát maiddái deaddilit Shift golbma geardde maŋŋálaga.',
  merAnonym: 'Eanet das mo leat anonyma, ja mo dieđihit telefovnnas dahje reivves',
  bunn: {
    navn: 'Neahttasiiddu birra',
    haster: 'Jus lea hoahppu',
    anonym: 'Sáhtán go leat anonyma?',
    delt: 'Lea go rusttet oadjebas?',
    personvern: 'Persovdnasuodjalanjulggaštus',
    tilgjengelighet: 'Olámuttojulggaštus',
  },
};
