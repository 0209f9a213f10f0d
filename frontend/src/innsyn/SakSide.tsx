import { Details, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import type { SakFragment } from '../gql/innsyn/graphql';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { Dokumentsok } from './Dokumentsok';
import { Foresporsler } from './Foresporsler';
import { HvaSkjerNa } from './HvaSkjerNa';
import { VenterISaken } from './HvaVenter';
import { Ingenting } from './Ingenting';
import { useSak } from './Innsynslager';
import { Lenker } from './Lenker';
import { TilLoggen } from './SakerSide';
import { Sakvelger } from './Sakvelger';
import { Skjemalenker } from './Skjemalenker';
import { Stegliste } from './Stegliste';
import { Tidslinje } from './Tidslinje';
import { Trad } from './Trad';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';
import { Venter } from './Venter';

/** One case: what is happening now, the steps, what has happened, the documents. */
export function SakSide({ id }: { id: string }) {
  const t = useInnsyntekst();
  const { innhold, feil, igjen } = useSak(id);
  if (innhold === null) return <Ingenting tekst={t.sak.ikkeFunnetTekst} />;
  if (!innhold) return <Venter tittel={t.fanetittel.sak} feil={feil} igjen={igjen} />;
  const { sak } = innhold;
  return (
    <Side
      overskrift={sak.tittel}
      fanetittel={t.fanetittel.sak}
      over={<Sakvelger sakId={id} />}
      ingress={<Hvem sak={sak} />}
    >
      {feil && <HentFeilet feil={feil} onIgjen={() => void igjen()} />}
      <VenterISaken innhold={innhold} />
      <HvaSkjerNa innhold={innhold} />
      <Snarveier />
      <Lenker lenker={sak.lenker} />
      <Skjemalenker til={`/innsyn/sak/${id}/skriv`} slag="SAK" skjemaer={sak.skjemaer} />
      <Trad trad={sak.trad} />
      <Stegliste sak={sak} />
      <Tidslinje innhold={innhold} />
      <Foresporsler innhold={innhold} />
      <Dokumentsok innhold={innhold} />
      <OmSaken sak={sak} />
      <TilLoggen />
    </Side>
  );
}

/** The page is long on a phone. */
function Snarveier() {
  const t = useInnsyntekst();
  const steder = { steg: t.steg.tittel, tidslinje: t.tidslinje.tittel, dokumenter: t.dokumenter.tittel, om: t.sak.om };
  return (
    <nav className="snarveier" aria-labelledby="snarveier">
      <p id="snarveier" className="dempet">
        {t.sak.snarveier}
      </p>
      <ul>
        {Object.entries(steder).map(([id, tittel]) => (
          <li key={id}>
            <Link href={`#${id}`}>{tittel}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Hvem({ sak }: { sak: SakFragment }) {
  const t = useInnsyntekst();
  const rolle = kjent(t.rolle, sak.rolle, t.ukjentRolle);
  return sak.hovedperson && sak.rolle !== 'HOVEDPERSON' ? (
    <>
      {sak.hovedperson}. {rolle}.
    </>
  ) : (
    <>{rolle}.</>
  );
}

function OmSaken({ sak }: { sak: SakFragment }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const { minPart, andreParter, saksaar, sakssekvensnummer } = sak;
  return (
    <section aria-labelledby="om">
      <Heading level={2} data-size="sm" id="om">
        {t.sak.om}
      </Heading>
      {sak.beskrivelse && <Paragraph className="avsnitt">{sak.beskrivelse}</Paragraph>}
      <dl className="opplysninger">
        {sak.saksdato && (
          <div>
            <dt>{t.sak.startet}</dt>
            <dd>{dato(sak.saksdato)}</dd>
          </div>
        )}
        {saksaar != null && sakssekvensnummer != null && (
          <div>
            <dt>{t.sak.saksnummer}</dt>
            <dd>
              {saksaar}/{sakssekvensnummer}
            </dd>
          </div>
        )}
        {sak.sistOppdatert && (
          <div>
            <dt>{t.sak.oppdatert}</dt>
            <dd>{dato(sak.sistOppdatert)}</dd>
          </div>
        )}
      </dl>
      {(minPart || andreParter.length > 0) && (
        <Details>
          <Details.Summary>{t.sak.parter}</Details.Summary>
          <Details.Content>
            <ul className="parter">
              {[...(minPart ? [minPart] : []), ...andreParter].map((p, i) => (
                <li key={`${i} ${p.rolle}`}>
                  <strong>
                    {p.fornavn} {p.etternavn}
                  </strong>{' '}
                  <span className="dempet">
                    {kjent(t.part, p.rolle, t.ukjentPart)}
                    {p === minPart && ` (${t.sak.deg})`}
                  </span>
                </li>
              ))}
            </ul>
          </Details.Content>
        </Details>
      )}
    </section>
  );
}
