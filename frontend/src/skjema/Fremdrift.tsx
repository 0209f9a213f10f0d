import { useSkjema } from './SkjemaSammenheng';
import { talteSider, type Side } from './skjemasider';

/** Which of how many pages this is. */
function useSteg(side: Side) {
  const { skjema } = useSkjema();
  const alle = talteSider(skjema);
  return { alle, nr: alle.indexOf(side) + 1 };
}

/** For the tab: «Form, page 2 of 5». What is asked there would tell a passer-by too much; where one is tells nothing (WCAG 2.4.2). */
export function useStegtittel(side: Side): string {
  const { t } = useSkjema();
  const { alle, nr } = useSteg(side);
  return t.ramme.fanesteg(nr, alle.length);
}

/** «Page 2 of 5». */
export function Fremdrift({ side }: { side: Side }) {
  const { t } = useSkjema();
  const { alle, nr } = useSteg(side);
  return (
    <div className="fremdrift">
      <p>{t.ramme.side(nr, alle.length)}</p>
      <div className="fremdrift-strek" aria-hidden>
        {alle.map((s, i) => (
          <span key={s} data-gjort={i < nr} />
        ))}
      </div>
    </div>
  );
}
