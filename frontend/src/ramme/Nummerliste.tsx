import type { Hastenummer } from './hastenumre';

/** Numbers, each with whose it is. */
export function Nummerliste({ numre }: { numre: readonly Hastenummer[] }) {
  return (
    <ul>
      {numre.map(({ vis, ring, hvem, lang }) => (
        <li key={ring}>
          <a href={ring} className="haster-nummer">
            {vis}
          </a>
          <span lang={lang}>{hvem}</span>
        </li>
      ))}
    </ul>
  );
}
