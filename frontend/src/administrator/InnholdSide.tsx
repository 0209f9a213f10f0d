import { Alert, Button, Checkbox, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import {
  InnholdshistorikkenDocument,
  InnholdsversjoneneDocument,
  LagreInnholdDocument,
  type InnholdetFragment,
  type Innholdsslag,
  type InnholdsversjoneneQuery,
} from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { feilVed, visFeil, type Kodefeil, type Vistfeil } from './feil';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Feilliste, Langtekst, Nedtrekk, Tekst } from './Skjemadeler';
import { enLinje, fraTekster, Lagrede, Tekstfelter, tekstetiketter, tilTekster, type Skrevet } from './Spraktekster';
import { mottaksnavn } from './sted';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

interface Hvilket {
  slag: Innholdsslag;
  /** Null: a new one. */
  nokkel: string | null;
  kommunenummer: string | null;
}

/** One piece of what everybody is shown, and every version of it. */
export function InnholdSide({ slag, nokkel, kommunenummer }: Hvilket) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const { data, feil, hent } = useLest(InnholdsversjoneneDocument, {});
  const [feilet, settFeilet] = useState(false);
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const innhold = data.innholdsversjoner.find((i) => i.slag === slag && i.nokkel === nokkel && (i.kommunenummer ?? null) === kommunenummer);
  if (nokkel !== null && !innhold) return <FinnesIkke />;
  const tittel = nokkel === null ? t.drift.nyttInnhold[slag] : t.drift.innholdTittel[slag];
  return (
    <Side overskrift={tittel} fanetittel={t.fane(tittel)} feilITittel={feilet} ingress={t.drift.slagHjelp[slag]} over={<Lenke til="/admin/drift">{t.drift.tilbake}</Lenke>}>
      {innhold && (
        <div className="merker">
          <Tag data-color={innhold.vises ? 'success' : 'neutral'}>{innhold.vises ? t.drift.vises : t.drift.visesIkke}</Tag>
          {slag === 'LOVHENVISNING' && <Tag data-color={innhold.verifisert ? 'success' : 'warning'}>{innhold.verifisert ? t.drift.erVerifisert : t.drift.ikkeVerifisert}</Tag>}
          <span className="dempet">{t.drift.endretAv(innhold.endretAv ?? t.systemet, tid(innhold.endret))}</span>
        </div>
      )}
      <Skjema slag={slag} innhold={innhold} data={data} onFeil={settFeilet} />
      {nokkel !== null && <Versjoner slag={slag} nokkel={nokkel} kommunenummer={kommunenummer} />}
    </Side>
  );
}

interface Utkast {
  versjon: number | null;
  nokkel: string;
  /** «4601 00», of opening hours. */
  hvor: string;
  tekster: Skrevet;
  telefon: string;
  nettside: string;
  kilde: string;
  verifisert: boolean;
  publisert: boolean;
  rekkefolge: string;
  andre?: InnholdetFragment;
}

const ID = 'innhold';

