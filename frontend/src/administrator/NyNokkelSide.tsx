import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState, type ChangeEvent, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { LagreNokkelDocument, NoklerDocument, type Nokkelformal, type NoklerQuery } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { erPrivat, fraFil, iFirere, lesSertifikat, tommelavtrykk } from './sertifikat';
import { Brudd, Feilliste, Langtekst, Nedtrekk, Radiovalg } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

type Formal = Extract<Nokkelformal, 'FAGSYSTEM' | 'MANUELL' | 'PRINT' | 'SVARUT'>;
const formal: readonly Formal[] = ['FAGSYSTEM', 'MANUELL', 'PRINT', 'SVARUT'];
const delt = (f: Formal | ''): boolean => f === 'PRINT' || f === 'SVARUT';

/** Proposes a key. The first of two persons is here. `valgt`: kind, kommune and bydel of the address, where it has them. */
export function NyNokkelSide({ valgt }: { valgt: readonly string[] }) {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(NoklerDocument, {});
  const [feilet, settFeilet] = useState(false);
  return (
    <Side
      overskrift={t.nokler.ny.tittel}
      fanetittel={t.fane(t.nokler.ny.tittel)}
      feilITittel={feilet}
      ingress={t.nokler.ny.ingress}
      over={<Lenke til="/admin/nokler">{t.nokler.forslag.tilbake}</Lenke>}
    >
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {data && <Skjema data={data} valgt={valgt} onFeil={settFeilet} />}
    </Side>
  );
}

interface Utkast {
  formal: Formal | '';
  /** «4601 00» */
  mottaker: string;
  sertifikat: string;
}

const ID = 'nokkel';

