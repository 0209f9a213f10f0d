import {
  Alert,
  Button,
  Field,
  Heading,
  Label,
  Link,
  Paragraph,
  Select,
  Textarea,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Feil } from '../api/feil';
import { innloggingssti } from '../api/innlogging';
import type { MeldingFragment } from '../gql/graphql';
import { Side } from '../ramme/Side';
import { useSprak } from '../tekst/sprak';
import { BarnFelter } from './BarnFelter';
import { Feiloppsummering } from './Feiloppsummering';
import { KommuneVelger } from './KommuneVelger';
import type { Kommune } from './kommuner';
import { Slettdialog } from './Slettdialog';
import { useSend } from './useSend';
import { useUtkast, VET_IKKE } from './utkast';
import { AlleredeSendt, IkkeSendt } from './Utfallsmelding';
import { fraServer, GRENSE, tegn, valider, type Feltfeil } from './validering';

interface Props {
  kommuner: readonly Kommune[];
  navn: string | undefined;
  /** The session ended while the form was open. */
  utlogget: boolean;
}

interface Resultat {
  feltfeil: Feltfeil[];
  /** Fields changed since: their error is not repeated at the field, but stays in the summary until one tries again. */
  rettet?: ReadonlySet<string>;
  feil?: Feil;
  allerede?: MeldingFragment;
}

/** The thin form: where, who, and the concern. */
export function Skjema({ kommuner, navn, utlogget }: Props) {
  const { t, lenke, tall } = useSprak();
  const { utkast, endre } = useUtkast();
  const { send, sender } = useSend();
  const navigate = useNavigate();
  const [resultat, settResultat] = useState<Resultat>({ feltfeil: [] });
  const [forsok, settForsok] = useState(0);

  const kommune = kommuner.find((k) => k.kommunenummer === utkast.kommunenummer);
  const feilFor = (felt: string) =>
    resultat.rettet?.has(felt) ? undefined : resultat.feltfeil.find((f) => f.felt === felt)?.tekst;
  const rettet = (felt: string) => {
    if (feilFor(felt)) settResultat((r) => ({ ...r, rettet: new Set([...(r.rettet ?? []), felt]) }));
  };

  const vis = (nytt: Resultat) => {
    settResultat(nytt);
    settForsok((n) => n + 1);
  };

  const provSend = async (hendelse: FormEvent) => {
    hendelse.preventDefault();
    const feltfeil = valider(utkast, kommune, t, tall);
    if (feltfeil.length) return vis({ feltfeil });
    const utfall = await send(utkast);
    switch (utfall?.type) {
      case 'SENDT':
        endre({ type: 'TOM' });
        return navigate(lenke(`/kvittering/${utfall.melding.id}`), { replace: true });
      case 'ALLEREDE':
        return vis({ feltfeil: [], allerede: utfall.melding });
      case 'FELTFEIL':
        return vis({ feltfeil: fraServer(utfall.feil, t, tall) });
      case 'FEIL':
        return vis({ feltfeil: [], feil: utfall.feil });
      default:
        return undefined;
    }
  };

  const somNy = () => {
    endre({ type: 'NY_NOKKEL' });
    settResultat({ feltfeil: [] });
  };

  return (
    <Side
      overskrift={t.skjema.tittel}
      fanetittel={t.skjema.fanetittel}
      ingress={t.skjema.ingress}
      feilITittel={resultat.feltfeil.length > 0}
    >
      {utlogget && <Utlogget />}
      {resultat.feltfeil.length > 0 && <Feiloppsummering feil={resultat.feltfeil} forsok={forsok} />}
      <form onSubmit={(h) => void provSend(h)} noValidate autoComplete="off" className="skjema">
        <Del tittel={t.skjema.hvor}>
          <KommuneVelger
            id="kommune"
            kommuner={kommuner}
            valgt={kommune}
            tekst={utkast.kommunesok}
            feil={feilFor('kommune')}
            onTekst={(verdi) => {
              rettet('kommune');
              endre({ type: 'FELT', felt: 'kommunesok', verdi });
            }}
            onValgt={({ kommunenummer, navn: kommunesok }) => {
              rettet('kommune');
              endre({ type: 'KOMMUNE', kommunenummer, kommunesok });
            }}
          />
          {kommune?.aktiv && kommune.bydeler.length > 1 && (
            <BydelVelger kommune={kommune} feil={feilFor('bydel')} onRettet={() => rettet('bydel')} />
          )}
        </Del>
        <Del tittel={t.skjema.om}>
          <Textfield label={t.skjema.navn} description={t.skjema.navnHjelp} value={navn ?? ''} readOnly autoComplete="off" />
        </Del>
        <Del tittel={t.skjema.barn} hjelp={t.skjema.barnHjelp}>
          <BarnFelter feilFor={feilFor} onRettet={rettet} />
        </Del>
        <Del tittel={t.skjema.bekymring}>
          <Meldingsfelt feil={feilFor('melding')} onRettet={() => rettet('melding')} />
        </Del>
        <div className="avslutt">
          {kommune?.aktiv && <Paragraph>{t.skjema.mottaker(mottakernavn(kommune, utkast.bydelsnummer))}</Paragraph>}
          {resultat.feil && <IkkeSendt feil={resultat.feil} forsok={forsok} />}
          {resultat.allerede && <AlleredeSendt melding={resultat.allerede} forsok={forsok} onNy={somNy} />}
          <div className="knapper">
            <Button type="submit" data-size="lg" loading={sender} aria-disabled={sender}>
              {sender ? t.skjema.sender : t.skjema.send}
            </Button>
            <Slettdialog
              onSlett={() => {
                endre({ type: 'TOM' });
                settResultat({ feltfeil: [] });
              }}
            />
          </div>
        </div>
      </form>
    </Side>
  );
}

