import type { Meldevilkar, Tema } from '../gql/graphql';
import type { Svar } from './svar/svar';

const temaer: ReadonlySet<Tema> = new Set<Tema>(['VOLD', 'SEKSUELLE_OVERGREP']);
/** The first condition speaks of neglect as well. Where it may be violence, the advice is the one for violence. */
const vilkar: ReadonlySet<Meldevilkar> = new Set<Meldevilkar>(['MISHANDLING_ELLER_OMSORGSSVIKT', 'MENNESKEHANDEL']);

/** Whether what is ticked may be violence or abuse: then those it may come from are not to be told first. */
export const kanVaereVold = (s: Svar): boolean =>
  s.temaer.some((t) => temaer.has(t)) || ('melder' in s && s.vilkar.some((v) => vilkar.has(v)));
