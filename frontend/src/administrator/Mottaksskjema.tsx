import { Alert, Button, Checkbox, Fieldset, Heading, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { LagreMottakDocument, type MottaketFragment } from '../gql/administrator/graphql';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { flett, fraMottak, sjekk, tilInput, tomtSkjema, type Bydelsskjema, type Feltnavn, type Flettet } from './bydelsskjema';
import { feilVed, visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Brudd, Feilliste, Langtekst, Nedtrekk, Radiovalg, Tekst } from './Skjemadeler';
import { useEndre } from './useEndre';
import { useUtkast } from './Utkast';

/** What is typed, and what it was typed upon. */
interface Utkast {
  versjon: number | null;
  lest: Bydelsskjema;
  skjema: Bydelsskjema;
  /** Others have stored something else meanwhile, and it is not looked over yet. */
  andre?: Pick<Flettet, 'deres' | 'begge'> & { na: Bydelsskjema };
}

interface Props {
  kommunenummer: string;
  kommunenavn: string;
  /** Undefined: it is new. */
  mottak?: MottaketFragment;
  /** It is the kommune's first. */
  forste?: boolean;
  onFeil: (feilet: boolean) => void;
  /** What others have stored was read. */
  onSett?: (mottak: MottaketFragment) => void;
  onLagret: (mottak: MottaketFragment) => void;
}

const ID = 'mottak';

/** Everything of a receiver that is typed. When two change it at once, neither loses a word: see `flett`. */
export function Mottaksskjema({ kommunenummer, kommunenavn, mottak, forste, onFeil, onSett, onLagret }: Props) {
  const t = useAdmintekst();
  const [utkast, settUtkast] = useUtkast<Utkast>(`mottak ${kommunenummer} ${mottak?.bydelsnummer ?? 'ny'}`);
  const { endre, sender, brudd } = useEndre(LagreMottakDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);

  const lest = mottak ? fraMottak(mottak) : { ...tomtSkjema, bydelsnavn: forste ? kommunenavn : '', standardMottaker: Boolean(forste) };
  const naa: Utkast = utkast ?? { versjon: mottak?.versjon ?? null, lest, skjema: lest };
  const { skjema } = naa;
  const sett = <F extends Feltnavn>(felt: F, verdi: Bydelsskjema[F]) => settUtkast({ ...naa, skjema: { ...skjema, [felt]: verdi } });

  const motAndre = (deres: MottaketFragment) => {
    const na = fraMottak(deres);
    const { skjema: flettet, ...andre } = flett(naa.lest, naa.skjema, na, naa.andre?.begge);
    settUtkast({ versjon: deres.versjon, lest: na, skjema: flettet, andre: { ...andre, na } });
    settFeil([]);
  };
  // Typed upon something older than what is read now: somebody has stored while another page was looked at.
  const foreldet = mottak && utkast && utkast.versjon !== null && utkast.versjon < mottak.versjon;
  useEffect(() => {
    if (foreldet) motAndre(mottak);
    // Only when it becomes so.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [foreldet]);

  const vis = (galt: readonly Kodefeil[]) => {
    settFeil(visFeil(t, galt, { ...t.mottak.felt, brevadresse: t.mottak.brevadresse, 'kontakter.kontakt': t.mottak.felt.kontakt, 'kontakter.leder': t.mottak.felt.leder, 'kontakter.varsel': t.mottak.felt.varsel }, ID));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const lagre = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt = sjekk(skjema);
    if (galt.length > 0) return vis(galt);
    const data = await endre({ input: tilInput(skjema, kommunenummer, naa.versjon) });
    if (!data) return;
    const { mottak: na, feil: avslag } = data.lagreMottak;
    if (na && naa.versjon !== null && avslag.some((f) => f.kode === 'ENDRET_AV_ANDRE')) {
      motAndre(na);
      settForsok((n) => n + 1);
      onFeil(true);
      onSett?.(na);
      return;
    }
    vis(avslag);
    if (avslag.length > 0 || !na) return;
    settUtkast(undefined);
    onLagret(na);
  };

  // Saved now, mine is stored where the other's is.
  const erstatter = naa.andre?.begge.some((felt) => naa.andre?.na[felt] !== skjema[felt]);

  const linje = (felt: 'adressenavn' | 'linje1' | 'linje2' | 'linje3' | 'postnummer' | 'poststed', smal = false) => (
    <Tekst
      id={`${ID}-${felt}`}
      navn={t.mottak.felt[felt]}
      feil={feil}
      verdi={skjema[felt]}
      sett={(v) => sett(felt, v)}
      smal={smal}
      inputMode={felt === 'postnummer' ? 'numeric' : undefined}
    />
  );
  const eposter = (felt: 'kontakt' | 'leder' | 'varsel') => (
    <Langtekst
      id={`${ID}-kontakter.${felt}`}
      navn={t.mottak.felt[felt]}
      hjelp={t.mottak.hjelp[felt]}
      feil={feil}
      linjer={2}
      kode
      verdi={skjema[felt]}
      sett={(v) => sett(felt, v)}
    />
  );
  const adressefeil = feilVed(feil, `${ID}-brevadresse`);
  return (
    <form onSubmit={(h) => void lagre(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.mottak.oppsett}>
      <Feilliste feil={feil} forsok={forsok} />
      {naa.andre && <Andre andre={naa.andre} forsok={forsok} onBruk={(felt) => settUtkast({ ...naa, skjema: { ...skjema, [felt]: naa.lest[felt] }, andre: naa.andre && { ...naa.andre, begge: naa.andre.begge.filter((f) => f !== felt) } })} />}
      {!mottak && (
        <Tekst
          id={`${ID}-bydelsnummer`}
          navn={t.mottak.felt.bydelsnummer}
          hjelp={t.mottak.hjelp.bydelsnummer}
          feil={feil}
          verdi={skjema.bydelsnummer}
          sett={(v) => sett('bydelsnummer', v)}
          inputMode="numeric"
          smal
        />
      )}
      <Tekst id={`${ID}-bydelsnavn`} navn={t.mottak.felt.bydelsnavn} hjelp={t.mottak.hjelp.bydelsnavn} feil={feil} verdi={skjema.bydelsnavn} sett={(v) => sett('bydelsnavn', v)} />
      <Checkbox
        id={`${ID}-standardMottaker`}
        label={t.mottak.felt.standardMottaker}
        description={t.mottak.hjelp.standardMottaker}
        error={feilVed(feil, `${ID}-standardMottaker`)}
        checked={skjema.standardMottaker}
        onChange={(h) => sett('standardMottaker', h.target.checked)}
      />
      <Radiovalg
        id={`${ID}-kanal`}
        navn={t.mottak.felt.kanal}
        hjelp={t.mottak.hjelp.kanal}
        feil={feil}
        verdi={skjema.kanal}
        sett={(v) => sett('kanal', v)}
        valg={(['NEDLASTING', 'FAGSYSTEM', 'FIKSIO'] as const).map((k) => [k, t.mottak.kanal[k]] as const)}
      />
      {(skjema.kanal === 'FIKSIO' || skjema.fiksioKonto) && (
        <Tekst
          id={`${ID}-fiksioKonto`}
          navn={t.mottak.felt.fiksioKonto}
          hjelp={t.mottak.hjelp.fiksioKonto}
          feil={feil}
          verdi={skjema.fiksioKonto}
          sett={(v) => sett('fiksioKonto', v)}
          kode
        />
      )}
      {skjema.kanal !== 'NEDLASTING' && (
        <Checkbox
          id={`${ID}-girBevis`}
          label={t.mottak.felt.girBevis}
          description={t.mottak.hjelp.girBevis}
          checked={skjema.girBevis}
          onChange={(h) => sett('girBevis', h.target.checked)}
        />
      )}
      <Nedtrekk
        id={`${ID}-stottetVersjon`}
        navn={t.mottak.felt.stottetVersjon}
        hjelp={t.mottak.hjelp.stottetVersjon}
        feil={feil}
        verdi={skjema.stottetVersjon}
        sett={(v) => sett('stottetVersjon', v as Bydelsskjema['stottetVersjon'])}
        valg={(['V1', 'V2'] as const).map((v) => [v, t.mottak.versjon[v]] as const)}
      />
      <Fieldset id={`${ID}-brevadresse`} tabIndex={-1}>
        <Fieldset.Legend>{t.mottak.brevadresse}</Fieldset.Legend>
        <Fieldset.Description>{t.mottak.hjelp.brevadresse}</Fieldset.Description>
        {adressefeil && <ValidationMessage>{adressefeil}</ValidationMessage>}
        <div className="felter">
          {linje('adressenavn')}
          {linje('linje1')}
          {linje('linje2')}
          {linje('linje3')}
          <div className="postrad">
            {linje('postnummer')}
            {linje('poststed')}
          </div>
        </div>
      </Fieldset>
      <Fieldset>
        <Fieldset.Legend>{t.mottak.kontakter}</Fieldset.Legend>
        <Fieldset.Description>{t.mottak.hjelp.eposter}</Fieldset.Description>
        <div className="felter">
          {eposter('kontakt')}
          {eposter('leder')}
          {eposter('varsel')}
        </div>
      </Fieldset>
      <Brudd feil={brudd} />
      {utkast && <Paragraph className="dempet">{t.mottak.ulagret}</Paragraph>}
      <div className="knapper">
        <Button type="submit" loading={sender} aria-disabled={sender}>
          {erstatter ? t.erstatt : mottak ? t.mottak.lagre : t.mottak.opprett}
        </Button>
        {utkast && (
          <Button
            variant="tertiary"
            onClick={() => {
              settUtkast(undefined);
              settFeil([]);
              onFeil(false);
            }}
          >
            {t.mottak.forkast}
          </Button>
        )}
      </div>
    </form>
  );
}

/** What others have stored while one was typing: what of it is in the form already, and what one must choose between. */
function Andre({ andre: { deres, begge, na }, forsok, onBruk }: { andre: NonNullable<Utkast['andre']>; forsok: number; onBruk: (felt: Feltnavn) => void }) {
  const t = useAdmintekst();
  const boks = useRef<HTMLDivElement>(null);
  useEffect(() => boks.current?.focus(), [forsok]);
  const vist = (felt: Feltnavn): string => {
    const v = na[felt];
    if (typeof v === 'boolean') return v ? t.ja : t.nei;
    if (felt === 'kanal') return t.mottak.kanalKort[na.kanal];
    return v.replaceAll('\n', ', ') || t.mottak.tomt;
  };
  return (
    <Alert data-color="warning" role="alert" ref={boks} tabIndex={-1} className="andre">
      <Heading level={2} data-size="2xs">
        {t.mottak.endretTittel}
      </Heading>
      <Paragraph>{t.mottak.endretTekst}</Paragraph>
      {deres.length > 0 && (
        <>
          <Paragraph>{t.mottak.deres}</Paragraph>
          <ul className="liste">
            {deres.map((felt) => (
              <li key={felt}>
                {t.mottak.felt[felt]}: <strong>{vist(felt)}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      {begge.length > 0 && (
        <>
          <Paragraph>{t.mottak.begge}</Paragraph>
          <ul className="liste">
            {begge.map((felt) => (
              <li key={felt}>
                {t.mottak.felt[felt]}: <strong>{vist(felt)}</strong>{' '}
                <Button variant="secondary" data-size="sm" onClick={() => onBruk(felt)}>
                  {t.mottak.brukDeres(t.mottak.felt[felt])}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Alert>
  );
}
