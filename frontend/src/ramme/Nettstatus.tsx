import { useEffect, useRef, useState } from 'react';
import { useNett, type Nett } from '../api/nett';
import { useLagrene } from '../skjema/utkast/UtkastRamme';
import { useSprak } from '../tekst/sprak';

/** How long it is said that the connection is back. */
const TILBAKE_MS = 6_000;

/**
 * Says plainly that there is no network, or that nobody answers, and what that means for what is written. At the foot of the
 * window, where it is seen from any place on a long page and moves nothing on it.
 */
export function Nettstatus() {
  const { t } = useSprak();
  const nett = useNett();
  const tilbake = useNettopp(nett);
  const lagrene = Object.values(useLagrene());
  // Read when it is drawn: it is drawn anew when the network changes, which is when it matters.
  const skriver = lagrene.some((lager) => lager.pabegynt);
  return (
    <div className="nettstatus" role="status" data-nett={nett}>
      {nett !== 'PA' && (
        <p>
          <strong>{nett === 'AV' ? t.nett.frakoblet : t.nett.borte}.</strong>{' '}
          {skriver ? t.nett.ulagret : nett === 'AV' ? t.nett.frakobletTekst : t.nett.borteTekst} {t.nett.ring} <a href="tel:112">112</a> ·{' '}
          <a href="tel:116111">116 111</a>
        </p>
      )}
      {nett === 'PA' && tilbake && <p>{t.nett.tilbake}</p>}
    </div>
  );
}

/** True for a while after the connection has come back. */
function useNettopp(nett: Nett): boolean {
  const [tilbake, settTilbake] = useState(false);
  const for_ = useRef(nett);
  useEffect(() => {
    const kom = for_.current !== 'PA' && nett === 'PA';
    for_.current = nett;
    settTilbake(kom);
    if (!kom) return undefined;
    const klokke = setTimeout(() => settTilbake(false), TILBAKE_MS);
    return () => clearTimeout(klokke);
  }, [nett]);
  return tilbake;
}
