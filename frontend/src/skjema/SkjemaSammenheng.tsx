import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import type { Feilkode, FeltfeilFragment, Meldingstype, Sprak as Skjemasprak, VarselFragment } from '../gql/graphql';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import type { Skjematekster } from '../tekst/skjema/nb';
import { useSprak } from '../tekst/sprak';
import { feiltekst } from './feiltekst';
import type { Kommune } from './kommuner';
import { sideFor, type Side } from './skjemasider';
import { tilInput, type Input } from './svar/input';
import { utenSpeil } from './svar/samme';
import { feltId, sett as settSti, type Feltsti } from './svar/sti';
import type { Svar } from './svar/svar';
import { useUtkast } from './utkast/UtkastRamme';
import type { Utkastlager, Utkasttilstand } from './utkast/lager';
import type { SistSendt } from './NyligSendt';
import type { Feil } from './valider/sjekk';
import { valider } from './valider/valider';

/** An error with its words, its page, and the id of its field. */
export interface VistFeil {
  felt: string;
  side: Side;
  tekst: string;
}

interface Skjema {
  skjema: Meldingstype;
  t: Skjematekster;
  kommuner: readonly Kommune[];
  kommune: Kommune | undefined;
  svar: Svar;
  utkast: Utkasttilstand<Meldingstype>;
  lager: Utkastlager<Meldingstype>;
  /** Whether the session ended while the form was open. */
  utlogget: boolean;
  /** What was sent a moment ago, where the form was empty when one came. */
  sistSendt: SistSendt | undefined;
  /** What would be sent now. */
  input: Input;
  endre: (endring: (svar: Svar) => Svar) => void;
  sett: (sti: Feltsti, verdi: unknown) => void;
  /** All errors of the last attempt to go on or to send. */
  feil: readonly VistFeil[];
  /** Counts the attempts: at each, the summary takes focus. */
  forsok: number;
  visFeil: (feil: readonly (Feil & { melding?: string })[]) => void;
  /** The same, for what the server found. */
  avvist: (feil: readonly FeltfeilFragment[]) => void;
  /** Takes the error off fields that are being put right; it stays in the summary until the next attempt. */
  rettet: (sti: string) => void;
  feilVed: (sti: string) => string | undefined;
  varselVed: (sti: string) => string | undefined;
  /** What the check before sending warned of. */
  sjekk: () => Feil[];
}

const Sammenheng = createContext<Skjema | null>(null);

const INGEN: ReadonlySet<string> = new Set();
/** What the server says of a receiver that the list here has otherwise. */
const endretMottaker: ReadonlySet<string> = new Set(['IKKE_AKTIV', 'UKJENT_KOMMUNE', 'UKJENT_BYDEL'] satisfies Feilkode[]);
const skjemasprak = { nb: 'NB', nn: 'NN', en: 'EN', se: 'SE' } satisfies Record<ReturnType<typeof useSprak>['sprak'], Skjemasprak>;

interface Props {
  skjema: Meldingstype;
  kommuner: readonly Kommune[];
  hentKommuner: () => void;
  utlogget: boolean;
  sistSendt: SistSendt | undefined;
  children: ReactNode;
}

/** One of the two forms, for its pages and fields. */
export function SkjemaRamme({ skjema, kommuner, hentKommuner, utlogget, sistSendt, children }: Props) {
  const { sprak, tall } = useSprak();
  const t = useSkjematekst();
  const { lager, utkast } = useUtkast<Meldingstype>(skjema);
  const { svar, klientnokkel } = utkast;
  const [{ rafeil, forsok, rettede }, settUtfall] = useState<{
    rafeil: readonly (Feil & { melding?: string })[];
    forsok: number;
    rettede: ReadonlySet<string>;
  }>({ rafeil: [], forsok: 0, rettede: INGEN });

  const kommune = kommuner.find((k) => k.kommunenummer === svar.kommunenummer);
  const input = useMemo(() => tilInput(skjema, svar, klientnokkel, skjemasprak[sprak]), [skjema, svar, klientnokkel, sprak]);
  const funn = useMemo(() => {
    const { feil: alle, varsler } = valider(skjema, input);
    return { feil: utenSpeil(svar, alle), varsler: utenSpeil(svar, varsler) };
  }, [skjema, svar, input]);

  const feil = useMemo(
    () =>
      rafeil.map((f) => ({
        felt: feltId(f.sti),
        side: sideFor(skjema, f.sti),
        tekst: feiltekst(t, tall, skjema, f, f.melding),
      })),
    [rafeil, skjema, t, tall],
  );

  const visFeil = useCallback((nye: readonly (Feil & { melding?: string })[]) => {
    settUtfall((for_) => ({ rafeil: nye, forsok: for_.forsok + 1, rettede: INGEN }));
  }, []);

  const avvist = useCallback(
    (nye: readonly FeltfeilFragment[]) => {
      // The receiver has closed since the list was fetched, and the page must say so too.
      if (nye.some((f) => endretMottaker.has(f.kode))) hentKommuner();
      visFeil(utenSpeil(svar, nye));
    },
    [hentKommuner, svar, visFeil],
  );

  const rettet = useCallback((sti: string) => {
    const felt = feltId(sti);
    settUtfall((for_) => {
      const nye = for_.rafeil.map((f) => feltId(f.sti)).filter((id) => id === felt || id.startsWith(`${felt}-`));
      return nye.length ? { ...for_, rettede: new Set([...for_.rettede, ...nye]) } : for_;
    });
  }, []);

  const verdi: Skjema = {
    skjema,
    t,
    kommuner,
    kommune,
    svar,
    utkast,
    lager,
    utlogget,
    sistSendt,
    input,
    endre: (endring) => lager.endre(endring),
    sett: (sti, ny) => {
      rettet(sti);
      lager.endre((for_) => settSti(for_, sti, ny));
    },
    feil,
    forsok,
    visFeil,
    avvist,
    rettet,
    feilVed: (sti) => (rettede.has(feltId(sti)) ? undefined : feil.find((f) => f.felt === feltId(sti))?.tekst),
    varselVed: (sti) => {
      const varsel = funn.varsler.find((v) => v.sti.join('.') === sti);
      return varsel && t.varsel[varsel.kode];
    },
    sjekk: () => [...mottakerfeil(kommune, svar), ...funn.feil.filter((f) => sideFor(skjema, f.sti) !== 'mottaker')],
  };
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

/** What only this page can ask: the server takes a bydel left out for «I do not know», and here that is an answer. */
function mottakerfeil(kommune: Kommune | undefined, svar: Svar): Feil[] {
  if (!kommune) return [{ sti: ['kommunenummer'], kode: 'MANGLER' }];
  if (!kommune.aktiv) return [{ sti: ['kommunenummer'], kode: 'IKKE_AKTIV' }];
  if (kommune.bydeler.length > 1 && !svar.bydelsnummer) return [{ sti: ['bydelsnummer'], kode: 'MANGLER' }];
  const bydel = kommune.bydeler.find((b) => b.bydelsnummer === svar.bydelsnummer);
  return bydel && !bydel.aktiv ? [{ sti: ['bydelsnummer'], kode: 'IKKE_AKTIV' }] : [];
}

export function useSkjema(): Skjema {
  const skjema = useContext(Sammenheng);
  if (!skjema) throw new Error('useSkjema outside SkjemaRamme');
  return skjema;
}

/** A warning in the language in use; the server's own words for a code not known here. */
export const varseltekst = (t: Skjematekster, { kode, melding }: Pick<VarselFragment, 'kode' | 'melding'>): string =>
  (t.varsel as Partial<Record<string, string>>)[kode] ?? melding;
