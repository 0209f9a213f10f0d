import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { DriftsmeldingsversjoneneDocument, SettDriftsmeldingDocument, type Alvorlighet, type DriftsmeldingenFragment, type SettDriftsmeldingInput } from '../gql/administrator/graphql';
import { DRIFT_ENDRET } from '../ramme/useDrift';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { alvorsfarge } from './DriftSide';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { fraFelt, tilFelt } from './norsktid';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Feilliste, Radiovalg, Tekst } from './Skjemadeler';
import { fraTekster, Lagrede, Tekstfelter, tekstetiketter, tilTekster, type Skrevet } from './Spraktekster';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

/** A message of operations, or a new one: its text in each language, how serious, and when. */
export function DriftsmeldingSide({ id }: { id: string | null }) {
  return id === null ? <Ramme /> : <Lest id={id} />;
}

function Lest({ id }: { id: string }) {
  const { data, feil, hent } = useLest(DriftsmeldingsversjoneneDocument, { id });
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const [melding, ...tidligere] = data.driftsmeldingsversjoner;
  return melding ? <Ramme melding={melding} tidligere={tidligere} /> : <FinnesIkke />;
}

function Ramme({ melding, tidligere = [] }: { melding?: DriftsmeldingenFragment; tidligere?: readonly DriftsmeldingenFragment[] }) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const [feilet, settFeilet] = useState(false);
  const tittel = melding ? t.drift.endreTittel : t.drift.nyTittel;
  return (
    <Side overskrift={tittel} fanetittel={t.fane(tittel)} feilITittel={feilet} ingress={t.drift.meldingerHjelp} over={<Lenke til="/admin/drift">{t.drift.tilbake}</Lenke>}>
      <Skjema melding={melding} onFeil={settFeilet} />
      {tidligere.length > 0 && (
        <Del tittel={t.drift.versjoner}>
          <ol className="endringer">
            {tidligere.map((v) => (
              <li key={v.versjon}>
                <div>
                  {t.drift.versjon(v.versjon)}
                  <p className="dempet">{t.drift.endretAv(v.endretAv ?? t.systemet, tid(v.endret))}</p>
                </div>
                <div>
                  <strong>{t.drift.alvorlighet[v.alvorlighet]}</strong>
                  <p>{v.tekster.nb}</p>
                  {v.trukket && <p className="dempet">{t.drift.trukket}</p>}
                </div>
              </li>
            ))}
          </ol>
        </Del>
      )}
    </Side>
  );
}

interface Utkast {
  versjon: number | null;
  alvorlighet: Alvorlighet;
  tekster: Skrevet;
  /** As a field for day and time has it, in Norway. */
  fra: string;
  til: string;
  /** What others have stored meanwhile. */
  andre?: DriftsmeldingenFragment;
}

const ID = 'drift';

