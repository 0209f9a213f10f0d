import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { GiTilgangDocument, type TilgangenFragment, type TilgangerQuery } from '../gql/administrator/graphql';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { visFeil, type Kodefeil, type Vistfeil } from './feil';
import { Brudd, Del, Feilliste, Nedtrekk, Radiovalg, Tekst } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { useEndre } from './useEndre';
import { useUtkast } from './Utkast';

export type Kommuner = TilgangerQuery['administrasjon']['kommuner'];

interface Utkast {
  fodselsnummer: string;
  navn: string;
  rolle: 'SAKSBEHANDLER' | 'ADMIN' | '';
  /** «4601 00», «4601», or HELE. */
  hvor: string;
  /** What stands already of this very right, which one has been told of. */
  andre?: TilgangenFragment;
}

const tomt: Utkast = { fodselsnummer: '', navn: '', rolle: '', hvor: '' };
const ID = 'tilgang';

interface Props {
  kommuner: Kommuner;
  hele: boolean;
  onGitt: (tekst: string) => void;
  /** Somebody else has changed the right: the page is read again. */
  onAndre: () => void;
  onFeil: (feilet: boolean) => void;
}

/**
 * Gives a person a right, upon what was read of it. The list has no numbers to know her by, so one reads by pressing: had she it once, or has
 * she it, the server says so instead, and the next press is upon that.
 */
export function GiTilgang({ kommuner, hele, onGitt, onAndre, onFeil }: Props) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const [utkast, settUtkast] = useUtkast<Utkast>('tilgang');
  const { endre, sender, brudd } = useEndre(GiTilgangDocument);
  const [feil, settFeil] = useState<Vistfeil[]>([]);
  const [forsok, settForsok] = useState(0);
  const naa = utkast ?? tomt;
  const { andre } = naa;
  const andresNavn = andre?.navn || t.tilganger.utenNavn;
  /** Another person, role or place is another right: nothing has been read of it. */
  const sett = (endring: Partial<Utkast>) => settUtkast({ ...naa, ...endring, andre: 'navn' in endring ? andre : undefined });
  const felter = { fodselsnummer: t.tilganger.fodselsnummer, navn: t.tilganger.navn, rolle: t.tilganger.rolle, kommunenummer: t.tilganger.hvor, bydelsnummer: t.tilganger.hvor };

  const vis = (galt: readonly Kodefeil[]) => {
    const vist = visFeil({ ...t, kode: { ...t.kode, ENDRET_AV_ANDRE: t.tilganger.ikkeGitt } }, galt, felter, ID);
    settFeil(vist.map((v) => ({ ...v, felt: v.felt.replace(/-(kommunenummer|bydelsnummer)$/, '-hvor') })));
    settForsok((n) => n + 1);
    onFeil(galt.length > 0);
  };
  const send = async (h: SubmitEvent) => {
    h.preventDefault();
    if (sender) return;
    const galt: Kodefeil[] = [];
    const fodselsnummer = naa.fodselsnummer.replace(/\s/g, '');
    if (!/^\d{11}$/.test(fodselsnummer)) galt.push({ sti: ['fodselsnummer'], kode: fodselsnummer ? 'UGYLDIG_FORMAT' : 'MANGLER' });
    if (!naa.navn.trim()) galt.push({ sti: ['navn'], kode: 'MANGLER' });
    if (!naa.rolle) galt.push({ sti: ['rolle'], kode: 'MANGLER' });
    if (naa.rolle && !naa.hvor) galt.push({ sti: ['kommunenummer'], kode: 'MANGLER' });
    if (galt.length > 0 || !naa.rolle) return vis(galt);
    const [kommunenummer = null, bydelsnummer = null] = naa.hvor === 'HELE' ? [] : naa.hvor.split(' ');
    const lest = andre?.trukket ? andre.id : null;
    const svar = (await endre({ input: { fodselsnummer, navn: naa.navn.trim(), rolle: naa.rolle, kommunenummer, bydelsnummer, lest } }))?.giTilgang;
    if (!svar) return;
    vis(svar.feil);
    if (svar.tilgang && svar.feil.some((f) => f.kode === 'ENDRET_AV_ANDRE')) {
      settUtkast({ ...naa, andre: svar.tilgang });
      onAndre();
    }
    if (svar.feil.length > 0) return;
    settUtkast(undefined);
    onGitt(t.tilganger.gitt(naa.navn.trim()));
  };

  const steder =
    naa.rolle === 'SAKSBEHANDLER'
      ? kommuner.flatMap((k) => k.mottak.map((m) => [`${k.kommunenummer} ${m.bydelsnummer}`, mottaksnavn(k.navn, m.bydelsnummer, m.bydelsnavn)] as const))
      : [...(hele ? [['HELE', t.heleLosningen] as const] : []), ...kommuner.map((k) => [k.kommunenummer, k.navn] as const)];
  return (
    <Del tittel={t.tilganger.gi}>
      <form onSubmit={(h) => void send(h)} noValidate className="adminskjema" id={ID} tabIndex={-1} aria-label={t.tilganger.gi}>
        <Feilliste feil={feil} forsok={forsok} />
        {andre && (
          <Alert data-color="warning" role="alert">
            <Paragraph>{andre.trukket ? t.tilganger.trukketFor(andresNavn, tid(andre.trukket)) : t.tilganger.gittAlt(andresNavn, tid(andre.gitt))}</Paragraph>
          </Alert>
        )}
        <Tekst
          id={`${ID}-fodselsnummer`}
          navn={felter.fodselsnummer}
          hjelp={t.tilganger.fodselsnummerHjelp}
          feil={feil}
          verdi={naa.fodselsnummer}
          sett={(fodselsnummer) => sett({ fodselsnummer })}
          inputMode="numeric"
          smal
        />
        <Tekst id={`${ID}-navn`} navn={felter.navn} hjelp={t.tilganger.navnHjelp} feil={feil} verdi={naa.navn} sett={(navn) => sett({ navn })} />
        <Radiovalg
          id={`${ID}-rolle`}
          navn={felter.rolle}
          feil={feil}
          verdi={naa.rolle}
          sett={(rolle) => sett({ rolle, hvor: '' })}
          valg={(['SAKSBEHANDLER', 'ADMIN'] as const).map((r) => [r, t.tilganger.rollevalg[r], t.tilganger.rollehjelp[r]] as const)}
        />
        {naa.rolle && (
          <Nedtrekk id={`${ID}-hvor`} navn={t.tilganger.hvor} feil={feil} verdi={naa.hvor} sett={(hvor) => sett({ hvor })} tom={t.velg} valg={steder} />
        )}
        <Brudd feil={brudd} />
        <Button type="submit" className="alene" loading={sender} aria-disabled={sender}>
          {andre?.trukket ? t.tilganger.giIgjen : t.tilganger.giKnapp}
        </Button>
      </form>
    </Del>
  );
}
