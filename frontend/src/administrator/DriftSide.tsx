import { Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { DriftsmeldingeneDocument, InnholdsversjoneneDocument, type Alvorlighet, type DriftsmeldingenFragment, type InnholdetFragment, type Innholdsslag } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { Knappelenke } from './Knappelenke';
import { Del } from './Skjemadeler';
import { stedsnavn } from './sted';
import { useLest } from './useLest';

export const alvorsfarge: Record<Alvorlighet, 'info' | 'warning' | 'danger'> = { INFO: 'info', ADVARSEL: 'warning', KRITISK: 'danger' };
const slagene: readonly Innholdsslag[] = ['HJELPELINJE', 'APNINGSTID', 'LOVHENVISNING'];

export const innholdssti = ({ slag, nokkel, kommunenummer }: Pick<InnholdetFragment, 'slag' | 'nokkel' | 'kommunenummer'>): string =>
  `/admin/drift/innhold/${slag}/${nokkel}${kommunenummer ? `/${kommunenummer}` : ''}`;

/** What everybody in the portal is shown: messages of operations, and content. */
export function DriftSide() {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(InnholdsversjoneneDocument, {});
  return (
    <Side overskrift={t.drift.tittel} fanetittel={t.fane(t.drift.tittel)} ingress={t.drift.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {data?.administrasjon.hele && <Driftsmeldinger />}
      {data &&
        slagene.map((slag) => {
          const mine = data.innholdsversjoner.filter((i) => i.slag === slag).toSorted((a, b) => a.rekkefolge - b.rekkefolge);
          return (
            <Del key={slag} tittel={t.drift.slag[slag]} ingress={t.drift.slagHjelp[slag]}>
              {mine.length === 0 && <Paragraph>{t.drift.ingenInnhold}</Paragraph>}
              <ul className="kort">
                {mine.map((i) => (
                  <li key={i.id}>
                    <Heading level={3} data-size="2xs">
                      <Lenke til={innholdssti(i)}>{i.slag === 'APNINGSTID' ? stedsnavn(t, data.administrasjon.kommuner, i.kommunenummer, i.nokkel) : i.tekster.nb}</Lenke>
                    </Heading>
                    {i.slag === 'APNINGSTID' && <p>{i.tekster.nb}</p>}
                    {i.telefon && <p>{i.telefon}</p>}
                    <div className="merker">
                      <Tag data-color={i.vises ? 'success' : 'neutral'}>{i.vises ? t.drift.vises : t.drift.visesIkke}</Tag>
                      {slag === 'LOVHENVISNING' && <Tag data-color={i.verifisert ? 'success' : 'warning'}>{i.verifisert ? t.drift.erVerifisert : t.drift.ikkeVerifisert}</Tag>}
                    </div>
                  </li>
                ))}
              </ul>
              {(data.administrasjon.hele || slag === 'APNINGSTID') && <Knappelenke til={`/admin/drift/innhold/${slag}/ny`}>{t.drift.nyttInnhold[slag]}</Knappelenke>}
            </Del>
          );
        })}
    </Side>
  );
}

function Driftsmeldinger() {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const { data, feil, hent } = useLest(DriftsmeldingeneDocument, {});
  return (
    <Del tittel={t.drift.meldinger} ingress={t.drift.meldingerHjelp}>
      <Knappelenke til="/admin/drift/melding/ny" forst>
        {t.drift.ny}
      </Knappelenke>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      {data?.driftsmeldinger.length === 0 && <Paragraph>{t.drift.ingenMeldinger}</Paragraph>}
      <ul className="kort kort-brede">
        {data?.driftsmeldinger.map((m) => (
          <li key={m.id} data-trukket={m.trukket}>
            <div className="merker">
              <Tag data-color={alvorsfarge[m.alvorlighet]}>{t.drift.alvorlighet[m.alvorlighet]}</Tag>
              <Tag data-color={m.vises ? 'success' : 'neutral'}>{visning(t, m)}</Tag>
            </div>
            <p>{m.tekster.nb}</p>
            <p className="dempet">{t.drift.endretAv(m.endretAv ?? t.systemet, tid(m.endret))}</p>
            <Lenke til={`/admin/drift/melding/${m.id}`}>
              <span aria-hidden>{t.drift.endre}</span>
              <span className="ds-sr-only">{t.drift.endreHva(m.tekster.nb)}</span>
            </Lenke>
          </li>
        ))}
      </ul>
    </Del>
  );
}

function visning(t: ReturnType<typeof useAdmintekst>, m: DriftsmeldingenFragment): string {
  if (m.vises) return t.drift.vises;
  if (m.trukket) return t.drift.trukket;
  return Date.parse(m.fra) > Date.now() ? t.drift.venter : t.drift.visesIkke;
}
