import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import { EndringeneDocument, type EndringeneQuery } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import type { Admintekster } from '../tekst/admin/nb';
import { useSprak } from '../tekst/sprak';

type Endring = EndringeneQuery['endringer']['edges'][number]['node'];

interface Props {
  /** Neither: all that the caller administers. */
  kommunenummer?: string;
  bydelsnummer?: string;
  antall: number;
  /** Where, as a person would name it; undefined: it goes without saying. */
  hvor?: (kommunenummer: string, bydelsnummer: string) => string;
  /** Another number reads the list again. */
  nr?: number;
}

/** What was changed, when and by whom, the newest first. */
export function Endringsliste({ kommunenummer, bydelsnummer, antall, hvor, nr }: Props) {
  const t = useAdmintekst();
  const { tid } = useSprak();
  const klient = useClient();
  const [rader, settRader] = useState<readonly Endring[]>();
  const [neste, settNeste] = useState<string | null>(null);
  const [feil, settFeil] = useState<Feil>();

  const hent = useCallback(
    async (after: string | null) => {
      const { data, error } = await hentNytt(klient, EndringeneDocument, { kommunenummer, bydelsnummer, first: antall, after });
      settFeil(lesFeil(error));
      if (!data) return;
      const nye = data.endringer.edges.map((e) => e.node);
      settRader((for_) => (after === null ? nye : [...(for_ ?? []), ...nye]));
      settNeste(data.endringer.pageInfo.hasNextPage ? (data.endringer.pageInfo.endCursor ?? null) : null);
    },
    [klient, kommunenummer, bydelsnummer, antall],
  );
  useEffect(() => void hent(null), [hent, nr]);

  if (feil && !rader) return <HentFeilet feil={feil} onIgjen={() => void hent(null)} />;
  if (!rader) return <Laster />;
  return (
    <>
      {rader.length === 0 && <Paragraph>{t.endringer.ingen}</Paragraph>}
      <ol className="endringer">
        {rader.map((e) => (
          <li key={e.id}>
            <time dateTime={e.tidspunkt}>{tid(e.tidspunkt)}</time>
            <div>
              <strong>{t.endringer.slag[e.slag]}</strong> {t.endringer.avHvem(e.utfortAv ?? t.systemet)}
              {hvor && <p className="dempet">{hvor(e.kommunenummer, e.bydelsnummer)}</p>}
              {(e.rett || e.detalj) && <p className="dempet">{[e.rett && t.integrasjoner.rett[e.rett], detaljer(t, e.detalj)].filter(Boolean).join(' · ')}</p>}
            </div>
          </li>
        ))}
      </ol>
      {neste && (
        <Button variant="secondary" className="alene" onClick={() => void hent(neste)}>
          {t.endringer.flere}
        </Button>
      )}
    </>
  );
}

/** «kanal:NEDLASTING→FIKSIO brevadresse» in words. What the page has no word for is shown as it is: a thumbprint, say. */
export function detaljer(t: Admintekster, detalj: string): string {
  const i = (ordliste: object, kode: string): string | undefined => (ordliste as Readonly<Record<string, string>>)[kode];
  const ord = (kode: string): string => i(t.endringer.detalj, kode) ?? i(t.mottak.felt, kode) ?? i(t.nokler.formal, kode) ?? kode;
  // FAGSYSTEM is a channel where it is the value of a field, and else a key.
  const verdiord = (kode: string): string => i(t.endringer.detalj, kode) ?? i(t.mottak.kanalKort, kode) ?? kode;
  return detalj
    .split(' ')
    .filter(Boolean)
    .map((del) => {
      const [navn = '', verdi] = del.split(/:(.*)/s);
      return verdi === undefined ? ord(navn) : `${ord(navn)}: ${verdi.split('→').map(verdiord).join(' → ')}`;
    })
    .join(' · ');
}
