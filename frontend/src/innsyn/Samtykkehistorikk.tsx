import { Heading } from '@digdir/designsystemet-react';
import type { SamtykkeFragment } from '../gql/innsyn/graphql';
import { useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import type { Samtykketekster } from '../tekst/innsyn/samtykkeNb';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

type Linje = Omit<SamtykkeFragment['historikk'][number], '__typename'>;

/** What happened, in words to the one it is told. The published kinds have none for a withdrawal: the answer tells it. */
export function hendelsesord(t: Samtykketekster, { type, svar }: Pick<Linje, 'type' | 'svar'>): string {
  if (type === 'AVSLAATT_AV_PART' && svar === 'TRUKKET') return t.hendelseTrukket;
  const ord = kjent(t.hendelse, type, t.ukjentHendelse);
  return type === 'OPPDATERT_PAA_VEGNE_AV_PART' && svar ? `${ord}: ${kjent(t.paVegne, svar, '')}` : ord;
}

/** What has happened with a consent, oldest first. */
export function Samtykkehistorikk({ linjer }: { linjer: readonly Linje[] }) {
  const t = useSamtykketekst();
  const { dato, klokkeslett } = useDatoer();
  if (linjer.length === 0) return null;
  return (
    <section aria-labelledby="historikk">
      <Heading level={2} data-size="sm" id="historikk">
        {t.historikk}
      </Heading>
      <ol className="historikk">
        {linjer.map((l, i) => (
          <li key={`${i} ${l.tidspunkt}`} data-hendelse={l.type}>
            <time dateTime={l.tidspunkt}>
              {dato(l.tidspunkt)} {klokkeslett(l.tidspunkt)}
            </time>
            <span>{hendelsesord(t, l)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
