import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useInnsyn } from './Innsynslager';

/** Says aloud what has come or gone while one reads, when the reader pauses. Focus stays where it is. */
export function Kunngjoring() {
  const t = useInnsyntekst();
  const { sagt } = useInnsyn().lager;
  return (
    <p className="ds-sr-only kunngjoring" role="status" data-nr={sagt?.nr}>
      {/* A new one is a new element: the same words twice are said twice. */}
      {sagt && <span key={sagt.nr}>{tekst()}</span>}
    </p>
  );

  function tekst(): string | undefined {
    switch (sagt?.hva.type) {
      case 'NYE':
        return sagt.hva.titler.length === 1 ? t.live.ny(sagt.hva.titler[0] ?? '') : t.live.nye(sagt.hva.titler.length);
      case 'ENDRET':
        return t.live.endret;
      case 'OVERSIKT':
        return t.saker.oppdatert;
      case 'BORTE':
        return t.live.borte;
      case undefined:
        return undefined;
    }
  }
}
