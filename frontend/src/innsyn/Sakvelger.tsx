import { Details } from '@digdir/designsystemet-react';
import { Lenke } from '../ramme/Lenke';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useAndreSaker } from './Innsynslager';
import { saksnavn } from './rollegrupper';
import { kjent } from './typer';

/** The way to one's other cases, each with the role one has in it. */
export function Sakvelger({ sakId }: { sakId: string }) {
  const t = useInnsyntekst();
  const saker = useAndreSaker();
  return (
    <nav className="sakvelger" aria-label={t.saker.tittel}>
      <Lenke til="/innsyn">{t.sak.tilbake}</Lenke>
      {saker.length > 1 && (
        <Details>
          <Details.Summary>{t.sak.bytt(saker.length - 1)}</Details.Summary>
          <Details.Content>
            <ul>
              {saker
                .filter((sak) => sak.id !== sakId)
                .map((sak) => (
                  <li key={sak.id}>
                    <Lenke til={`/innsyn/sak/${sak.id}`}>{saksnavn(sak)}</Lenke>
                    <span className="dempet">{kjent(t.rolle, sak.rolle, t.ukjentRolle)}</span>
                  </li>
                ))}
            </ul>
          </Details.Content>
        </Details>
      )}
    </nav>
  );
}
