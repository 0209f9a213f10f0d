import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { BrevFragment, SkjemaFragment } from '../gql/innsyn/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useBrevtekst, useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { Brevkvittering } from './Brevkvittering';
import { useBrevutkast } from './Brevramme';
import { Brevskjema } from './Brevskjema';
import { Brevsjekk } from './Brevsjekk';
import { brevform } from './brevform';
import { Brevkollisjon, Brevlagring } from './Brevlagring';
import { skjemaFor, slagAv, tilbudte, type Sted } from './brevutkast';
import { Ingenting } from './Ingenting';
import { usePost, useSak } from './Innsynslager';
import { Klagefrist } from './Klagefrist';
import { useSkjemanavn } from './Skjemalenker';
import { useDatoer } from './useDatoer';
import { Venter } from './Venter';

/** A letter from a case. */
export function SkrivSide({ sakId, nr }: { sakId: string; nr: number | null }) {
  const t = useInnsyntekst();
  const { innhold, feil, igjen } = useSak(sakId);
  if (innhold === null) return <Ingenting tekst={t.sak.ikkeFunnetTekst} />;
  if (!innhold) return <Venter tittel={t.fanetittel.sak} feil={feil} igjen={igjen} />;
  const { sak } = innhold;
  return <Brevside sted={{ slag: 'SAK', sak }} om={sak.tittel} tilbake={`/innsyn/sak/${sakId}`} sakId={sakId} skjemaer={sak.skjemaer} nr={nr} />;
}

/** An answer to a document, or a complaint. */
export function SvarSide({ sakId, postId, nr }: { sakId: string; postId: string; nr: number | null }) {
  const t = useInnsyntekst();
  const { innhold: post, feil, igjen } = usePost(sakId, postId);
  if (post === null) return <Ingenting tekst={t.post.ikkeFunnetTekst} />;
  if (!post) return <Venter tittel={t.fanetittel.post} feil={feil} igjen={igjen} />;
  const tilbake = `/innsyn/sak/${sakId}/post/${postId}`;
  return <Brevside sted={{ slag: 'POST', post }} om={post.tittel} tilbake={tilbake} sakId={sakId} skjemaer={post.skjemaer} nr={nr} />;
}

interface Props {
  sted: Sted;
  /** What it is about. */
  om: string;
  tilbake: string;
  sakId: string;
  skjemaer: readonly SkjemaFragment[];
  /** The form that was chosen on the way here. */
  nr: number | null;
}

function Brevside({ sted, om, tilbake, sakId, skjemaer, nr }: Props) {
  const t = useBrevtekst();
  const { dagerTil } = useDatoer();
  const alle = tilbudte(skjemaer);
  const { lager, utkast: tilstand } = useBrevutkast('BREV', sted.slag === 'SAK' ? sted.sak.id : sted.post.id, brevform);
  const { innhold: utkast, lest, nokkel } = tilstand;
  const forst = useRef(nr);
  useEffect(() => {
    if (lest !== 'JA') return;
    const skjemaNr = skjemaFor(alle, forst.current, lager.na().innhold.skjemaNr);
    if (skjemaNr !== lager.na().innhold.skjemaNr) lager.endre((u) => ({ ...u, skjemaNr }));
    // Another key: the draft was thrown away, and is begun anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lager, lest, nokkel]);
  const [steg, settSteg] = useState<'SKRIV' | 'SJEKK'>('SKRIV');
  const [sendt, settSendt] = useState<BrevFragment>();
  const navn = useSkjemanavn(sted.slag);
  const valgt = alle.find((s) => s.nr === utkast.skjemaNr);
  const slag = sendt?.type ?? (valgt ? slagAv(valgt, sted.slag) : sted.slag === 'SAK' ? 'POST' : 'SVAR');
  const klagefrist = sted.slag === 'POST' && slag === 'KLAGE' ? sted.post.klagefrist : null;
  const over = (
    <nav className="sakvelger" aria-label={t.tilbake[sted.slag]}>
      <Lenke til={tilbake}>{t.tilbake[sted.slag]}</Lenke>
    </nav>
  );
  if (sendt) {
    return (
      <Side overskrift={t.kvittering.tittel[slag]} fanetittel={t.fanetittel} over={over}>
        <Brevkvittering brev={sendt} sakId={sakId} />
      </Side>
    );
  }
  if (alle.length === 0) {
    return (
      <Side overskrift={t.overskrift[slag]} fanetittel={t.fanetittel} over={over}>
        <Alert data-color="info">
          <Paragraph>{t.ikkeTilbud}</Paragraph>
        </Alert>
      </Side>
    );
  }
  if (lest === 'FEIL') return <HentFeilet onIgjen={() => void lager.les()} />;
  if (lest !== 'JA') return <Laster />;
  return (
    <Side overskrift={valgt ? navn(valgt).tekst : t.overskrift[slag]} fanetittel={t.fanetittel} over={over} ingress={t.om(om)}>
      {klagefrist && <Klagefrist frist={klagefrist} />}
      {klagefrist && (dagerTil(klagefrist) ?? 0) < 0 && <Paragraph>{t.etterFristen}</Paragraph>}
      {steg === 'SKRIV' ? (
        <>
          <Brevkollisjon lager={lager} utkast={tilstand} />
          <Brevskjema slag={slag} sted={sted.slag} skjemaer={alle} utkast={utkast} endre={(e) => lager.endre(e)} onVidere={() => settSteg('SJEKK')} />
          <Brevlagring lager={lager} utkast={tilstand} />
        </>
      ) : (
        <Brevsjekk
          sted={sted}
          nokkel={nokkel}
          utkast={utkast}
          onNytt={() => void lager.somNy()}
          onTilbake={() => settSteg('SKRIV')}
          onSendt={(brev) => {
            settSendt(brev);
            lager.nullstill();
          }}
        />
      )}
    </Side>
  );
}
