import type { Tilstander } from '../tilstander';
import type { Side } from './skjemasider';

type Privatside = Exclude<Side, 'foresatte' | 'hjelp'>;

/** Of each form: '' is what one should know first. */
export const skjematilstander: { PRIVAT: Tilstander<Privatside | ''>; OFFENTLIG: Tilstander<Side | ''> } = {
  PRIVAT: {
    '': ['fylt', 'ute', 'kladd', 'dialog'],
    mottaker: ['fylt', 'mangler', 'inaktiv', 'laster', 'feil', 'ute'],
    'om-deg': ['fylt'],
    barn: ['fylt', 'mangler'],
    bekymring: ['fylt', 'mangler', 'utlogget', 'kollisjon'],
    fare: ['fylt'],
    kontroll: ['fylt', 'tom', 'mangler', 'ikke-sendt'],
  },
  OFFENTLIG: {
    '': ['fylt', 'ute', 'kladd'],
    mottaker: ['fylt', 'mangler'],
    'om-deg': ['fylt', 'mangler', 'oppslag', 'uten-treff'],
    barn: ['fylt', 'mangler'],
    bekymring: ['fylt', 'mangler'],
    foresatte: ['fylt', 'mangler'],
    hjelp: ['fylt'],
    fare: ['fylt'],
    kontroll: ['fylt', 'tom', 'mangler'],
  },
};
