import type { Tilstander } from '../tilstander';
import type { Innsynsrute } from './ruter';

export const innsynstilstander: Tilstander<Innsynsrute> = {
  '': ['fylt', 'tom', 'laster', 'feil', 'ute', 'uten-sokkel'],
  'sak/:sakId': ['fylt', 'laster', 'feil', 'borte', 'sok'],
  'sak/:sakId/post/:postId': ['fylt', 'skjult', 'plan', 'laster', 'feil', 'borte'],
  'sak/:sakId/skriv/:nr?': ['fylt', 'mangler', 'sjekk', 'sendt', 'feil', 'kollisjon'],
  'sak/:sakId/post/:postId/svar/:nr?': ['fylt', 'mangler'],
  'sak/:sakId/be-om-innsyn/:postId?': ['fylt', 'mangler', 'sjekk'],
  'samtykke/:samtykkeId': ['fylt', 'sjekk', 'laster', 'feil', 'borte'],
  logg: ['fylt', 'tom', 'laster', 'feil'],
  '*': ['fylt'],
};
