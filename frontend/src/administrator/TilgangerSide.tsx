import { Button, Checkbox, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { GiTilgangDocument, TilgangerDocument, TrekkTilgangDocument, type TilgangenFragment, type TilgangerQuery } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { feiltekst, visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Brudd, Del, Feilliste, Lagret, Nedtrekk, Radiovalg, Tekst } from './Skjemadeler';
import { dag, mottaksnavn, stedsnavn } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

type Kommuner = TilgangerQuery['administrasjon']['kommuner'];

/** Who may do what. */
export function TilgangerSide() {
  const t = useAdmintekst();
  const [medTrukne, settMedTrukne] = useState(false);
  const { data, feil, hent } = useLest(TilgangerDocument, { medTrukne });
  const [melding, settMelding] = useState<{ tekst: string; nr: number }>();
  const [feilet, settFeilet] = useState(false);
  const ferdig = (tekst: string) => {
    settMelding((for_) => ({ tekst, nr: (for_?.nr ?? 0) + 1 }));
    void hent();
  };
  return (
    <Side overskrift={t.tilganger.tittel} fanetittel={t.fane(t.tilganger.tittel)} feilITittel={feilet} ingress={t.tilganger.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      <Lagret tekst={melding?.tekst} nr={melding?.nr ?? 0} />
      {data && (
        <>
          <Del tittel={t.tilganger.har}>
            <Checkbox label={t.tilganger.trukne} checked={medTrukne} onChange={(h) => settMedTrukne(h.target.checked)} />
            {data.tilganger.length === 0 ? (
              <Paragraph>{t.tilganger.ingen}</Paragraph>
            ) : (
              <Liste tilganger={data.tilganger} kommuner={data.administrasjon.kommuner} onTrukket={ferdig} />
            )}
          </Del>
          <Gi kommuner={data.administrasjon.kommuner} hele={data.administrasjon.hele} onGitt={ferdig} onFeil={settFeilet} />
        </>
      )}
    </Side>
  );
}

function Liste({ tilganger, kommuner, onTrukket }: { tilganger: readonly TilgangenFragment[]; kommuner: Kommuner; onTrukket: (tekst: string) => void }) {
  const t = useAdmintekst();
  const { sprak, tid } = useSprak();
  const [valgt, velg] = useState<TilgangenFragment>();
  const [galt, settGalt] = useState<readonly Kodefeil[]>([]);
  const { endre, sender, brudd } = useEndre(TrekkTilgangDocument);
  const navn = (p: TilgangenFragment) => p.navn || t.tilganger.utenNavn;
  const hvor = (p: TilgangenFragment) => stedsnavn(t, kommuner, p.kommunenummer, p.bydelsnummer);
  const trekk = async () => {
    if (!valgt) return true;
    const svar = (await endre({ input: { id: valgt.id } }))?.trekkTilgang;
    settGalt(svar?.feil ?? []);
    if (!svar || svar.feil.length > 0) return false;
    onTrukket(t.tilganger.trukketNa(navn(valgt)));
    return true;
  };
  return (
    <>
      <div className="tabell" tabIndex={0} role="region" aria-label={t.tilganger.har}>
        <Table>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{t.tilganger.kolonne.navn}</Table.HeaderCell>
              <Table.HeaderCell>{t.tilganger.kolonne.rolle}</Table.HeaderCell>
              <Table.HeaderCell>{t.tilganger.kolonne.hvor}</Table.HeaderCell>
              <Table.HeaderCell>{t.tilganger.kolonne.siden}</Table.HeaderCell>
              <Table.HeaderCell>{t.tilganger.kolonne.handling}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {tilganger.map((p) => (
              <Table.Row key={p.id} data-tilgang={p.id}>
                <Table.Cell>
                  {navn(p)} {p.meg && `(${t.tilganger.deg})`}
                  {p.fodselsdato && <p className="dempet">{t.tilganger.fodt(dag(sprak, p.fodselsdato))}</p>}
                </Table.Cell>
                <Table.Cell>{t.tilganger.rollenavn[p.rolle]}</Table.Cell>
                <Table.Cell>{hvor(p)}</Table.Cell>
                <Table.Cell>{p.trukket ? t.tilganger.trukket(tid(p.trukket)) : tid(p.gitt)}</Table.Cell>
                <Table.Cell>
                  {!p.trukket && (
                    <Button
                      variant="secondary"
                      data-color="danger"
                      data-size="sm"
                      aria-label={t.tilganger.trekkNavn(navn(p), t.tilganger.rollenavn[p.rolle], hvor(p))}
                      onClick={() => {
                        settGalt([]);
                        velg(p);
                      }}
                    >
                      {t.tilganger.trekk}
                    </Button>
                  )}
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      {valgt && (
        <Sporsmal tittel={t.tilganger.trekkTittel(navn(valgt))} ja={t.tilganger.trekkKnapp} farlig sender={sender} onJa={trekk} onLukk={() => velg(undefined)}>
          <Paragraph>
            {t.tilganger.rollenavn[valgt.rolle]}, {hvor(valgt)}
          </Paragraph>
          <ul className="liste">
            {t.tilganger.trekkFolger.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          {valgt.meg && <Paragraph>{t.tilganger.trekkMeg}</Paragraph>}
          {galt.map(({ kode }) => (
            <p key={kode} role="alert" className="galt">
              {feiltekst(t, kode)}
            </p>
          ))}
          <Brudd feil={brudd} />
        </Sporsmal>
      )}
    </>
  );
}

interface Utkast {
  fodselsnummer: string;
  navn: string;
  rolle: 'SAKSBEHANDLER' | 'ADMIN' | '';
  /** «4601 00», «4601», or HELE. */
  hvor: string;
}

const tomt: Utkast = { fodselsnummer: '', navn: '', rolle: '', hvor: '' };
const ID = 'tilgang';

function Gi({ kommuner, hele, onGitt, onFeil }: { kommuner: Kommuner; hele: boolean; onGitt: (tekst: string) => void; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const [utkast, settUtkast] = useUtkast<Utkast>('tilgang');
  const { endre, sender, brudd } = useEndre(GiTilgangDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const naa = utkast ?? tomt;
  const felter = { fodselsnummer: t.tilganger.fodselsnummer, navn: t.tilganger.navn, rolle: t.tilganger.rolle, kommunenummer: t.tilganger.hvor, bydelsnummer: t.tilganger.hvor };

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, felter, ID).map((v) => ({ ...v, felt: v.felt.replace(/-(kommunenummer|bydelsnummer)$/, '-hvor') })));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt: Kodefeil[] = [];
    const fodselsnummer = naa.fodselsnummer.replace(/\s/g, '');
    if (!/^\d{11}$/.test(fodselsnummer)) galt.push({ sti: ['fodselsnummer'], kode: fodselsnummer ? 'UGYLDIG_FORMAT' : 'MANGLER' });
    if (!naa.navn.trim()) galt.push({ sti: ['navn'], kode: 'MANGLER' });
    if (!naa.rolle) galt.push({ sti: ['rolle'], kode: 'MANGLER' });
    if (naa.rolle && !naa.hvor) galt.push({ sti: ['kommunenummer'], kode: 'MANGLER' });
    if (galt.length > 0 || !naa.rolle) return vis(galt);
    const [kommunenummer = null, bydelsnummer = null] = naa.hvor === 'HELE' ? [] : naa.hvor.split(' ');
    const svar = (await endre({ input: { fodselsnummer, navn: naa.navn.trim(), rolle: naa.rolle, kommunenummer, bydelsnummer } }))?.giTilgang;
    if (!svar) return;
    vis(svar.feil);
    if (svar.feil.length > 0) return;
    settUtkast(undefined);
    onGitt(t.tilganger.gitt(naa.navn.trim()));
  };

  const steder =
    naa.rolle === 'SAKSBEHANDLER'
      ? kommuner.flatMap((k) => k.mottak.map((m) => [`${k.kommunenummer} ${m.bydelsnummer}`, mottaksnavn(k.navn, m.bydelsnummer, m.bydelsnavn)] as const))
      : [...(hele ? [['HELE', t.heleLosningen] as const] : []), ...kommuner.map((k) => [k.kommunenummer, k.navn] as const)];
  return (
    <Del tittel={t.tilganger.gi}>
      <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.tilganger.gi}>
        <Feilliste feil={feil} forsok={forsok} />
        <Tekst
          id={`${ID}-fodselsnummer`}
          navn={felter.fodselsnummer}
          hjelp={t.tilganger.fodselsnummerHjelp}
          feil={feil}
          verdi={naa.fodselsnummer}
          sett={(fodselsnummer) => settUtkast({ ...naa, fodselsnummer })}
          inputMode="numeric"
          smal
        />
        <Tekst id={`${ID}-navn`} navn={felter.navn} hjelp={t.tilganger.navnHjelp} feil={feil} verdi={naa.navn} sett={(navn) => settUtkast({ ...naa, navn })} />
        <Radiovalg
          id={`${ID}-rolle`}
          navn={felter.rolle}
          feil={feil}
          verdi={naa.rolle}
          sett={(rolle) => settUtkast({ ...naa, rolle, hvor: '' })}
          valg={(['SAKSBEHANDLER', 'ADMIN'] as const).map((r) => [r, t.tilganger.rollevalg[r], t.tilganger.rollehjelp[r]] as const)}
        />
        {naa.rolle && (
          <Nedtrekk id={`${ID}-hvor`} navn={t.tilganger.hvor} feil={feil} verdi={naa.hvor} sett={(hvor) => settUtkast({ ...naa, hvor })} tom={t.velg} valg={steder} />
        )}
        <Brudd feil={brudd} />
        <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
          {t.tilganger.giKnapp}
        </Button>
      </form>
    </Del>
  );
}
