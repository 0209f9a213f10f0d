import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useClient } from 'urql';
import { NETT_TILBAKE } from '../../api/nett';
import { useSesjon } from '../../api/sesjon';
import type { Meldingstype } from '../../gql/graphql';
import { Utkastlager, type Utkasttilstand } from './lager';
import { lagUtkasttjener } from './tjener';

type Lagrene = { [S in Meldingstype]: Utkastlager<S> };

const Sammenheng = createContext<Lagrene | null>(null);

/**
 * Keeps both forms for as long as this window is the same person's, and tells them of what goes on around them. It ends when another
 * logs in, or she logs out in another window (see SesjonRamme): then nothing of it stays.
 */
export function UtkastRamme({ children }: { children: ReactNode }) {
  const klient = useClient();
  const lagrene = useMemo<Lagrene>(() => {
    const tjener = lagUtkasttjener(klient);
    return { PRIVAT: new Utkastlager('PRIVAT', tjener), OFFENTLIG: new Utkastlager('OFFENTLIG', tjener) };
  }, [klient]);
  const { tilstand, person } = useSesjon();
  const inne = tilstand === 'INNE' ? person : undefined;

  // Before the effects of the pages, which begin to read.
  useLayoutEffect(() => {
    if (inne === undefined) return;
    for (const lager of Object.values(lagrene)) {
      lager.settEier(inne);
      lager.provNa();
    }
  }, [lagrene, inne]);
  useLayoutEffect(() => () => Object.values(lagrene).forEach((lager) => lager.forlat()), [lagrene]);

  useEffect(() => folgVinduet(Object.values(lagrene)), [lagrene]);
  return <Sammenheng value={lagrene}>{children}</Sammenheng>;
}

function folgVinduet(alle: readonly (Utkastlager<'PRIVAT'> | Utkastlager<'OFFENTLIG'>)[]): () => void {
  const prov = () => alle.forEach((lager) => lager.provNa());
  const seEtter = () => alle.forEach((lager) => void lager.seEtter());
  const skjult = () => (document.visibilityState === 'hidden' ? prov() : seEtter());
  // The browser asks before what is not saved is lost – but never one who leaves in haste (see flukt/forlat.ts).
  const advar = (hendelse: BeforeUnloadEvent) => {
    if (alle.some((lager) => lager.ulagret && lager.pabegynt)) hendelse.preventDefault();
  };
  window.addEventListener('online', prov);
  window.addEventListener(NETT_TILBAKE, prov);
  window.addEventListener('focus', seEtter);
  document.addEventListener('visibilitychange', skjult);
  window.addEventListener('beforeunload', advar);
  return () => {
    window.removeEventListener('beforeunload', advar);
    window.removeEventListener('online', prov);
    window.removeEventListener(NETT_TILBAKE, prov);
    window.removeEventListener('focus', seEtter);
    document.removeEventListener('visibilitychange', skjult);
  };
}

export function useLagrene(): Lagrene {
  const lagrene = useContext(Sammenheng);
  if (!lagrene) throw new Error('useLagrene outside UtkastRamme');
  return lagrene;
}

/** One form as it is now, and its keeper. */
export function useUtkast<S extends Meldingstype>(skjema: S): { lager: Utkastlager<S>; utkast: Utkasttilstand<S> } {
  const lager = useLagrene()[skjema] as Utkastlager<S>;
  return { lager, utkast: useSyncExternalStore(lager.lytt, lager.na) };
}
