import type { Tilstander } from '../tilstander';
import type { Mottaksrute } from './ruter';

export const mottakstilstander: Tilstander<Mottaksrute> = {
  '': ['fylt', 'laster', 'feil', 'ingen'],
  ':kommunenummer/:bydelsnummer': ['fylt', 'tom', 'laster', 'feil', 'hjelp', 'dialog', 'uten-sokkel', 'utlogget'],
  ':kommunenummer/:bydelsnummer/liste': ['fylt', 'tom', 'mangler', 'laster', 'feil'],
  ':kommunenummer/:bydelsnummer/melding/:id': ['fylt', 'laster', 'feil', 'borte'],
  '*': ['fylt'],
};
