import { Alert, Button, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { KommuneoppsettetDocument, LagreAvtaleDocument, SettFiksOrgDocument, type KommunenFragment } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { Knappelenke } from './Knappelenke';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { Endringsliste } from './Endringsliste';
import { visFeil, type Vistfeil } from './feil';
import { bydelssti } from './oppmerksomhet';
import { Postmottakere } from './Postmottakere';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Feilliste, Lagret, Tekst } from './Skjemadeler';
import { dag, stedsnavn } from './sted';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

/** One kommune: its agreement and its receivers. */
export function KommuneSide({ kommunenummer }: { kommunenummer: string }) {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(KommuneoppsettetDocument, { kommunenummer });
  const [feilet, settFeilet] = useState(false);
  // Each change reads the page and its history again.
  const [nr, settNr] = useState(0);
  const endret = async () => {
    await hent();
    settNr((n) => n + 1);
  };
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const kommune = data.kommuneoppsett;
  if (!kommune) return <FinnesIkke />;
  return (
    <Side
      overskrift={kommune.navn}
      fanetittel={t.fane(kommune.navn)}
      feilITittel={feilet}
      ingress={t.kommune.ingress}
      over={<Lenke til="/admin">{t.kommune.tilbake}</Lenke>}
    >
      <Mottakene kommune={kommune} />
      <Avtaler kommune={kommune} onEndret={endret} onFeil={settFeilet} />
      <FiksOrg kommune={kommune} onEndret={endret} />
      <Postmottakere kommune={kommune} onEndret={endret} onFeil={settFeilet} />
      <Del tittel={t.mottak.historikk}>
        <Endringsliste kommunenummer={kommunenummer} antall={20} nr={nr} hvor={(k, b) => stedsnavn(t, [kommune], k, b)} />
      </Del>
    </Side>
  );
}

function Mottakene({ kommune: { kommunenummer, mottak } }: { kommune: KommunenFragment }) {
  const t = useAdmintekst();
  return (
    <Del tittel={t.kommune.mottak} ingress={t.kommune.mottakHjelp}>
      {mottak.length === 0 && <Paragraph>{t.kommune.ingenMottak}</Paragraph>}
      <ul className="kort">
        {mottak.map((m) => (
          <li key={m.bydelsnummer}>
            <Lenke til={bydelssti(kommunenummer, m.bydelsnummer)}>
              {m.bydelsnummer} {m.bydelsnavn}
            </Lenke>
            <div className="merker">
              <Tag data-color={m.aktiv ? 'success' : 'neutral'}>{m.aktiv ? t.mottak.apent : t.mottak.stengt}</Tag>
              {m.standardMottaker && <Tag data-color="info">{t.mottak.standard}</Tag>}
            </div>
            <p className="dempet">{t.mottak.kanalKort[m.kanal]}</p>
          </li>
        ))}
      </ul>
      <Knappelenke til={`/admin/bydel/${kommunenummer}/ny`}>{t.kommune.nyttMottak}</Knappelenke>
    </Del>
  );
}

interface Del {
  kommune: KommunenFragment;
  onEndret: () => Promise<void>;
}

const tomAvtale = { versjon: '', inngatt: '', signertAv: '' };

interface Avtaleutkast {
  skjema: typeof tomAvtale;
  /** How many agreements there were when it was begun, or when one was last told of another. */
  lest: number;
  /** Somebody else has recorded one meanwhile. */
  andre?: KommunenFragment['avtaler'][number];
}


