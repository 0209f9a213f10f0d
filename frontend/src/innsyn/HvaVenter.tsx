import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { Lenke } from '../ramme/Lenke';
import { datoerFramover } from './datoer';
import { useKlagefrist } from './Klagefrist';
import type { Sakinnhold } from './lager';
import { useSamtykker } from './Samtykkeramme';
import { forSak, ventende } from './samtykkelager';
import { useDatoer } from './useDatoer';
import { Samtykkelinje, Venteliste } from './Venteliste';

/** What waits in all one's cases, as far as it is known without opening any of them. */
export function VenterOveralt() {
  const samtykker = ventende(useSamtykker().rader ?? []);
  return (
    <Venteliste antall={samtykker.length}>
      {samtykker.map((s) => (
        <Samtykkelinje key={s.id} samtykke={s} />
      ))}
    </Venteliste>
  );
}

/** What waits in one case. */
export function VenterISaken({ innhold: { sak, alle } }: { innhold: Sakinnhold }) {
  const { na } = useDatoer();
  const samtykker = ventende(forSak(useSamtykker().rader ?? [], sak, alle));
  const klager = datoerFramover(sak, alle, na).filter((d) => d.slag === 'KLAGE');
  return (
    <Venteliste antall={samtykker.length + klager.length}>
      {samtykker.map((s) => (
        <Samtykkelinje key={s.id} samtykke={s} />
      ))}
      {klager.map((k) => (
        <Klagelinje key={k.postId} til={`/innsyn/sak/${sak.id}/post/${k.postId}`} tittel={k.navn} frist={k.tid} />
      ))}
    </Venteliste>
  );
}

function Klagelinje({ til, tittel, frist }: { til: string; tittel: string; frist: string }) {
  const t = useInnsyntekst();
  const { tekst } = useKlagefrist(frist);
  return (
    <li data-venter="KLAGE">
      <Lenke til={til}>{t.venter.klage(tittel)}</Lenke>
      <span>{tekst}</span>
    </li>
  );
}
