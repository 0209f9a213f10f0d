import { Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { StatistikkenDocument, TilgangerDocument, type Mottakskanal, type StatistikkenQuery, type TalleneFragment } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { Diagram } from './Diagram';
import { Del, Feilliste, Nedtrekk, Tekst } from './Skjemadeler';
import { dag } from './sted';
import { antallDager, bredde, dagerFor, enhet, idag, soyler } from './soyler';
import { useLest } from './useLest';

type Tall = NonNullable<StatistikkenQuery['statistikk']>;
type Periode = '30' | '90' | '365' | 'EGEN';

/** As the server has it, both days counted. */
const MAKS_DAGER = 1_100;
const FORSTE_DAG = '2000-01-01';
const kanaler: readonly Mottakskanal[] = ['NEDLASTING', 'FAGSYSTEM', 'FIKSIO'];

/** How many reports came, by what, and how they fared. */
export function StatistikkSide() {
  const t = useAdmintekst();
  const { sprak } = useSprak();
  const [valgt, velg] = useState(() => ({ fra: dagerFor(idag(Date.now()), 29), til: idag(Date.now()), kommunenummer: null as string | null }));
  const { data, feil, hent } = useLest(StatistikkenDocument, valgt);
  const [feilet, settFeilet] = useState(false);
  // The figures of another period, or of another kommune, are not shown under this one's name while its own are counted.
  const vis = (v: Valgt) => (JSON.stringify(v) === JSON.stringify(valgt) ? void hent() : velg(v)); // the same again: how it is now
  const svar = data?.statistikk && gjelder(data.statistikk, valgt) ? data.statistikk : undefined;
  return (
    <Side overskrift={t.statistikk.tittel} fanetittel={t.fane(t.statistikk.tittel)} feilITittel={feilet} ingress={t.statistikk.ingress}>
      <Valg valgt={valgt} onValgt={vis} onFeil={settFeilet} />
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!svar && !feil && data?.statistikk !== null && <Laster />}
      {data?.statistikk === null && !feil && <Paragraph role="alert">{t.statistikk.ugyldig}</Paragraph>}
      {svar && <Innhold tall={svar} periode={t.statistikk.fraTil(dag(sprak, valgt.fra), dag(sprak, valgt.til))} />}
    </Side>
  );
}

interface Valgt {
  fra: string;
  til: string;
  kommunenummer: string | null;
}

const gjelder = (tall: Tall, valgt: Valgt): boolean => tall.fra === valgt.fra && tall.til === valgt.til && (tall.kommunenummer ?? null) === valgt.kommunenummer;

