import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { FjernPostmottakerDocument, PostmottakerneDocument, type KommunenFragment, type PostmottakerenFragment } from '../gql/administrator/graphql';
import { Laster } from '../ramme/Laster';
import { HentFeilet } from '../sider/HentFeilet';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { Postskjema } from './Postskjema';
import { Brudd, Del, Lagret } from './Skjemadeler';
import { mottaksnavn } from './sted';
import { Sporsmal } from './Sporsmal';
import { useEndre } from './useEndre';
import { useLest } from './useLest';

interface Props {
  kommune: KommunenFragment;
  /** The page's history is read again. */
  onEndret: () => Promise<void>;
  onFeil: (feilet: boolean) => void;
}

/** Who gets what is written from a kommune's cases. */
export function Postmottakere({ kommune, onEndret, onFeil }: Props) {
  const t = useAdmintekst();
  const { data, feil, hent } = useLest(PostmottakerneDocument, { kommunenummer: kommune.kommunenummer });
  const [melding, settMelding] = useState<{ tekst: string; nr: number }>();
  // The one that is being edited: as the page showed it when one began, also where somebody takes it away meanwhile.
  const [endrer, settEndrer] = useState<PostmottakerenFragment>();
  const ferdig = async (tekst: string) => {
    settEndrer(undefined);
    settMelding((for_) => ({ tekst, nr: (for_?.nr ?? 0) + 1 }));
    await Promise.all([hent(), onEndret()]);
  };
  const aktive = data?.dialogmottakere.filter((d) => d.aktiv) ?? [];
  return (
    <Del tittel={t.post.tittel} ingress={t.post.ingress}>
      {feil && <HentFeilet feil={feil} onIgjen={() => void hent()} />}
      {!data && !feil && <Laster />}
      <Lagret tekst={melding?.tekst} nr={melding?.nr ?? 0} />
      {data && aktive.length === 0 && <Paragraph>{t.post.ingen}</Paragraph>}
      {aktive.length > 0 && <Liste kommune={kommune} aktive={aktive} onEndre={settEndrer} onFjernet={ferdig} />}
      {kommune.mottak.length === 0 ? (
        <Paragraph>{t.post.forstMottak}</Paragraph>
      ) : (
        data && (
          <Postskjema key={endrer?.id ?? 'ny'} kommune={kommune} endrer={endrer} onLagret={ferdig} onAndre={hent} onAvbryt={() => settEndrer(undefined)} onFeil={onFeil} />
        )
      )}
    </Del>
  );
}

interface Liste {
  kommune: KommunenFragment;
  aktive: readonly PostmottakerenFragment[];
  onEndre: (d: PostmottakerenFragment) => void;
  onFjernet: (tekst: string) => Promise<void>;
}

function Liste({ kommune, aktive, onEndre, onFjernet }: Liste) {
  const t = useAdmintekst();
  const [valgt, velg] = useState<PostmottakerenFragment>();
  const { endre, sender, brudd } = useEndre(FjernPostmottakerDocument);
  const fjern = async () => {
    if (!valgt || !(await endre({ input: { id: valgt.id } }))) return false;
    void onFjernet(t.post.fjernet(valgt.mottakerNavn));
    return true;
  };
  const hvor = (nr: string) => mottaksnavn(kommune.navn, nr, kommune.mottak.find((m) => m.bydelsnummer === nr)?.bydelsnavn ?? nr);
  return (
    <>
      <ul className="kort kort-brede" aria-label={t.post.tittel}>
        {aktive.map((d) => (
          <li key={d.id} data-post={d.id}>
            <strong>{t.post.til(d.mottakerNavn, d.mottakerOrgnr)}</strong>
            <p>
              {t.post.fra(d.orgnr)} · {d.edialogId ? t.post.edialog(d.edialogId) : t.post.standard} · {hvor(d.bydelsnummer)}
            </p>
            <p className="dempet">{[t.post.vei[d.vei], d.reserve && t.post.medReserve, d.tittel].filter(Boolean).join(' · ')}</p>
            <div className="knapper">
              <Button variant="secondary" data-size="sm" aria-label={t.post.endreNavn(d.mottakerNavn, d.edialogId)} onClick={() => onEndre(d)}>
                {t.post.endre}
              </Button>
              <Button variant="secondary" data-color="danger" data-size="sm" aria-label={t.post.fjernNavn(d.mottakerNavn, d.edialogId)} onClick={() => velg(d)}>
                {t.post.fjern}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {valgt && (
        <Sporsmal tittel={t.post.fjernTittel(valgt.mottakerNavn)} ja={t.post.fjern} farlig sender={sender} onJa={fjern} onLukk={() => velg(undefined)}>
          <ul className="liste">
            {t.post.fjernFolger.map((f) => (
              <li key={f}>{f}</li>
            ))}
          </ul>
          <Brudd feil={brudd} />
        </Sporsmal>
      )}
    </>
  );
}
