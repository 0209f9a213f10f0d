import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import { InnsynsloggDocument } from '../gql/innsyn/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useInnsyntekst, useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { useInnsyn } from './Innsynslager';
import { loggdager, type Dag, type Gruppe, type Innslag } from './loggdager';
import { saksnavn } from './rollegrupper';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

const SIDESTORRELSE = 50;

/** Who has seen what is here for one: by day, in plain words, oneself too. */
export function LoggSide() {
  const t = useInnsyntekst();
  const { innslag, neste, feil, henter, hent } = useLogg();
  const dager = loggdager(innslag ?? []);
  return (
    <Side
      overskrift={t.logg.tittel}
      fanetittel={t.fanetittel.logg}
      ingress={t.logg.ingress}
      over={
        <nav className="sakvelger" aria-label={t.saker.tittel}>
          <Lenke til="/innsyn">{t.sak.tilbake}</Lenke>
        </nav>
      }
    >
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent(neste ?? null)} />}
      {!innslag && !feil && <Laster />}
      {innslag?.length === 0 && <Paragraph>{t.logg.ingen}</Paragraph>}
      {dager.length > 0 && (
        <div className="logg">
          {dager.map((dag) => (
            <Loggdag key={dag.dag} dag={dag} />
          ))}
        </div>
      )}
      {neste && (
        <Button variant="secondary" className="alene" aria-disabled={henter} onClick={() => void hent(neste)}>
          {t.logg.flere}
        </Button>
      )}
      {innslag && (
        <div className="logg-bunn dempet">
          <Paragraph data-size="sm">{t.logg.omfang}</Paragraph>
          <Paragraph data-size="sm">{t.logg.ukjent}</Paragraph>
        </div>
      )}
    </Side>
  );
}

/** The log, a page at a time. It is read when one comes here, and is no reading of a case. */
function useLogg() {
  const klient = useClient();
  const { lager } = useInnsyn();
  const [innslag, settInnslag] = useState<readonly Innslag[]>();
  const [neste, settNeste] = useState<string | null>(null);
  const [feil, settFeil] = useState<Feil>();
  const [henter, settHenter] = useState(false);

  const hent = useCallback(
    async (after: string | null) => {
      settHenter(true);
      const { data, error } = await hentNytt(klient, InnsynsloggDocument, { first: SIDESTORRELSE, after });
      settHenter(false);
      settFeil(lesFeil(error));
      if (!data) return;
      const { edges, pageInfo } = data.innsynslogg;
      const kom = edges.map((e) => e.node);
      settInnslag((for_) => (after === null ? kom : [...(for_ ?? []), ...kom]));
      settNeste(pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null);
    },
    [klient],
  );
  useEffect(() => {
    void hent(null);
  }, [hent]);

  // The log tells of cases: of one who may see none any more it tells nothing.
  const synlig = lager.mine?.size === 0 ? [] : innslag;
  return { innslag: synlig, neste: synlig?.length ? neste : null, feil, henter, hent };
}

function Loggdag({ dag: { dag, grupper } }: { dag: Dag }) {
  const t = useInnsyntekst();
  const { ukedag, dagerTil } = useDatoer();
  const tid = grupper[0]?.sist ?? dag;
  const dager = dagerTil(tid);
  const navn = dager === 0 ? `${t.logg.iDag}, ${ukedag(tid)}` : dager === -1 ? `${t.logg.iGar}, ${ukedag(tid)}` : ukedag(tid);
  return (
    <section aria-labelledby={`dag-${dag}`}>
      <Heading level={2} data-size="2xs" id={`dag-${dag}`} className="loggdag">
        {navn}
      </Heading>
      <ul>
        {grupper.map((gruppe) => (
          <Linje key={gruppe.sist + gruppe.innslag.handling} gruppe={gruppe} />
        ))}
      </ul>
    </section>
  );
}

function Linje({ gruppe: { innslag, antall, forst, sist } }: { gruppe: Gruppe }) {
  const t = useInnsyntekst();
  const { klokkeslett } = useDatoer();
  const { lager } = useInnsyn();
  const { aktor, handling, mappeId, journalpostId, samtykkeId } = innslag;
  const samtykke = useSamtykketekst();
  const [fra, til] = [klokkeslett(forst), klokkeslett(sist)];
  // Only what one may still see is led to, or called by its name.
  const her = mappeId != null && Boolean(lager.mine?.has(mappeId));
  const sak = lager.rader?.innhold?.find((r) => r.id === mappeId);
  const post = lager.saker.get(mappeId ?? '')?.innhold?.alle.find((p) => p.id === journalpostId);
  return (
    <li data-handling={handling}>
      <time dateTime={sist}>{fra === til ? til : t.logg.mellom(fra, til)}</time>
      <span>
        <strong>{kjent(t.logg.aktor, aktor, t.logg.ukjentAktor)}</strong> {kjent(t.logg.handling, handling, t.logg.ukjentHandling)}
        {antall > 1 && <span className="dempet"> ({t.logg.ganger(antall)})</span>}
      </span>
      {her && (
        <span className="logg-hva">
          {journalpostId ? (
            <Lenke til={`/innsyn/sak/${mappeId}/post/${journalpostId}`}>{post?.tittel ?? t.logg.tilDokumentet}</Lenke>
          ) : (
            <Lenke til={`/innsyn/sak/${mappeId}`}>{sak ? saksnavn(sak) : t.logg.tilSaken}</Lenke>
          )}
        </span>
      )}
      {samtykkeId && (
        <span className="logg-hva">
          <Lenke til={`/innsyn/samtykke/${samtykkeId}`}>{samtykke.tilSamtykket}</Lenke>
        </span>
      )}
    </li>
  );
}
