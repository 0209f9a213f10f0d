import { Component, lazy, useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { HentFeilet } from '../sider/HentFeilet';
import { useSprak } from '../tekst/sprak';
import { Side } from './Side';

/**
 * A page whose code is fetched when it is opened. Where that fails, as without a network, the page says so and offers to try
 * again, and everything around it stands: what is typed in a form lives there.
 */
export function hentSide<P extends object>(hent: () => Promise<{ default: (props: P) => ReactNode }>): (props: P) => ReactNode {
  const lat = () => lazy(hent as () => Promise<{ default: ComponentType<object> }>);
  const forste = lat();
  return function HentetSide(props: P) {
    const [forsok, settForsok] = useState(0);
    // React keeps a failure: another attempt is another component.
    const Innhold = useMemo(() => (forsok === 0 ? forste : lat()), [forsok]);
    return (
      <Vern key={forsok} onIgjen={() => settForsok((n) => n + 1)}>
        <Innhold {...props} />
      </Vern>
    );
  };
}

interface Vernet {
  onIgjen: () => void;
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
    return <IkkeHentet onIgjen={this.props.onIgjen} />;
  }
}

/** Each browser has its own words for a script or a style that could not be fetched, and all of them are about fetching. */
const ikkeHentet = (feil: unknown): boolean =>
  feil instanceof Error && /dynamically imported module|importing a module script|preload CSS|Failed to fetch/i.test(feil.message);

function IkkeHentet({ onIgjen }: { onIgjen: () => void }) {
  const { t } = useSprak();
  return (
    <Side overskrift={t.nett.hentesIkke} fanetittel={t.nett.fanetittel}>
      <HentFeilet tekst={t.nett.hentesIkkeTekst} onIgjen={onIgjen} />
    </Side>
  );
}
