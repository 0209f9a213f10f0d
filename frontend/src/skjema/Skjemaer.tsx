import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { useClient, useQuery, type Client } from 'urql';
import '../stil/skjema.css';
import { useSesjon } from '../api/sesjon';
import { KommunerDocument, type KommunerQuery, type Meldingstype } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { IkkeFunnet } from '../sider/IkkeFunnet';
import { LoggInn } from '../sider/Innlogging';
import { Lovramme } from '../tekst/skjema/Lovramme';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import { useSprak } from '../tekst/sprak';
import type { Besok } from './Feiloppsummering';
import { useSistSendt } from './NyligSendt';
import { SkjemaRamme } from './SkjemaSammenheng';
import { Skjemaside } from './Skjemaside';
import { FARE, KONTROLL, nesteSide, rot, sporsmalssider, type Side } from './skjemasider';
import { Fare } from './sider/Fare';
import { Informasjon } from './sider/Informasjon';
import { Kontroll } from './sider/Kontroll';
import { ForNytt } from './utkast/ForNytt';
import { useHentUtkast } from './utkast/useHentUtkast';
import { useUtkast } from './utkast/UtkastRamme';

export { skjematekster as tekster } from '../tekst/skjema/skjematekst';

/** One of the forms: its information page, open to all, and its pages, behind the login. */
export default function Skjemaer({ skjema }: { skjema: Meldingstype }) {
  const { side } = useParams();
  if (side === undefined) return <Informasjon key={skjema} skjema={skjema} />;
  const finnes = [...sporsmalssider(skjema), FARE, KONTROLL].includes(side as Side);
  if (!finnes) return <IkkeFunnet />;
  return (
    <Lovramme>
      <Skjemaet key={skjema} skjema={skjema} side={side as Side} />
    </Lovramme>
  );
}

/**
 * One who has begun writing and is then logged out keeps the form: what is typed is worth more than a tidy page.
 */
function Skjemaet({ skjema, side }: { skjema: Meldingstype; side: Side }) {
  const { t } = useSprak();
  const tekst = useSkjematekst();
  const { tilstand, les } = useSesjon();
  const { lager, utkast } = useUtkast<Meldingstype>(skjema);
  const inne = tilstand === 'INNE';
  const { pabegynt } = lager;
  const vis = inne || pabegynt;
  const { kommuner, error, hent } = useKommuner(vis);
  useHentUtkast(skjema);

  const klar = pabegynt || utkast.lest === 'JA';
  // Asked once, of a form that is empty when one comes to it.
  const [tomtForst, settTomtForst] = useState<boolean>();
  if (klar && tomtForst === undefined) settTomtForst(!pabegynt);
  const sist = useSistSendt(skjema, inne && tomtForst === true);
  useEffect(() => {
    if (klar) lager.settSide(side);
  }, [klar, lager, side]);

  if (tilstand === 'FEIL' && !pabegynt) return <HentFeilet onIgjen={() => void les()} />;
  if (tilstand === 'UKJENT' && !pabegynt) return <Laster />;
  if (!vis) return <LoggInn tekst={t.innlogging.skjema} til={`${rot[skjema]}/${side}`} niva="BETYDELIG" medAnonym />;
  if (!pabegynt && utkast.lest === 'FEIL') return <HentFeilet tekst={tekst.utkast.hentFeilet} onIgjen={() => void lager.les()} />;
  if (utkast.forNytt) return <ForNytt skjema={skjema} lager={lager} />;
  if (!klar || !sist.lest) return <Laster />;
  if (!kommuner) return error ? <HentFeilet tekst={tekst.kommune.feilet} onIgjen={hent} /> : <Laster />;
  return (
    <SkjemaRamme
      skjema={skjema}
      kommuner={kommuner}
      hentKommuner={hent}
      utlogget={tilstand === 'UTE'}
      sistSendt={sist.siste}
    >
      <Innhold key={side} skjema={skjema} side={side} />
    </SkjemaRamme>
  );
}

type Kommuner = KommunerQuery['kommuner'];
const sisteKommuner = new WeakMap<Client, Kommuner>();

/** Those that may receive. One who comes back to the form without a network has the list she had: her text must be reached. */
function useKommuner(trengs: boolean) {
  const klient = useClient();
  const [{ data, error }, hent] = useQuery({ query: KommunerDocument, pause: !trengs });
  if (data) sisteKommuner.set(klient, data.kommuner);
  return { kommuner: data?.kommuner ?? sisteKommuner.get(klient), error, hent: () => hent({ requestPolicy: 'network-only' }) };
}

function Innhold({ skjema, side }: { skjema: Meldingstype; side: Side }) {
  const { state } = useLocation() as { state: Besok | null };
  if (side === KONTROLL) return <Kontroll />;
  if (side === FARE) return <Fare neste={state?.tilKontroll ? KONTROLL : nesteSide(skjema, 'bekymring')} />;
  return <Skjemaside side={side} />;
}
