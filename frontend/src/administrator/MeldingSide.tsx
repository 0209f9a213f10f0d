import { Alert, Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useEffect, useId, useState } from 'react';
import {
  MeldingshistorikkenDocument,
  SendPaNyttDocument,
  type HovedbokradenFragment,
  type MeldingshistorikkenQuery,
  type SendPaNyttFeil,
} from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { erBevist } from '../status/statusord';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { Opplysning } from './Opplysning';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Langtekst } from './Skjemadeler';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

type Historikk = NonNullable<MeldingshistorikkenQuery['meldingshistorikk']>;

/** One report's whole history, as the ledger has it. */
export function MeldingSide({ id }: { id: string }) {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(MeldingshistorikkenDocument, { id });
  useFolg(data?.meldingshistorikk?.melding.sendPaNytt === 'SENDES', hent);
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const h = data.meldingshistorikk;
  if (!h) return <FinnesIkke />;
  const tittel = t.hovedbok.historikk.tittel(h.melding.nr, mottakernavn(h.melding.mottaker));
  return (
    <Side overskrift={tittel} fanetittel={t.fane(t.hovedbok.nr(h.melding.nr))} over={<Lenke til="/admin/meldinger">{t.hovedbok.historikk.tilbake}</Lenke>}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      <Konvolutt historikk={h} />
      <Sending melding={h.melding} onSendt={() => void hent()} />
      <Hendelser historikk={h} />
      <Sporene historikk={h} />
    </Side>
  );
}

const FORSTE_PAUSE_MS = 2_000;
const LENGSTE_PAUSE_MS = 60_000;

/** While a report is on its way its history grows: it is read again, ever more seldom. That is no activity: the session ends in time. */
function useFolg(underveis: boolean, hent: (iBakgrunnen: boolean) => Promise<void>) {
  useEffect(() => {
    if (!underveis) return;
    let pause = FORSTE_PAUSE_MS;
    let klokke: ReturnType<typeof setTimeout>;
    const igjen = async () => {
      if (document.visibilityState === 'visible') await hent(true);
      pause = Math.min(pause * 2, LENGSTE_PAUSE_MS);
      klokke = setTimeout(() => void igjen(), pause);
    };
    klokke = setTimeout(() => void igjen(), pause);
    return () => clearTimeout(klokke);
  }, [underveis, hent]);
}

function Konvolutt({ historikk: { melding: m, ...h } }: { historikk: Historikk }) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const tt = t.hovedbok.historikk;
  const nar = (instant: string | null | undefined) => (instant ? tid(instant) : tt.nei);
  return (
    <Del tittel={tt.opplysninger}>
      <div className="merker">
        <Tag data-color={erBevist(m.bevis) ? 'success' : 'neutral'}>{t.hovedbok.bevis[m.bevis]}</Tag>
        {m.advarsler.map((a) => (
          <Tag key={a} data-color="danger">
            {t.hovedbok.advarsel[a]}
          </Tag>
        ))}
      </div>
      {m.advarsler.map((a) => (
        <Paragraph key={a}>{t.hovedbok.advarselHjelp[a]}</Paragraph>
      ))}
      <dl className="opplysninger">
        <Opplysning navn={t.hovedbok.referanse} kode>
          {m.id}
        </Opplysning>
        <Opplysning navn={t.hovedbok.innsendt}>{tid(m.innsendt)}</Opplysning>
        <Opplysning navn={t.hovedbok.typeFelt}>
          {t.hovedbok.type[m.type]} {m.versjon}
          {m.fraFagsystem && `, ${t.hovedbok.fraFagsystem}`}
        </Opplysning>
        <Opplysning navn={t.hovedbok.kanalFelt}>{t.mottak.kanalKort[m.kanal]}</Opplysning>
        <Opplysning navn={t.hovedbok.tilstandFelt}>{t.hovedbok.tilstand[m.tilstand]}</Opplysning>
        <Opplysning navn={tt.bevist}>{nar(m.bevist)}</Opplysning>
        <Opplysning navn={tt.bekreftet}>{nar(h.bekreftet)}</Opplysning>
        <Opplysning navn={tt.sistApnet}>{nar(h.sistApnet)}</Opplysning>
        <Opplysning navn={tt.avstemt}>{nar(h.avstemt)}</Opplysning>
        <Opplysning navn={tt.savnet}>{nar(h.savnet)}</Opplysning>
        <Opplysning navn={tt.slettet}>{nar(m.slettet)}</Opplysning>
        <Opplysning navn={tt.sha256} kode>
          {h.sha256}
        </Opplysning>
      </dl>
    </Del>
  );
}

/** As the server has it. */
const MAKS_GRUNN = 500;

