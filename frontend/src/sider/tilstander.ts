import type { Portalrute } from '../ruter';
import type { Tilstander } from '../tilstander';

type Rute = Exclude<Portalrute, `${string}/*` | '/privat/:side?' | '/offentlig/:side?' | Tryggrute>;
type Tryggrute = '/hvis-det-haster' | '/anonym' | '/anonym/skjema' | '/delt-enhet' | '/personvernerklaering' | '/tilgjengelighet';

export const sidetilstander: Tilstander<Rute> = {
  '/': ['fylt', 'hjelp', 'drift'],
  '/kvittering/:id': ['fylt', 'laster', 'feil', 'borte', 'ute'],
  '/mine': ['fylt', 'tom', 'laster', 'feil', 'ute', 'utloper', 'annen', 'ryddet'],
  '/mine/:id': ['fylt', 'bekreftet', 'laster', 'feil', 'borte', 'ute', 'uten-sokkel'],
  '/innlogget': ['fylt'],
  '/innlogging-feilet': ['fylt'],
  '*': ['fylt'],
};

export const tryggtilstander: Tilstander<Tryggrute> = {
  '/hvis-det-haster': ['fylt'],
  '/anonym': ['fylt'],
  '/anonym/skjema': ['fylt', 'valgt', 'laster', 'feil'],
  '/delt-enhet': ['fylt'],
  '/personvernerklaering': ['fylt'],
  '/tilgjengelighet': ['fylt'],
};
