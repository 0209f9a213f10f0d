import { Button, Link as DsLenke } from '@digdir/designsystemet-react';
import { useEffect, useRef, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { Forlatknapp } from '../flukt/Forlatknapp';
import { lukkDokumentvinduer } from '../flukt/dokumentvinduer';
import { meldUtlogging } from '../flukt/utlogging';
import { useLagrene } from '../skjema/utkast/UtkastRamme';
import { erKontor, kontorsprakene } from '../tekst/kontorsprak';
import { portaltekster } from '../tekst/portaltekst';
import { medSprak, useSprak, type Sprak } from '../tekst/sprak';
import { sprakkoder, sprakNavn } from '../tekst/sprakkode';
import { ventPaTekst } from '../tekst/tekstsett';
import { tryggrammer } from '../tekst/trygg/rammetekst';
import { Lenke } from './Lenke';

/** Stays at the top of the window: the way out must never be scrolled away. */
export function Topp() {
  const { t, lenke } = useSprak();
  return (
    <header className="topp">
      <div className="topp-indre">
        <Link to={lenke('/')} className="merke">
          <span className="merke-tegn" aria-hidden />
          <span className="merke-navn">{t.felles.portal}</span>
        </Link>
        <Forlatknapp />
      </div>
    </header>
  );
}

export function Meny() {
  const { t, lenke, sprak, sti } = useSprak();
  const { tilstand, meg } = useSesjon();
  const lagreForst = useLagreForst();
  // Until it is known who this is, the way to where one is stands there: it would else come, and move the page, a moment later.
  const har = (rolle: 'SAKSBEHANDLER' | 'ADMIN', hvor: string) => meg?.roller.includes(rolle) ?? (tilstand === 'UKJENT' && sti.startsWith(hvor));
  return (
    <nav className="meny" aria-label={t.felles.meny}>
      <div className="meny-indre">
        <ul>
          <li>
            <Lenke til="/mine">{t.felles.mineMeldinger}</Lenke>
          </li>
          <li>
            <Lenke til="/innsyn">{t.felles.minSak}</Lenke>
          </li>
          {har('SAKSBEHANDLER', '/mottak') && (
            <li>
              <Lenke til="/mottak">{t.felles.innboks}</Lenke>
            </li>
          )}
          {har('ADMIN', '/admin') && (
            <li>
              <Lenke til="/admin">{t.felles.administrasjon}</Lenke>
            </li>
          )}
        </ul>
        {tilstand === 'INNE' && meg ? (
          <form action="/logg-ut" method="post" className="hvem" onSubmit={lagreForst}>
            {/* The page that says it is the server's own. */}
            <input type="hidden" name="sprak" value={sprak} />
            <span className="hvem-navn">{t.felles.innloggetSom(meg.navn)}</span>
            <Button type="submit" variant="tertiary" data-size="sm">
              {t.felles.loggUt}
            </Button>
          </form>
        ) : (
          <div className="hvem">
            <DsLenke href={innloggingssti(lenke(sti), 'BETYDELIG')}>{t.felles.loggInn}</DsLenke>
          </div>
        )}
        <Sprakvelger />
      </div>
    </nav>
  );
}

/** How long one who logs out waits for what is typed to be saved. After that the browser asks. */
const LAGRE_HOYST_MS = 3_000;

/** Logging out leaves this page and its memory: what is not saved goes to the server before. The other windows do the same. */
function useLagreForst() {
  const lagrene = Object.values(useLagrene());
  return (hendelse: FormEvent<HTMLFormElement>) => {
    meldUtlogging();
    lukkDokumentvinduer();
    const ulagrede = lagrene.filter((lager) => lager.ulagret);
    if (!ulagrede.length) return;
    hendelse.preventDefault();
    const skjema = hendelse.currentTarget;
    const frist = new Promise((ferdig) => setTimeout(ferdig, LAGRE_HOYST_MS));
    void Promise.race([Promise.all(ulagrede.map((lager) => lager.lagre())), frist]).then(() => skjema.submit());
  };
}

/**
 * Changes the language in the path only. The page stays, with what was typed in it and with what it was told by the page before,
 * and until the new texts are here in the old ones.
 */
export function Sprakvelger() {
  const { sprak, sti, t } = useSprak();
  const navigate = useNavigate();
  const sted = useLocation();
  // One who turns the page while the texts are on their way is not taken back.
  const her = useRef({ sti, sted });
  useEffect(() => {
    her.current = { sti, sted };
  }, [sti, sted]);
  const velg = async (valg: Sprak) => {
    await ventPaTekst(portaltekster.hent(valg), tryggrammer.hent(valg));
    const { sti: pathname, sted: { search, hash, state } } = her.current;
    await navigate({ pathname: medSprak(valg, pathname), search, hash }, { replace: true, state: state as unknown });
  };
  return (
    <ul className="sprak" aria-label={t.sprak.velg}>
      {(erKontor(sti) ? kontorsprakene : sprakkoder).map((valg) => (
        <li key={valg}>
          <Button
            variant="tertiary"
            data-size="sm"
            lang={valg}
            aria-current={valg === sprak}
            onClick={() => void velg(valg)}
          >
            {sprakNavn[valg]}
          </Button>
        </li>
      ))}
    </ul>
  );
}
