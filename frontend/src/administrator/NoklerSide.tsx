import { Details, Paragraph } from '@digdir/designsystemet-react';
import { ForslageneDocument, NoklerDocument } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Side } from '../ramme/Side';
import { Knappelenke } from './Knappelenke';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { Forslagsliste, Nokkelliste } from './Nokkelliste';
import { Del } from './Skjemadeler';
import { useLest } from './useLest';

/** All keys: what waits first, then what runs out first. */
export function NoklerSide() {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(NoklerDocument, {});
  const { data: alle } = useLest(ForslageneDocument, {});
  const kommuner = data?.administrasjon.kommuner ?? [];
  const avgjorte = alle?.nokkelforslag.filter((f) => f.avgjort) ?? [];
  return (
    <Side overskrift={t.nokler.tittel} fanetittel={t.fane(t.nokler.tittel)} ingress={t.nokler.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {data && (
        <>
          <Knappelenke til="/admin/nokler/ny" forst>{t.nokler.foresla}</Knappelenke>
          <Del tittel={t.nokler.venter}>
            {data.nokkelforslag.length === 0 ? <Paragraph>{t.nokler.ingenVenter}</Paragraph> : <Forslagsliste forslag={data.nokkelforslag} kommuner={kommuner} />}
          </Del>
          <Del tittel={t.nokler.iBruk}>
            <Nokkelliste nokler={data.nokler} forslag={[]} kommuner={kommuner} />
          </Del>
          {avgjorte.length > 0 && (
            <Details>
              <Details.Summary>{t.nokler.avgjorte}</Details.Summary>
              <Details.Content>
                <Forslagsliste forslag={avgjorte} kommuner={kommuner} />
              </Details.Content>
            </Details>
          )}
        </>
      )}
    </Side>
  );
}
