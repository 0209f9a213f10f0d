import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useTryggramme } from '../tekst/trygg/rammetekst';
import { useSprak } from '../tekst/sprak';
import { forlatRaskt } from './forlat';
import { Skiftmelding, Skiftprikker } from './Skiftmelding';

/** «Forlat siden raskt». On every page, and in every dialog: what is behind one cannot be reached while it is open. */
export function Forlatknapp() {
  const { t } = useSprak();
  const ramme = useTryggramme();
  return (
    <div className="forlat-plass">
      <Button type="button" variant="primary" data-size="sm" className="forlat" onClick={forlatRaskt}>
        <ArrowUndoIcon aria-hidden className="forlat-ikon" />
        {t.forlat.knapp}
      </Button>
      <Skiftprikker />
      <Skiftmelding t={ramme.skift} />
    </div>
  );
}
