import { Button } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ComponentType, type FormEvent } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import { Side } from '../ramme/Side';
import { useSprak } from '../tekst/sprak';
import { Feiloppsummering, tilFelt, type Besok } from './Feiloppsummering';
import { Fremdrift, useStegtittel } from './Fremdrift';
import { useSkjema } from './SkjemaSammenheng';
import { FARE, forrigeSti, KONTROLL, nesteSide, rot, sideFor, type Side as Sidenavn } from './skjemasider';
import { Skjemabunn } from './Skjemabunn';
import { Skjemavarsler } from './Skjemavarsler';
import { Barn } from './sider/Barn';
import { Bekymring } from './sider/Bekymring';
import { Foresatte } from './sider/Foresatte';
import { Hjelp } from './sider/Hjelp';
import { Mottaker } from './sider/Mottaker';
import { OmDegOffentlig, OmDegPrivat } from './sider/OmDeg';

const innhold: Partial<Record<Sidenavn, ComponentType>> = {
  mottaker: Mottaker,
  barn: Barn,
  bekymring: Bekymring,
  foresatte: Foresatte,
  hjelp: Hjelp,
};

/** One page of questions: one goes on when what is asked here is answered, and otherwise is told all that is missing. */
export function Skjemaside({ side }: { side: Sidenavn }) {
  const { skjema, t, svar, feil, visFeil, sjekk } = useSkjema();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const besok = useBesok();
  const her = feil.filter((f) => f.side === side);
  const Innhold = side === 'om-deg' ? (skjema === 'PRIVAT' ? OmDegPrivat : OmDegOffentlig) : innhold[side];
  const { tittel, ingress } = t.sider[skjema][side as 'mottaker'];

  const videre = (hendelse: FormEvent) => {
    hendelse.preventDefault();
    const funnet = sjekk().filter((f) => sideFor(skjema, f.sti) === side);
    visFeil(funnet);
    if (funnet.length) return;
    const neste = besok.tilKontroll ? KONTROLL : nesteSide(skjema, side);
    const fare = side === 'bekymring' && svar.fareNa;
    void navigate(lenke(`${rot[skjema]}/${fare ? FARE : neste}`), { state: fare ? besok : undefined });
  };

  return (
    <Side
      overskrift={tittel}
      fanetittel={useStegtittel(side)}
      ingress={ingress}
      feilITittel={her.length > 0}
      over={<Fremdrift side={side} />}
    >
      <Skjemavarsler />
      {her.length > 0 && <Feiloppsummering side={side} feil={her} />}
      <form onSubmit={videre} noValidate autoComplete="off" className="skjema">
        {Innhold && <Innhold />}
        <div className="knapper">
          <Button type="submit" data-size="lg">
            {besok.tilKontroll ? t.ramme.tilKontroll : t.ramme.neste}
          </Button>
          {!besok.tilKontroll && (
            <Button asChild variant="secondary" data-size="lg">
              <Link to={lenke(forrigeSti(skjema, side))}>{t.ramme.tilbake}</Link>
            </Button>
          )}
        </div>
      </form>
      <Skjemabunn />
    </Side>
  );
}

/** Whether one came to change an answer, and which: then that field takes focus, when the page is drawn. */
function useBesok(): Besok {
  const { state } = useLocation() as { state: Besok | null };
  const felt = useRef(state?.felt);
  useEffect(() => {
    if (felt.current) tilFelt(felt.current);
  }, []);
  return state ?? {};
}
