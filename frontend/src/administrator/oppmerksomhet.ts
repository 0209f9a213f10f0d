import type { ForslagetFragment, KommunenFragment, NokkelenFragment } from '../gql/administrator/graphql';

/** Something that an administrator ought to look at, the most pressing first. */
export type Sak =
  | { slag: 'NOKKEL'; alvor: Alvor; nokkel: NokkelenFragment; til: string }
  | { slag: 'FORSLAG' | 'MITT_FORSLAG'; alvor: Alvor; forslag: ForslagetFragment; til: string }
  | { slag: 'MANGLER' | 'INAKTIV'; alvor: Alvor; kommunenummer: string; bydelsnummer: string; koder: string[]; til: string }
  | { slag: 'AVTALE'; alvor: Alvor; kommunenummer: string; til: string }
  /** Reports that the ledger warns of. */
  | { slag: 'ADVARSEL'; alvor: Alvor; antall: number; til: string };

/** How pressing: reports are stopped or go as letters, or will soon; a person waits for one; worth knowing. */
export type Alvor = 'NA' | 'SNART' | 'VIT';

const rang: Record<Alvor, number> = { NA: 0, SNART: 1, VIT: 2 };

export const bydelssti = (kommunenummer: string, bydelsnummer: string): string => `/admin/bydel/${kommunenummer}/${bydelsnummer}`;
export const kommunesti = (kommunenummer: string): string => `/admin/kommune/${kommunenummer}`;

export function oppmerksomhet(kommuner: readonly KommunenFragment[], nokler: readonly NokkelenFragment[], forslag: readonly ForslagetFragment[], advarsler: number): Sak[] {
  const saker: Sak[] = [];
  if (advarsler > 0) saker.push({ slag: 'ADVARSEL', alvor: 'NA', antall: advarsler, til: '/admin/meldinger/advarsler' });
  const inaktive = new Set(kommuner.flatMap((k) => k.mottak.filter((m) => !m.aktiv).map((m) => `${m.kommunenummer} ${m.bydelsnummer}`)));
  for (const nokkel of nokler) {
    // Of a receiver that is not active, a key that runs out stops nothing.
    if (!nokkel.varsel || inaktive.has(`${nokkel.kommunenummer} ${nokkel.bydelsnummer}`)) continue;
    const na = nokkel.varsel === 'UTLOPT' || nokkel.varsel === 'DAGER_1' || nokkel.varsel === 'DAGER_7';
    saker.push({ slag: 'NOKKEL', alvor: na ? 'NA' : 'SNART', nokkel, til: '/admin/nokler' });
  }
  for (const f of forslag) {
    if (f.avgjort) continue;
    saker.push({ slag: f.avMeg ? 'MITT_FORSLAG' : 'FORSLAG', alvor: f.avMeg ? 'VIT' : 'SNART', forslag: f, til: `/admin/nokler/forslag/${f.id}` });
  }
  for (const { kommunenummer, avtaler, mottak } of kommuner) {
    if (avtaler.length === 0 && mottak.length > 0) {
      saker.push({ slag: 'AVTALE', alvor: mottak.some((m) => m.aktiv) ? 'NA' : 'SNART', kommunenummer, til: kommunesti(kommunenummer) });
    }
    for (const m of mottak) {
      const til = bydelssti(kommunenummer, m.bydelsnummer);
      const koder = m.mangler.map((f) => f.kode);
      const { bydelsnummer } = m;
      if (!m.aktiv) saker.push({ slag: 'INAKTIV', alvor: 'VIT', kommunenummer, bydelsnummer, koder, til });
      else if (koder.length > 0) saker.push({ slag: 'MANGLER', alvor: 'NA', kommunenummer, bydelsnummer, koder, til });
    }
  }
  return saker.toSorted((a, b) => rang[a.alvor] - rang[b.alvor]);
}
