import type { Feil } from '../api/feil';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';

/** A page whose content is not here: it is on its way, or it could not be fetched. */
export function Venter({ tittel, feil, igjen }: { tittel: string; feil: Feil | undefined; igjen: () => Promise<void> }) {
  if (!feil) return <Laster />;
  return (
    <Side overskrift={tittel} fanetittel={tittel}>
      <HentFeilet feil={feil} onIgjen={() => void igjen()} />
    </Side>
  );
}
