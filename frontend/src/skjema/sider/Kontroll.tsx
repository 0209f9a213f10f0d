import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import type { Feil } from '../../api/feil';
import { useSesjon } from '../../api/sesjon';
import type { KontrollFragment } from '../../gql/graphql';
import { Lenke } from '../../ramme/Lenke';
import { Side } from '../../ramme/Side';
import { mottakernavn } from '../../status/mottaker';
import { useSprak } from '../../tekst/sprak';
import { useApningstid } from '../Apningstider';
import { Feiloppsummering } from '../Feiloppsummering';
import { Fremdrift, useStegtittel } from '../Fremdrift';
import { IkkeAktiv } from '../IkkeAktiv';
import { mottakerFor } from '../mottakervalg';
import { Skjemabunn } from '../Skjemabunn';
import { useSkjema } from '../SkjemaSammenheng';
import { NyligSendt } from '../NyligSendt';
import { KONTROLL, rot, sporsmalssider } from '../skjemasider';
import { Skjemavarsler } from '../Skjemavarsler';
import { kontroller, useSend } from '../useSend';
import { IkkeSendt, vissIkkeSendt } from '../Utfallsmelding';
import { Voldsrad } from '../Voldsrad';
import { Svardel } from './Svardel';
import { Varselliste } from './Varselliste';

interface Resultat {
  feil?: Feil;
  forsok: number;
}

/**
 * All that will be sent, to whom, and the button that sends it. One who comes here with nothing, as after a reload when the report
 * was sent after all, is told so, and is not asked for what is missing.
 */
export function Kontroll() {
  const { lager } = useSkjema();
  const [tomt] = useState(!lager.pabegynt);
  return tomt ? <Tomt /> : <Utfylt />;
}

function Tomt() {
  const { skjema, t, sistSendt } = useSkjema();
  return (
    <Side overskrift={t.kontroll.tomtTittel} fanetittel={t.ramme.fanetittel[skjema]} ingress={t.kontroll.tomt}>
      <NyligSendt siste={sistSendt} />
      <p>
        <Lenke til="/mine">{t.kontroll.mine}</Lenke>
      </p>
      <p>
        <Lenke til={rot[skjema]}>{t.kontroll.tomtStart}</Lenke>
      </p>
    </Side>
  );
}

function Utfylt() {
  const { skjema, t, svar, kommune, input, feil, visFeil, avvist, sjekk, lager, utkast } = useSkjema();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const { send, sender } = useSend(skjema);
  const kontroll = useKontroll();
  // Read while there is a network: it is needed when there is none.
  const apningstid = useApningstid(kommune?.kommunenummer ?? null, svar.bydelsnummer ?? '');
  const [resultat, settResultat] = useState<Resultat>({ forsok: 0 });
  const vis = (nytt: Omit<Resultat, 'forsok'>) => settResultat((for_) => ({ ...nytt, forsok: for_.forsok + 1 }));

  /** Another window may have saved since: the draft is saved once more, and the server says so. */
  const lagreForst = async () => {
    await lager.sjekk();
    const { nyere } = lager.na();
    if (nyere) window.scrollTo({ top: 0 });
    return nyere && 'AVBRUTT';
  };

  const provSend = async (hendelse: FormEvent) => {
    hendelse.preventDefault();
    const funnet = sjekk();
    visFeil(funnet);
    if (funnet.length) return vis({});
    const utfall = await send(input, lagreForst);
    switch (utfall?.type) {
      case 'SENDT':
        lager.nullstill();
        return navigate(lenke(`/kvittering/${utfall.melding.id}`), { replace: true });
      case 'ALLEREDE':
        return lager.merkSendt(utfall.melding);
      case 'FELTFEIL':
        avvist(utfall.feil);
        return vis({});
      case 'FEIL':
        if (!vissIkkeSendt(utfall.feil.kode)) lager.merkUvisst();
        return vis({ feil: utfall.feil });
      default:
        return undefined;
    }
  };

  const lokal = kommune && mottakerFor(kommune, svar.bydelsnummer);
  const mottaker = kontroll.svar?.mottaker ? mottakernavn(kontroll.svar.mottaker) : lokal;
  return (
    <Side
      overskrift={t.sider[skjema].kontroll.tittel}
      fanetittel={useStegtittel(KONTROLL)}
      ingress={utkast.uvisst ? undefined : t.sider[skjema].kontroll.ingress}
      feilITittel={feil.length > 0}
      over={<Fremdrift side={KONTROLL} />}
    >
      <Skjemavarsler sender={sender} />
      {feil.length > 0 && <Feiloppsummering side={KONTROLL} feil={feil} />}
      {kommune && !kommune.aktiv && <IkkeAktiv kommune={kommune} />}
      {sporsmalssider(skjema).map((side) => (
        <Svardel key={side} side={side} />
      ))}
      <form onSubmit={(h) => void provSend(h)} noValidate className="avslutt">
        <Varselliste varsler={kontroll.svar?.varsler} />
        <Voldsrad tekst={t.hjelp.vold[skjema]} />
        <section className="mottakerdel" aria-labelledby="mottaker-tittel">
          <Heading level={2} data-size="xs" id="mottaker-tittel">
            {t.kontroll.mottakerTittel}
          </Heading>
          {mottaker && <Paragraph>{t.kontroll.mottaker(mottaker)}</Paragraph>}
          <Paragraph>{t.kontroll.familien[skjema]}</Paragraph>
        </section>
        {kontroll.utenSvar && (
          <Alert data-color="info">
            <Paragraph>{t.kontroll.ikkeKontrollert}</Paragraph>
          </Alert>
        )}
        {resultat.feil && (
          <>
            <IkkeSendt
              feil={resultat.feil}
              forsok={resultat.forsok}
              uvisst={Boolean(utkast.uvisst)}
              lagret={utkast.lagring === 'LAGRET'}
              sender={sender}
              kommune={kommune?.navn}
              telefon={apningstid?.telefon}
            />
            <Lenke til="/mine">{t.kontroll.mine}</Lenke>
          </>
        )}
        <div className="knapper">
          <Button type="submit" data-size="lg" loading={sender} aria-disabled={sender}>
            {sender ? t.kontroll.sender : t.kontroll.send}
          </Button>
        </div>
      </form>
      <Skjemabunn />
    </Side>
  );
}

/** Asks the server what it would say, once what can be seen from here is in order. */
function useKontroll(): { svar?: KontrollFragment; utenSvar?: boolean } {
  const { skjema, input, visFeil, avvist, sjekk, utkast } = useSkjema();
  const klient = useClient();
  const { tilstand } = useSesjon();
  const [resultat, settResultat] = useState<{ svar?: KontrollFragment; utenSvar?: boolean }>({});
  const inne = tilstand === 'INNE';
  useEffect(() => {
    const funnet = sjekk();
    visFeil(funnet);
    if (funnet.length || !inne) return undefined;
    let borte = false;
    void kontroller(klient, skjema, input).then((svar) => {
      if (borte) return;
      settResultat(svar ? { svar } : { utenSvar: true });
      if (svar?.feil.length) avvist(svar.feil);
    });
    return () => {
      borte = true;
    };
    // Nothing can be changed on this page but by showing what another window saved, which gives a new draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [klient, skjema, inne, utkast.klientnokkel, utkast.svar]);
  return resultat;
}
