import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { IntegrasjonerDocument, OpprettIntegrasjonDocument, type IntegrasjonerQuery } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Integrasjonskort } from './Integrasjonskort';
import { Brudd, Del, Feilliste, Lagret, Tekst } from './Skjemadeler';
import { useEndre } from './useEndre';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

/** A password, while it may be seen. */
export interface Passord {
  navn: string;
  id: string;
  passord: string;
}

/** Machines that may call. */
export function IntegrasjonerSide() {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(IntegrasjonerDocument, {});
  const [passord, settPassord] = useState<Passord>();
  const [melding, settMelding] = useState<{ tekst: string | undefined; nr: number }>({ tekst: undefined, nr: 0 });
  const [feilet, settFeilet] = useState(false);
  const si = (tekst: string | undefined) => {
    settMelding(({ nr }) => ({ tekst, nr: nr + 1 }));
    void hent();
  };
  const nyttPassord = (p: Passord) => {
    settPassord(p);
    si(undefined);
  };
  return (
    <Side overskrift={t.integrasjoner.tittel} fanetittel={t.fane(t.integrasjoner.tittel)} feilITittel={feilet} ingress={t.integrasjoner.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {passord && <VisPassord passord={passord} onLukk={() => settPassord(undefined)} />}
      <Lagret tekst={melding.tekst} nr={melding.nr} />
      {data && <Innhold data={data} onPassord={nyttPassord} onEndret={si} onFeil={settFeilet} />}
    </Side>
  );
}

interface Innhold {
  data: IntegrasjonerQuery;
  onPassord: (p: Passord) => void;
  onEndret: (tekst: string) => void;
  onFeil: (feilet: boolean) => void;
}

function Innhold({ data, onPassord, onEndret, onFeil }: Innhold) {
  const t = useAdmintekst();
  const { hele, kommuner } = data.administrasjon;
  return (
    <>
      <Del tittel={t.integrasjoner.alle}>
        {data.integrasjoner.length === 0 && <Paragraph>{t.integrasjoner.ingen}</Paragraph>}
        <ul className="kort kort-brede">
          {data.integrasjoner.map((i) => (
            <li key={i.id} data-trukket={Boolean(i.trukket)}>
              <Integrasjonskort integrasjon={i} kommuner={kommuner} hele={hele} onPassord={onPassord} onEndret={onEndret} />
            </li>
          ))}
        </ul>
      </Del>
      {hele ? <Ny onPassord={onPassord} onFeil={onFeil} /> : <Paragraph>{t.integrasjoner.bareHele}</Paragraph>}
    </>
  );
}

function Ny({ onPassord, onFeil }: Pick<Innhold, 'onPassord' | 'onFeil'>) {
  const t = useAdmintekst();
  const [utkast, settUtkast] = useUtkast<{ navn: string; orgnr: string }>('integrasjon');
  const { endre, sender, brudd } = useEndre(OpprettIntegrasjonDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const naa = utkast ?? { navn: '', orgnr: '' };
  const felter = { navn: t.integrasjoner.navn, orgnr: t.integrasjoner.orgnr };

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, felter, 'integrasjon'));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const svar = (await endre({ input: { navn: naa.navn.trim(), orgnr: naa.orgnr.replace(/\s/g, '') } }))?.opprettIntegrasjon;
    if (!svar) return;
    vis(svar.feil);
    if (!svar.integrasjon || !svar.passord) return;
    settUtkast(undefined);
    onPassord({ navn: svar.integrasjon.navn, id: svar.integrasjon.id, passord: svar.passord });
  };
  return (
    <Del tittel={t.integrasjoner.ny}>
      <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id="integrasjon" tabIndex={-1} aria-label={t.integrasjoner.ny}>
        <Feilliste feil={feil} forsok={forsok} />
        <Tekst id="integrasjon-navn" navn={felter.navn} hjelp={t.integrasjoner.navnHjelp} feil={feil} verdi={naa.navn} sett={(navn) => settUtkast({ ...naa, navn })} />
        <Tekst
          id="integrasjon-orgnr"
          navn={felter.orgnr}
          hjelp={t.integrasjoner.orgnrHjelp}
          feil={feil}
          verdi={naa.orgnr}
          sett={(orgnr) => settUtkast({ ...naa, orgnr })}
          inputMode="numeric"
          smal
        />
        <Brudd feil={brudd} />
        <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
          {t.integrasjoner.opprett}
        </Button>
      </form>
    </Del>
  );
}

/** Shown until the reader says that it is kept, and never again. It is in the page's memory only, and gone with the page. */
function VisPassord({ passord: { navn, id, passord }, onLukk }: { passord: Passord; onLukk: () => void }) {
  const t = useAdmintekst();
  const boks = useRef<HTMLDivElement>(null);
  const [kopiert, settKopiert] = useState(false);
  useEffect(() => boks.current?.focus(), [passord]);
  const kopier = () => void navigator.clipboard.writeText(passord).then(() => settKopiert(true), () => settKopiert(false));
  return (
    <Alert data-color="warning" role="alert" ref={boks} tabIndex={-1} className="passord">
      <Heading level={2} data-size="xs">
        {t.integrasjoner.passordTittel(navn)}
      </Heading>
      <Paragraph>{t.integrasjoner.passord}</Paragraph>
      <dl className="opplysninger">
        <div>
          <dt>{t.integrasjoner.integrasjonId}</dt>
          <dd className="referanse">{id}</dd>
        </div>
        <div>
          <dt>{t.integrasjoner.passordFelt}</dt>
          <dd className="referanse" data-passord>
            {passord}
          </dd>
        </div>
      </dl>
      <div className="knapper">
        <Button variant="secondary" onClick={kopier}>
          {t.integrasjoner.kopier}
        </Button>
        <Button onClick={onLukk}>{t.integrasjoner.lukkPassord}</Button>
        <span role="status">{kopiert && t.integrasjoner.kopiert}</span>
      </div>
    </Alert>
  );
}
