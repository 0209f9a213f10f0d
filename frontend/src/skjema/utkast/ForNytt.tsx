import { Button } from '@digdir/designsystemet-react';
import type { Meldingstype } from '../../gql/graphql';
import { Side } from '../../ramme/Side';
import { Slettdialog } from '../../ramme/Slettdialog';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';
import { useSprak } from '../../tekst/sprak';
import type { Utkastlager } from './lager';

/** The draft was written by a newer page than this, which must not guess at it. */
export function ForNytt({ skjema, lager }: { skjema: Meldingstype; lager: Utkastlager<Meldingstype> }) {
  const { t } = useSprak();
  const tekst = useSkjematekst();
  return (
    <Side overskrift={tekst.utkast.forNyttTittel} fanetittel={tekst.ramme.fanetittel[skjema]} ingress={tekst.utkast.forNytt}>
      <div className="knapper">
        <Button onClick={() => location.reload()}>{t.feil.lastPaNytt}</Button>
        <Slettdialog tekst={tekst.utkast} onSlett={() => void lager.slett()} />
      </div>
    </Side>
  );
}
