import { Tag } from '@digdir/designsystemet-react';
import type { PostradFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useKlagefrist } from './Klagefrist';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

/** One document in the list of a case. */
export function Dokumentrad({ sakId, post, ny }: { sakId: string; post: PostradFragment; ny: boolean }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  return (
    <li data-ny={ny} data-post={post.id}>
      <span className="rad-tittel">
        <Lenke til={`/innsyn/sak/${sakId}/post/${post.id}`}>{post.tittel}</Lenke>
        {ny && <Tag data-color="support1">{t.tidslinje.ny}</Tag>}
      </span>
      <span className="dempet">
        {kjent(t.dokumenttype, post.dokumenttype, t.annetDokument)}
        {post.dato && (
          <>
            {' · '}
            <time dateTime={post.dato}>{dato(post.dato)}</time>
          </>
        )}
      </span>
      {post.klagefrist && <Frist frist={post.klagefrist} />}
      {post.tilbakeholdt && (
        <span className="rad-merker">
          <Tag data-color="neutral">{t.status.tilbakeholdt}</Tag>
          {post.innsynsforesporselStatus && <span className="dempet">{kjent(t.status, post.innsynsforesporselStatus, '')}</span>}
        </span>
      )}
    </li>
  );
}

/** A deadline that has passed is told on the document's own page. */
function Frist({ frist }: { frist: string }) {
  const t = useInnsyntekst();
  const { tekst, dager } = useKlagefrist(frist);
  if (dager < 0) return null;
  return (
    <span>
      {t.klage.tittel}: {tekst}
    </span>
  );
}