function Skjema({ data, valgt, onFeil }: { data: NoklerQuery; valgt: readonly string[]; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const { hele, kommuner } = data.administrasjon;
  const [utkast, settUtkast] = useUtkast<Utkast>(`nokkel ${valgt.join(' ')}`);
  const { endre, sender, brudd } = useEndre(LagreNokkelDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const [privat, settPrivat] = useState(0);
  const filvelger = useRef<HTMLInputElement>(null);

  const [f, kommunenummer, bydelsnummer] = valgt;
  const naa: Utkast = utkast ?? {
    formal: formal.find((x) => x === f) ?? '',
    mottaker: kommunenummer && bydelsnummer ? `${kommunenummer} ${bydelsnummer}` : '',
    sertifikat: '',
  };
  const lest = lesSertifikat(naa.sertifikat);
  const avtrykk = useAvtrykk(naa.sertifikat);

  /** A private key is taken out of the page before anything else is done with it. */
  const settSertifikat = (tekst: string) => {
    const galt = erPrivat(tekst);
    settUtkast({ ...naa, sertifikat: galt ? '' : tekst });
    if (galt) {
      settPrivat((n) => n + 1);
      onFeil(true);
    } else if (privat && tekst) {
      settPrivat(0);
      onFeil(false);
    }
  };
  const velgFil = async (h: ChangeEvent<HTMLInputElement>) => {
    const fil = h.target.files?.[0];
    if (!fil) return;
    settSertifikat(fraFil(new Uint8Array(await fil.arrayBuffer())));
    // So that the page holds on to no file either, and the same one can be picked again.
    if (filvelger.current) filvelger.current.value = '';
  };

  const vis = (galt: readonly Kodefeil[]) => {
    const felter = { formal: t.nokler.ny.formal, kommunenummer: t.nokler.ny.mottaker, bydelsnummer: t.nokler.ny.mottaker, sertifikat: t.nokler.ny.sertifikat };
    const vist = visFeil(t, galt, felter, ID).map((v) => ({ ...v, felt: v.felt.replace(/-(kommunenummer|bydelsnummer)$/, '-mottaker') }));
    settFeil(vist);
    settForsok((n) => n + 1);
    onFeil(vist.length > 0);
  };
  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt: Kodefeil[] = [];
    if (!naa.formal) galt.push({ sti: ['formal'], kode: 'MANGLER' });
    if (naa.formal && !delt(naa.formal) && !naa.mottaker) galt.push({ sti: ['kommunenummer'], kode: 'MANGLER' });
    if (naa.formal !== 'MANUELL' && typeof lest === 'string') galt.push({ sti: ['sertifikat'], kode: lest });
    if (galt.length > 0 || !naa.formal) return vis(galt);
    const [k = null, b = null] = delt(naa.formal) ? [] : naa.mottaker.split(' ');
    const sertifikat = naa.formal === 'MANUELL' || typeof lest === 'string' ? null : lest.pem;
    const svar = await endre({ input: { formal: naa.formal, kommunenummer: k, bydelsnummer: b, sertifikat } });
    if (!svar) return;
    vis(svar.lagreNokkel.feil);
    if (!svar.lagreNokkel.forslag || svar.lagreNokkel.feil.length > 0) return;
    settUtkast(undefined);
    void navigate(lenke(`/admin/nokler/forslag/${svar.lagreNokkel.forslag.id}`), { replace: true });
  };

  const mottakere = kommuner.flatMap((k) => k.mottak.map((m) => [`${k.kommunenummer} ${m.bydelsnummer}`, mottaksnavn(k.navn, m.bydelsnummer, m.bydelsnavn)] as const));
  return (
    <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.nokler.ny.tittel}>
      <Feilliste feil={feil} forsok={forsok} />
      {privat > 0 && <Privat nr={privat} />}
      <Radiovalg
        id={`${ID}-formal`}
        navn={t.nokler.ny.formal}
        feil={feil}
        verdi={naa.formal}
        sett={(v) => settUtkast({ ...naa, formal: v })}
        valg={formal.filter((x) => hele || !delt(x)).map((x) => [x, t.nokler.ny.formalvalg[x]] as const)}
      />
      {naa.formal && !delt(naa.formal) && (
        <Nedtrekk
          id={`${ID}-mottaker`}
          navn={t.nokler.ny.mottaker}
          feil={feil}
          verdi={naa.mottaker}
          sett={(mottaker) => settUtkast({ ...naa, mottaker })}
          tom={t.velg}
          valg={mottakere}
        />
      )}
      {naa.formal === 'MANUELL' && (
        <Alert data-color="info">
          <Paragraph>{t.nokler.ny.manuell}</Paragraph>
        </Alert>
      )}
      {naa.formal && naa.formal !== 'MANUELL' && (
        <>
          <Langtekst
            id={`${ID}-sertifikat`}
            navn={t.nokler.ny.sertifikat}
            hjelp={t.nokler.ny.sertifikatHjelp}
            feil={feil}
            linjer={8}
            kode
            verdi={naa.sertifikat}
            sett={settSertifikat}
          />
          <div className="filvelger">
            <label htmlFor={`${ID}-fil`}>{t.nokler.ny.fil}</label>
            <p className="dempet" id={`${ID}-filhjelp`}>
              {t.nokler.ny.filHjelp}
            </p>
            <input ref={filvelger} id={`${ID}-fil`} type="file" accept=".pem,.crt,.cer,.der" aria-describedby={`${ID}-filhjelp`} onChange={(h) => void velgFil(h)} />
          </div>
          <div role="status">
            {avtrykk && (
              <Alert data-color="info">
                <Heading level={2} data-size="2xs">
                  {t.nokler.ny.avtrykk}
                </Heading>
                <p className="referanse avtrykk-stor">{iFirere(avtrykk)}</p>
                <Paragraph>{t.nokler.ny.avtrykkHjelp}</Paragraph>
              </Alert>
            )}
          </div>
        </>
      )}
      <Brudd feil={brudd} />
      <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
        {t.nokler.ny.foresla}
      </Button>
    </form>
  );
}

/** The thumbprint of the certificate that is in the field; undefined while there is none. */
function useAvtrykk(tekst: string): string | undefined {
  const [avtrykk, settAvtrykk] = useState<{ av: string; sum: string }>();
  useEffect(() => {
    const lest = lesSertifikat(tekst);
    if (typeof lest !== 'string') void tommelavtrykk(lest.der).then((sum) => settAvtrykk({ av: tekst, sum }));
  }, [tekst]);
  return avtrykk?.av === tekst ? avtrykk.sum : undefined;
}

function Privat({ nr }: { nr: number }) {
  const t = useAdmintekst();
  const boks = useRef<HTMLDivElement>(null);
  useEffect(() => boks.current?.focus(), [nr]);
  return (
    <Alert data-color="danger" role="alert" ref={boks} tabIndex={-1} className="privat">
      <Heading level={2} data-size="2xs">
        {t.nokler.ny.privatTittel}
      </Heading>
      <Paragraph>{t.nokler.ny.privat}</Paragraph>
    </Alert>
  );
}
