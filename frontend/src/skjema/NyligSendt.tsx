import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from 'urql';
import { MineBekymringsmeldingerDocument, type Meldingstype, type MineBekymringsmeldingerQuery } from '../gql/graphql';
import { Lenke } from '../ramme/Lenke';
import { mottakernavn } from '../status/mottaker';
import { useSprak } from '../tekst/sprak';

/** So lately that whoever stands before an empty form may be wondering what became of it. */
const NYLIG_MS = 30 * 60_000;

export type SistSendt = MineBekymringsmeldingerQuery['mineBekymringsmeldinger'][number];

/** What was sent lately by this form, for one who comes to it empty; `lest` when it is known, or cannot be. */
export function useSistSendt(skjema: Meldingstype, sporr: boolean): { lest: boolean; siste?: SistSendt } {
  const [{ data, error }] = useQuery({ query: MineBekymringsmeldingerDocument, pause: !sporr });
  const [siste] = (data?.mineBekymringsmeldinger ?? []).filter((m) => m.type === skjema).sort((a, b) => b.sendt.localeCompare(a.sendt));
  const nylig = siste && Date.now() - Date.parse(siste.sendt) < NYLIG_MS;
  return { lest: !sporr || Boolean(data || error), siste: nylig ? siste : undefined };
}

/**
 * For one whose form is empty because it was sent: the answer was lost, she loaded the page again, and the draft is gone since the
 * report is stored. Nobody may be left in doubt of that.
 */
export function NyligSendt({ siste }: { siste: SistSendt | undefined }) {
  const { t, tid } = useSprak();
  if (!siste) return null;
  return (
    <Alert data-color="success" className="utfall" role="status">
      <Heading level={2} data-size="xs">
        {t.kvittering.tittel}
      </Heading>
      <Paragraph>
        {t.status.til(mottakernavn(siste.mottaker))}. {t.status.sendt(tid(siste.sendt))}.
      </Paragraph>
      <p>
        <Lenke til={`/kvittering/${siste.id}`}>{t.status.kvittering}</Lenke>
      </p>
    </Alert>
  );
}
