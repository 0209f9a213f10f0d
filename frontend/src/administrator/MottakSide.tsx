import { Alert, Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import {
  AktiverMottakDocument,
  DeaktiverMottakDocument,
  KommuneoppsettetDocument,
  type MottaketFragment,
} from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { Knappelenke } from './Knappelenke';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { Endringsliste } from './Endringsliste';
import { feiltekst, type Kodefeil } from './feil';
import { Mottaksskjema } from './Mottaksskjema';
import { Nokkelliste } from './Nokkelliste';
import { bydelssti, kommunesti } from './oppmerksomhet';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Lagret } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';

/** One receiver, or a new one in a kommune. */
export function MottakSide({ kommunenummer, bydelsnummer }: { kommunenummer: string; bydelsnummer: string | null }) {
  const t = useAdmintekst();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const opprettet = (useLocation().state as { opprettet?: boolean } | null)?.opprettet;
  const { data, feil, hent } = useLest(KommuneoppsettetDocument, { kommunenummer });
  // What a change has answered is newer than what was read.
  const [endret, settEndret] = useState<MottaketFragment>();
  const [melding, settMelding] = useState<string | undefined>(opprettet ? t.mottak.opprettet : undefined);
  const [nr, settNr] = useState(0);
  const [feilet, settFeilet] = useState(false);
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const kommune = data.kommuneoppsett;
  if (!kommune) return <FinnesIkke />;
  const tilbake = <Lenke til={kommunesti(kommunenummer)}>{t.mottak.tilbake(kommune.navn)}</Lenke>;

  if (bydelsnummer === null) {
    const tittel = t.mottak.nytt(kommune.navn);
    return (
      <Side overskrift={tittel} fanetittel={t.fane(tittel)} feilITittel={feilet} ingress={t.mottak.nyttIngress} over={tilbake}>
        <Mottaksskjema
          kommunenummer={kommunenummer}
          kommunenavn={kommune.navn}
          forste={kommune.mottak.length === 0}
          onFeil={settFeilet}
          onLagret={(m) => void navigate(lenke(bydelssti(kommunenummer, m.bydelsnummer)), { replace: true, state: { opprettet: true } })}
        />
      </Side>
    );
  }
  const lest = kommune.mottak.find((m) => m.bydelsnummer === bydelsnummer);
  const mottak = endret && lest && endret.versjon >= lest.versjon ? endret : lest;
  if (!mottak) return <FinnesIkke />;
  const navn = mottaksnavn(kommune.navn, bydelsnummer, mottak.bydelsnavn);
  const ferdig = (m: MottaketFragment, tekst: string) => {
    settEndret(m);
    settMelding(tekst);
    settNr((n) => n + 1);
    settFeilet(false);
  };
  return (
    <Side overskrift={navn} fanetittel={t.fane(navn)} feilITittel={feilet} over={tilbake}>
      <Lagret tekst={melding} nr={nr} />
      <Bryter mottak={mottak} navn={navn} onEndret={ferdig} onSett={settEndret} onFeil={settFeilet} />
      <Del tittel={t.mottak.oppsett}>
        <Mottaksskjema
          kommunenummer={kommunenummer}
          kommunenavn={kommune.navn}
          mottak={mottak}
          onFeil={(f) => {
            settFeilet(f);
            if (f) settMelding(undefined);
          }}
          onSett={settEndret}
          onLagret={(m) => ferdig(m, t.mottak.lagret)}
        />
      </Del>
      <Del tittel={t.mottak.nokler} ingress={t.mottak.nokkelHjelp}>
        <Nokkelliste nokler={mottak.nokler} forslag={mottak.nokkelforslag} kommuner={[kommune]} />
        <Knappelenke til={`/admin/nokler/ny/${mottak.kanal === 'NEDLASTING' ? 'MANUELL' : 'FAGSYSTEM'}/${kommunenummer}/${bydelsnummer}`}>{t.mottak.foreslaNokkel}</Knappelenke>
      </Del>
      <Del tittel={t.mottak.historikk}>
        <Endringsliste kommunenummer={kommunenummer} bydelsnummer={bydelsnummer} antall={20} nr={nr} />
      </Del>
    </Side>
  );
}

