import type { Hastenummer } from './hastenumre';

/** Numbers, each with whose it is. */
export function Nummerliste({ numre }: { numre: readonly Hastenummer[] }) {
  return (
    <ul>
      {numre.map(({ vis, ring, hvem }) => (
        <li key={ring}>
          <a href={ring} className="haster-nummer">
            {vis}
          </a>
          <span>{hvem}</span>
        </li>
      ))}
    </ul>
  );
}
