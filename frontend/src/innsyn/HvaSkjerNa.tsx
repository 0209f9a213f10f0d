import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { CheckmarkCircleIcon, CompassIcon } from '@navikt/aksel-icons';
import { useQuery } from 'urql';
import { KommunenavnDocument, type SakFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { datoerFramover, type Dato } from './datoer';
import { useKlagefrist } from './Klagefrist';
import type { Sakinnhold } from './lager';
import { stegord } from './steg';
import { useDatoer } from './useDatoer';

/** What a frightened reader looks for first: where the case is, what comes next, and whom one can ask. */
export function HvaSkjerNa({ innhold: { sak, alle } }: { innhold: Sakinnhold }) {
  const t = useInnsyntekst();
  const { na } = useDatoer();
  const datoer = datoerFramover(sak, alle, na);
  return (
    <section aria-labelledby="na" className="hva-na">
      <div className="statuskort" data-color={sak.avsluttet ? 'neutral' : 'info'}>
        {sak.avsluttet ? (
          <CheckmarkCircleIcon aria-hidden className="statuskort-ikon" />
        ) : (
          <CompassIcon aria-hidden className="statuskort-ikon" />
        )}
        <div>
          <Heading level={2} data-size="2xs" id="na" className="statuskort-na">
            {t.na.tittel}
          </Heading>
          <Naa sak={sak} />
        </div>
      </div>
      <div className="to-kolonner">
        <div>
          <Heading level={3} data-size="2xs">
            {t.na.datoer}
          </Heading>
          {datoer.length === 0 ? (
            <Paragraph className="dempet">{t.na.ingenDatoer}</Paragraph>
          ) : (
            <ul className="datoer">
              {datoer.slice(0, 5).map((d) => (
                <Framover key={`${d.slag} ${d.navn} ${d.tid}`} sakId={sak.id} d={d} />
              ))}
            </ul>
          )}
        </div>
        <Kontakt sak={sak} />
      </div>
    </section>
  );
}

function Naa({ sak }: { sak: SakFragment }) {
  const t = useInnsyntekst();
  const { dato, dagerTil } = useDatoer();
  const steg = sak.navaerendeMilepel;
  if (sak.avsluttet) {
    return (
      <>
        <p className="na-navn">{t.na.avsluttet}</p>
        <Paragraph>{t.sak.avsluttet(dato(sak.avsluttet))}</Paragraph>
      </>
    );
  }
  if (!steg) {
    return (
      <>
        <p className="na-navn">{t.na.ingen}</p>
        <Paragraph>{t.na.ingenTekst}</Paragraph>
      </>
    );
  }
  const ord = stegord(steg.navn);
  const skal = (dagerTil(steg.startdato) ?? 0) > 0;
  return (
    <>
      <p className="na-navn">{steg.navn}</p>
      <p className="dempet">{(skal ? t.na.fraSkal : t.na.fra)(dato(steg.startdato))}</p>
      {steg.beskrivelse && <Paragraph className="avsnitt">{steg.beskrivelse}</Paragraph>}
      {ord && <Paragraph className={steg.beskrivelse ? 'dempet' : undefined}>{t.stegforklaring[ord]}</Paragraph>}
    </>
  );
}

function Framover({ sakId, d }: { sakId: string; d: Dato }) {
  const t = useInnsyntekst();
  const { ukedag } = useDatoer();
  const frist = useKlagefrist(d.tid);
  if (d.slag === 'KLAGE') {
    return (
      <li>
        <Lenke til={`/innsyn/sak/${sakId}/post/${d.postId}`}>{t.na.klage(d.navn)}</Lenke>
        <span>{frist.tekst}</span>
      </li>
    );
  }
  return (
    <li>
      <span>{(d.slag === 'SLUTT' ? t.na.planlagtFerdig : t.na.begynner)(d.navn)}</span>
      <time dateTime={d.tid}>{ukedag(d.tid)}</time>
    </li>
  );
}

function Kontakt({ sak }: { sak: SakFragment }) {
  const t = useInnsyntekst();
  // Open to all, and not a reading of the case.
  const [{ data }] = useQuery({ query: KommunenavnDocument, variables: { kommunenummer: sak.kommunenummer } });
  const kommune = data?.kommune?.navn ?? sak.kommunenummer;
  return (
    <div>
      <Heading level={3} data-size="2xs">
        {t.na.kontakt}
      </Heading>
      <Paragraph>{sak.saksansvarlig ? t.na.saksansvarlig(sak.saksansvarlig, kommune) : t.na.bareKommune(kommune)}</Paragraph>
      <Paragraph className="dempet">{t.na.kontaktTekst}</Paragraph>
    </div>
  );
}
