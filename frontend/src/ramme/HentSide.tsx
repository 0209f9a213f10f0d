import { Component, lazy, type ComponentType, type ReactNode } from 'react';
import { spor } from '../api/nett';
import { HentFeilet } from '../sider/HentFeilet';
import { useLagrene } from '../skjema/utkast/UtkastRamme';
import { useSprak } from '../tekst/sprak';
import { Side } from './Side';

/**
 * A page whose code is fetched when it is opened. Where that fails, as without a network, the page says so and offers to try
 * again, and everything around it stands: what is typed in a form lives there.
 */
export function hentSide<P extends object>(hent: () => Promise<{ default: (props: P) => ReactNode }>): (props: P) => ReactNode {
  const Innhold = lazy(hent as () => Promise<{ default: ComponentType<object> }>);
  return function HentetSide(props: P) {
    return (
      <Vern>
        <Innhold {...props} />
      </Vern>
    );
  };
}

interface Vernet {
  children: ReactNode;
}

class Vern extends Component<Vernet, { feil: unknown }> {
  override state = { feil: undefined };

  static getDerivedStateFromError(feil: unknown) {
    return { feil };
  }

  override render() {
    const { feil } = this.state;
    if (feil === undefined) return this.props.children;
    // A fault of the page itself is for the one who stands around all of them.
    if (!ikkeHentet(feil)) throw feil;
    return <IkkeHentet />;
  }
}

/** Each browser has its own words for a script or a style that could not be fetched, and all of them are about fetching. */
const ikkeHentet = (feil: unknown): boolean =>
  feil instanceof Error && /dynamically imported module|importing a module script|preload CSS|Failed to fetch/i.test(feil.message);

/**
 * Trying again is loading the page anew: a browser remembers what it failed to fetch, and there may be a new portal by now. But
 * not before somebody answers, and what is typed is saved.
 */
function IkkeHentet() {
  const { t } = useSprak();
  const lagrene = Object.values(useLagrene());
  const igjen = async () => {
    try {
      await spor('/sesjon', { cache: 'no-store', headers: { 'X-Portal': '1' } });
    } catch {
      return; // the foot of the window says so
    }
    await Promise.all(lagrene.filter((lager) => lager.ulagret).map((lager) => lager.lagre()));
    location.reload();
  };
  return (
    <Side overskrift={t.nett.hentesIkke} fanetittel={t.nett.fanetittel}>
      <HentFeilet tekst={t.nett.hentesIkkeTekst} onIgjen={() => void igjen()} />
    </Side>
  );
}
