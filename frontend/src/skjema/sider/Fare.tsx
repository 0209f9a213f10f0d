import { Button, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { Side } from '../../ramme/Side';
import { useSprak } from '../../tekst/sprak';
import { useSkjema } from '../SkjemaSammenheng';
import { rot } from '../skjemasider';
import { Telefonnumre } from './Telefonnumre';

/** Comes between for one who says that the child is in danger now. It stops nobody: one may have called already. */
export function Fare({ neste }: { neste: string }) {
  const { skjema, t } = useSkjema();
  const { lenke } = useSprak();
  return (
    <Side overskrift={t.sider[skjema].fare.tittel} fanetittel={t.ramme.fanefare} ingress={t.bekymring.fareInnledning}>
      <Telefonnumre />
      <Paragraph>{t.bekymring.fareVidere}</Paragraph>
      <div className="knapper">
        <Button asChild>
          <Link to={lenke(`${rot[skjema]}/${neste}`)}>{t.bekymring.fortsett}</Link>
        </Button>
        <Button asChild variant="secondary">
          <Link to={lenke(`${rot[skjema]}/bekymring`)}>{t.ramme.tilbake}</Link>
        </Button>
      </div>
    </Side>
  );
}
