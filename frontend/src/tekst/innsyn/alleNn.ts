import type { AlleInnsynstekster } from './alleNb';
import { brevNn } from './brevNn';
import { foresporselNn } from './foresporselNn';
import { nn } from './nn';
import { samtykkeNn } from './samtykkeNn';

export const alleNn: AlleInnsynstekster = { innsyn: nn, samtykke: samtykkeNn, brev: brevNn, foresporsel: foresporselNn };
