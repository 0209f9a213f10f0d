import type { MeldingFragment } from '../gql/graphql';
import { useSprak } from '../tekst/sprak';
import { farge, statusnokkel } from './statusord';

/** What has happened, newest first, in the words of the state it led to. Steps with the same words are told once. */
export function Historikk({ hendelser }: Pick<MeldingFragment, 'hendelser'>) {
  const { t, tid } = useSprak();
  const steg = hendelser
    .map((h) => ({ ...h, nokkel: statusnokkel(h.tilstand, h.bevis) }))
    .filter((h, i, alle) => alle[i - 1]?.nokkel !== h.nokkel)
    .toReversed();
  return (
    <ol className="historikk">
      {steg.map((h) => (
        <li key={`${h.tidspunkt} ${h.nokkel}`} data-color={farge[h.nokkel]}>
          <time dateTime={h.tidspunkt}>{tid(h.tidspunkt)}</time>
          <span>{t.statusord[h.nokkel].tittel}</span>
        </li>
      ))}
    </ol>
  );
}
