import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import type { PostFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { HentFeilet } from '../sider/HentFeilet';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { Filer } from './Filer';
import { OmForesporsel } from './Foresporsler';
import { Ingenting } from './Ingenting';
import { usePost } from './Innsynslager';
import { Klagefrist } from './Klagefrist';
import { Lenker } from './Lenker';
import { PaPost } from './PaPost';
import { Plan } from './Plan';
import { Skjemalenker } from './Skjemalenker';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';
import { Venter } from './Venter';

/** One entry of a case, with its files. */
export function PostSide({ sakId, id }: { sakId: string; id: string }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const { innhold: post, feil, igjen } = usePost(sakId, id);
  if (post === null) return <Ingenting tekst={t.post.ikkeFunnetTekst} />;
  if (!post) return <Venter tittel={t.fanetittel.post} feil={feil} igjen={igjen} />;
  const slag = kjent(t.dokumenttype, post.dokumenttype, t.annetDokument);
  return (
    <Side
      overskrift={post.tittel}
      fanetittel={t.fanetittel.post}
      over={
        <nav className="sakvelger" aria-label={t.fanetittel.sak}>
          <Lenke til={`/innsyn/sak/${sakId}`}>{t.post.tilbake}</Lenke>
        </nav>
      }
      ingress={post.dato ? `${slag}, ${dato(post.dato)}` : slag}
    >
      {feil && <HentFeilet feil={feil} onIgjen={() => void igjen()} />}
      {post.samtykke && <PaPost samtykkeId={post.samtykke.id} />}
      {post.klagefrist && <Klagefrist frist={post.klagefrist} />}
      {post.beskrivelse && <Paragraph className="avsnitt">{post.beskrivelse}</Paragraph>}
      {post.tilbakeholdt ? <Tilbakeholdt post={post} /> : <Filer post={post} />}
      {post.tiltaksplan && <Plan plan={post.tiltaksplan} />}
      <Skjemalenker til={`/innsyn/sak/${sakId}/post/${id}/svar`} slag="POST" skjemaer={post.skjemaer} />
      <Lenker lenker={post.lenker} />
      <Opplysninger post={post} />
      <Relaterte sakId={sakId} post={post} />
    </Side>
  );
}

/** Only the title: said plainly, and that one may ask, where one may. */
function Tilbakeholdt({ post: { id, mappeId, innsynsforesporselStatus: status } }: { post: PostFragment }) {
  const t = useInnsyntekst();
  const mer = { IKKE_FORESPURT: t.post.kanSporre, FORESPURT: t.post.FORESPURT, GODKJENT: t.post.GODKJENT, AVVIST: t.post.AVVIST };
  const tekst = kjent(mer, status, '');
  return (
    <Alert data-color="info" className="tilbakeholdt" data-status={status}>
      <Heading level={2} data-size="2xs">
        {t.post.tilbakeholdtTittel}
      </Heading>
      <Paragraph>{t.post.tilbakeholdt}</Paragraph>
      {tekst && <Paragraph>{tekst}</Paragraph>}
      <OmForesporsel sakId={mappeId} postId={id} kanSporre={status === 'IKKE_FORESPURT'} avgjort={status === 'GODKJENT' || status === 'AVVIST'} />
    </Alert>
  );
}

function Opplysninger({ post }: { post: PostFragment }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  const { dokumentetsDato, journaldato, journalposttype, korrespondanseparter } = post;
  const rader: [string, string][] = [
    ...korrespondanseparter.map((p): [string, string] => [
      kjent(t.part_i_brev, p.type, t.ukjentPartIBrev),
      p.kontaktperson ? `${p.navn}. ${t.post.kontaktperson(p.kontaktperson)}` : p.navn,
    ]),
    ...(dokumentetsDato ? [[t.post.dokumentetsDato, dato(dokumentetsDato)] as [string, string]] : []),
    ...(journaldato ? [[t.post.journaldato, dato(journaldato)] as [string, string]] : []),
    ...(journalposttype ? [[t.post.retning, kjent(t.retning, journalposttype, '')] as [string, string]] : []),
  ].filter(([, verdi]) => verdi);
  if (rader.length === 0) return null;
  return (
    <section aria-labelledby="opplysninger">
      <Heading level={2} data-size="xs" id="opplysninger">
        {t.post.opplysninger}
      </Heading>
      <dl className="opplysninger">
        {rader.map(([navn, verdi], i) => (
          <div key={`${i} ${navn}`}>
            <dt>{navn}</dt>
            <dd>{verdi}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Relaterte({ sakId, post: { relaterte } }: { sakId: string; post: PostFragment }) {
  const t = useInnsyntekst();
  const { dato } = useDatoer();
  if (relaterte.length === 0) return null;
  return (
    <section aria-labelledby="relaterte">
      <Heading level={2} data-size="xs" id="relaterte">
        {t.post.relaterte}
      </Heading>
      <ul className="dokumentliste">
        {relaterte.map((r) => (
          <li key={r.id}>
            <Lenke til={`/innsyn/sak/${sakId}/post/${r.id}`}>{r.tittel}</Lenke>
            <span className="dempet">
              {kjent(t.dokumenttype, r.dokumenttype, t.annetDokument)}
              {r.dato && ` · ${dato(r.dato)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