function Avtaler({ kommune: { kommunenummer, avtaler }, onEndret, onFeil }: Del & { onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { sprak, tid } = useSprak();
  const [utkast, settUtkast] = useUtkast<Avtaleutkast>(`avtale ${kommunenummer}`);
  const { endre, sender, brudd } = useEndre(LagreAvtaleDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const [lagret, settLagret] = useState(false);
  const naa: Avtaleutkast = utkast ?? { skjema: tomAvtale, lest: avtaler.length };
  const { skjema } = naa;
  const sett = (felt: keyof typeof tomAvtale) => (verdi: string) => settUtkast({ ...naa, skjema: { ...skjema, [felt]: verdi } });
  const felter = { versjon: t.kommune.versjon, inngatt: t.kommune.inngattNavn, signertAv: t.kommune.signertNavn };

  const lagre = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    settLagret(false);
    const tomme = (Object.keys(felter) as (keyof typeof felter)[]).filter((f) => !skjema[f].trim());
    let galt = tomme.map((f) => ({ sti: [f as string], kode: 'MANGLER' as string }));
    if (galt.length === 0) {
      const data = await endre({ input: { kommunenummer, ...skjema, lest: naa.lest } });
      if (!data) return;
      const { kommune, feil: avslag } = data.lagreAvtale;
      galt = avslag;
      if (kommune && avslag.some((f) => f.kode === 'ENDRET_AV_ANDRE')) {
        settUtkast({ skjema, lest: kommune.avtaler.length, andre: kommune.avtaler[0] });
        void onEndret();
      }
    }
    settFeil(visFeil(t, galt, felter, 'avtale'));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
    if (galt.length > 0) return;
    settUtkast(undefined);
    settLagret(true);
    await onEndret();
  };
  return (
    <Del tittel={t.kommune.avtale} ingress={t.kommune.avtaleHjelp}>
      {avtaler.length === 0 ? (
        <Paragraph>{t.kommune.ingenAvtale}</Paragraph>
      ) : (
        <div className="tabell" tabIndex={0} role="region" aria-label={t.kommune.avtale}>
          <Table>
            <Table.Head>
              <Table.Row>
                <Table.HeaderCell>{t.kommune.versjon}</Table.HeaderCell>
                <Table.HeaderCell>{t.kommune.inngatt}</Table.HeaderCell>
                <Table.HeaderCell>{t.kommune.signertAv}</Table.HeaderCell>
                <Table.HeaderCell>{t.kommune.registrert}</Table.HeaderCell>
              </Table.Row>
            </Table.Head>
            <Table.Body>
              {avtaler.map((a, i) => (
                <Table.Row key={a.id}>
                  <Table.Cell>
                    {a.versjon} {i === 0 && <Tag data-color="success">{t.kommune.gjelder}</Tag>}
                  </Table.Cell>
                  <Table.Cell>{dag(sprak, a.inngatt)}</Table.Cell>
                  <Table.Cell>{a.signertAv || t.ukjentPerson}</Table.Cell>
                  <Table.Cell>{tid(a.registrert)}</Table.Cell>
                </Table.Row>
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
      <Lagret tekst={lagret ? t.kommune.avtaleLagret : undefined} nr={forsok} />
      <form onSubmit={(h) => void lagre(h)} noValidate className="adminskjema" id="avtale" tabIndex={-1} aria-label={t.kommune.nyAvtale}>
        <h3>{t.kommune.nyAvtale}</h3>
        <Feilliste feil={feil} forsok={forsok} />
        {naa.andre && (
          <Alert data-color="warning" role="alert">
            <Paragraph>{t.kommune.avtaleAndre}</Paragraph>
            <p>{[naa.andre.versjon, dag(sprak, naa.andre.inngatt), naa.andre.signertAv || t.ukjentPerson, tid(naa.andre.registrert)].join(' · ')}</p>
          </Alert>
        )}
        <Tekst id="avtale-versjon" navn={felter.versjon} hjelp={t.kommune.versjonHjelp} feil={feil} verdi={skjema.versjon} sett={sett('versjon')} smal />
        <Tekst id="avtale-inngatt" type="date" navn={felter.inngatt} feil={feil} verdi={skjema.inngatt} sett={sett('inngatt')} smal />
        <Tekst id="avtale-signertAv" navn={felter.signertAv} hjelp={t.kommune.signertHjelp} feil={feil} verdi={skjema.signertAv} sett={sett('signertAv')} />
        <Brudd feil={brudd} />
        <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
          {naa.andre ? t.kommune.erstattAvtale : t.kommune.registrer}
        </Button>
      </form>
    </Del>
  );
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function FiksOrg({ kommune: { kommunenummer, fiksOrgId }, onEndret }: Del) {
  const t = useAdmintekst();
  const [utkast, settUtkast] = useUtkast<string>(`fiksorg ${kommunenummer}`);
  const { endre, sender, brudd } = useEndre(SettFiksOrgDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const id = (utkast ?? '').trim();

  const lagre = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt = (tekst: string) => {
      settFeil([{ felt: 'fiksorg', tekst }]);
      settForsok((n) => n + 1);
    };
    if (!UUID.test(id)) return galt(`${t.kommune.fiksOrg}: ${t.kode[id ? 'UGYLDIG_FORMAT' : 'MANGLER']}`);
    const data = await endre({ input: { kommunenummer, fiksOrgId: id } });
    if (!data) return;
    if (!data.settFiksOrg.satt) return galt(t.kommune.fiksOrgOpptatt);
    settFeil([]);
    settUtkast(undefined);
    await onEndret();
  };
  return (
    <Del tittel={t.kommune.fiksOrg} ingress={t.kommune.fiksOrgHjelp}>
      {fiksOrgId ? (
        <p className="referanse">{t.kommune.fiksOrgSatt(fiksOrgId)}</p>
      ) : (
        <form onSubmit={(h) => void lagre(h)} noValidate className="adminskjema">
          <Feilliste feil={feil} forsok={forsok} />
          <Tekst id="fiksorg" navn={t.kommune.fiksOrg} feil={feil} verdi={utkast ?? ''} sett={settUtkast} kode />
          <Brudd feil={brudd} />
          <Button type="submit" variant="secondary" className="alene" loading={sender} aria-disabled={sender}>
            {t.kommune.settFiksOrg}
          </Button>
        </form>
      )}
    </Del>
  );
}