interface Props {
  mottak: MottaketFragment;
  navn: string;
  onEndret: (mottak: MottaketFragment, tekst: string) => void;
  /** What others have stored was read. */
  onSett: (mottak: MottaketFragment) => void;
  onFeil: (feilet: boolean) => void;
}

/** Whether it is open, what it needs for that, and the switch, which says what others will see before it is turned. */
function Bryter({ mottak, navn, onEndret, onSett, onFeil }: Props) {
  const t = useAdmintekst();
  const [spor, settSpor] = useState(false);
  const aktiver = useEndre(AktiverMottakDocument);
  const deaktiver = useEndre(DeaktiverMottakDocument);
  const [galt, settGalt] = useState<readonly Kodefeil[]>([]);
  const { aktiv, mangler, kommunenummer, bydelsnummer, versjon } = mottak;
  const sender = aktiver.sender || deaktiver.sender;

  const snu = async () => {
    const input = { kommunenummer, bydelsnummer, versjon };
    const svar = aktiv ? (await deaktiver.endre({ input }))?.deaktiverMottak : (await aktiver.endre({ input }))?.aktiverMottak;
    if (!svar) return false;
    settGalt(svar.feil);
    onFeil(svar.feil.length > 0);
    // Somebody was first: the page shows what stands now, and the switch is turned only by who has seen that.
    if (svar.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE') && svar.mottak) onSett(svar.mottak);
    if (svar.feil.length === 0 && svar.mottak) onEndret(svar.mottak, aktiv ? t.mottak.stengtNa : t.mottak.apnet);
    return true;
  };
  return (
    <section className="bryter" data-aktiv={aktiv}>
      <div className="merker">
        <Tag data-color={aktiv ? 'success' : 'neutral'}>{aktiv ? t.mottak.apent : t.mottak.stengt}</Tag>
        {mottak.standardMottaker && <Tag data-color="info">{t.mottak.standard}</Tag>}
      </div>
      <Paragraph>{aktiv ? t.mottak.apentTekst : t.mottak.stengtTekst}</Paragraph>
      {galt.length > 0 && (
        <Alert data-color="danger" role="alert">
          <ul className="liste">
            {galt.map(({ kode }) => (
              <li key={kode}>{feiltekst(t, kode)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {mangler.length > 0 && (
        <Alert data-color={aktiv ? 'danger' : 'warning'}>
          <Heading level={2} data-size="2xs">
            {aktiv ? t.mottak.manglerApent : t.mottak.manglerTittel}
          </Heading>
          <ul className="liste">
            {mangler.map(({ kode }) => (
              <li key={kode}>{feiltekst(t, kode)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {!aktiv && mangler.length === 0 && <Paragraph>{t.mottak.klart}</Paragraph>}
      {(aktiv || mangler.length === 0) && (
        <Button variant={aktiv ? 'secondary' : 'primary'} data-color={aktiv ? 'danger' : undefined} className="alene" onClick={() => settSpor(true)}>
          {aktiv ? t.mottak.steng : t.mottak.apne}
        </Button>
      )}
      {spor && (
        <Sporsmal
          tittel={aktiv ? t.mottak.stengTittel(navn) : t.mottak.apneTittel(navn)}
          ja={aktiv ? t.mottak.steng : t.mottak.apne}
          farlig={aktiv}
          sender={sender}
          onJa={snu}
          onLukk={() => settSpor(false)}
        >
          <ul className="liste">
            {(aktiv ? t.mottak.stengFolger : t.mottak.apneFolger).map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          <Brudd feil={aktiver.brudd ?? deaktiver.brudd} />
        </Sporsmal>
      )}
    </section>
  );
}
