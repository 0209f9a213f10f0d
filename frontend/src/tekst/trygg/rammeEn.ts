import type { Tryggramme } from './rammeNb';

export const rammeEn: Tryggramme = {
  skift: {
    igjen: (n) => (n === 1 ? 'Press Shift once more to leave the site.' : `Press Shift ${n} more times to leave the site.`),
    utlopt: 'You are still on the site.',
  },
  skiftOm: 'You can also press Shift three times in a row.',
  merAnonym: 'More about being anonymous, and about reporting by phone or letter',
  bunn: {
    navn: 'About this site',
    haster: 'If it is urgent',
    anonym: 'Can I be anonymous?',
    delt: 'Is the device safe?',
    personvern: 'Privacy statement',
    tilgjengelighet: 'Accessibility statement',
  },
};
