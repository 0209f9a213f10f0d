import type { Tryggramme } from '../tekst/trygg/rammeNb';
import { TRYKK } from './skift';
import { useSkift } from './skiftlager';

/** Says how many presses are left, to one who does not see the dots. */
export function Skiftmelding({ t }: { t: Tryggramme['skift'] }) {
  const { trykk, utlopt } = useSkift();
  return (
    <p className="ds-sr-only" role="status">
      {trykk > 0 ? t.igjen(TRYKK - trykk) : utlopt && t.utlopt}
    </p>
  );
}

/** A dot for each press, in a place that is kept for them: nothing moves when they come. */
export function Skiftprikker() {
  const { trykk } = useSkift();
  if (!trykk) return null;
  return (
    <span className="skiftprikker" aria-hidden>
      {Array.from({ length: TRYKK }, (_, i) => (
        <span key={i} data-paa={i < trykk} />
      ))}
    </span>
  );
}
