import { Alert, Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { AvslaNokkelDocument, ForslageneDocument, GodkjennNokkelDocument, NoklerDocument, type ForslagetFragment } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Opplysning } from './Opplysning';
import { iFirere } from './sertifikat';
import { FinnesIkke } from './Sidene';
import { Brudd, Del, Feilliste, Lagret, Tekst } from './Skjemadeler';
import { stedsnavn, stor } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';

/**
 * One proposed key. Who proposed it sees the thumbprint, to give to the other; who is to approve it does not, and types the one
 * she has been given: one who could copy it from the page would compare the page with itself.
 */
export function ForslagSide({ id }: { id: string }) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const { data, feil, hent } = useLest(ForslageneDocument, {});
  const { data: oversikt } = useLest(NoklerDocument, {});
  const [endret, settEndret] = useState<{ forslag: ForslagetFragment; tekst: string }>();
  const [feilet, settFeilet] = useState(false);
  if (feil && !data) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!data) return <Laster />;
  const forslag = endret?.forslag ?? data.nokkelforslag.find((f) => f.id === id);
  if (!forslag) return <FinnesIkke />;
  const hvor = stedsnavn(t, oversikt?.administrasjon.kommuner ?? [], forslag.kommunenummer, forslag.bydelsnummer, t.nokler.felles);
  const { oppdrag } = forslag;
  return (
    <Side
      overskrift={t.nokler.forslag.tittel}
      fanetittel={t.fane(t.nokler.forslag.tittel)}
      feilITittel={feilet}
      over={<Lenke til="/admin/nokler">{t.nokler.forslag.tilbake}</Lenke>}
    >
      <Lagret tekst={endret?.tekst} nr={0} />
      <dl className="opplysninger">
        <Opplysning navn={t.nokler.forslag.hva}>{stor(t.nokler.formal[forslag.formal])}</Opplysning>
        <Opplysning navn={t.nokler.forslag.hvor}>{hvor}</Opplysning>
        <Opplysning navn={t.nokler.forslag.foreslatt}>{t.kommune.registrertAv(tid(forslag.foreslatt), forslag.avMeg ? t.nokler.deg : forslag.foreslattAv)}</Opplysning>
        <Opplysning navn={t.nokler.forslag.subjekt}>{forslag.subjekt}</Opplysning>
        <Opplysning navn={t.nokler.forslag.utsteder}>{forslag.utsteder}</Opplysning>
        <Opplysning navn={t.nokler.forslag.serienummer}>{forslag.serienummer}</Opplysning>
        <Opplysning navn={t.nokler.forslag.gyldig}>{t.nokler.forslag.fraTil(tid(forslag.gyldigFra), tid(forslag.gyldigTil))}</Opplysning>
        {oppdrag && <Opplysning navn={t.nokler.forslag.gjelder}>{[oppdrag.navn, oppdrag.orgnr, oppdrag.konto].filter(Boolean).join(', ')}</Opplysning>}
      </dl>
      {forslag.utfall && forslag.avgjort && !endret && (
        <p>
          <Tag data-color={forslag.utfall === 'GODKJENT' ? 'success' : 'neutral'}>
            {t.nokler.avgjortAv(t.nokler.utfall[forslag.utfall], forslag.avgjortAv ?? t.ukjentPerson, tid(forslag.avgjort))}
          </Tag>
        </p>
      )}
      {(forslag.avMeg || forslag.utfall) && (
        <Alert data-color="info">
          <Heading level={2} data-size="2xs">
            {forslag.utfall ? t.nokler.forslag.stemmer : t.nokler.forslag.mittTittel}
          </Heading>
          {!forslag.utfall && <Paragraph>{t.nokler.forslag.mitt}</Paragraph>}
          <p className="referanse avtrykk-stor" data-avtrykk={forslag.tommelavtrykk}>
            {iFirere(forslag.tommelavtrykk)}
          </p>
        </Alert>
      )}
      {!forslag.utfall && <Avgjor forslag={forslag} onFeil={settFeilet} onEndret={(f, tekst) => settEndret({ forslag: f, tekst })} />}
    </Side>
  );
}

