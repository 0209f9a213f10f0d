import { Button } from '@digdir/designsystemet-react';
import { OPPDATER_NA, useForbindelse } from '../api/tilkobling';
import { useSprak } from '../tekst/sprak';

/** Whether what is on the page is kept fresh, and how. Where no socket comes through it is told, and one may ask at once. */
export function Forbindelse() {
  const { t, klokkeslett } = useSprak();
  const { tilstand, sist } = useForbindelse();
  const ord = { KOBLER: t.nett.kobler, DIREKTE: t.status.direkte, RUNDER: t.nett.runder, BRUTT: t.status.ikkeDirekte };
  return (
    <div className="direkte" data-direkte={tilstand === 'DIREKTE'} data-forbindelse={tilstand}>
      <p role="status">{ord[tilstand]}</p>
      {tilstand === 'RUNDER' && sist && <p>{t.nett.sist(klokkeslett(sist.toISOString()))}</p>}
      {(tilstand === 'RUNDER' || tilstand === 'BRUTT') && (
        <Button variant="tertiary" data-size="sm" onClick={() => window.dispatchEvent(new Event(OPPDATER_NA))}>
          {t.nett.na}
        </Button>
      )}
    </div>
  );
}