function Skjema({ melding, onFeil }: { melding: DriftsmeldingenFragment | undefined; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { lenke, tid } = useSprak();
  const navigate = useNavigate();
  const [utkast, settUtkast] = useUtkast<Utkast>(`driftsmelding ${melding?.id ?? 'ny'}`);
  const { endre, sender, brudd } = useEndre(SettDriftsmeldingDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const naa: Utkast = utkast ?? {
    versjon: melding?.versjon ?? null,
    alvorlighet: melding?.alvorlighet ?? 'INFO',
    tekster: fraTekster(melding?.tekster),
    fra: tilFelt(melding?.fra),
    til: tilFelt(melding?.til),
  };

  const staende = naa.andre ?? melding;

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, { ...tekstetiketter(t), alvorlighet: t.drift.alvor, fra: t.drift.fra, til: t.drift.til }, ID));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const lagre = () => {
    if (!naa.tekster.nb.trim()) return vis([{ sti: ['tekster', 'nb'], kode: 'MANGLER' }]);
    return send({
      id: melding?.id ?? null,
      versjon: naa.versjon,
      alvorlighet: naa.alvorlighet,
      tekster: tilTekster(naa.tekster),
      fra: fraFelt(naa.fra),
      til: fraFelt(naa.til),
      trukket: false,
    });
  };
  /** Takes down what stands. What is half written in the form must not keep it up, nor become its last words. */
  const taNed = (staende: DriftsmeldingenFragment) =>
    send({
      id: staende.id,
      versjon: staende.versjon,
      alvorlighet: staende.alvorlighet,
      tekster: { nb: staende.tekster.nb, nn: staende.tekster.nn ?? null, en: staende.tekster.en ?? null, se: staende.tekster.se ?? null },
      fra: staende.fra,
      til: staende.til ?? null,
      trukket: true,
    });
  const send = async (input: SettDriftsmeldingInput) => {
    if (sender) return;
    const svar = (await endre({ input }))?.settDriftsmelding;
    if (!svar) return;
    const andre = svar.driftsmelding;
    if (andre && svar.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE')) settUtkast({ ...naa, versjon: andre.versjon, andre });
    vis(svar.feil);
    if (svar.feil.length > 0) return;
    settUtkast(undefined);
    window.dispatchEvent(new Event(DRIFT_ENDRET));
    void navigate(lenke('/admin/drift'));
  };
  return (
    <form
      onSubmit={(h: SubmitEvent) => {
        h.preventDefault();
        void lagre();
      }}
      noValidate
      className="adminskjema"
      id={ID}
      tabIndex={-1}
      aria-label={t.drift.meldinger}
    >
      <Feilliste feil={feil} forsok={forsok} />
      {naa.andre && (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t.drift.endretAvAndre}</Paragraph>
          <p>
            <strong>{t.drift.alvorlighet[naa.andre.alvorlighet]}</strong>
          </p>
          <Lagrede tekster={naa.andre.tekster} />
          <p>
            {[
              `${t.drift.fra} ${tid(naa.andre.fra)}`,
              naa.andre.til && `${t.drift.til.toLowerCase()} ${tid(naa.andre.til)}`,
              naa.andre.trukket && t.drift.trukket,
              t.drift.endretAv(naa.andre.endretAv ?? t.systemet, tid(naa.andre.endret)),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </Alert>
      )}
      <Radiovalg
        id={`${ID}-alvorlighet`}
        navn={t.drift.alvor}
        feil={feil}
        verdi={naa.alvorlighet}
        sett={(alvorlighet) => settUtkast({ ...naa, alvorlighet })}
        valg={(['INFO', 'ADVARSEL', 'KRITISK'] as const).map((a) => [a, t.drift.alvorlighet[a], t.drift.alvorHjelp[a]] as const)}
      />
      <Tekstfelter id={ID} verdi={naa.tekster} sett={(tekster) => settUtkast({ ...naa, tekster })} feil={feil} />
      <Tekst id={`${ID}-fra`} type="datetime-local" navn={t.drift.fra} hjelp={t.drift.fraHjelp} feil={feil} verdi={naa.fra} sett={(fra) => settUtkast({ ...naa, fra })} smal />
      <Tekst id={`${ID}-til`} type="datetime-local" navn={t.drift.til} hjelp={t.drift.tilHjelp} feil={feil} verdi={naa.til} sett={(til) => settUtkast({ ...naa, til })} smal />
      {naa.tekster.nb.trim() && (
        <div className="forhandsvis">
          <Paragraph className="dempet">{t.drift.forhandsvis}</Paragraph>
          <Alert data-color={alvorsfarge[naa.alvorlighet]}>
            <Heading level={2} data-size="2xs">
              {t.drift.alvorlighet[naa.alvorlighet]}
            </Heading>
            <Paragraph>{naa.tekster.nb}</Paragraph>
          </Alert>
        </div>
      )}
      <Brudd feil={brudd} />
      <div className="knapper">
        <Button type="submit" loading={sender} aria-disabled={sender}>
          {naa.andre ? t.erstatt : t.drift.lagre}
        </Button>
        {staende && !staende.trukket && (
          <Button type="button" variant="secondary" data-color="danger" onClick={() => void taNed(staende)}>
            {t.drift.taNed}
          </Button>
        )}
      </div>
    </form>
  );
}