function mottakernavn(kommune: Kommune, bydelsnummer: string): string {
  if (kommune.bydeler.length < 2) return kommune.navn;
  const bydel = kommune.bydeler.find((b) => (bydelsnummer === VET_IKKE ? b.standardMottaker : b.bydelsnummer === bydelsnummer));
  return bydel ? `${bydel.bydelsnavn}, ${kommune.navn}` : kommune.navn;
}

function Del({ tittel, hjelp, children }: { tittel: string; hjelp?: string; children: ReactNode }) {
  return (
    <section className="del">
      <Heading level={2} data-size="xs">
        {tittel}
      </Heading>
      {hjelp && <Paragraph className="dempet">{hjelp}</Paragraph>}
      {children}
    </section>
  );
}

interface Felt {
  feil: string | undefined;
  onRettet: () => void;
}

function BydelVelger({ kommune, feil, onRettet }: { kommune: Kommune } & Felt) {
  const { t } = useSprak();
  const { utkast, endre } = useUtkast();
  const standard = kommune.bydeler.find((b) => b.standardMottaker);
  return (
    <Field>
      <Label htmlFor="bydel">{t.skjema.bydel}</Label>
      {standard && <Field.Description>{t.skjema.bydelHjelp(standard.bydelsnavn)}</Field.Description>}
      <Select
        id="bydel"
        autoComplete="off"
        aria-invalid={feil ? true : undefined}
        value={utkast.bydelsnummer}
        onChange={(h) => {
          onRettet();
          endre({ type: 'FELT', felt: 'bydelsnummer', verdi: h.target.value });
        }}
      >
        <Select.Option value="" disabled hidden />
        {standard && <Select.Option value={VET_IKKE}>{t.skjema.bydelVetIkke}</Select.Option>}
        {kommune.bydeler.map((b) => (
          <Select.Option key={b.bydelsnummer} value={b.bydelsnummer} disabled={!b.aktiv}>
            {b.bydelsnavn}
            {b.aktiv ? '' : ` (${t.skjema.bydelIkkeAktiv})`}
          </Select.Option>
        ))}
      </Select>
      {feil && <ValidationMessage>{feil}</ValidationMessage>}
    </Field>
  );
}

function Meldingsfelt({ feil, onRettet }: Felt) {
  const { t, tall } = useSprak();
  const { utkast, endre } = useUtkast();
  const antall = tegn(utkast.melding);
  const over = antall - GRENSE.melding;
  return (
    <Field>
      <Label htmlFor="melding">{t.skjema.melding}</Label>
      <Field.Description>{t.skjema.meldingHjelp}</Field.Description>
      <Textarea
        id="melding"
        rows={10}
        autoComplete="off"
        aria-invalid={feil || over > 0 ? true : undefined}
        value={utkast.melding}
        onChange={(h) => {
          onRettet();
          endre({ type: 'FELT', felt: 'melding', verdi: h.target.value });
        }}
      />
      <Paragraph data-size="sm" className={over > 0 ? 'teller over' : 'teller'} aria-live={over > -1000 ? 'polite' : 'off'}>
        {over > 0 ? t.skjema.forMange(tall(over)) : t.skjema.tegn(tall(antall), tall(GRENSE.melding))}
      </Paragraph>
      {feil && <ValidationMessage>{feil}</ValidationMessage>}
    </Field>
  );
}

function Utlogget() {
  const { t, lenke } = useSprak();
  return (
    <Alert data-color="warning" role="alert" className="utfall">
      <Heading level={2} data-size="xs">
        {t.sesjon.utloptTittel}
      </Heading>
      <Paragraph>{t.sesjon.utlopt}</Paragraph>
      <Link href={innloggingssti(lenke('/innlogget'), 'BETYDELIG')} target="_blank">
        {t.innlogging.nyttVindu}
      </Link>
    </Alert>
  );
}
