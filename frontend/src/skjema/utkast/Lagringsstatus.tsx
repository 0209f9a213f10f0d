import { Button } from '@digdir/designsystemet-react';
import { useNavigate } from 'react-router';
import { Kollisjonspeker } from '../../ramme/Kollisjonspeker';
import { Slettdialog } from '../../ramme/Slettdialog';
import { useSprak } from '../../tekst/sprak';
import { useSkjema } from '../SkjemaSammenheng';
import { rot } from '../skjemasider';
import { feiltekst } from '../feiltekst';
import { valider } from '../valider/valider';

/** Whether what is typed is saved, when it is deleted by itself, and the button that deletes it now. */
export function Lagringsstatus() {
  const { skjema, t, utkast, lager, utlogget, input } = useSkjema();
  const { klokkeslett, tid, tall, lenke } = useSprak();
  const navigate = useNavigate();
  const { lagring, lagret, utloper } = utkast;
  const ord = {
    INGEN: t.utkast.ikkeBegynt,
    VENTER: t.utkast.venter,
    LAGRER: t.utkast.lagrer,
    LAGRET: lagret ? t.utkast.lagret(klokkeslett(lagret)) : t.utkast.venter,
    FEILET: utlogget ? t.utkast.utloggetIkkeLagret : t.utkast.feilet,
    FOR_LANG: t.utkast.forLang,
  };
  const forLange = lagring === 'FOR_LANG' ? valider(skjema, input).feil.filter(({ kode }) => kode === 'FOR_LANG') : [];
  const blokkert = utkast.nyere ?? utkast.sendt;
  return (
    <div className="lagring" data-lagring={lagring}>
      {/* Only what one must act on is read out: «saved» every other second would drown the questions. */}
      <p role="status" className="ds-sr-only">
        {(lagring === 'FEILET' || lagring === 'FOR_LANG') && !blokkert && ord[lagring]}
      </p>
      <p className="lagring-status">{blokkert ? t.utkast.stoppet : ord[lagring]}</p>
      {blokkert && <Kollisjonspeker tekst={t.utkast.tilValget} />}
      {!blokkert && forLange.length > 0 && (
        <ul>
          {forLange.map((feil) => (
            <li key={feil.sti.join('.')}>{feiltekst(t, tall, skjema, feil)}</li>
          ))}
        </ul>
      )}
      {utloper && <p className="dempet">{t.utkast.beholdes(tid(utloper))}</p>}
      <div className="knapper">
        {lagring === 'FEILET' && !blokkert && !utlogget && (
          <Button type="button" variant="secondary" data-size="sm" onClick={() => void lager.lagre()}>
            {t.utkast.lagreNa}
          </Button>
        )}
        {lager.pabegynt && (
          <Slettdialog
            tekst={t.utkast}
            onSlett={async () => {
              const slettet = await lager.slett();
              await navigate(lenke(rot[skjema]), { state: slettet ? undefined : { slettFeilet: true }, replace: true });
            }}
          />
        )}
      </div>
    </div>
  );
}
