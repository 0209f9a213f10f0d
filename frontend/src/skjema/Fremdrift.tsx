import { useSkjema } from './SkjemaSammenheng';
import { talteSider, type Side } from './skjemasider';

/** «Page 2 of 5». */
export function Fremdrift({ side }: { side: Side }) {
  const { skjema, t } = useSkjema();
  const alle = talteSider(skjema);
  const nr = alle.indexOf(side) + 1;
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
