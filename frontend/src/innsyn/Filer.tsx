import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { DownloadIcon, ExternalLinkIcon, FileIcon, FileImageIcon, FilePdfIcon, FileTextIcon, TableIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { useClient } from 'urql';
import { apneDokumentvindu } from '../flukt/dokumentvinduer';
import { LagDokumentlenkeDocument, type PostFragment } from '../gql/innsyn/graphql';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { filslag, kanApnes, storrelse, type Filslag } from './filtype';
import { kjent } from './typer';

const ikon: Record<Filslag, typeof FileIcon> = {
  PDF: FilePdfIcon,
  BILDE: FileImageIcon,
  DOKUMENT: FileTextIcon,
  REGNEARK: TableIcon,
  ANNEN: FileIcon,
};

/** The files of an entry: what they are, and the ways to them. */
export function Filer({ post }: { post: PostFragment }) {
  const t = useInnsyntekst();
  const harFil = post.dokumenter.some((d) => d.kilde === 'PORTAL');
  return (
    <section aria-labelledby="filer">
      <Heading level={2} data-size="xs" id="filer">
        {t.post.filer}
      </Heading>
      <ul className="filer">
        {post.dokumenter.map((dokument) => (
          <Fil key={dokument.nr} postId={post.id} dokument={dokument} />
        ))}
      </ul>
      {harFil && (
        <Paragraph data-size="sm" className="dempet">
          {t.fil.delt}
        </Paragraph>
      )}
    </section>
  );
}

type Dokument = Omit<PostFragment['dokumenter'][number], '__typename'>;

/** One file, and the ways to it. */
export function Fil({ postId, dokument }: { postId: string; dokument: Dokument }) {
  const t = useInnsyntekst();
  const { tall } = useSprak();
  const { henter, feil, hent } = useFil(postId, dokument.nr);
  const slag = filslag(dokument.mimeType);
  const Ikon = ikon[slag];
  const navn = { PDF: 'PDF', BILDE: t.fil.bilde, DOKUMENT: t.fil.dokument, REGNEARK: t.fil.regneark, ANNEN: t.fil.annen }[slag];
  const apnes = kanApnes(dokument.mimeType);
  return (
    <li data-kilde={dokument.kilde}>
      <Ikon aria-hidden className="fil-ikon" />
      <div className="fil-hva">
        <p className="fil-tittel">{dokument.tittel}</p>
        {dokument.kilde === 'PORTAL' && (
          <p className="dempet">
            {navn}
            {dokument.storrelse != null && ` · ${storrelse(dokument.storrelse, tall)}`}
          </p>
        )}
        {dokument.kilde === 'POSTKASSE' && <p>{t.fil.postkasse}</p>}
        {dokument.kilde === 'INGEN' && <p className="dempet">{t.fil.ingen}</p>}
        {dokument.kilde === 'PORTAL' && (
          <div className="fil-knapper">
            {apnes && (
              <Button
                variant="secondary"
                data-size="sm"
                aria-label={t.fil.apneNavn(dokument.tittel)}
                aria-disabled={henter}
                onClick={() => void hent('APNE')}
              >
                <ExternalLinkIcon aria-hidden />
                {t.fil.apne}
              </Button>
            )}
            <Button
              variant={apnes ? 'tertiary' : 'secondary'}
              data-size="sm"
              aria-label={t.fil.lastNedNavn(dokument.tittel)}
              aria-disabled={henter}
              onClick={() => void hent('LAST_NED')}
            >
              <DownloadIcon aria-hidden />
              {t.fil.lastNed}
            </Button>
          </div>
        )}
        {feil && (
          <Alert data-color="warning" role="alert" data-size="sm">
            <Paragraph>{feil}</Paragraph>
          </Alert>
        )}
      </div>
    </li>
  );
}

/**
 * Asks for a link, which lives a minute, and follows it. The new tab is opened in the press itself, before the link has come:
 * later the browser would take it for a pop-up and stop it.
 */
function useFil(postId: string, nr: number) {
  const t = useInnsyntekst();
  const klient = useClient();
  const [henter, settHenter] = useState(false);
  const [feil, settFeil] = useState<string>();

  const hent = async (hvordan: 'APNE' | 'LAST_NED') => {
    if (henter) return;
    const fane = hvordan === 'APNE' ? apneDokumentvindu() : null;
    settHenter(true);
    settFeil(undefined);
    const { data } = await klient.mutation(LagDokumentlenkeDocument, { input: { journalpostId: postId, nr } }).toPromise();
    settHenter(false);
    const { lenke, hindring } = data?.lagDokumentlenke ?? {};
    if (!lenke) {
      fane?.close();
      settFeil(kjent(t.fil.hindring, hindring, t.fil.feilet));
      return;
    }
    if (fane) {
      // What is shown there shall not reach back here; we can close it all the same.
      fane.opener = null;
      fane.location.replace(lenke.sti);
    } else {
      lastNed(lenke.sti);
    }
  };
  return { henter, feil, hent };
}

function lastNed(sti: string): void {
  const a = document.createElement('a');
  a.href = `${sti}?last-ned`;
  a.download = '';
  a.click();
}
