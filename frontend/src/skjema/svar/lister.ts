import {
  nesteNokkel,
  tomAdresse,
  tomForesatt,
  tomtOffentligBarn,
  tomtPrivatBarn,
  type OffentligBarn,
  type OffentligSvar,
  type PrivatBarn,
  type Svar,
} from './svar';

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
export const fjern = <S extends Svar>(s: S, liste: 'barn' | 'foresatte', plass: number): S => ({
  ...s,
  [liste]: (s[liste as keyof S] as unknown as unknown[]).filter((_, her) => her !== plass),
});

/** Gives a child the address of the one before. */
export const sammeAdresse = <S extends Svar>(s: S, plass: number): S => {
  const forrige = s.barn[plass - 1];
  if (!forrige) return s;
  const { adressevalg, adresse, stedsbeskrivelse } = forrige;
  return {
    ...s,
    barn: s.barn.map((b, her) => (her === plass ? { ...b, adressevalg, adresse: { ...adresse }, stedsbeskrivelse } : b)),
  };
};

/** A secret address must not be written, and what was written before one said so must not stay. */
export const utenAdresse = <B extends PrivatBarn | OffentligBarn>(b: B): B => ({
  ...b,
  adressevalg: 'FORTROLIG',
  adresse: tomAdresse(),
  stedsbeskrivelse: '',
});
