import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from 'urql';
import { KommunenavnDocument, type SamtykkeFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useInnsyntekst, useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { Fil } from './Filer';
import { fristtekst } from './frist';
import { Ingenting } from './Ingenting';
import { Samtykkehistorikk } from './Samtykkehistorikk';
import { useSamtykke } from './Samtykkeramme';
import { Samtykkesvar } from './Samtykkesvar';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';
import { Venter } from './Venter';

/** What one is asked to consent to: the document first, then what follows of each answer, and only then the answer. */
export function SamtykkeSide({ id }: { id: string }) {
  const t = useSamtykketekst();
  const { innhold: samtykke, feil, igjen, svar, sagt } = useSamtykke(id);
  if (samtykke === null) return <Ingenting tekst={t.ikkeFunnet} />;
  if (!samtykke) return <Venter tittel={t.fanetittel} feil={feil} igjen={igjen} />;
  const venter = samtykke.kanGi || samtykke.kanAvsla;
  return (
    <Side
      overskrift={(venter ? t.overskrift : t.overskriftSvart)(samtykke.navn)}
      fanetittel={t.fanetittel}
      over={
        <nav className="sakvelger" aria-label={t.tilbake}>
          <Lenke til="/innsyn">{t.tilbake}</Lenke>
        </nav>
      }
      ingress={<Avsender kommunenummer={samtykke.kommunenummer} />}
    >
      <p className="ds-sr-only" role="status">
        {sagt > 0 && <span key={sagt}>{t.endret}</span>}
      </p>
      {feil && <HentFeilet feil={feil} onIgjen={() => void igjen()} />}
      {!venter && <Status samtykke={samtykke} />}
      <Dokumentene samtykke={samtykke} venter={venter} />
      <Spurt samtykke={samtykke} venter={venter} />
      {venter && <Folger />}
      <Samtykkesvar samtykke={samtykke} onSvar={(handling, lest) => svar(id, handling, lest)} />
      <Samtykkehistorikk linjer={samtykke.historikk} />
    </Side>
  );
}

function Avsender({ kommunenummer }: { kommunenummer: string }) {
  const t = useSamtykketekst();
  const [{ data }] = useQuery({ query: KommunenavnDocument, variables: { kommunenummer } });
  return <>{t.fra(data?.kommune?.navn ?? kommunenummer)}.</>;
}

/** How it stands, when there is nothing to answer: said plainly, and whether there is anything to do. */
function Status({ samtykke: { status, svar, svarDato, invalidert, kanTrekke } }: { samtykke: SamtykkeFragment }) {
  const t = useSamtykketekst();
  const { ukedag } = useDatoer();
  const ord = invalidert ? { tittel: t.invalidert.tittel, tekst: t.invalidert.tekst(ukedag(invalidert)) } : kjent(t.status, status, t.ukjentStatus);
  return (
    <Alert data-color={status === 'SVARFRIST_PASSERT' ? 'warning' : 'info'} data-status={invalidert ? 'INVALIDERT' : status} className="samtykkestatus">
      <Heading level={2} data-size="2xs">
        {ord.tittel}
      </Heading>
      <Paragraph>
        {ord.tekst} {svarDato && t.svarDato(ukedag(svarDato))}
      </Paragraph>
      {svar === 'SAMTYKKET' && status !== 'SAMTYKKET' && kanTrekke && <Paragraph>{t.sagtJaFor}</Paragraph>}
    </Alert>
  );
}

function Dokumentene({ samtykke: { dokumenter }, venter }: { samtykke: SamtykkeFragment; venter: boolean }) {
  const t = useSamtykketekst();
  const { fil } = useInnsyntekst();
  return (
    <section aria-labelledby="les">
      <Heading level={2} data-size="sm" id="les">
        {venter ? t.les : t.lesIgjen}
      </Heading>
      {dokumenter.length === 0 ? (
        <Alert data-color="warning">
          <Paragraph>{t.ingenDokument}</Paragraph>
        </Alert>
      ) : (
        <>
          <ul className="filer">
            {dokumenter.map((d) => (
              // Whether it lies here is told when it is asked for.
              <Fil key={`${d.journalpostId} ${d.nr}`} postId={d.journalpostId} dokument={{ ...d, storrelse: d.storrelse ?? null, kilde: 'PORTAL' }} />
            ))}
          </ul>
          <Paragraph data-size="sm" className="dempet">
            {fil.delt}
          </Paragraph>
        </>
      )}
    </section>
  );
}

function Spurt({ samtykke, venter }: { samtykke: SamtykkeFragment; venter: boolean }) {
  const t = useSamtykketekst();
  const { ukedag, dagerTil } = useDatoer();
  const { navn, andreParter, akseptfrist, sluttDato } = samtykke;
  return (
    <section aria-labelledby="spurt">
      <Heading level={2} data-size="sm" id="spurt">
        {t.spurt}
      </Heading>
      {venter && <Paragraph>{t.spurtTekst(navn)}</Paragraph>}
      <dl className="opplysninger">
        {venter && (
          <div data-frist>
            <dt>{t.frist}</dt>
            <dd>
              <strong>{fristtekst(t, dagerTil(akseptfrist) ?? -1, ukedag(akseptfrist))}</strong>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.andre}</dt>
          <dd>{andreParter.length === 0 ? t.ingenAndre : `${andreParter.join(', ')}. ${t.andreTekst}`}</dd>
        </div>
        <div>
          <dt>{t.gjelder}</dt>
          <dd>{sluttDato ? t.gjelderTil(ukedag(sluttDato)) : t.gjelderUtenSlutt}</dd>
        </div>
      </dl>
    </section>
  );
}

function Folger() {
  const t = useSamtykketekst();
  const rader = [
    [t.jaTittel, t.ja],
    [t.neiTittel, t.nei],
    [t.trekkTittel, t.trekk],
    [t.ikkeSvarTittel, t.ikkeSvar],
  ];
  return (
    <section aria-labelledby="folger">
      <Heading level={2} data-size="sm" id="folger">
        {t.folger}
      </Heading>
      <dl className="folger">
        {rader.map(([tittel, tekst]) => (
          <div key={tittel}>
            <dt>{tittel}</dt>
            <dd>{tekst}</dd>
          </div>
        ))}
      </dl>
      <Paragraph className="dempet">{t.sporsmal}</Paragraph>
    </section>
  );
}
