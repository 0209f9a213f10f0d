import { Button, Details, Link as DsLenke, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import type { Advarsel, HovedbokradenFragment } from '../gql/administrator/graphql';
import { TilgangerDocument } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { erBevist } from '../status/statusord';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { kanSokes, NOEN, tilFilter, tomtSok, type Sok } from './hovedbokfilter';
import { Del, Feilliste, Nedtrekk, Tekst } from './Skjemadeler';
import { useHovedbok } from './useHovedbok';
import { useLest } from './useLest';
import { useUtkast } from './Utkast';

/** The ledger. What is searched for is kept with the desk, and never in the address. `forst`: what is searched for before anything is. */
export function MeldingerSide({ forst = tomtSok }: { forst?: Sok }) {
  const t = useAdmintekst();
  const [brukt = forst, bruk] = useUtkast<Sok>(`meldinger brukt ${forst.advarsel}`);
  const { rader, csv, feil, flere, hent, hentEldre } = useHovedbok(tilFilter(brukt));
  const [feilet, settFeilet] = useState(false);
  // Asked for the same again, one wants to know how it is now.
  const vis = (sok: Sok) => (JSON.stringify(sok) === JSON.stringify(brukt) ? hent() : bruk(sok));
  return (
    <Side overskrift={t.hovedbok.tittel} fanetittel={t.fane(t.hovedbok.tittel)} feilITittel={feilet} ingress={t.hovedbok.ingress}>
      <Sokefelt navn={`meldinger ${forst.advarsel}`} brukt={brukt} onBruk={vis} onFeil={settFeilet} />
      {feil && <HentFeilet feil={feil} onIgjen={hent} />}
      {!rader && !feil && <Laster />}
      {rader && (
        <Del tittel={t.hovedbok.liste}>
          {rader.length === 0 && <Paragraph role="status">{t.hovedbok.ingen}</Paragraph>}
          <ul className="hovedbok">
            {rader.map((m) => (
              <Rad key={m.id} melding={m} />
            ))}
          </ul>
          {flere && (
            <Button variant="secondary" className="alene" onClick={hentEldre}>
              {t.hovedbok.flere}
            </Button>
          )}
          {csv && rader.length > 0 && (
            <div>
              <DsLenke href={csv} download>
                {t.hovedbok.csv}
              </DsLenke>
              <p className="dempet">{t.hovedbok.csvHjelp}</p>
            </div>
          )}
        </Del>
      )}
    </Side>
  );
}

const advarsler: readonly Advarsel[] = ['IKKE_SENDT', 'IKKE_BEKREFTET_FAGSYSTEM', 'IKKE_BEKREFTET_PRINT'];

function Sokefelt({ navn, brukt, onBruk, onFeil }: { navn: string; brukt: Sok; onBruk: (sok: Sok) => void; onFeil: (feilet: boolean) => void }) {
  const t = useAdmintekst();
  const { data } = useLest(TilgangerDocument, { medTrukne: false });
  const kommuner = data?.administrasjon.kommuner ?? [];
  const [utkast, settUtkast] = useUtkast<Sok>(navn);
  const [forsok, settForsok] = useState(0);
  const sok = utkast ?? brukt;
  const sett = (felt: keyof Sok) => (verdi: string) => settUtkast({ ...sok, [felt]: verdi, ...(felt === 'kommunenummer' && { bydelsnummer: '' }) });
  const [galt, settGalt] = useState(false);
  const feil = galt ? [{ felt: 'sok-sok', tekst: `${t.hovedbok.sokFelt}: ${t.kode.UGYLDIG_FORMAT}` }] : [];
  const send = (h: SubmitEvent) => {
    h.preventDefault();
    const ok = kanSokes(sok.sok);
    settGalt(!ok);
    onFeil(!ok);
    settForsok((n) => n + 1);
    if (ok) onBruk(sok);
  };
  const velg = <K extends keyof Sok>(felt: K, navn: string, valg: Readonly<Record<string, string>> | readonly (readonly [string, string])[]) => (
    <Nedtrekk
      id={`sok-${felt}`}
      navn={navn}
      feil={[]}
      verdi={sok[felt]}
      sett={sett(felt)}
      tom={t.hovedbok.alle}
      valg={Array.isArray(valg) ? valg : Object.entries(valg)}
    />
  );
  return (
    <form onSubmit={send} noValidate className="sokeskjema" role="search" aria-label={t.hovedbok.sok}>
      <Feilliste feil={feil} forsok={forsok} sok />
      <div className="sokefelter">
        <Tekst id="sok-sok" navn={t.hovedbok.sokFelt} hjelp={t.hovedbok.sokHjelp} feil={feil} verdi={sok.sok} sett={sett('sok')} kode />
      </div>
      <div className="sokefelter">
        {velg('kommunenummer', t.hovedbok.kommune, kommuner.map((k) => [k.kommunenummer, k.navn] as const))}
        {velg('advarsel', t.hovedbok.advarselFelt, [[NOEN, t.hovedbok.noenAdvarsel], ...advarsler.map((a) => [a, t.hovedbok.advarsel[a]] as const)])}
        {velg('bevis', t.hovedbok.bevisFelt, t.hovedbok.bevis)}
      </div>
      <Details>
        <Details.Summary>{t.hovedbok.flereValg}</Details.Summary>
        <Details.Content>
          <div className="sokefelter">
            {velg(
              'bydelsnummer',
              t.hovedbok.mottak,
              kommuner.filter((k) => k.kommunenummer === sok.kommunenummer).flatMap((k) => k.mottak.map((m) => [m.bydelsnummer, m.bydelsnavn] as const)),
            )}
            {velg('tilstand', t.hovedbok.tilstandFelt, t.hovedbok.tilstand)}
            {velg('kanal', t.hovedbok.kanalFelt, t.mottak.kanalKort)}
            {velg('type', t.hovedbok.typeFelt, t.hovedbok.type)}
            <Tekst id="sok-fra" type="date" navn={t.hovedbok.fra} feil={[]} verdi={sok.fra} sett={sett('fra')} smal />
            <Tekst id="sok-til" type="date" navn={t.hovedbok.til} feil={[]} verdi={sok.til} sett={sett('til')} smal />
          </div>
        </Details.Content>
      </Details>
      <div className="knapper">
        <Button type="submit">{t.hovedbok.vis}</Button>
        <Button
          type="button"
          variant="tertiary"
          onClick={() => {
            settUtkast(undefined);
            onBruk(tomtSok);
            settGalt(false);
            onFeil(false);
          }}
        >
          {t.hovedbok.nullstill}
        </Button>
      </div>
    </form>
  );
}

function Rad({ melding: m }: { melding: HovedbokradenFragment }) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const hvem = mottakernavn(m.mottaker);
  return (
    <li data-melding={m.id}>
      <div>
        <strong>{hvem}</strong>
        <p>
          {t.hovedbok.nr(m.nr)} · {t.hovedbok.type[m.type]}
          {m.fraFagsystem && `, ${t.hovedbok.fraFagsystem}`}
        </p>
        <p className="referanse">{m.id}</p>
      </div>
      <div>
        <p>{tid(m.innsendt)}</p>
        <p className="dempet">
          {t.mottak.kanalKort[m.kanal]} · {t.hovedbok.tilstand[m.tilstand]}
        </p>
      </div>
      <div className="merker">
        <Tag data-color={erBevist(m.bevis) ? 'success' : 'neutral'}>{t.hovedbok.bevis[m.bevis]}</Tag>
        {m.advarsler.map((a) => (
          <Tag key={a} data-color="danger">
            {t.hovedbok.advarsel[a]}
          </Tag>
        ))}
      </div>
      <Lenke til={`/admin/meldinger/${m.id}`}>
        <span aria-hidden>{t.hovedbok.se}</span>
        <span className="ds-sr-only">{t.hovedbok.seNr(m.nr, hvem)}</span>
      </Lenke>
    </li>
  );
}
