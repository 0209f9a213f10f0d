import { brevNb, type Brevtekster } from './brevNb';
import { foresporselNb, type Foresporseltekster } from './foresporselNb';
import { nb, type Innsynstekster } from './nb';
import { samtykkeNb, type Samtykketekster } from './samtykkeNb';

/** All that is read on the pages about one's own case. */
export interface AlleInnsynstekster {
  innsyn: Innsynstekster;
  samtykke: Samtykketekster;
  brev: Brevtekster;
  foresporsel: Foresporseltekster;
}

export const alleNb: AlleInnsynstekster = { innsyn: nb, samtykke: samtykkeNb, brev: brevNb, foresporsel: foresporselNb };
