import type { KommunerQuery } from '../gql/graphql';

export type Kommune = KommunerQuery['kommuner'][number];

/** Letters a Norwegian keyboard may lack, as most would type them: «karasjohka» finds Kárášjohka, «tonsberg» Tønsberg. */
const forenklet: Record<string, string> = { ø: 'o', æ: 'ae', đ: 'd', ŋ: 'n', ŧ: 't' };

export function forenkle(tekst: string): string {
  return tekst
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæđŋŧ]/g, (bokstav) => forenklet[bokstav] ?? bokstav);
}

/** Kommuner whose name or number begins with what is typed, then those where a later word does, then the rest that have it. */
export function sok(kommuner: readonly Kommune[], tekst: string): Kommune[] {
  const leter = forenkle(tekst);
  if (!leter) return [...kommuner];
  const rang = ({ navn, kommunenummer }: Kommune): number => {
    const her = forenkle(navn);
    if (her.startsWith(leter) || kommunenummer.startsWith(leter)) return 0;
    if (her.split(/[\s-]+/).some((ord) => ord.startsWith(leter))) return 1;
    return her.includes(leter) ? 2 : 3;
  };
  return kommuner
    .map((kommune) => ({ kommune, rang: rang(kommune) }))
    .filter((treff) => treff.rang < 3)
    .toSorted((a, b) => a.rang - b.rang || a.kommune.navn.localeCompare(b.kommune.navn, 'nb'))
    .map((treff) => treff.kommune);
}
