import { Button, Checkbox, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { TilgangerDocument, TrekkTilgangDocument, type TilgangenFragment } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { feiltekst, type Kodefeil } from './feil';
import { GiTilgang, type Kommuner } from './GiTilgang';
import { Brudd, Del, Lagret } from './Skjemadeler';
import { dag, stedsnavn } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';

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
              <Liste tilganger={data.tilganger} kommuner={data.administrasjon.kommuner} onTrukket={ferdig} onAndre={() => void hent()} />
            )}
          </Del>
          <GiTilgang kommuner={data.administrasjon.kommuner} hele={data.administrasjon.hele} onGitt={ferdig} onAndre={() => void hent()} onFeil={settFeilet} />
        </>
      )}
    </Side>
  );
}

interface Liste {
  tilganger: readonly TilgangenFragment[];
  kommuner: Kommuner;
  onTrukket: (tekst: string) => void;
  /** Somebody else has changed the right: the page is read again. */
  onAndre: () => void;
}

function Liste({ tilganger, kommuner, onTrukket, onAndre }: Liste) {
  const t = useAdmintekst();
  const { sprak, tid } = useSprak();
  const [valgt, velg] = useState<TilgangenFragment>();
  const [galt, settGalt] = useState<readonly Kodefeil[]>([]);
  // When somebody else did it first.
  const [trukket, settTrukket] = useState<string>();
  const { endre, sender, brudd } = useEndre(TrekkTilgangDocument);
  const navn = (p: TilgangenFragment) => p.navn || t.tilganger.utenNavn;
  const hvor = (p: TilgangenFragment) => stedsnavn(t, kommuner, p.kommunenummer, p.bydelsnummer);
  const trekk = async () => {
    if (!valgt) return true;
    const svar = (await endre({ input: { id: valgt.id } }))?.trekkTilgang;
    settGalt(svar?.feil ?? []);
    settTrukket(svar?.tilgang?.trukket ?? undefined);
    if (svar?.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE')) onAndre();
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
              {kode === 'ENDRET_AV_ANDRE' && trukket ? t.tilganger.trukketAlt(tid(trukket)) : feiltekst(t, kode)}
            </p>
          ))}
          <Brudd feil={brudd} />
        </Sporsmal>
      )}
    </>
  );
}
