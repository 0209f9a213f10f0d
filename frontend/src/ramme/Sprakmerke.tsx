import { Link as DsLenke } from '@digdir/designsystemet-react';
import { Link, useLocation } from 'react-router';
import { useSprak } from '../tekst/sprak';
import { sprakUteblir } from '../tekst/sprakkode';

/** Says quietly what one should know about the language of the page, with a way to the page in bokmål. */
export function Sprakmerke() {
  const { t, sti, mangler } = useSprak();
  const { search, hash, state } = useLocation();
  if (mangler) {
    return (
      <p className="sprakmerke" role="status" lang={mangler.sprak}>
        {sprakUteblir[mangler.sprak][mangler.venter ? 'venter' : 'ikkeHentet']}
      </p>
    );
  }
  if (t.sprak.kvalitetssikret) return null;
  return (
    <section className="sprakmerke" aria-label={t.sprak.velg}>
      <p>
        {t.sprak.ikkeSikret}{' '}
        <DsLenke asChild>
          <Link to={{ pathname: sti, search, hash }} state={state} replace hrefLang="nb">
            {t.sprak.seBokmal}
          </Link>
        </DsLenke>
      </p>
    </section>
  );
}