interface Props {
  forslag: ForslagetFragment;
  onFeil: (feilet: boolean) => void;
  onEndret: (forslag: ForslagetFragment, tekst: string) => void;
}

function Avgjor({ forslag: { id, avMeg }, onFeil, onEndret }: Props) {
  const t = useAdmintekst();
  const [avtrykk, settAvtrykk] = useState('');
  const [spor, settSpor] = useState<'GODKJENN' | 'AVSLA'>();
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const godkjenn = useEndre(GodkjennNokkelDocument);
  const avsla = useEndre(AvslaNokkelDocument);

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, { tommelavtrykk: t.nokler.forslag.avtrykk }, 'forslag'));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const send = (h: SubmitEvent) => {
    h.preventDefault();
    const rent = avtrykk.replace(/[\s:]/g, '');
    if (!rent) return vis([{ sti: ['tommelavtrykk'], kode: 'MANGLER' }]);
    if (!/^[\da-f]{64}$/i.test(rent)) return vis([{ sti: ['tommelavtrykk'], kode: 'UGYLDIG_FORMAT' }]);
    vis([]);
    settSpor('GODKJENN');
  };
  const svarGodkjenn = async () => {
    const svar = (await godkjenn.endre({ input: { id, tommelavtrykk: avtrykk } }))?.godkjennNokkel;
    if (!svar) return false;
    vis(svar.feil);
    if (svar.feil.length === 0 && svar.forslag) onEndret(svar.forslag, t.nokler.forslag.godkjent);
    return true;
  };
  const svarAvsla = async () => {
    const svar = (await avsla.endre({ input: { id } }))?.avslaNokkel;
    if (!svar) return false;
    vis(svar.feil);
    if (svar.feil.length === 0 && svar.forslag) onEndret(svar.forslag, avMeg ? t.nokler.forslag.trukket : t.nokler.forslag.avslatt);
    return true;
  };
  const avslaKnapp = (
    <Button type="button" variant="secondary" data-color="danger" className="alene" onClick={() => settSpor('AVSLA')}>
      {avMeg ? t.nokler.forslag.trekk : t.nokler.forslag.avsla}
    </Button>
  );
  return (
    <>
      {avMeg ? (
        <>
          <Feilliste feil={feil} forsok={forsok} />
          {avslaKnapp}
        </>
      ) : (
        <Del tittel={t.nokler.forslag.sammenlignTittel} ingress={t.nokler.forslag.sammenlign}>
          <form onSubmit={send} noValidate className="adminskjema" id="forslag" tabIndex={-1} aria-label={t.nokler.forslag.sammenlignTittel}>
            <Feilliste feil={feil} forsok={forsok} />
            <Tekst id="forslag-tommelavtrykk" navn={t.nokler.forslag.avtrykk} hjelp={t.nokler.forslag.avtrykkHjelp} feil={feil} verdi={avtrykk} sett={settAvtrykk} kode />
            <div className="knapper">
              <Button type="submit">{t.nokler.forslag.godkjenn}</Button>
              {avslaKnapp}
            </div>
          </form>
        </Del>
      )}
      {spor === 'GODKJENN' && (
        <Sporsmal tittel={t.nokler.forslag.godkjennTittel} ja={t.nokler.forslag.godkjenn} sender={godkjenn.sender} onJa={svarGodkjenn} onLukk={() => settSpor(undefined)}>
          <ul className="liste">
            {t.nokler.forslag.godkjennFolger.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          <Brudd feil={godkjenn.brudd} />
        </Sporsmal>
      )}
      {spor === 'AVSLA' && (
        <Sporsmal
          tittel={t.nokler.forslag.avslaTittel}
          ja={avMeg ? t.nokler.forslag.trekk : t.nokler.forslag.avsla}
          farlig
          sender={avsla.sender}
          onJa={svarAvsla}
          onLukk={() => settSpor(undefined)}
        >
          <Paragraph>{t.nokler.forslag.avslaTekst}</Paragraph>
          <Brudd feil={avsla.brudd} />
        </Sporsmal>
      )}
    </>
  );
}
