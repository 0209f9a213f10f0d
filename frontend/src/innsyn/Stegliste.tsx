import { Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { SakFragment } from '../gql/innsyn/graphql';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { stegene, stegord, type Steg, type Stegtilstand } from './steg';
import { useDatoer } from './useDatoer';

/** With more than this, those that are done are folded away. */
const MANGE = 6;

/** The steps of the case. A list to one who listens: each says itself where it stands. */
export function Stegliste({ sak }: { sak: SakFragment }) {
  const t = useInnsyntekst();
  const { na } = useDatoer();
  const alle = stegene(sak.milepeler, sak.navaerendeMilepel, na);
  const ferdige = alle.filter((s) => s.tilstand === 'FERDIG');
  const fold = alle.length > MANGE && ferdige.length > 2;
  return (
    <section aria-labelledby="steg">
      <Heading level={2} data-size="sm" id="steg">
        {t.steg.tittel}
      </Heading>
      {alle.length === 0 && <Paragraph className="dempet">{t.steg.ingen}</Paragraph>}
      {fold && (
        <Details>
          <Details.Summary>{t.steg.ferdige(ferdige.length)}</Details.Summary>
          <Details.Content>
            <Stegene steg={ferdige} />
          </Details.Content>
        </Details>
      )}
      {alle.length > 0 && <Stegene steg={fold ? alle.filter((s) => s.tilstand !== 'FERDIG') : alle} />}
    </section>
  );
}

const ord = { FERDIG: 'ferdig', NA: 'na', KOMMER: 'kommer', UVISST: 'uvisst' } as const satisfies Record<Stegtilstand, string>;

function Stegene({ steg }: { steg: readonly Steg[] }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  return (
    <ol className="milepeler">
      {steg.map(({ milepel, tilstand }, i) => {
        const forklaring = stegord(milepel.navn);
        return (
          <li key={`${i} ${milepel.navn}`} data-steg={tilstand} aria-current={tilstand === 'NA' ? 'step' : undefined}>
            <p className="milepel-navn">{milepel.navn}</p>
            <p className="dempet">
              {t.steg[ord[tilstand]]}
              {' · '}
              {milepel.sluttdato ? t.steg.periode(dato(milepel.startdato), dato(milepel.sluttdato)) : dato(milepel.startdato)}
            </p>
            {/* Of the current one it is said above, and of one that is done it matters no more. */}
            {tilstand !== 'NA' && milepel.beskrivelse && <Paragraph className="avsnitt">{milepel.beskrivelse}</Paragraph>}
            {tilstand === 'KOMMER' && !milepel.beskrivelse && forklaring && (
              <Paragraph className="dempet">{t.stegforklaring[forklaring]}</Paragraph>
            )}
          </li>
        );
      })}
    </ol>
  );
}
