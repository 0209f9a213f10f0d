import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { PostFragment } from '../gql/innsyn/graphql';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

/** A plan: whether it runs, from when to when, and what is to be reached. */
export function Plan({ plan: { status, startdato, sluttdato, delmal } }: { plan: NonNullable<PostFragment['tiltaksplan']> }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const ord = { AKTIV: t.plan.AKTIV, AVSLUTTET: t.plan.AVSLUTTET, MANUELT_AVSLUTTET: t.plan.MANUELT_AVSLUTTET };
  return (
    <section aria-labelledby="plan" className="plan">
      <Heading level={2} data-size="xs" id="plan">
        {t.plan.tittel}
      </Heading>
      <div className="plan-topp">
        <Tag data-color={status === 'AKTIV' ? 'success' : 'neutral'}>{kjent(ord, status, t.plan.tittel)}</Tag>
        <span>{t.plan.periode(dato(startdato), dato(sluttdato))}</span>
      </div>
      <Heading level={3} data-size="2xs">
        {t.plan.mal}
      </Heading>
      {delmal.length === 0 ? (
        <Paragraph className="dempet">{t.plan.ingenMal}</Paragraph>
      ) : (
        <ol className="steg mal">
          {delmal.map(({ nr, beskrivelse }) => (
            <li key={nr}>
              <Paragraph className="avsnitt">{beskrivelse}</Paragraph>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
