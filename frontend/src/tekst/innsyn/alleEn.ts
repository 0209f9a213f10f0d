import type { AlleInnsynstekster } from './alleNb';
import { brevEn } from './brevEn';
import { foresporselEn } from './foresporselEn';
import { en } from './en';
import { samtykkeEn } from './samtykkeEn';

export const alleEn: AlleInnsynstekster = { innsyn: en, samtykke: samtykkeEn, brev: brevEn, foresporsel: foresporselEn };
