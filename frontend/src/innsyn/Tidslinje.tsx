import { Button, Heading, Link, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState, type ReactNode } from 'react';
import { Lenke } from '../ramme/Lenke';
import { useBrevtekst, useForesporseltekst, useInnsyntekst, useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { useForesporsler } from './Foresporselramme';
import type { Sakinnhold } from './lager';
import { hendelsesord } from './Samtykkehistorikk';
import { useSamtykker } from './Samtykkeramme';
import { forSak } from './samtykkelager';
import { tidslinjen, type Tidslinjerad } from './tidslinje';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

const FORST = 5;

/** What the case system has put on the timeline, and what one has done oneself, newest first. */
export function Tidslinje({ innhold: { sak, alle, antall, nye } }: { innhold: Sakinnhold }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const [hele, settHele] = useState(false);
  const foresporsler = (useForesporsler().alle ?? []).filter((f) => f.mappeId === sak.id);
  const samtykker = forSak(useSamtykker().rader ?? [], sak, alle);
  const rader = tidslinjen({ poster: alle, brev: sak.trad, foresporsler, samtykker });
  const vist = hele ? rader : rader.slice(0, FORST);
  return (
    <section aria-labelledby="tidslinje">
      <Heading level={2} data-size="sm" id="tidslinje">
        {t.tidslinje.tittel}
      </Heading>
      {rader.length === 0 && <Paragraph className="dempet">{t.tidslinje.ingen}</Paragraph>}
      {rader.length > 0 && (
        <ol className="historikk tidslinje">
          {vist.map((rad) => (
            <li key={`${rad.slag} ${rad.id}`} data-ny={nye.has(rad.id)} data-rad={rad.slag}>
              {rad.tid ? <time dateTime={rad.tid}>{dato(rad.tid)}</time> : <span className="dempet">{t.tidslinje.utenDato}</span>}
              <Rad rad={rad} sakId={sak.id} ny={nye.has(rad.id)} />
            </li>
          ))}
        </ol>
      )}
      {rader.length > vist.length && (
        <Button variant="secondary" className="alene" onClick={() => settHele(true)}>
          {t.tidslinje.flere(rader.length)}
        </Button>
      )}
      {antall > alle.length && (hele || rader.length <= FORST) && <Paragraph className="dempet">{t.tidslinje.avkortet(alle.length)}</Paragraph>}
    </section>
  );
}

/** One line: what it is, as a link to where it stands in full, and a word of what it is about. */
function Rad({ rad, sakId, ny }: { rad: Tidslinjerad; sakId: string; ny: boolean }) {
  const t = useInnsyntekst();
  const brev = useBrevtekst();
  const innsyn = useForesporseltekst();
  const samtykke = useSamtykketekst();
  switch (rad.slag) {
    case 'POST': {
      const { id, tittel, dokumenttype } = rad.post;
      return (
        <Linje om={dokumenttype && kjent(t.dokumenttype, dokumenttype, t.annetDokument)}>
          <Lenke til={`/innsyn/sak/${sakId}/post/${id}`}>{tittel}</Lenke>
          {ny && <Tag data-color="support1">{t.tidslinje.ny}</Tag>}
        </Linje>
      );
    }
    case 'BREV':
      return (
        <Linje om={brev.trad.til(rad.brev.mottaker)}>
          <Link href="#trad">{brev.trad.du[rad.brev.type]}</Link>
        </Linje>
      );
    case 'INNSYN':
      return (
        <Linje om={rad.foresporsel.poster.map((p) => p.tittel).join(', ')}>
          <Link href="#innsyn">{innsyn.duSpurte}</Link>
        </Linje>
      );
    case 'SAMTYKKE':
      return (
        <Linje om={rad.samtykke.navn}>
          <Lenke til={`/innsyn/samtykke/${rad.samtykke.id}`}>{hendelsesord(samtykke, rad.linje)}</Lenke>
        </Linje>
      );
  }
}

function Linje({ om, children }: { om: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className="rad-tittel">{children}</span>
      {om && <span className="dempet">{om}</span>}
    </>
  );
}
