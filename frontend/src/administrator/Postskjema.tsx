import { Alert, Button, Checkbox, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { LagrePostmottakerDocument, type Dialogvei, type KommunenFragment, type PostmottakerenFragment } from '../gql/administrator/graphql';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Brudd, Feilliste, Nedtrekk, Radiovalg, Tekst } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { useEndre } from './useEndre';
import { useUtkast } from './Utkast';

const tomt = { bydelsnummer: '', orgnr: '', edialogId: '', mottakerNavn: '', mottakerOrgnr: '', tittel: '', vei: '' as Dialogvei | '', reserve: false };
const ID = 'post';
const siffer = (nr: string) => nr.replace(/\s/g, '');

type Skjema = typeof tomt;

interface Utkast {
  skjema: Skjema;
  /** The version it is to be stored upon; none: nothing was in force. */
  versjon: number | null;
  /** What somebody else has made of it meanwhile. */
  andre?: PostmottakerenFragment;
}

interface Props {
  kommune: KommunenFragment;
  /** The one that is edited; undefined: a new one. Whose cases they are, and the chain, are not edited: that is another one. */
  endrer: PostmottakerenFragment | undefined;
  onLagret: (tekst: string) => Promise<void>;
  /** Somebody else has been at it: the list is read again. */
  onAndre: () => Promise<void>;
  onAvbryt: () => void;
  /** The page's title says whether something is wrong. */
  onFeil: (feilet: boolean) => void;
}

/** Adds one who gets post, or edits one in place, upon the version that was read. */
export function Postskjema({ kommune: { kommunenummer, navn, mottak }, endrer, onLagret, onAndre, onAvbryt, onFeil }: Props) {
  const t = useAdmintekst();
  const { t: felles } = useSprak();
  const [utkast, settUtkast] = useUtkast<Utkast>(`post ${endrer?.id ?? kommunenummer}`);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (endrer) form.current?.focus();
  }, [endrer]);
  const { endre, sender, brudd } = useEndre(LagrePostmottakerDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const fra: Utkast = utkast ?? {
    skjema: endrer ? { ...tomt, ...endrer } : { ...tomt, bydelsnummer: mottak.length === 1 ? (mottak[0]?.bydelsnummer ?? '') : '' },
    versjon: endrer?.versjon ?? null,
  };
  const { skjema: naa, andre } = fra;
  const sett =
    <F extends keyof Skjema>(felt: F) =>
    (verdi: Skjema[F]) =>
      settUtkast({ ...fra, skjema: { ...naa, [felt]: verdi } });
  const hvor = (nr: string) => mottaksnavn(navn, nr, mottak.find((m) => m.bydelsnummer === nr)?.bydelsnavn ?? nr);

  const vis = (galt: readonly Kodefeil[]) => {
    // What is set up already is not replaced by one who adds: it is edited, so that nobody does it unseen.
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
      versjon: fra.versjon,
    };
    const svar = (await endre({ input }))?.lagreDialogmottaker;
    if (!svar) return;
    vis(svar.feil);
    const staar = svar.dialogmottaker;
    if (staar && svar.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE')) settUtkast({ skjema: naa, versjon: staar.aktiv ? staar.versjon : null, andre: staar });
    if (svar.feil.length > 0) return void onAndre();
    settUtkast(undefined);
    await onLagret(endrer ? t.post.endret(input.mottakerNavn) : t.post.lagtTil(input.mottakerNavn));
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
    <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={ID} ref={form} tabIndex={-1} aria-label={endrer ? t.post.endreTittel : t.post.ny}>
      <h3>{endrer ? t.post.endreTittel : t.post.ny}</h3>
      <Feilliste feil={feil} forsok={forsok} />
      {andre && (
        <Alert data-color="warning" role="alert">
          <Paragraph>{andre.aktiv ? t.post.andreEndret : t.post.andreFjernet}</Paragraph>
          {andre.aktiv && (
            <p>{[t.post.til(andre.mottakerNavn, andre.mottakerOrgnr), t.post.vei[andre.vei], andre.reserve && t.post.medReserve, andre.tittel].filter(Boolean).join(' · ')}</p>
          )}
        </Alert>
      )}
      {endrer ? (
        <Paragraph>
          {t.post.fra(endrer.orgnr)} · {endrer.edialogId ? t.post.edialog(endrer.edialogId) : t.post.standard} · {hvor(endrer.bydelsnummer)}
        </Paragraph>
      ) : (
        <>
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
        </>
      )}
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
      <div className="knapper">
        <Button type="submit" variant="secondary" loading={sender} aria-disabled={sender}>
          {andre ? (andre.aktiv ? t.erstatt : t.post.leggIgjen) : endrer ? t.post.lagre : t.post.legg}
        </Button>
        {endrer && (
          <Button
            variant="tertiary"
            onClick={() => {
              settUtkast(undefined);
              onFeil(false);
              onAvbryt();
            }}
          >
            {felles.felles.avbryt}
          </Button>
        )}
      </div>
    </form>
  );
}
