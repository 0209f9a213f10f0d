import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useClient } from 'urql';
import { MegDocument, type MegQuery } from '../gql/graphql';
import { hentIBakgrunnen } from './hentNytt';
import { spor } from './nett';
import { useForbindelse, useTilkobling } from './tilkobling';

type Meg = NonNullable<MegQuery['meg']>;

/** What `GET /sesjon` says. Times in seconds. */
interface Sesjonssvar {
  innlogget: boolean;
  inaktivOm?: number;
  utloperOm?: number;
}

interface Sesjon {
  /** UKJENT until the first answer; FEIL when none came. */
  tilstand: 'UKJENT' | 'FEIL' | 'UTE' | 'INNE';
  meg: Meg | null;
  /** Seconds until the session ends; undefined when it is not known or nobody is logged in. */
  slutterOm?: number;
  /** Whether «continue» can move that end. */
  kanFornyes: boolean;
  forny: () => Promise<void>;
  les: () => Promise<void>;
}

const Sammenheng = createContext<Sesjon | null>(null);

const LES_HVERT_MS = 30_000;
/** Writing a long text reaches no server. Without this a person would be logged out in the middle of it. */
const FORNY_HOYST_HVERT_MS = 4 * 60_000;

export function SesjonRamme({ children }: { children: ReactNode }) {
  const klient = useClient();
  const [tilstand, settTilstand] = useState<Sesjon['tilstand']>('UKJENT');
  const [meg, settMeg] = useState<Meg | null>(null);
  const [svar, settSvar] = useState<Sesjonssvar>({ innlogget: false });

  const lesHvem = useCallback(async (iBakgrunnen: boolean) => {
    try {
      const sesjon = await hentSesjon('GET', '/sesjon');
      const spor = () => (iBakgrunnen ? hentIBakgrunnen(klient, MegDocument, {}) : klient.query(MegDocument, {}).toPromise());
      const hvem = sesjon.innlogget ? await spor() : undefined;
      if (hvem?.error) throw hvem.error;
      settMeg(hvem?.data?.meg ?? null);
      settSvar(sesjon);
      settTilstand(hvem?.data?.meg ? 'INNE' : 'UTE');
    } catch {
      // A network that is away for a moment must not log anybody out before their eyes.
      settTilstand((for_) => (for_ === 'UKJENT' ? 'FEIL' : for_));
    }
  }, [klient]);
  const les = useCallback(() => lesHvem(false), [lesHvem]);

  // Asks for the time only: any other question about a person would count as activity, and the session would never end.
  const lesTid = useCallback(async () => {
    try {
      const sesjon = await hentSesjon('GET', '/sesjon');
      settSvar(sesjon);
      if (!sesjon.innlogget) settTilstand('UTE');
    } catch {
      // The next time will do.
    }
  }, []);

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
  // Without a socket nothing tells that another has logged in, in another window: then it is asked each time.
  const iRunder = useForbindelse().tilstand === 'RUNDER';
  const lesIgjen = useCallback(() => (iRunder ? lesHvem(true) : lesTid()), [iRunder, lesHvem, lesTid]);
  useFolgSesjon(inne, les, lesIgjen);
  useFornyVedAktivitet(inne, forny);

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
      slutterOm: kjent ? Math.min(inaktivOm, utloperOm) : undefined,
      kanFornyes: kjent && inaktivOm < utloperOm,
      forny,
      les,
    };
  }, [svar, inne, tilstand, meg, forny, les]);
  return <Sammenheng value={verdi}>{children}</Sammenheng>;
}

async function hentSesjon(method: 'GET' | 'POST', sti: string): Promise<Sesjonssvar> {
  const svar = await spor(sti, { method, cache: 'no-store', headers: { 'X-Portal': '1' } });
  if (!svar.ok) throw new Error(`${sti} answered ${svar.status}`);
  return (await svar.json()) as Sesjonssvar;
}

/** Reads the session now and then while somebody is logged in, and each time the window is looked at again. */
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
