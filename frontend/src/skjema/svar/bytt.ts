import { foresattAdresse } from './samme';
import {
  tomtOffentlig,
  tomtOffentligBarn,
  tomtPrivat,
  tomtPrivatBarn,
  type OffentligBarn,
  type OffentligSvar,
  type PrivatBarn,
  type PrivatSvar,
} from './svar';

/** One who began on the wrong form takes along what both ask for. Where the other form only has a text, it goes in there. */
export function tilOffentlig(p: PrivatSvar): OffentligSvar {
  const tom = tomtOffentlig();
  return {
    ...tom,
    ...felles(p),
    melder: { ...tom.melder, telefonnummer: p.telefonnummer },
    barn: p.barn.map((b) => ({
      ...tomtOffentligBarn(b.nokkel),
      ...fellesBarn(b),
      ufoedt: b.ufoedt || null,
      fnr: b.antattAlder,
    })),
    merOmForesatte: p.foresatte,
  };
}

export function tilPrivat(o: OffentligSvar): PrivatSvar {
  const foresatte = [
    ...o.foresatte.filter((f) => !f.ukjent).map((f) => [f.personnavn, f.relasjon, f.telefonnummer, foresattAdresse(o, f)]),
    [o.merOmForesatte],
  ];
  return {
    ...tomtPrivat(),
    ...felles(o),
    melding: [o.melding, o.historie, o.andreSynspunkter].filter((t) => t.trim()).join('\n\n'),
    telefonnummer: o.melder.telefonnummer,
    barn: o.barn.map((b) => ({ ...tomtPrivatBarn(b.nokkel), ...fellesBarn(b), ufoedt: b.ufoedt === true })),
    foresatte: foresatte
      .map((f) => f.filter((t) => t.trim()).join(', '))
      .filter(Boolean)
      .join('\n'),
  };
}

const felles = ({ kommunenummer, kommunesok, bydelsnummer, melding, temaer, fareNa }: PrivatSvar | OffentligSvar) => ({
  kommunenummer,
  kommunesok,
  bydelsnummer,
  melding,
  temaer,
  fareNa,
});

const fellesBarn = (b: PrivatBarn | OffentligBarn) => ({
  personnavn: b.personnavn,
  navnUkjent: b.navnUkjent,
  termin: b.termin,
  morsNavn: b.morsNavn,
  sammeAdresse: b.sammeAdresse,
  adressevalg: b.adressevalg,
  adresse: { ...b.adresse },
  stedsbeskrivelse: b.stedsbeskrivelse,
});
