import type { LagreMottakInput, MottaketFragment, Mottakskanal, StottetVersjon } from '../gql/administrator/graphql';

/** A receiver as it stands in its form: flat, so that each field can be held against another's change of it. */
export interface Bydelsskjema {
  bydelsnummer: string;
  bydelsnavn: string;
  standardMottaker: boolean;
  kanal: Mottakskanal;
  stottetVersjon: StottetVersjon;
  girBevis: boolean;
  fiksioKonto: string;
  adressenavn: string;
  linje1: string;
  linje2: string;
  linje3: string;
  postnummer: string;
  poststed: string;
  /** E-mail addresses, one a line. */
  kontakt: string;
  leder: string;
  varsel: string;
}

export type Feltnavn = keyof Bydelsskjema;

export const tomtSkjema: Bydelsskjema = {
  bydelsnummer: '00',
  bydelsnavn: '',
  standardMottaker: false,
  kanal: 'NEDLASTING',
  stottetVersjon: 'V2',
  girBevis: false,
  fiksioKonto: '',
  adressenavn: '',
  linje1: '',
  linje2: '',
  linje3: '',
  postnummer: '',
  poststed: '',
  kontakt: '',
  leder: '',
  varsel: '',
};

export function fraMottak(m: MottaketFragment): Bydelsskjema {
  const { brevadresse: a, kontakter: k } = m;
  return {
    bydelsnummer: m.bydelsnummer,
    bydelsnavn: m.bydelsnavn,
    standardMottaker: m.standardMottaker,
    kanal: m.kanal,
    stottetVersjon: m.stottetVersjon,
    girBevis: m.girBevis,
    fiksioKonto: m.fiksioKonto ?? '',
    adressenavn: a?.navn ?? '',
    linje1: a?.linje1 ?? '',
    linje2: a?.linje2 ?? '',
    linje3: a?.linje3 ?? '',
    postnummer: a?.postnummer ?? '',
    poststed: a?.poststed ?? '',
    kontakt: k.kontakt.join('\n'),
    leder: k.leder.join('\n'),
    varsel: k.varsel.join('\n'),
  };
}

const linjer = (tekst: string): string[] =>
  tekst
    .split(/[\n,;]/)
    .map((l) => l.trim())
    .filter(Boolean);

/** The form as it is sent. `versjon` null: it is new. */
export function tilInput(s: Bydelsskjema, kommunenummer: string, versjon: number | null): LagreMottakInput {
  const adresse = [s.adressenavn, s.linje1, s.linje2, s.linje3, s.postnummer, s.poststed].some((l) => l.trim());
  return {
    kommunenummer,
    bydelsnummer: s.bydelsnummer.trim(),
    versjon,
    bydelsnavn: s.bydelsnavn.trim(),
    standardMottaker: s.standardMottaker,
    kanal: s.kanal,
    stottetVersjon: s.stottetVersjon,
    girBevis: s.girBevis,
    fiksioKonto: s.fiksioKonto.trim() || null,
    brevadresse: adresse
      ? {
          navn: s.adressenavn.trim(),
          linje1: s.linje1.trim(),
          linje2: s.linje2.trim(),
          linje3: s.linje3.trim(),
          postnummer: s.postnummer.trim(),
          poststed: s.poststed.trim(),
        }
      : null,
    kontakter: { kontakt: linjer(s.kontakt), leder: linjer(s.leder), varsel: linjer(s.varsel) },
  };
}

/** What the page can see is wrong before it is sent, as the server would say it. */
export function sjekk(s: Bydelsskjema): { sti: string[]; kode: string }[] {
  const ut: { sti: string[]; kode: string }[] = [];
  const legg = (felt: Feltnavn, kode: string) => ut.push({ sti: [felt], kode });
  if (!/^\d{2}$/.test(s.bydelsnummer.trim())) legg('bydelsnummer', 'UGYLDIG_FORMAT');
  if (!s.bydelsnavn.trim()) legg('bydelsnavn', 'MANGLER');
  if (s.kanal === 'FIKSIO' && !s.fiksioKonto.trim()) legg('fiksioKonto', 'KONTO_MANGLER');
  else if (s.fiksioKonto.trim() && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(s.fiksioKonto.trim())) legg('fiksioKonto', 'UGYLDIG_FORMAT');
  const { brevadresse: a } = tilInput(s, '', null);
  if (a) {
    if (!a.navn) legg('adressenavn', 'MANGLER');
    if (!/^\d{4}$/.test(a.postnummer)) legg('postnummer', a.postnummer ? 'UGYLDIG_FORMAT' : 'MANGLER');
    if (!a.poststed) legg('poststed', 'MANGLER');
    const lengder = { adressenavn: 60, linje1: 40, linje2: 40, linje3: 40, poststed: 28 } as const;
    for (const [felt, maks] of Object.entries(lengder)) if ([...s[felt as keyof typeof lengder].trim()].length > maks) legg(felt as Feltnavn, 'FOR_LANG');
  }
  return ut;
}

export interface Flettet {
  skjema: Bydelsskjema;
  /** Others have changed it, and I had not: theirs stands in the form now. */
  deres: Feltnavn[];
  /** Both of us have, to different things: mine stands in the form still. */
  begge: Feltnavn[];
}

/**
 * Lays what I have typed upon what others have stored meanwhile. Nothing that I have typed is lost, and nothing that they have
 * stored is overwritten but where I am told of it, field by field. `uavgjort` are those I have been told of before and not chosen
 * in: another change since does not settle them.
 */
export function flett(lest: Bydelsskjema, mitt: Bydelsskjema, na: Bydelsskjema, uavgjort: readonly Feltnavn[] = []): Flettet {
  const ut: Flettet = { skjema: { ...mitt }, deres: [], begge: [] };
  for (const felt of Object.keys(mitt) as Feltnavn[]) {
    if (na[felt] === mitt[felt]) continue;
    if (uavgjort.includes(felt)) {
      ut.begge.push(felt);
    } else if (na[felt] === lest[felt]) {
      continue;
    } else if (mitt[felt] === lest[felt]) {
      Object.assign(ut.skjema, { [felt]: na[felt] });
      ut.deres.push(felt);
    } else {
      ut.begge.push(felt);
    }
  }
  return ut;
}
