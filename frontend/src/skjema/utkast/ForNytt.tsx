import { Button } from '@digdir/designsystemet-react';
import type { Meldingstype } from '../../gql/graphql';
import { Side } from '../../ramme/Side';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';
import { useSprak } from '../../tekst/sprak';
import { Slettdialog } from '../Slettdialog';
import type { Utkastlager } from './lager';

/** The draft was written by a newer page than this, which must not guess at it. */
export function ForNytt({ lager }: { lager: Utkastlager<Meldingstype> }) {
  const { t } = useSprak();
  const tekst = useSkjematekst();
  return (
    <Side overskrift={tekst.utkast.forNyttTittel} fanetittel={tekst.ramme.fanetittel} ingress={tekst.utkast.forNytt}>
      <div className="knapper">
        <Button onClick={() => location.reload()}>{t.feil.lastPaNytt}</Button>
        <Slettdialog onSlett={() => void lager.slett()} />
      </div>
    </Side>
  );
}
