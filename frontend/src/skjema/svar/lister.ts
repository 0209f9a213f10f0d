import { forForsteFjernes } from './samme';
import { nesteNokkel, tomForesatt, tomtOffentligBarn, tomtPrivatBarn, type OffentligSvar, type Svar } from './svar';

export const erPrivat = (s: Svar): s is Exclude<Svar, OffentligSvar> => !('melder' in s);

export const leggTilBarn = <S extends Svar>(s: S): S => ({
  ...s,
  barn: [...s.barn, (erPrivat(s) ? tomtPrivatBarn : tomtOffentligBarn)(nesteNokkel(s.barn))],
});

export const leggTilForesatt = (s: OffentligSvar): OffentligSvar => ({
  ...s,
  foresatte: [...s.foresatte, tomForesatt(nesteNokkel(s.foresatte))],
});

/** Takes away one of a list by its place. */
export function fjern<S extends Svar>(s: S, liste: 'barn' | 'foresatte', plass: number): S {
  const fra = liste === 'barn' && plass === 0 ? forForsteFjernes(s) : s;
  return { ...fra, [liste]: (fra[liste as keyof S] as unknown as unknown[]).filter((_, her) => her !== plass) };
}
