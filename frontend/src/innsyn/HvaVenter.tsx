import type { SaksradFragment, VentendeFragment } from '../gql/innsyn/graphql';
import { useInnsyn } from './Innsynslager';
import type { Sakinnhold } from './lager';
import { saksnavn } from './rollegrupper';
import { useSamtykker } from './Samtykkeramme';
import { forSak, ventende } from './samtykkelager';
import { useDatoer } from './useDatoer';
import { Samtykkelinje, Venteliste, Ventelinje } from './Venteliste';
import { iRekkefolge, uapnet } from './venter';

/** What waits in all one's cases, as far as it is known without opening any of them. */
export function VenterOveralt({ saker }: { saker: readonly SaksradFragment[] }) {
  const { na } = useDatoer();
  const samtykker = ventende(useSamtykker().rader ?? []);
  const linjer = iRekkefolge(saker.map((sak) => ({ sak, venter: sak.venter })), na);
  return (
    <Venteliste antall={samtykker.length + linjer.length}>
      {samtykker.map((s) => (
        <Samtykkelinje key={s.id} samtykke={s} />
      ))}
      {linjer.map(({ sak, en }, i) => (
        <Ventelinje key={`${sak.id} ${nokkel(en)} ${i}`} sakId={sak.id} en={en} sak={saker.length > 1 ? saksnavn(sak) : undefined} />
      ))}
    </Venteliste>
  );
}

/** What waits in one case. */
export function VenterISaken({ innhold: { sak, alle } }: { innhold: Sakinnhold }) {
  const { na } = useDatoer();
  const { lager } = useInnsyn();
  const samtykker = ventende(forSak(useSamtykker().rader ?? [], sak, alle));
  const linjer = iRekkefolge([{ sak, venter: uapnet(sak.venter, lager.poster) }], na);
  return (
    <Venteliste antall={samtykker.length + linjer.length}>
      {samtykker.map((s) => (
        <Samtykkelinje key={s.id} samtykke={s} />
      ))}
      {linjer.map(({ en }) => (
        <Ventelinje key={nokkel(en)} sakId={sak.id} en={en} />
      ))}
    </Venteliste>
  );
}

const nokkel = ({ slag, journalpostId, kom }: VentendeFragment) => `${slag} ${journalpostId ?? kom}`;
