import type { Tilstander } from '../tilstander';
import type { Adminrute } from './ruter';

export const admintilstander: Tilstander<Adminrute> = {
  '': ['fylt', 'mangler', 'laster', 'feil', 'ingen', 'utlogget'],
  'kommune/:kommunenummer': ['fylt', 'tom', 'mangler', 'dialog', 'laster', 'feil'],
  'bydel/:kommunenummer/ny': ['fylt', 'mangler'],
  'bydel/:kommunenummer/:bydelsnummer': ['fylt', 'dialog', 'laster', 'feil', 'borte'],
  nokler: ['fylt', 'laster', 'feil'],
  'nokler/ny/*': ['fylt', 'mangler', 'laster', 'feil'],
  'nokler/forslag/:id': ['fylt', 'mangler', 'dialog', 'laster', 'feil'],
  tilganger: ['fylt', 'mangler', 'dialog', 'laster', 'feil'],
  integrasjoner: ['fylt', 'mangler', 'laster', 'feil'],
  endringer: ['fylt', 'tom', 'laster', 'feil'],
  meldinger: ['fylt', 'tom', 'mangler', 'hjelp', 'laster', 'feil'],
  'meldinger/advarsler': ['fylt'],
  'meldinger/:id': ['fylt', 'laster', 'feil', 'borte'],
  statistikk: ['fylt', 'tabell', 'mangler', 'laster', 'feil'],
  drift: ['fylt', 'laster', 'feil'],
  'drift/melding/ny': ['fylt', 'mangler'],
  'drift/melding/:id': ['fylt', 'laster', 'feil'],
  'drift/innhold/:slag/:nokkel/:kommunenummer?': ['fylt', 'mangler', 'laster', 'feil'],
  '*': ['fylt'],
};
