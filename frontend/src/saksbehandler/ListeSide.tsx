import { Alert, Button, Fieldset, Heading, Paragraph, Radio } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, type Feil } from '../api/feil';
import { hentNytt } from '../api/hentNytt';
import {
  DagslisteDocument,
  SignerListeDocument,
  type DagslisteQuery,
  type MottattFragment,
  type SignerListeMutation,
} from '../gql/saksbehandler/graphql';
import { Laster } from '../ramme/Laster';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { mottakernavn } from '../status/mottaker';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';
import { useSkranke } from './Skrankelager';

type Liste = NonNullable<DagslisteQuery['avstemming']>;
type Resultat = NonNullable<SignerListeMutation['avstem']['avstemming']>;

/**
 * The day's list: a named person says of each report whether it is in their own case system, and signs. Nothing is answered
 * beforehand, and no button answers all: what is asked is that somebody looks.
 */
export function ListeSide() {
  const t = useSkranketekst();
  const { tid } = useSprak();
  const klient = useClient();
  const { bydel, svar, settSvar } = useSkranke();
  const { kommunenummer, bydelsnummer } = bydel;
  const [liste, settListe] = useState<Liste | null>();
  const [feil, settFeil] = useState<Feil>();
  const [sender, settSender] = useState(false);
  const [mangler, settMangler] = useState(0);
  const [utfall, settUtfall] = useState<Resultat | 'FEILET'>();

  const hent = useCallback(async () => {
    const { data, error } = await hentNytt(klient, DagslisteDocument, { kommunenummer, bydelsnummer });
    settFeil(lesFeil(error));
    if (data) settListe(data.avstemming ?? null);
  }, [klient, kommunenummer, bydelsnummer]);
  useEffect(() => void hent(), [hent]);

  const tilbake = <Lenke til={`/mottak/${kommunenummer}/${bydelsnummer}`}>{t.forlop.tilbake}</Lenke>;
  if (feil && !liste) return <HentFeilet feil={feil} onIgjen={() => void hent()} />;
  if (!liste) return <Laster />;

  const signer = async () => {
    if (sender) return;
    const ubesvart = liste.meldinger.filter((m) => !svar.has(m.id)).length;
    settMangler(ubesvart);
    if (ubesvart > 0) return;
    settSender(true);
    const holdt = liste.meldinger.filter((m) => svar.get(m.id)).map(({ id, nr, sha256 }) => ({ id, nr, sha256 }));
    const input = { kommunenummer, bydelsnummer, dato: liste.dato, holdt };
    const { data } = await klient.mutation(SignerListeDocument, { input }).toPromise();
    settUtfall(data?.avstem.avstemming ?? 'FEILET');
    if (data?.avstem.avstemming) {
      settSvar(new Map());
      await hent();
    }
    settSender(false);
  };
  return (
    <Side overskrift={t.liste.tittel} fanetittel={t.fanetittel} feilITittel={mangler > 0} over={tilbake} ingress={mottakernavn(bydel)}>
      {liste.signert && (
        <Alert data-color="success" className="signert">
          <Paragraph>{t.liste.signert(tid(liste.signert))}</Paragraph>
        </Alert>
      )}
      <div role="status">{utfall && <Utfall utfall={utfall} />}</div>
      {liste.harFlere && (
        <Alert data-color="warning">
          <Paragraph>{t.liste.harFlere}</Paragraph>
        </Alert>
      )}
      <Paragraph>{liste.meldinger.length === 0 ? t.liste.tom : t.liste.forklaring}</Paragraph>
      <ul className="dagsliste">
        {liste.meldinger.map((m) => (
          <Linje key={m.id} melding={m} ubesvart={mangler > 0 && !svar.has(m.id)} />
        ))}
      </ul>
      {!liste.harFlere && (
        <>
          <Paragraph>{t.liste.folger}</Paragraph>
          <p role="alert" className="rad-feil">
            {mangler > 0 && t.liste.ubesvart(mangler)}
          </p>
          <Button onClick={() => void signer()} loading={sender} aria-disabled={sender}>
            {t.liste.signer}
          </Button>
        </>
      )}
    </Side>
  );
}

function Linje({ melding: { id, nr, mottatt, referanse }, ubesvart }: { melding: MottattFragment; ubesvart: boolean }) {
  const t = useSkranketekst();
  const { tid } = useSprak();
  const { svar, settSvar } = useSkranke();
  const velg = (holdt: boolean) => settSvar(new Map(svar).set(id, holdt));
  return (
    <li data-nr={nr} data-ubesvart={ubesvart && !svar.has(id)}>
      <Fieldset>
        <Fieldset.Legend>
          {t.nr} {nr}
        </Fieldset.Legend>
        <Fieldset.Description>
          {tid(mottatt)} <span className="referanse">{referanse}</span>
        </Fieldset.Description>
        <Radio name={id} value="ja" label={t.liste.ja} checked={svar.get(id) === true} onChange={() => velg(true)} />
        <Radio name={id} value="nei" label={t.liste.nei} checked={svar.get(id) === false} onChange={() => velg(false)} />
      </Fieldset>
    </li>
  );
}

function Utfall({ utfall }: { utfall: Resultat | 'FEILET' }) {
  const t = useSkranketekst();
  if (utfall === 'FEILET') {
    return (
      <Alert data-color="danger">
        <Paragraph>{t.liste.feilet}</Paragraph>
      </Alert>
    );
  }
  const { avvik, enige, sendt } = utfall;
  return (
    <Alert data-color={avvik.length > 0 ? 'danger' : 'success'} className="utfall">
      <Heading level={2} data-size="2xs">
        {t.liste.utfall(enige, sendt)}
      </Heading>
      {avvik.length > 0 && (
        <ul>
          {avvik.map((a) => (
            <li key={`${a.slag} ${a.nr}`}>
              {t.nr} {a.nr}: {t.liste.avvik[a.slag]}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  );
}
