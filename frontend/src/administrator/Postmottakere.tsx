import { Alert, Button, Checkbox, Paragraph } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import {
  FjernPostmottakerDocument,
  LagrePostmottakerDocument,
  PostmottakerneDocument,
  type Dialogvei,
  type KommunenFragment,
  type PostmottakerenFragment,
} from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Brudd, Del, Feilliste, Lagret, Nedtrekk, Radiovalg, Tekst } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

interface Props {
  kommune: KommunenFragment;
  /** The page's history is read again. */
  onEndret: () => Promise<void>;
  onFeil: (feilet: boolean) => void;
}

/** Who gets what is written from a kommune's cases. */
export function Postmottakere({ kommune, onEndret, onFeil }: Props) {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(PostmottakerneDocument, { kommunenummer: kommune.kommunenummer });
  const [melding, settMelding] = useState<{ tekst: string; nr: number }>();
  const ferdig = async (tekst: string) => {
    settMelding((for_) => ({ tekst, nr: (for_?.nr ?? 0) + 1 }));
    await Promise.all([hent(), onEndret()]);
  };
  const aktive = data?.dialogmottakere.filter((d) => d.aktiv) ?? [];
  return (
    <Del tittel={t.post.tittel} ingress={t.post.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      <Lagret tekst={melding?.tekst} nr={melding?.nr ?? 0} />
      {data && aktive.length === 0 && <Paragraph>{t.post.ingen}</Paragraph>}
      {aktive.length > 0 && <Liste kommune={kommune} aktive={aktive} onFjernet={ferdig} />}
      {kommune.mottak.length === 0 ? <Paragraph>{t.post.forstMottak}</Paragraph> : data && <Ny kommune={kommune} onLagtTil={ferdig} onFinnes={hent} onFeil={onFeil} />}
    </Del>
  );
}

function Liste({ kommune, aktive, onFjernet }: { kommune: KommunenFragment; aktive: readonly PostmottakerenFragment[]; onFjernet: (tekst: string) => Promise<void> }) {
  const t = useAdmintekst();
  const [valgt, velg] = useState<PostmottakerenFragment>();
  const { endre, sender, brudd } = useEndre(FjernPostmottakerDocument);
  const fjern = async () => {
    if (!valgt || !(await endre({ input: { id: valgt.id } }))) return false;
    void onFjernet(t.post.fjernet(valgt.mottakerNavn));
    return true;
  };
  const hvor = (nr: string) => mottaksnavn(kommune.navn, nr, kommune.mottak.find((m) => m.bydelsnummer === nr)?.bydelsnavn ?? nr);
  return (
    <>
      <ul className="kort kort-brede" aria-label={t.post.tittel}>
        {aktive.map((d) => (
          <li key={d.id} data-post={d.id}>
            <strong>{t.post.til(d.mottakerNavn, d.mottakerOrgnr)}</strong>
            <p>
              {t.post.fra(d.orgnr)} · {d.edialogId ? t.post.edialog(d.edialogId) : t.post.standard} · {hvor(d.bydelsnummer)}
            </p>
            <p className="dempet">{[t.post.vei[d.vei], d.reserve && t.post.medReserve, d.tittel].filter(Boolean).join(' · ')}</p>
            <Button variant="secondary" data-color="danger" data-size="sm" className="alene" aria-label={t.post.fjernNavn(d.mottakerNavn, d.edialogId)} onClick={() => velg(d)}>
              {t.post.fjern}
            </Button>
          </li>
        ))}
      </ul>
      {valgt && (
        <Sporsmal tittel={t.post.fjernTittel(valgt.mottakerNavn)} ja={t.post.fjern} farlig sender={sender} onJa={fjern} onLukk={() => velg(undefined)}>
          <ul className="liste">
            {t.post.fjernFolger.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          <Brudd feil={brudd} />
        </Sporsmal>
      )}
    </>
  );
}

const tomt = { bydelsnummer: '', orgnr: '', edialogId: '', mottakerNavn: '', mottakerOrgnr: '', tittel: '', vei: '' as Dialogvei | '', reserve: false };
const ID = 'post';
const siffer = (nr: string) => nr.replace(/\s/g, '');

function Ny({ kommune: { kommunenummer, navn, mottak }, onLagtTil, onFinnes, onFeil }: { kommune: KommunenFragment; onLagtTil: (tekst: string) => Promise<void>; onFinnes: () => Promise<void> } & Pick<Props, 'onFeil'>) {
  const t = useAdmintekst();
  const [utkast, settUtkast] = useUtkast<typeof tomt>(`post ${kommunenummer}`);
  const { endre, sender, brudd } = useEndre(LagrePostmottakerDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const naa = utkast ?? { ...tomt, bydelsnummer: mottak.length === 1 ? (mottak[0]?.bydelsnummer ?? '') : '' };
  const sett = <F extends keyof typeof tomt>(felt: F) => (verdi: (typeof tomt)[F]) => settUtkast({ ...naa, [felt]: verdi });

  const vis = (galt: readonly Kodefeil[]) => {
    // What is set up is not replaced from here: it is taken away first, so that nobody does it unseen.
    settFeil(visFeil({ ...t, kode: { ...t.kode, FINNES_ALLEREDE: t.post.finnes } }, galt, t.post.felt, ID));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt: Kodefeil[] = [];
    for (const felt of ['bydelsnummer', 'orgnr', 'mottakerNavn', 'mottakerOrgnr', 'vei'] as const) if (!naa[felt].trim()) galt.push({ sti: [felt], kode: 'MANGLER' });
    if (galt.length > 0 || !naa.vei) return vis(galt);
    const input = {
      kommunenummer,
      bydelsnummer: naa.bydelsnummer,
      orgnr: siffer(naa.orgnr),
      edialogId: naa.edialogId.trim(),
      mottakerOrgnr: siffer(naa.mottakerOrgnr),
      mottakerNavn: naa.mottakerNavn.trim(),
      tittel: naa.tittel.trim(),
      vei: naa.vei,
      reserve: naa.vei === 'SVARINN' && naa.reserve,
    };
    const svar = (await endre({ input }))?.lagreDialogmottaker;
    if (!svar) return;
    vis(svar.feil);
    if (svar.feil.length > 0) return void onFinnes();
    settUtkast(undefined);
    await onLagtTil(t.post.lagtTil(input.mottakerNavn));
  };
  const tekst = (felt: 'orgnr' | 'edialogId' | 'mottakerNavn' | 'mottakerOrgnr' | 'tittel', hjelp?: string) => (
    <Tekst
      id={`${ID}-${felt}`}
      navn={t.post.felt[felt]}
      hjelp={hjelp}
      feil={feil}
      verdi={naa[felt]}
      sett={sett(felt)}
      inputMode={felt.endsWith('rgnr') ? 'numeric' : undefined}
      smal={felt.endsWith('rgnr')}
    />
  );
  return (
    <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.post.ny}>
      <h3>{t.post.ny}</h3>
      <Feilliste feil={feil} forsok={forsok} />
      <Nedtrekk
        id={`${ID}-bydelsnummer`}
        navn={t.post.felt.bydelsnummer}
        feil={feil}
        verdi={naa.bydelsnummer}
        sett={sett('bydelsnummer')}
        tom={t.velg}
        valg={mottak.map((m) => [m.bydelsnummer, mottaksnavn(navn, m.bydelsnummer, m.bydelsnavn)] as const)}
      />
      {tekst('orgnr', t.post.hjelp.orgnr)}
      {tekst('edialogId', t.post.hjelp.edialogId)}
      {tekst('mottakerNavn')}
      {tekst('mottakerOrgnr')}
      {tekst('tittel', t.post.hjelp.tittel)}
      <Radiovalg
        id={`${ID}-vei`}
        navn={t.post.felt.vei}
        feil={feil}
        verdi={naa.vei}
        sett={sett('vei')}
        valg={(['SVARINN', 'SVARUT'] as const).map((v) => [v, t.post.vei[v]] as const)}
      />
      {naa.vei === 'SVARINN' && <Checkbox id={`${ID}-reserve`} label={t.post.felt.reserve} checked={naa.reserve} onChange={(h) => sett('reserve')(h.target.checked)} />}
      {brudd?.kode === 'IKKE_FUNNET' ? (
        <Alert data-color="danger" role="alert">
          <Paragraph>{t.post.ikkeEgen}</Paragraph>
        </Alert>
      ) : (
        <Brudd feil={brudd} />
      )}
      <Button type="submit" variant="secondary" className="alene" loading={sender} aria-disabled={sender}>
        {t.post.legg}
      </Button>
    </form>
  );
}