function Valg({ valgt, onValgt, onFeil }: { valgt: Valgt; onValgt: (v: Valgt) => void; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { data } = useLest(TilgangerDocument, { medTrukne: false });
  const [periode, settPeriode] = useState<Periode>('30');
  const [fra, settFra] = useState(valgt.fra);
  const [til, settTil] = useState(valgt.til);
  const [kommune, settKommune] = useState('');
  const [forsok, settForsok] = useState(0);
  const [galt, settGalt] = useState(false);
  const feil = galt ? [{ felt: 'periode-fra', tekst: t.statistikk.ugyldig }] : [];
  const send = (h: SubmitEvent) => {
    h.preventDefault();
    const na = idag(Date.now());
    const [f, s] = periode === 'EGEN' ? [fra, til] : [dagerFor(na, Number(periode) - 1), na];
    const dager = antallDager(f, s);
    const ok = dager >= 1 && dager <= MAKS_DAGER && f >= FORSTE_DAG;
    settGalt(!ok);
    onFeil(!ok);
    settForsok((n) => n + 1);
    if (ok) onValgt({ fra: f, til: s, kommunenummer: kommune || null });
  };
  return (
    <form onSubmit={send} noValidate className="sokeskjema" aria-label={t.statistikk.periode}>
      <Feilliste feil={feil} forsok={forsok} />
      <div className="sokefelter">
        <Nedtrekk
          id="periode"
          navn={t.statistikk.periode}
          feil={[]}
          verdi={periode}
          sett={(v) => settPeriode(v as Periode)}
          valg={(['30', '90', '365', 'EGEN'] as const).map((p) => [p, t.statistikk.perioder[p]] as const)}
        />
        <Nedtrekk
          id="periode-kommune"
          navn={t.statistikk.kommune}
          feil={[]}
          verdi={kommune}
          sett={settKommune}
          tom={t.statistikk.alleKommuner}
          valg={(data?.administrasjon.kommuner ?? []).map((k) => [k.kommunenummer, k.navn] as const)}
        />
        {periode === 'EGEN' && (
          <>
            <Tekst id="periode-fra" type="date" navn={t.statistikk.fra} feil={feil} verdi={fra} sett={settFra} smal />
            <Tekst id="periode-til" type="date" navn={t.statistikk.til} feil={[]} verdi={til} sett={settTil} smal />
          </>
        )}
      </div>
      <Button type="submit" className="alene">
        {t.statistikk.vis}
      </Button>
    </form>
  );
}

const bevist = ({ bevis }: TalleneFragment): number => bevis.lagret + bevis.registrert;

function Innhold({ tall, periode }: { tall: Tall; periode: string }) {
  const t = useAdmintekst();
  const { tall: skriv } = useSprak();
  const tid = useVarighet();
  const { alle } = tall;
  const b = bredde(tall.dager.length);
  const ord = t.statistikk;
  return (
    <>
      <Del tittel={periode}>
        {alle.antall === 0 && <Paragraph role="status">{ord.ingen}</Paragraph>}
        <dl className="nokkeltall">
          {(
            [
              [ord.antall, skriv(alle.antall)],
              [ord.private, skriv(alle.private)],
              [ord.offentlige, skriv(alle.offentlige)],
              [ord.fraFagsystem, skriv(alle.fraFagsystem)],
              [ord.bevist, skriv(bevist(alle))],
              [ord.brev, skriv(alle.brev)],
              [ord.avvist, skriv(alle.avvist)],
              [ord.median, tid(tall.tidTilBevis.median)],
              [ord.nitti, tid(tall.tidTilBevis.nittiProsent)],
            ] as const
          ).map(([navn, verdi]) => (
            <div key={navn}>
              <dt>{navn}</dt>
              <dd>{verdi}</dd>
            </div>
          ))}
        </dl>
      </Del>
      {alle.antall > 0 && (
        <>
          <Diagram
            tittel={`${ord.per[b]}, ${ord.etterSkjema}`}
            bredde={b}
            serier={[ord.private, ord.offentlige]}
            soyler={soyler(
              tall.dager.map((d) => ({ dag: d.dag, tall: [d.tall.private, d.tall.offentlige] })),
              b,
            )}
          />
          <Diagram
            tittel={`${ord.per[b]}, ${ord.etterKanal}`}
            bredde={b}
            serier={kanaler.map((k) => t.mottak.kanalKort[k])}
            soyler={soyler(
              tall.dager.map((d) => ({ dag: d.dag, tall: kanaler.map((k) => d.kanaler.find((x) => x.kanal === k)?.tall.antall ?? 0) })),
              b,
            )}
          />
          <Talltabell tittel={ord.perKanal} forste={ord.perKanal} rader={tall.kanaler.map((k) => [t.mottak.kanalKort[k.kanal], k.tall])} />
          <Talltabell tittel={ord.perMottak} forste={ord.mottak} rader={tall.mottak.map((m) => [mottakernavn(m.mottaker), m.tall])} />
        </>
      )}
    </>
  );
}

function Talltabell({ tittel, forste, rader }: { tittel: string; forste: string; rader: readonly (readonly [string, TalleneFragment])[] }) {
  const t = useAdmintekst();
  const { tall } = useSprak();
  const ord = t.statistikk;
  return (
    <Del tittel={tittel}>
      <div className="tabell" tabIndex={0} role="region" aria-label={tittel}>
        <Table>
          <Table.Head>
            <Table.Row>
              {[forste, ord.antall, ord.private, ord.offentlige, ord.fraFagsystem, ord.bevist, ord.brev, ord.avvist].map((h) => (
                <Table.HeaderCell key={h}>{h}</Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {rader.map(([navn, m], nr) => (
              <Table.Row key={nr}>
                <Table.HeaderCell scope="row">{navn}</Table.HeaderCell>
                {[m.antall, m.private, m.offentlige, m.fraFagsystem, bevist(m), m.brev, m.avvist].map((n, i) => (
                  <Table.Cell key={i}>{tall(n)}</Table.Cell>
                ))}
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Del>
  );
}

function useVarighet() {
  const t = useAdmintekst();
  const { tall } = useSprak();
  return (sekunder: number | null | undefined): string => {
    if (sekunder === null || sekunder === undefined) return '–';
    const { antall, enhet: e } = enhet(sekunder);
    return `${tall(antall)} ${t.statistikk.varighet[e]}`;
  };
}
