import { Button, Heading, Tag } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { PostradFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useForesporseltekst, useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { erNektet, foresporselFor, kanSporres, utfallAv } from './foresporsel';
import { useForesporsler } from './Foresporselramme';
import type { Sakinnhold } from './lager';
import { kjent } from './typer';

/** What one has asked to see in a case, with the answers, and the way to ask for more. */
export function Foresporsler({ innhold: { sak, alle } }: { innhold: Sakinnhold }) {
  const t = useForesporseltekst();
  const { tid, lenke } = useSprak();
  const foresporsler = useForesporsler().alle ?? [];
  const mine = foresporsler.filter((f) => f.mappeId === sak.id);
  const mulige = kanSporres(alle, foresporsler);
  if (mine.length === 0 && mulige.length === 0) return null;
  return (
    <section aria-labelledby="innsyn">
      <Heading level={2} data-size="sm" id="innsyn">
        {mine.length > 0 ? t.liste : t.tittel}
      </Heading>
      {mine.length > 0 && (
        <ol className="trad">
          {mine.map((f) => {
            const utfall = utfallAv(f, alle);
            return (
              <li key={f.id} data-foresporsel={f.status} data-utfall={utfall}>
                <Heading level={3} data-size="2xs">
                  <time dateTime={f.sendt}>{t.spurt(tid(f.sendt))}</time>
                </Heading>
                <ul>
                  {f.poster.map((p) => (
                    <li key={p.id}>
                      <Lenke til={`/innsyn/sak/${sak.id}/post/${p.id}`}>{p.tittel}</Lenke>
                      <OmPosten post={alle.find(({ id }) => id === p.id)} />
                    </li>
                  ))}
                </ul>
                <Tag data-color={f.status === 'INNVILGET' ? 'success' : f.status === 'AVVIST' ? 'neutral' : 'info'}>{kjent({ ...t.status, ...t.utfall }, utfall, t.ukjentStatus)}</Tag>
                <Svaret svar={f.svar} />
              </li>
            );
          })}
        </ol>
      )}
      {mulige.length > 0 && (
        <Button asChild variant="secondary" className="alene">
          <Link to={lenke(`/innsyn/sak/${sak.id}/be-om-innsyn`)}>{t.knappSak(mulige.length)}</Link>
        </Button>
      )}
    </section>
  );
}

/** What has come of one entry that was asked for. */
function OmPosten({ post }: { post: PostradFragment | undefined }) {
  const t = useForesporseltekst();
  const { status } = useInnsyntekst();
  const ord = !post ? null : erNektet(post) ? status.AVVIST : post.tilbakeholdt ? null : t.vises;
  return ord && <span className="dempet"> {ord}</span>;
}

function Svaret({ svar }: { svar: string | null }) {
  const t = useForesporseltekst();
  if (!svar) return null;
  return (
    <div>
      <p>{t.svaret}:</p>
      <blockquote className="avsnitt brevtekst">{svar}</blockquote>
    </div>
  );
}

interface OmForesporselProps {
  sakId: string;
  postId: string;
  kanSporre: boolean;
  /** The entry itself says how it went: its request, which may have been about others too, only says why. */
  avgjort: boolean;
}

/** On a withheld entry: how one's request for it stands, or the way to ask. */
export function OmForesporsel({ sakId, postId, kanSporre, avgjort }: OmForesporselProps) {
  const t = useForesporseltekst();
  const { lenke } = useSprak();
  const { alle } = useForesporsler();
  const min = foresporselFor(alle ?? [], postId);
  return (
    <>
      {min && (
        <div data-foresporsel={min.status}>
          {!avgjort && (
            <p>
              <strong>{kjent(t.status, min.status, t.ukjentStatus)}</strong>
            </p>
          )}
          <Svaret svar={min.svar} />
        </div>
      )}
      {kanSporre && alle && (
        <Button asChild variant="secondary">
          <Link to={lenke(`/innsyn/sak/${sakId}/be-om-innsyn/${postId}`)}>{t.knapp}</Link>
        </Button>
      )}
    </>
  );
}
