import { Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { Lenke } from '../ramme/Lenke';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import type { Sakinnhold } from './lager';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

const FORST = 5;

/** What the case system has put on the timeline, newest first. */
export function Tidslinje({ innhold: { sak, alle, antall, nye } }: { innhold: Sakinnhold }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const [hele, settHele] = useState(false);
  const poster = alle.filter((p) => p.tidslinje);
  const vist = hele ? poster : poster.slice(0, FORST);
  return (
    <section aria-labelledby="tidslinje">
      <Heading level={2} data-size="sm" id="tidslinje">
        {t.tidslinje.tittel}
      </Heading>
      {poster.length === 0 && <Paragraph className="dempet">{t.tidslinje.ingen}</Paragraph>}
      {poster.length > 0 && (
        <ol className="historikk tidslinje">
          {vist.map((p) => (
            <li key={p.id} data-ny={nye.has(p.id)}>
              {p.dato ? <time dateTime={p.dato}>{dato(p.dato)}</time> : <span className="dempet">{t.tidslinje.utenDato}</span>}
              <span className="rad-tittel">
                <Lenke til={`/innsyn/sak/${sak.id}/post/${p.id}`}>{p.tittel}</Lenke>
                {nye.has(p.id) && <Tag data-color="support1">{t.tidslinje.ny}</Tag>}
              </span>
              {p.dokumenttype && <span className="dempet">{kjent(t.dokumenttype, p.dokumenttype, t.annetDokument)}</span>}
            </li>
          ))}
        </ol>
      )}
      {poster.length > vist.length && (
        <Button variant="secondary" className="alene" onClick={() => settHele(true)}>
          {t.tidslinje.flere(poster.length)}
        </Button>
      )}
      {antall > alle.length && (hele || poster.length <= FORST) && <Paragraph className="dempet">{t.tidslinje.avkortet(alle.length)}</Paragraph>}
    </section>
  );
}
