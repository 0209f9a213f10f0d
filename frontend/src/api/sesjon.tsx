import { createContext, Fragment, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { MegDocument, type MegQuery } from '../gql/graphql';
import { lukkDokumentvinduer } from '../flukt/dokumentvinduer';
import { lyttEtterUtlogging } from '../flukt/utlogging';
import { hentIBakgrunnen } from './hentNytt';
import { spor } from './nett';
import { ANNEN_PERSON, hoder, settSidensPerson } from './person';
import { useTilkobling } from './tilkobling';

type Meg = NonNullable<MegQuery['meg']>;

/** What `GET /sesjon` says. Times in seconds. */
interface Sesjonssvar {
  innlogget: boolean;
  /** Who it is, as `sidensPerson` has it. */
  person?: string;
  inaktivOm?: number;
  utloperOm?: number;
}

interface Sesjon {
  /** UKJENT until the first answer; FEIL when none came. */
  tilstand: 'UKJENT' | 'FEIL' | 'UTE' | 'INNE';
  meg: Meg | null;
  /** Whose page this is: who is logged in, and after that who was, until it is another. */
  person: string | undefined;
  /** Why what stood here is gone: another has logged in in this browser, or she logged out in another window. Until it is read. */
  ryddet: Ryddet | undefined;
  lestRyddet: () => void;
  /** Seconds until the session ends; undefined when it is not known or nobody is logged in. */
  slutterOm?: number;
  /** Whether «continue» can move that end. */
  kanFornyes: boolean;
  forny: () => Promise<void>;
  les: () => Promise<void>;
}

type Ryddet = 'ANNEN' | 'UTLOGGET';

interface Hvem {
  person: string | undefined;
  /** Counts the times the page has been emptied. All of it is drawn anew at each. */
  runde: number;
  ryddet?: Ryddet | undefined;
}

const Sammenheng = createContext<Sesjon | null>(null);

const LES_HVERT_MS = 30_000;
/** Writing a long text reaches no server. Without this a person would be logged out in the middle of it. */
const FORNY_HOYST_HVERT_MS = 4 * 60_000;

/**
 * Knows who is logged in, and whose page this is. When it becomes another's, or she logs out in another window, nothing that stood
 * here stays: all below is begun anew. A session that only ends takes nothing away: who writes goes on when she is back.
 */
export function SesjonRamme({ children }: { children: ReactNode }) {
  const klient = useClient();
  const [tilstand, settTilstand] = useState<Sesjon['tilstand']>('UKJENT');
  const [meg, settMeg] = useState<Meg | null>(null);
  const [svar, settSvar] = useState<Sesjonssvar>({ innlogget: false });
  const [hvem, settHvem] = useState<Hvem>({ person: undefined, runde: 0 });
  // The same, for those who ask between two drawings; and what was asked before a logout answers nothing after it.
  const sist = useRef<string>(undefined);
  const utlogginger = useRef(0);

  const vedPerson = useCallback((person: string | undefined) => {
    if (person === undefined || person === sist.current) return;
    const annen = sist.current !== undefined;
    sist.current = person;
    if (annen) lukkDokumentvinduer();
    settHvem(({ runde, ryddet }) => (annen ? { person, runde: runde + 1, ryddet: 'ANNEN' } : { person, runde, ryddet }));
  }, []);

  // When what stands on the page is hers, as it is drawn, and not a moment before: until then what it sends is the other's.
  useLayoutEffect(() => settSidensPerson(hvem.person), [hvem.person]);

  const lesHvem = useCallback(async (iBakgrunnen: boolean) => {
    try {
      const da = utlogginger.current;
      const sesjon = await hentSesjon('GET', '/sesjon');
      const spor = () => (iBakgrunnen ? hentIBakgrunnen(klient, MegDocument, {}) : klient.query(MegDocument, {}).toPromise());
      const funnet = sesjon.innlogget ? await spor() : undefined;
      if (funnet?.error) throw funnet.error;
      if (da !== utlogginger.current) return;
      const inne = funnet?.data?.meg ?? null;
      if (inne) vedPerson(sesjon.person);
      settMeg(inne);
      settSvar(sesjon);
      settTilstand(inne ? 'INNE' : 'UTE');
    } catch {
      // A network that is away for a moment must not log anybody out before their eyes.
      settTilstand((for_) => (for_ === 'UKJENT' ? 'FEIL' : for_));
    }
  }, [klient, vedPerson]);
  const les = useCallback(() => lesHvem(false), [lesHvem]);

  // The time, and whether it is still she: no more is asked of it than that.
  const lesTid = useCallback(async () => {
    try {
      const da = utlogginger.current;
      const sesjon = await hentSesjon('GET', '/sesjon');
      if (da !== utlogginger.current) return;
      if (sesjon.innlogget && sesjon.person !== sist.current) return await lesHvem(true);
      settSvar(sesjon);
      if (!sesjon.innlogget) settTilstand('UTE');
    } catch {
      // The next time will do.
    }
  }, [lesHvem]);

  const forny = useCallback(async () => {
    try {
      settSvar(await hentSesjon('POST', '/sesjon/forny'));
    } catch {
      await les();
    }
  }, [les]);

  useEffect(() => {
    void les();
  }, [les]);

  const inne = tilstand === 'INNE';
  const lesIgjen = useCallback(() => lesHvem(true), [lesHvem]);
  useFolgSesjon(inne, lesIgjen, lesTid);
  useFornyVedAktivitet(inne, forny);
  useEffect(() => {
    const spor = () => void lesHvem(true);
    window.addEventListener(ANNEN_PERSON, spor);
    return () => window.removeEventListener(ANNEN_PERSON, spor);
  }, [lesHvem]);

  // She logs out on purpose, in another window: what she leaves must not stand here for who comes next. One whose time is out has
  // not left, and keeps what she was writing.
  useEffect(
    () =>
      lyttEtterUtlogging(() => {
        utlogginger.current += 1;
        sist.current = undefined;
        lukkDokumentvinduer();
        settHvem(({ person, runde }) => ({ person: undefined, runde: runde + 1, ryddet: person === undefined ? undefined : 'UTLOGGET' }));
        settMeg(null);
        settTilstand('UTE');
      }),
    [],
  );
  const lestRyddet = useCallback(() => settHvem((for_) => ({ ...for_, ryddet: undefined })), []);

  // The server closes the sockets when a session ends: then what is on the page must go, not half a minute later. The session may
  // have ended because another logged in, in another window: then somebody is logged in, but not she whose page this is. So who
  // it is, is asked when the socket goes and when it is there again; it is the page that asks, and no activity.
  const tilkoblet = useTilkobling();
  const harHattSokkel = useRef(false);
  useEffect(() => {
    if (inne && harHattSokkel.current) void lesHvem(true);
    else if (inne && !tilkoblet) void lesTid();
    harHattSokkel.current ||= tilkoblet;
  }, [inne, tilkoblet, lesHvem, lesTid]);

  const verdi = useMemo<Sesjon>(() => {
    const { inaktivOm, utloperOm } = svar;
    const kjent = inne && inaktivOm !== undefined && utloperOm !== undefined;
    return {
      tilstand,
      meg,
      person: hvem.person,
      ryddet: hvem.ryddet,
      lestRyddet,
      slutterOm: kjent ? Math.min(inaktivOm, utloperOm) : undefined,
      kanFornyes: kjent && inaktivOm < utloperOm,
      forny,
      les,
    };
  }, [svar, inne, tilstand, meg, hvem, lestRyddet, forny, les]);
  return (
    <Sammenheng value={verdi}>
      <Fragment key={hvem.runde}>{children}</Fragment>
    </Sammenheng>
  );
}

async function hentSesjon(method: 'GET' | 'POST', sti: string): Promise<Sesjonssvar> {
  const svar = await spor(sti, { method, cache: 'no-store', headers: hoder() });
  if (!svar.ok) throw new Error(`${sti} answered ${svar.status}`);
  return (await svar.json()) as Sesjonssvar;
}

/** Reads the session now and then while somebody is logged in, and who it is each time the window is looked at again. */
function useFolgSesjon(inne: boolean, les: () => Promise<void>, lesTid: () => Promise<void>): void {
  useEffect(() => {
    const sett = () => {
      if (document.visibilityState === 'visible') void les();
    };
    document.addEventListener('visibilitychange', sett);
    window.addEventListener('focus', sett);
    const klokke = inne ? setInterval(() => void lesTid(), LES_HVERT_MS) : undefined;
    return () => {
      document.removeEventListener('visibilitychange', sett);
      window.removeEventListener('focus', sett);
      clearInterval(klokke);
    };
  }, [inne, les, lesTid]);
}

function useFornyVedAktivitet(inne: boolean, forny: () => Promise<void>): void {
  const sist = useRef(0);
  useEffect(() => {
    if (!inne) return undefined;
    sist.current = Date.now();
    const aktiv = () => {
      if (Date.now() - sist.current < FORNY_HOYST_HVERT_MS) return;
      sist.current = Date.now();
      void forny();
    };
    document.addEventListener('keydown', aktiv);
    document.addEventListener('pointerdown', aktiv);
    return () => {
      document.removeEventListener('keydown', aktiv);
      document.removeEventListener('pointerdown', aktiv);
    };
  }, [inne, forny]);
}

/** Who is logged in, and for how long. */
export function useSesjon(): Sesjon {
  const sesjon = useContext(Sammenheng);
  if (!sesjon) throw new Error('useSesjon outside SesjonRamme');
  return sesjon;
}
