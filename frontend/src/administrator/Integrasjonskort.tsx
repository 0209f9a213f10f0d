import { Button, Details, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import {
  GiRettighetDocument,
  NyttIntegrasjonspassordDocument,
  TrekkIntegrasjonDocument,
  TrekkRettighetDocument,
  type IntegrasjonenFragment,
  type Rett,
} from '../gql/administrator/graphql';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { visFeil, type Vistfeil } from './feil';
import type { Passord } from './IntegrasjonerSide';
import { Brudd, Feilliste, Nedtrekk } from './Skjemadeler';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';

interface Props {
  integrasjon: IntegrasjonenFragment;
  kommuner: readonly { kommunenummer: string; navn: string }[];
  hele: boolean;
  onPassord: (p: Passord) => void;
  onEndret: (tekst: string) => void;
}

const rettene: readonly Rett[] = ['PRODUSENT', 'KONSUMENT', 'INDEKSERER', 'SAMTYKKE'];

/** One machine: what it may do, kommune by kommune, and what can be done with it. */
export function Integrasjonskort({ integrasjon, kommuner, hele, onPassord, onEndret }: Props) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const { id, navn, orgnr, opprettet, passordSatt, trukket, rettigheter } = integrasjon;
  const [spor, settSpor] = useState<'PASSORD' | 'TREKK'>();
  // The password that the question is about: the one the card showed, or another's that one has been told of.
  const [gammelt, settGammelt] = useState<{ nr: number; andres?: string }>({ nr: integrasjon.passordNr });
  const passord = useEndre(NyttIntegrasjonspassordDocument);
  const trekk = useEndre(TrekkIntegrasjonDocument);
  const trekkRett = useEndre(TrekkRettighetDocument);
  const kommunenavn = (nr: string) => kommuner.find((k) => k.kommunenummer === nr)?.navn ?? nr;

  const nytt = async () => {
    const svar = (await passord.endre({ input: { id, passordNr: gammelt.nr } }))?.nyttIntegrasjonspassord;
    if (svar?.passord) onPassord({ navn, id, passord: svar.passord });
    else if (svar) settGammelt({ nr: svar.integrasjon.passordNr, andres: svar.integrasjon.passordSatt });
    return Boolean(svar?.passord);
  };
  const bort = async () => {
    const svar = await trekk.endre({ input: { id } });
    if (svar) onEndret(t.integrasjoner.trukketNa(navn));
    return Boolean(svar);
  };
  const utenRett = async (rett: Rett, kommunenummer: string) => {
    const svar = await trekkRett.endre({ input: { integrasjonId: id, rett, kommunenummer } });
    if (svar) onEndret(t.integrasjoner.rettTrukket(t.integrasjoner.rett[rett], kommunenavn(kommunenummer)));
  };
  return (
    <>
      <Heading level={3} data-size="2xs">
        {navn}
      </Heading>
      <p className="dempet">
        {t.integrasjoner.organisasjon(orgnr)} · <span className="referanse">{id}</span>
      </p>
      <p className="dempet">
        {t.integrasjoner.opprettet(tid(opprettet))} · {trukket ? t.integrasjoner.trukket(tid(trukket)) : t.integrasjoner.passordSatt(tid(passordSatt))}
      </p>
      {!trukket && (
        <>
          {rettigheter.length === 0 ? (
            <Paragraph>{t.integrasjoner.ingenRettigheter}</Paragraph>
          ) : (
            <ul className="rettigheter" aria-label={t.integrasjoner.rettigheter}>
              {rettigheter.map(({ rett, kommunenummer }) => {
                const hva = t.integrasjoner.rett[rett];
                const hvor = kommunenavn(kommunenummer);
                return (
                  <li key={`${rett} ${kommunenummer}`}>
                    <span>
                      {hva}, {hvor}
                    </span>
                    <Button
                      variant="tertiary"
                      data-color="danger"
                      data-size="sm"
                      aria-label={t.integrasjoner.trekkRettNavn(hva, hvor)}
                      aria-disabled={trekkRett.sender}
                      onClick={() => void (trekkRett.sender || utenRett(rett, kommunenummer))}
                    >
                      {t.integrasjoner.trekkRett}
                    </Button>
                  </li>
                );
              })}
            </ul>
          )}
          <Brudd feil={trekkRett.brudd} />
          <GiRett id={id} navn={navn} kommuner={kommuner} onEndret={onEndret} />
          {hele && (
            <div className="knapper">
              <Button
                variant="secondary"
                data-size="sm"
                onClick={() => {
                  settGammelt({ nr: integrasjon.passordNr });
                  settSpor('PASSORD');
                }}
              >
                {t.integrasjoner.nyttPassord}
              </Button>
              <Button variant="secondary" data-size="sm" data-color="danger" onClick={() => settSpor('TREKK')}>
                {t.integrasjoner.trekk}
              </Button>
            </div>
          )}
        </>
      )}
      {spor === 'PASSORD' && (
        <Sporsmal
          tittel={t.integrasjoner.nyttPassordTittel(navn)}
          ja={gammelt.andres ? t.integrasjoner.erstattPassord : t.integrasjoner.nyttPassord}
          farlig
          sender={passord.sender}
          onJa={nytt}
          onLukk={() => settSpor(undefined)}
        >
          <Paragraph>{t.integrasjoner.nyttPassordTekst}</Paragraph>
          {gammelt.andres && (
            <p role="alert" className="galt">
              {t.integrasjoner.passordAndre(tid(gammelt.andres))}
            </p>
          )}
          <Brudd feil={passord.brudd} />
        </Sporsmal>
      )}
      {spor === 'TREKK' && (
        <Sporsmal tittel={t.integrasjoner.trekkTittel(navn)} ja={t.integrasjoner.trekk} farlig sender={trekk.sender} onJa={bort} onLukk={() => settSpor(undefined)}>
          <Paragraph>{t.integrasjoner.trekkTekst}</Paragraph>
          <Brudd feil={trekk.brudd} />
        </Sporsmal>
      )}
    </>
  );
}

