import { Link as DsLenke } from '@digdir/designsystemet-react';
import { Link, useLocation } from 'react-router';
import { useNett } from '../api/nett';
import { useSprak } from '../tekst/sprak';
import { sprakUteblir } from '../tekst/sprakkode';

/** Says quietly what one should know about the language of the page, with a way to the page in bokmål. */
export function Sprakmerke() {
  const { t, sti, mangler } = useSprak();
  const { pathname, search, hash, state } = useLocation();
  const nett = useNett();
  if (mangler) {
    const ord = sprakUteblir[mangler.sprak];
    return (
      <p className="sprakmerke" role="status" lang={mangler.sprak}>
        {ord[mangler.venter ? 'venter' : 'ikkeHentet']}{' '}
        {/* The page anew, since a browser need not ask twice for what failed. Not without a network: what is typed is in this window only. */}
        {!mangler.venter && nett === 'PA' && <DsLenke href={`${pathname}${search}`}>{ord.igjen}</DsLenke>}
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