function Sending({ melding: { id, nr, sendPaNytt, forsok }, onSendt }: { melding: HovedbokradenFragment; onSendt: () => void }) {
  const t = useAdmintekst();
  const { endre, sender, brudd } = useEndre(SendPaNyttDocument);
  const [spor, settSpor] = useState(false);
  const [satt, settSatt] = useState<boolean>();
  // Kept when the question is closed, or the session ends, in the middle of it.
  const [grunn, settGrunn] = useUtkast<string>(`send ${id}`);
  const [galt, settGalt] = useState<SendPaNyttFeil>();
  const felt = useId();
  const nei = (feil: SendPaNyttFeil | undefined) => {
    settGalt(feil);
    if (feil) document.getElementById(felt)?.focus();
    return feil !== undefined;
  };
  const send = async () => {
    const tekst = (grunn ?? '').trim();
    if (nei(!tekst ? 'GRUNN_MANGLER' : [...tekst].length > MAKS_GRUNN ? 'GRUNN_FOR_LANG' : undefined)) return false;
    const svar = (await endre({ input: { id, forsok, grunn: tekst } }))?.sendPaNytt;
    if (!svar || nei(svar.feil ?? undefined)) return false;
    if (svar.satt) settGrunn(undefined);
    settSatt(svar.satt);
    onSendt();
    return true;
  };
  return (
    <Del tittel={t.hovedbok.send.tittel}>
      <div role="status">
        {satt !== undefined && (
          <Alert data-color={satt ? 'success' : 'warning'}>
            <Paragraph>{!satt ? t.hovedbok.send.ikkeSatt : sendPaNytt === 'SENDES' ? t.hovedbok.send.satt : t.hovedbok.send.sendt}</Paragraph>
          </Alert>
        )}
      </div>
      <Paragraph>{t.hovedbok.send.status[sendPaNytt]}</Paragraph>
      {sendPaNytt === 'KAN_SENDES' && (
        <Button variant="secondary" className="alene" onClick={() => settSpor(true)}>
          {t.hovedbok.send.knapp}
        </Button>
      )}
      {spor && (
        <Sporsmal tittel={t.hovedbok.send.sporsmal(nr)} ja={t.hovedbok.send.knapp} sender={sender} onJa={send} onLukk={() => settSpor(false)}>
          <ul className="liste">
            {t.hovedbok.send.folger.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          <Langtekst
            id={felt}
            navn={t.hovedbok.send.grunn}
            hjelp={t.hovedbok.send.grunnHjelp}
            feil={galt ? [{ felt, tekst: t.hovedbok.send.feil[galt] }] : []}
            verdi={grunn ?? ''}
            sett={settGrunn}
          />
          <Brudd feil={brudd} />
        </Sporsmal>
      )}
    </Del>
  );
}

function Hendelser({ historikk: { hendelser } }: { historikk: Historikk }) {
  const t = useAdmintekst();
  // What happens to a report has the words it has at the caseworker's desk.
  const s = useSkranketekst();
  const { tid } = useSprak();
  return (
    <Del tittel={t.hovedbok.historikk.hendelser}>
      <ol className="endringer">
        {hendelser.map((h, i) => (
          <li key={i}>
            <time dateTime={h.tidspunkt}>{tid(h.tidspunkt)}</time>
            <div>
              <strong>{s.forlop.slag[h.slag]}</strong>
              <p className="dempet">
                {[
                  s.forlop.rolle[h.rolle],
                  h.personRef && t.hovedbok.historikk.person(h.personRef),
                  h.integrasjonId && t.hovedbok.historikk.maskin(h.integrasjonId),
                  h.detalj && ((s.forlop.detalj as Readonly<Record<string, string>>)[h.detalj] ?? h.detalj),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
              <p className="dempet">
                {t.hovedbok.tilstand[h.tilstand]} · {t.hovedbok.bevis[h.bevis]}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Del>
  );
}

/** What else the ledger has: each delivery, deadline, answer and refusal. */
function Sporene({ historikk: { leveranser, frister, kvitteringer, avvisninger, nysendinger } }: { historikk: Historikk }) {
  const t = useAdmintekst();
  const s = useSkranketekst();
  const { tid } = useSprak();
  const tt = t.hovedbok.historikk;
  const lister: [tittel: string, linjer: [nar: string, hva: string][]][] = [
    [
      tt.leveranser,
      leveranser.map((l) => [
        l.endret,
        [`${tt.kanal[l.kanal]}: ${tt.status[l.status]}`, tt.forsok(l.forsok), l.feilkode, l.eksternStatus, l.tidligst && tt.tidligst(tid(l.tidligst))].filter(Boolean).join(' · '),
      ]),
    ],
    [
      tt.frister,
      frister.map((f) => [f.forfall, [tt.frist[f.type], f.klarert && tt.stanset(tid(f.klarert)), f.utlost && tt.utlost(tid(f.utlost))].filter(Boolean).join(' · ')]),
    ],
    [tt.kvitteringer, kvitteringer.map((k) => [k.mottatt, `${tt.kvittering[k.slag]} · ${tt.utfall[k.utfall]}`])],
    [tt.avvisninger, avvisninger.map((a) => [a.tidspunkt, s.avvisdialog.grunn[a.grunn]])],
    [
      tt.nysendinger,
      nysendinger.map((n) => [
        n.tidspunkt,
        [`«${n.grunn}»`, tt.kanal[n.kanal], tt.person(n.personRef), tt.etterForsok(n.forsok), n.feilkode, n.eksternStatus].filter(Boolean).join(' · '),
      ]),
    ],
  ];
  return lister.map(([tittel, linjer]) => (
    <Del key={tittel} tittel={tittel}>
      {linjer.length === 0 ? (
        <Paragraph className="dempet">{tt.ingen}</Paragraph>
      ) : (
        <ul className="endringer">
          {linjer.map(([nar, hva], i) => (
            <li key={i}>
              <time dateTime={nar}>{tid(nar)}</time>
              <div>{hva}</div>
            </li>
          ))}
        </ul>
      )}
    </Del>
  ));
}
