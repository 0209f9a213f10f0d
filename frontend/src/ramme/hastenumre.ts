import type { Innhold } from '../api/innhold';
import type { TeksterFragment } from '../gql/graphql';
import type { Tekster } from '../tekst/nb';
import type { Sprak } from '../tekst/sprak';

/** A number to call, as it is shown. */
export interface Hastenummer {
  vis: string;
  ring: string;
  hvem: string;
  /** The language of what stands there, where it is not that of the page. */
  lang?: 'nb';
  /** Its page. Always https. */
  nettside?: string;
}

/** Bokmål where the administrator has not written the language, as the contract says. */
export const paaSprak = (tekster: TeksterFragment, sprak: Sprak): string => tekster[sprak] || tekster.nb;

/** For `lang`: what a screen reader must know of a text that is not in the language of the page (WCAG 3.1.2). */
export const fremmed = (tekster: TeksterFragment, sprak: Sprak): 'nb' | undefined => (tekster[sprak] || sprak === 'nb' ? undefined : 'nb');

const siffer = (telefon: string): string => telefon.replace(/[^\d+]/g, '');

/** The address that a phone calls. */
export const ring = (telefon: string): string => `tel:${siffer(telefon)}`;

/** What the portal shows when nobody has written otherwise, or when what was written cannot be fetched. */
export const innebygde = ({ haster }: Tekster): Hastenummer[] => [
  { vis: '112', ring: ring('112'), hvem: haster.liv },
  { vis: '02800', ring: ring('02800'), hvem: haster.vakt },
  { vis: '116 111', ring: ring('116111'), hvem: haster.barn },
];

/**
 * The numbers in the administrator's words and order, with those she has added. The three that are built in cannot be taken away:
 * a slip in a form must not leave one who is in danger without 112.
 */
export function hastenumre(t: Tekster, sprak: Sprak, linjer: Innhold['hjelpelinjer'] | undefined): Hastenummer[] {
  const faste = innebygde(t);
  const skrevne = (linjer ?? [])
    .filter((l) => /\d{3}/.test(siffer(l.telefon)))
    .map((l): Hastenummer => ({ vis: l.telefon, ring: ring(l.telefon), hvem: paaSprak(l.tekster, sprak), lang: fremmed(l.tekster, sprak), nettside: l.nettside?.startsWith('https://') ? l.nettside : undefined }));
  const mangler = faste.filter((f) => !skrevne.some((s) => s.ring === f.ring));
  return skrevne.length ? [...mangler, ...skrevne] : faste;
}
