import { Alert, Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Link, useLocation, useNavigate } from 'react-router';
import { innloggingssti } from '../../api/innlogging';
import { useSesjon } from '../../api/sesjon';
import type { Meldingstype } from '../../gql/graphql';
import { Lenke } from '../../ramme/Lenke';
import { Side } from '../../ramme/Side';
import { Slettdialog } from '../../ramme/Slettdialog';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';
import { useTryggramme } from '../../tekst/trygg/rammetekst';
import { useSprak } from '../../tekst/sprak';
import { annet, rot } from '../skjemasider';
import { tilOffentlig, tilPrivat } from '../svar/bytt';
import type { OffentligSvar, PrivatSvar } from '../svar/svar';
import { useHentUtkast } from '../utkast/useHentUtkast';
import { useUtkast } from '../utkast/UtkastRamme';

interface Kommer {
  /** One comes from the other form, and its answers are to come along. */
  ta?: Meldingstype;
  slettFeilet?: boolean;
}

/** What one should know before logging in. */
export function Informasjon({ skjema }: { skjema: Meldingstype }) {
  const t = useSkjematekst();
  const info = t.informasjon[skjema];
  const mer = useTryggramme().merAnonym;
  const { state } = useLocation() as { state: Kommer | null };
  return (
    <Side overskrift={info.tittel} fanetittel={t.ramme.fanetittel[skjema]} ingress={info.ingress}>
      {state?.slettFeilet && (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t.utkast.slettFeilet}</Paragraph>
        </Alert>
      )}
      <Kladd skjema={skjema} tilbake={state?.ta === annet[skjema]} />
      {info.deler.map(({ tittel, punkter }) => (
        <section key={tittel}>
          <Heading level={2} data-size="sm">
            {tittel}
          </Heading>
          <ul className="liste">
            {punkter.map((p) => (
              <li key={p}>{p}</li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <Heading level={2} data-size="sm">
          {info.anonymTittel}
        </Heading>
        <Paragraph>{info.anonymIngress}</Paragraph>
        <ol className="steg">
          {info.anonym.map(({ tittel, tekst }) => (
            <li key={tittel}>
              <Heading level={3} data-size="2xs">
                {tittel}
              </Heading>
              <Paragraph>{tekst}</Paragraph>
            </li>
          ))}
        </ol>
        <Paragraph>
          <Lenke til="/anonym">{mer}</Lenke>
        </Paragraph>
      </section>
      <section>
        <Heading level={2} data-size="sm">
          {info.foreldreTittel}
        </Heading>
        <Paragraph>{info.foreldre}</Paragraph>
      </section>
      <Start skjema={skjema} ta={state?.ta === annet[skjema]} />
    </Side>
  );
}

function Start({ skjema, ta }: { skjema: Meldingstype; ta: boolean }) {
  const t = useSkjematekst();
  const { lenke } = useSprak();
  const { delt } = useTryggramme().bunn;
  const { tilstand } = useSesjon();
  const navigate = useNavigate();
  const { lager, utkast } = useUtkast<Meldingstype>(skjema);
  const fra = useUtkast<Meldingstype>(annet[skjema]);
  useHentUtkast(skjema);
  useHentUtkast(annet[skjema]);
  if (lager.pabegynt || utkast.forNytt) return null;
  const forste = lenke(`${rot[skjema]}/mottaker`);
  if (tilstand !== 'INNE') {
    return (
      <section>
        <Paragraph>
          {t.informasjon.innlogging} <Lenke til="/delt-enhet">{delt}</Lenke>
        </Paragraph>
        <Button asChild data-size="lg" className="alene">
          <a href={innloggingssti(forste, 'BETYDELIG')}>{t.informasjon.startInnlogging}</a>
        </Button>
      </section>
    );
  }
  const kanTa = fra.lager.pabegynt;
  const taMed = () => {
    const { svar } = fra.utkast;
    lager.endre(() => (skjema === 'OFFENTLIG' ? tilOffentlig(svar as PrivatSvar) : tilPrivat(svar as OffentligSvar)));
    void navigate(forste);
  };
  const medSvar = (
    <Button key="med" data-size="lg" variant={ta ? 'primary' : 'secondary'} onClick={taMed}>
      {t.informasjon.startMed}
    </Button>
  );
  const uten = (
    <Button key="uten" asChild data-size="lg" variant={kanTa && ta ? 'secondary' : 'primary'}>
      <Link to={forste}>{kanTa ? t.informasjon.startUten : t.informasjon.start}</Link>
    </Button>
  );
  return (
    <section>
      {kanTa && (
        <Paragraph>
          {t.utkast.medSvar[skjema]} {t.utkast.kladdenDer}
        </Paragraph>
      )}
      <div className="knapper">{kanTa ? (ta ? [medSvar, uten] : [uten, medSvar]) : uten}</div>
    </section>
  );
}

/** The draft that is there from before. `tilbake`: one comes to it from the other form, whose answers are not in it. */
function Kladd({ skjema, tilbake }: { skjema: Meldingstype; tilbake: boolean }) {
  const t = useSkjematekst();
  const { lenke, tid } = useSprak();
  const { lager, utkast } = useUtkast<Meldingstype>(skjema);
  if (!lager.pabegynt) return null;
  const { lagret, utloper, side } = utkast;
  return (
    <Card data-color="accent" variant="tinted" className="valgkort">
      <Heading level={2} data-size="xs">
        {t.utkast.funnetTittel}
      </Heading>
      {lagret && utloper && <Paragraph>{t.utkast.funnet(tid(lagret), tid(utloper))}</Paragraph>}
      {tilbake && <Paragraph>{t.utkast.somDuForlotDen}</Paragraph>}
      <div className="knapper">
        <Button asChild>
          <Link to={lenke(`${rot[skjema]}/${side || 'mottaker'}`)}>{t.utkast.fortsett}</Link>
        </Button>
        <Slettdialog tekst={t.utkast} onSlett={() => void lager.slett()} />
      </div>
    </Card>
  );
}
