import type { Kommune } from './kommuner';
import { VET_IKKE } from './svar/svar';

/** Who would receive, as a person would name it; undefined while it is not decided. */
export function mottakerFor(kommune: Kommune, bydelsnummer: string): string | undefined {
  if (kommune.bydeler.length < 2) return kommune.navn;
  const bydel = kommune.bydeler.find((b) =>
    bydelsnummer === VET_IKKE ? b.standardMottaker : b.bydelsnummer === bydelsnummer,
  );
  return bydel && `${bydel.bydelsnavn}, ${kommune.navn}`;
}