function GiRett({ id, navn, kommuner, onEndret }: { id: string; navn: string } & Pick<Props, 'kommuner' | 'onEndret'>) {
  const t = useAdmintekst();
  const [rett, settRett] = useState('');
  const [kommunenummer, settKommune] = useState('');
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const { endre, sender, brudd } = useEndre(GiRettighetDocument);
  const skjema = `rett-${id}`;

  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    let galt: { sti: string[]; kode: string }[] = [];
    if (!rett) galt.push({ sti: ['rett'], kode: 'MANGLER' });
    if (!kommunenummer) galt.push({ sti: ['kommunenummer'], kode: 'MANGLER' });
    if (galt.length === 0) {
      const svar = await endre({ input: { integrasjonId: id, rett: rett as Rett, kommunenummer } });
      if (!svar) return;
      galt = svar.giRettighet.feil;
    }
    settFeil(visFeil(t, galt, { rett: t.integrasjoner.rettFelt, kommunenummer: t.integrasjoner.kommune }, skjema));
    settForsok((n) => n + 1);
    if (galt.length > 0) return;
    settRett('');
    onEndret(t.integrasjoner.rettGitt(t.integrasjoner.rett[rett as Rett], kommuner.find((k) => k.kommunenummer === kommunenummer)?.navn ?? kommunenummer));
  };
  return (
    <Details>
      <Details.Summary>{t.integrasjoner.gi}</Details.Summary>
      <Details.Content>
        <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={skjema} tabIndex={-1} aria-label={`${t.integrasjoner.gi}: ${navn}`}>
          <Feilliste feil={feil} forsok={forsok} />
          <Nedtrekk
            id={`${skjema}-rett`}
            navn={t.integrasjoner.rettFelt}
            feil={feil}
            verdi={rett}
            sett={settRett}
            tom={t.velg}
            valg={rettene.map((r) => [r, t.integrasjoner.rett[r]] as const)}
          />
          <Nedtrekk
            id={`${skjema}-kommunenummer`}
            navn={t.integrasjoner.kommune}
            feil={feil}
            verdi={kommunenummer}
            sett={settKommune}
            tom={t.velg}
            valg={kommuner.map((k) => [k.kommunenummer, k.navn] as const)}
          />
          <Brudd feil={brudd} />
          <Button type="submit" variant="secondary" className="alene" loading={sender} aria-disabled={sender}>
            {t.integrasjoner.giKnapp}
          </Button>
        </form>
      </Details.Content>
    </Details>
  );
}
