import { createContext, useContext, useEffect, useMemo, useReducer, type ActionDispatch, type ReactNode } from 'react';

/** The answer «I do not know which bydel»: the server then takes the kommune's standardMottaker. */
export const VET_IKKE = 'vet-ikke';

export interface Barn {
  /** Tells the children apart on the page, also when one is removed. Never sent. */
  nokkel: number;
  personnavn: string;
}

/**
 * What is typed in the form. It lives in the memory of this window and nowhere else: the device may be shared with the
 * one the report is about. It outlives moving between pages and changing language, and dies with the window.
 */
export interface Utkast {
  /** Made when the form is opened. Sending the same text under the same key twice makes one report. */
  klientnokkel: string;
  kommunenummer: string;
  /** What stands in the search field. */
  kommunesok: string;
  bydelsnummer: string;
  barn: Barn[];
  melding: string;
}

type Endring =
  | { type: 'FELT'; felt: 'bydelsnummer' | 'melding' | 'kommunesok'; verdi: string }
  | { type: 'KOMMUNE'; kommunenummer: string; kommunesok: string }
  | { type: 'BARN'; nokkel: number; personnavn: string }
  | { type: 'LEGG_TIL_BARN' }
  | { type: 'FJERN_BARN'; nokkel: number }
  /** The same text as a new report. */
  | { type: 'NY_NOKKEL' }
  | { type: 'TOM' };

export function tomtUtkast(): Utkast {
  return {
    klientnokkel: crypto.randomUUID(),
    kommunenummer: '',
    kommunesok: '',
    bydelsnummer: '',
    barn: [{ nokkel: 1, personnavn: '' }],
    melding: '',
  };
}

export function endre(utkast: Utkast, endring: Endring): Utkast {
  switch (endring.type) {
    case 'FELT':
      // Typing in the search undoes the choice: what is sent must be what is seen.
      if (endring.felt === 'kommunesok') return { ...utkast, kommunesok: endring.verdi, kommunenummer: '', bydelsnummer: '' };
      return { ...utkast, [endring.felt]: endring.verdi };
    case 'KOMMUNE':
      return { ...utkast, kommunenummer: endring.kommunenummer, kommunesok: endring.kommunesok, bydelsnummer: '' };
    case 'BARN':
      return {
        ...utkast,
        barn: utkast.barn.map((b) => (b.nokkel === endring.nokkel ? { ...b, personnavn: endring.personnavn } : b)),
      };
    case 'LEGG_TIL_BARN':
      return { ...utkast, barn: [...utkast.barn, { nokkel: Math.max(...utkast.barn.map((b) => b.nokkel)) + 1, personnavn: '' }] };
    case 'FJERN_BARN':
      return { ...utkast, barn: utkast.barn.filter((b) => b.nokkel !== endring.nokkel) };
    case 'NY_NOKKEL':
      return { ...utkast, klientnokkel: crypto.randomUUID() };
    case 'TOM':
      return tomtUtkast();
  }
}

/** Whether anything would be lost. */
export const erPabegynt = (u: Utkast): boolean =>
  u.melding !== '' || u.kommunesok !== '' || u.barn.some((b) => b.personnavn !== '');

const Sammenheng = createContext<{ utkast: Utkast; endre: ActionDispatch<[Endring]> } | null>(null);

export function UtkastRamme({ children }: { children: ReactNode }) {
  const [utkast, send] = useReducer(endre, undefined, tomtUtkast);
  useAdvarVedLukking(erPabegynt(utkast));
  const verdi = useMemo(() => ({ utkast, endre: send }), [utkast]);
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

/** The browser asks before what is typed is lost – but never one who leaves in haste (see forlatRaskt). */
function useAdvarVedLukking(pabegynt: boolean): void {
  useEffect(() => {
    if (!pabegynt) return undefined;
    const advar = (hendelse: BeforeUnloadEvent) => hendelse.preventDefault();
    const slipp = () => window.removeEventListener('beforeunload', advar);
    window.addEventListener('beforeunload', advar);
    window.addEventListener('forlat', slipp);
    return () => {
      slipp();
      window.removeEventListener('forlat', slipp);
    };
  }, [pabegynt]);
}

export function useUtkast() {
  const verdi = useContext(Sammenheng);
  if (!verdi) throw new Error('useUtkast outside UtkastRamme');
  return verdi;
}
