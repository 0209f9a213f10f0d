import type { AlleInnsynstekster } from './alleNb';
import { brevSe } from './brevSe';
import { foresporselSe } from './foresporselSe';
import { se } from './se';
import { samtykkeSe } from './samtykkeSe';

export const alleSe: AlleInnsynstekster = { innsyn: se, samtykke: samtykkeSe, brev: brevSe, foresporsel: foresporselSe };
