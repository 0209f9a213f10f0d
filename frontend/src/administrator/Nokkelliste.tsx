import { Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ForslagetFragment, NokkelenFragment, Nokkelformal, Nokkelvarsel } from '../gql/administrator/graphql';
import { Lenke } from '../ramme/Lenke';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { useSprak } from '../tekst/sprak';
import { iFirere } from './sertifikat';
import { stedsnavn, stor } from './sted';

type Kommuner = Parameters<typeof stedsnavn>[1];

interface Props {
  nokler: readonly NokkelenFragment[];
  forslag: readonly ForslagetFragment[];
  kommuner: Kommuner;
}

const farge: Record<Nokkelvarsel, 'danger' | 'warning'> = { UTLOPT: 'danger', DAGER_1: 'danger', DAGER_7: 'danger', DAGER_14: 'warning', DAGER_30: 'warning' };

/** Kinds an administrator proposes a key of here: the others have pages, or a machine, of their own. */
const byttes: readonly Nokkelformal[] = ['FAGSYSTEM', 'MANUELL', 'PRINT', 'SVARUT'];

export const byttesti = (formal: Nokkelformal, kommunenummer?: string | null, bydelsnummer?: string | null): string =>
  `/admin/nokler/ny/${formal}${kommunenummer ? `/${kommunenummer}/${bydelsnummer ?? ''}` : ''}`;

/** Keys in use, and those that wait for a second person, each with how near its end it is. */
export function Nokkelliste({ nokler, forslag, kommuner }: Props) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  return (
    <>
      {nokler.length === 0 && <Paragraph>{t.nokler.ingenIBruk}</Paragraph>}
      <ul className="nokler">
        {nokler.map((n) => {
          const hvor = stedsnavn(t, kommuner, n.kommunenummer, n.bydelsnummer, t.nokler.felles);
          const hva = t.nokler.formal[n.formal];
          return (
            <li key={n.id} data-varsel={n.varsel ?? undefined}>
              <div>
                <strong>{stor(hvor)}</strong>
                <p>{stor(hva)}</p>
              </div>
              <div>
                <Tag data-color={n.varsel ? farge[n.varsel] : 'success'}>{n.varsel ? t.nokler.varsel[n.varsel] : t.nokler.gyldig}</Tag>
                <p className="dempet">
                  {t.nokler.gyldigTil(tid(n.gyldigTil))}
                  {n.dagerIgjen >= 0 && ` (${t.nokler.igjen(n.dagerIgjen)})`}
                </p>
              </div>
              <div className="avtrykk">
                <span className="dempet">{t.nokler.kolonne.avtrykk}</span>
                <p className="referanse">{iFirere(n.tommelavtrykk)}</p>
              </div>
              {byttes.includes(n.formal) && (
                <Lenke til={byttesti(n.formal, n.kommunenummer, n.bydelsnummer)}>
                  <span aria-hidden>{t.nokler.byttKort}</span>
                  <span className="ds-sr-only">{t.nokler.bytt(hva, hvor)}</span>
                </Lenke>
              )}
            </li>
          );
        })}
      </ul>
      {forslag.length > 0 && <Forslagsliste forslag={forslag} kommuner={kommuner} />}
    </>
  );
}

/** Proposals, each with the way to its page. */
export function Forslagsliste({ forslag, kommuner }: Pick<Props, 'forslag' | 'kommuner'>) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  return (
    <ul className="nokler">
      {forslag.map((f) => (
        <li key={f.id} data-forslag={f.id}>
          <div>
            <strong>{stor(stedsnavn(t, kommuner, f.kommunenummer, f.bydelsnummer, t.nokler.felles))}</strong>
            <p>{stor(t.nokler.formal[f.formal])}</p>
          </div>
          <div>
            <Tag data-color={f.utfall ? (f.utfall === 'GODKJENT' ? 'success' : 'neutral') : 'warning'}>{f.utfall ? t.nokler.utfall[f.utfall] : t.nokler.venter}</Tag>
            <p className="dempet">{t.nokler.foreslattAv(f.avMeg ? t.nokler.deg : f.foreslattAv, tid(f.foreslatt))}</p>
            {f.utfall && f.avgjort && <p className="dempet">{t.nokler.avgjortAv(t.nokler.utfall[f.utfall], f.avgjortAv ?? t.ukjentPerson, tid(f.avgjort))}</p>}
          </div>
          <Lenke til={`/admin/nokler/forslag/${f.id}`}>{f.avMeg || f.avgjort ? t.nokler.se : t.nokler.seOgGodkjenn}</Lenke>
        </li>
      ))}
    </ul>
  );
}