function Skjema({ slag, innhold, data, onFeil }: { slag: Innholdsslag; innhold: InnholdetFragment | undefined; data: InnholdsversjoneneQuery; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { lenke, tid } = useSprak();
  const navigate = useNavigate();
  const [utkast, settUtkast] = useUtkast<Utkast>(`innhold ${slag} ${innhold?.nokkel ?? 'ny'} ${innhold?.kommunenummer ?? ''}`);
  const { endre, sender, brudd } = useEndre(LagreInnholdDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const apning = slag === 'APNINGSTID';
  const naa: Utkast = utkast ?? {
    versjon: innhold?.versjon ?? null,
    nokkel: innhold?.nokkel ?? '',
    hvor: '',
    tekster: fraTekster(innhold?.tekster),
    telefon: innhold?.telefon ?? '',
    nettside: innhold?.nettside ?? '',
    kilde: innhold?.kilde ?? '',
    verifisert: innhold?.verifisert ?? false,
    publisert: innhold?.publisert ?? true,
    rekkefolge: String(innhold?.rekkefolge ?? 0),
  };
  const sett = <F extends keyof Utkast>(felt: F) => (verdi: Utkast[F]) => settUtkast({ ...naa, [felt]: verdi });
  const felter = {
    ...tekstetiketter(t),
    nokkel: apning ? t.drift.hvor : t.drift.nokkel,
    kommunenummer: t.drift.hvor,
    telefon: t.drift.telefon,
    nettside: t.drift.nettside,
    kilde: t.drift.kilde,
    verifisert: t.drift.verifisert,
    rekkefolge: t.drift.rekkefolge,
  };

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, felter, ID).map((v) => ({ ...v, felt: v.felt.replace(/-kommunenummer$/, '-nokkel') })));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const lagre = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt: Kodefeil[] = [];
    if (!innhold && !(apning ? naa.hvor : naa.nokkel.trim())) galt.push({ sti: ['nokkel'], kode: 'MANGLER' });
    if (!naa.tekster.nb.trim()) galt.push({ sti: ['tekster', 'nb'], kode: 'MANGLER' });
    if (!/^-?\d{1,6}$/.test(naa.rekkefolge.trim())) galt.push({ sti: ['rekkefolge'], kode: 'UGYLDIG_FORMAT' });
    if (galt.length > 0) return vis(galt);
    const [nyKommune = null, nyBydel = ''] = naa.hvor.split(' ');
    const svar = (
      await endre({
        input: {
          slag,
          nokkel: innhold?.nokkel ?? (apning ? nyBydel : naa.nokkel.trim()),
          kommunenummer: innhold ? (innhold.kommunenummer ?? null) : apning ? nyKommune : null,
          versjon: naa.versjon,
          tekster: tilTekster(naa.tekster),
          telefon: naa.telefon.trim() || null,
          nettside: naa.nettside.trim() || null,
          kilde: enLinje(naa.kilde) || null,
          verifisert: slag === 'LOVHENVISNING' && naa.verifisert,
          publisert: naa.publisert,
          rekkefolge: Number(naa.rekkefolge),
        },
      })
    )?.lagreInnhold;
    if (!svar) return;
    const andre = svar.innhold;
    if (andre && naa.versjon !== null && svar.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE')) settUtkast({ ...naa, versjon: andre.versjon, andre });
    vis(svar.feil);
    if (svar.feil.length > 0) return;
    settUtkast(undefined);
    void navigate(lenke('/admin/drift'));
  };
  const mottakere = data.administrasjon.kommuner.flatMap((k) => k.mottak.map((m) => [`${k.kommunenummer} ${m.bydelsnummer}`, mottaksnavn(k.navn, m.bydelsnummer, m.bydelsnavn)] as const));
  return (
    <form onSubmit={(h) => void lagre(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.drift.innholdTittel[slag]}>
      <Feilliste feil={feil} forsok={forsok} />
      {naa.andre && (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t.drift.endretAvAndre}</Paragraph>
          <Lagrede tekster={naa.andre.tekster} />
          <p>
            {[
              naa.andre.telefon,
              naa.andre.nettside,
              naa.andre.kilde,
              slag === 'LOVHENVISNING' && (naa.andre.verifisert ? t.drift.erVerifisert : t.drift.ikkeVerifisert),
              !naa.andre.publisert && t.drift.upublisert,
              !apning && `${t.drift.rekkefolge}: ${naa.andre.rekkefolge}`,
              t.drift.endretAv(naa.andre.endretAv ?? t.systemet, tid(naa.andre.endret)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </Alert>
      )}
      {!innhold &&
        (apning ? (
          <Nedtrekk id={`${ID}-nokkel`} navn={t.drift.hvor} feil={feil} verdi={naa.hvor} sett={sett('hvor')} tom={t.velg} valg={mottakere} />
        ) : (
          <Tekst id={`${ID}-nokkel`} navn={t.drift.nokkel} hjelp={t.drift.nokkelHjelp} feil={feil} verdi={naa.nokkel} sett={sett('nokkel')} kode smal />
        ))}
      <Tekstfelter id={ID} verdi={naa.tekster} sett={sett('tekster')} feil={feil} />
      {slag !== 'LOVHENVISNING' && (
        <Tekst id={`${ID}-telefon`} navn={t.drift.telefon} hjelp={t.drift.telefonHjelp} feil={feil} verdi={naa.telefon} sett={sett('telefon')} smal />
      )}
      <Tekst id={`${ID}-nettside`} navn={t.drift.nettside} hjelp={t.drift.nettsideHjelp} feil={feil} verdi={naa.nettside} sett={sett('nettside')} />
      <Langtekst id={`${ID}-kilde`} navn={t.drift.kilde} hjelp={t.drift.kildeHjelp} feil={feil} linjer={2} verdi={naa.kilde} sett={sett('kilde')} />
      {slag === 'LOVHENVISNING' && (
        <Checkbox
          id={`${ID}-verifisert`}
          label={t.drift.verifisert}
          error={feilVed(feil, `${ID}-verifisert`)}
          checked={naa.verifisert}
          onChange={(h) => sett('verifisert')(h.target.checked)}
        />
      )}
      <Checkbox label={t.drift.publisert} checked={naa.publisert} onChange={(h) => sett('publisert')(h.target.checked)} />
      {!apning && (
        <Tekst
          id={`${ID}-rekkefolge`}
          navn={t.drift.rekkefolge}
          hjelp={t.drift.rekkefolgeHjelp}
          feil={feil}
          verdi={naa.rekkefolge}
          sett={sett('rekkefolge')}
          inputMode="numeric"
          smal
        />
      )}
      <Brudd feil={brudd} />
      <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
        {naa.andre ? t.erstatt : t.lagre}
      </Button>
    </form>
  );
}

function Versjoner({ slag, nokkel, kommunenummer }: { slag: Innholdsslag; nokkel: string; kommunenummer: string | null }) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const { data, feil, hent } = useLest(InnholdshistorikkenDocument, { slag, nokkel, kommunenummer });
  const tidligere = data?.innholdshistorikk.slice(1) ?? [];
  // That they could not be read is not that there are none.
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (tidligere.length === 0) return null;
  return (
    <Del tittel={t.drift.versjoner}>
      <ol className="endringer">
        {tidligere.map((v) => (
          <li key={v.versjon}>
            <div>
              {t.drift.versjon(v.versjon)}
              <p className="dempet">{t.drift.endretAv(v.endretAv ?? t.systemet, tid(v.endret))}</p>
            </div>
            <div>
              <p>{v.tekster.nb}</p>
              <p className="dempet">{[v.telefon, v.nettside, v.kilde, slag === 'LOVHENVISNING' && !v.verifisert && t.drift.ikkeVerifisert, !v.publisert && t.drift.upublisert].filter(Boolean).join(' · ')}</p>
            </div>
          </li>
        ))}
      </ol>
    </Del>
  );
}
