import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { CheckmarkCircleFillIcon, ClockDashedIcon, ExclamationmarkTriangleFillIcon } from '@navikt/aksel-icons';
import type { Bevis, Tilstand } from '../gql/graphql';
import { useSprak } from '../tekst/sprak';
import { farge, statusnokkel } from './statusord';

interface Props {
  tilstand: Tilstand;
  bevis: Bevis;
}

const ikon = { success: CheckmarkCircleFillIcon, info: ClockDashedIcon, warning: ExclamationmarkTriangleFillIcon };

/** The state in a few words, for a list. */
export function Statusmerke({ tilstand, bevis }: Props) {
  const { t } = useSprak();
  const nokkel = statusnokkel(tilstand, bevis);
  return <Tag data-color={farge[nokkel]}>{t.statusord[nokkel].tittel}</Tag>;
}

/** The state with its explanation. Read out when it changes. */
export function Statuskort({ tilstand, bevis }: Props) {
  const { t } = useSprak();
  const nokkel = statusnokkel(tilstand, bevis);
  const Ikon = ikon[farge[nokkel]];
  return (
    <div className="statuskort" data-color={farge[nokkel]} role="status" data-status={nokkel}>
      <Ikon aria-hidden className="statuskort-ikon" />
      <div>
        <p className="statuskort-na">{t.status.na}</p>
        <Heading level={2} data-size="sm">
          {t.statusord[nokkel].tittel}
        </Heading>
        <Paragraph>{t.statusord[nokkel].forklaring}</Paragraph>
      </div>
    </div>
  );
}
