import { Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState, type SubmitEvent } from 'react';
import { useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { KommunerDocument } from '../gql/graphql';
import { OversiktDocument, type OversiktQuery } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { kommunesti, oppmerksomhet, type Alvor, type Sak } from './oppmerksomhet';
import { Del, Feilliste, Nedtrekk } from './Skjemadeler';
import { dag, stedsnavn, stor } from './sted';
import { useLest } from './useLest';

export const farge: Record<Alvor, 'danger' | 'warning' | 'info'> = { NA: 'danger', SNART: 'warning', VIT: 'info' };

/** What the administrator reaches, and what in it a person should look at. */
export function OversiktSide() {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(OversiktDocument, {});
  return (
    <Side overskrift={t.oversikt.tittel} fanetittel={t.fane(t.meny.oversikt)} ingress={t.oversikt.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {data && <Innhold data={data} />}
    </Side>
  );
}

function Innhold({ data }: { data: OversiktQuery }) {
  const t = useAdmintekst();
  const { sprak } = useSprak();
  const { kommuner, hele } = data.administrasjon;
  const saker = oppmerksomhet(kommuner, data.nokler, data.nokkelforslag, data.meldinger.edges.length);
  return (
    <>
      <Del tittel={t.oversikt.oppmerksomhet}>
        {saker.length === 0 && <Paragraph>{t.oversikt.ingenting}</Paragraph>}
        <ul className="saker">
          {saker.map((sak, i) => (
            <li key={i} data-slag={sak.slag}>
              <Tag data-color={farge[sak.alvor]}>{t.oversikt.alvor[sak.alvor]}</Tag>
              <div>
                <Lenke til={sak.til}>
                  <Saken sak={sak} data={data} />
                </Lenke>
                {(sak.slag === 'MANGLER' || sak.slag === 'INAKTIV') && sak.koder.length > 0 && (
                  <ul className="liste dempet">
                    {sak.koder.map((kode) => (
                      <li key={kode}>{t.kode[kode as keyof typeof t.kode]}</li>
                    ))}
                  </ul>
                )}
              </div>
            </li>
          ))}
        </ul>
      </Del>
      <Del tittel={t.oversikt.kommuner}>
        {kommuner.length === 0 && <Paragraph>{t.oversikt.ingenKommuner}</Paragraph>}
        <ul className="kort">
          {kommuner.map((k) => {
            const avtale = k.avtaler[0];
            return (
              <li key={k.kommunenummer}>
                <Heading level={3} data-size="2xs">
                  <Lenke til={kommunesti(k.kommunenummer)}>{k.navn}</Lenke>
                </Heading>
                <p className="dempet">{t.oversikt.antall(k.mottak.filter((m) => m.aktiv).length, k.mottak.length)}</p>
                <p className="dempet">{avtale ? t.oversikt.medAvtale(avtale.versjon, dag(sprak, avtale.inngatt)) : t.oversikt.utenAvtale}</p>
              </li>
            );
          })}
        </ul>
      </Del>
      {hele && <NyKommune />}
    </>
  );
}

function Saken({ sak, data }: { sak: Sak; data: OversiktQuery }) {
  const t = useAdmintekst();
  const { kommuner } = data.administrasjon;
  const navn = (k?: string | null, b?: string | null) => stedsnavn(t, kommuner, k, b, t.nokler.felles);
  switch (sak.slag) {
    case 'NOKKEL': {
      const { formal, kommunenummer, bydelsnummer, dagerIgjen, varsel } = sak.nokkel;
      return (
        <>
          {stor(t.oversikt.sak.NOKKEL(t.nokler.formal[formal], navn(kommunenummer, bydelsnummer)))}. {varsel && t.nokler.varsel[varsel]}
          {dagerIgjen > 0 && ` (${t.nokler.igjen(dagerIgjen)})`}
        </>
      );
    }
    case 'FORSLAG': {
      const { formal, kommunenummer, bydelsnummer, foreslattAv } = sak.forslag;
      return t.oversikt.sak.FORSLAG(t.nokler.formal[formal], navn(kommunenummer, bydelsnummer), foreslattAv);
    }
    case 'MITT_FORSLAG': {
      const { formal, kommunenummer, bydelsnummer } = sak.forslag;
      return t.oversikt.sak.MITT_FORSLAG(t.nokler.formal[formal], navn(kommunenummer, bydelsnummer));
    }
    case 'MANGLER':
    case 'INAKTIV':
      return t.oversikt.sak[sak.slag](navn(sak.kommunenummer, sak.bydelsnummer));
    case 'ADVARSEL':
      return t.oversikt.sak.ADVARSEL(sak.antall, data.meldinger.pageInfo.hasNextPage);
    case 'AVTALE':
      return t.oversikt.sak.AVTALE(navn(sak.kommunenummer));
  }
}

/** The way to a kommune that has nothing here yet. */
function NyKommune() {
  const t = useAdmintekst();
  const { lenke } = useSprak();
  const navigate = useNavigate();
  const [{ data }] = useQuery({ query: KommunerDocument });
  const [valgt, velg] = useState('');
  const [forsok, settForsok] = useState(0);
  const feil = forsok > 0 && !valgt ? [{ felt: 'ny-kommune', tekst: t.oversikt.velgKommune }] : [];
  const ga = (h: SubmitEvent) => {
    h.preventDefault();
    settForsok(forsok + 1);
    if (valgt) void navigate(lenke(kommunesti(valgt)));
  };
  return (
    <Del tittel={t.oversikt.ny} ingress={t.oversikt.nyHjelp}>
      <form onSubmit={ga} noValidate className="adminskjema">
        <Feilliste feil={feil} forsok={forsok} sok />
        <Nedtrekk
          id="ny-kommune"
          navn={t.oversikt.kommune}
          feil={feil}
          verdi={valgt}
          sett={velg}
          tom={t.velg}
          valg={(data?.kommuner ?? []).map((k) => [k.kommunenummer, k.navn] as const)}
        />
        <Button type="submit" variant="secondary" className="alene">
          {t.oversikt.apne}
        </Button>
      </form>
    </Del>
  );
}
