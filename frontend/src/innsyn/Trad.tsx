import { Details, Heading, Tag } from '@digdir/designsystemet-react';
import type { BrevFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { Kopi } from './Brevkvittering';
import { kjent } from './typer';

/** What one has written from a case, newest first: how far each has come, which way, and what has come since. */
export function Trad({ trad }: { trad: readonly BrevFragment[] }) {
  const t = useBrevtekst();
  if (trad.length === 0) return null;
  return (
    <section aria-labelledby="trad">
      <Heading level={2} data-size="sm" id="trad">
        {t.trad.tittel}
      </Heading>
      <ol className="trad">
        {trad.toReversed().map((brev) => (
          <Brev key={brev.id} brev={brev} />
        ))}
      </ol>
    </section>
  );
}

function Brev({ brev }: { brev: BrevFragment }) {
  const t = useBrevtekst();
  const { tid } = useSprak();
  const post = (id: string) => `/innsyn/sak/${brev.mappeId}/post/${id}`;
  return (
    <li data-brev={brev.type} data-status={brev.status}>
      <Heading level={3} data-size="2xs">
        {t.trad.du[brev.type]}, <time dateTime={brev.sendt}>{tid(brev.sendt)}</time>
      </Heading>
      <p className="brevstatus">
        <Tag data-color={brev.status === 'IKKE_LEVERT' ? 'danger' : 'info'}>{kjent(t.status, brev.status, t.ukjentStatus)}</Tag>
      </p>
      <p className="dempet">
        {t.trad.til(brev.mottaker)}. {kjent(t.vei, brev.vei, '')}
      </p>
      {brev.journalpostId && (
        <p>
          <Lenke til={post(brev.journalpostId)}>{t.trad.dokumentet}</Lenke>
        </p>
      )}
      {brev.svar.length > 0 && (
        <div>
          <p>{t.trad.svar}:</p>
          <ul>
            {brev.svar.map((s) => (
              <li key={s.id}>
                <Lenke til={post(s.id)}>{s.tittel}</Lenke>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Details>
        <Details.Summary>{t.trad.les}</Details.Summary>
        <Details.Content>
          <blockquote className="avsnitt brevtekst">{brev.tekst}</blockquote>
          {brev.filer.length > 0 && (
            <ul>
              {brev.filer.map((f, i) => (
                <li key={`${i} ${f.navn}`}>{f.navn}</li>
              ))}
            </ul>
          )}
          <Kopi brev={brev} />
        </Details.Content>
      </Details>
    </li>
  );
}
