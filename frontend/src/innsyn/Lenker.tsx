import { Button, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import type { InnsynslenkeFragment } from '../gql/innsyn/graphql';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { velgTekst } from './flersprak';
import { lesLenkemal } from './lenkemal';
import { kjent } from './typer';

/** What the case system points to, in the reader's language as far as it goes. */
export function Lenker({ lenker }: { lenker: readonly InnsynslenkeFragment[] }) {
  const t = useInnsyntekst();
  if (lenker.length === 0) return null;
  return (
    <section aria-labelledby="lenker">
      <Heading level={2} data-size="xs" id="lenker">
        {t.sak.mer}
      </Heading>
      <ul className="lenker">
        {lenker.map((lenke, i) => (
          <li key={`${i} ${lenke.url}`}>
            <EnLenke lenke={lenke} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EnLenke({ lenke: { url, type, utseende, tekst } }: { lenke: InnsynslenkeFragment }) {
  const t = useInnsyntekst();
  const { sprak } = useSprak();
  const mal = lesLenkemal(url);
  const valgt = tekst ? velgTekst(tekst, sprak) : undefined;
  const ord = valgt?.tekst ?? kjent<'SVAR' | 'KLAGE', string>(t.lenke, type, mal?.vert ?? '');
  if (!mal || !ord) return <Paragraph className="dempet">{t.lenke.uleselig}</Paragraph>;
  const hos = mal.vert && <span className="dempet">{t.lenke.hos(mal.vert)}</span>;
  // The site one goes to is not told where one came from.
  const a = (
    <a href={mal.href} rel="noreferrer" lang={valgt?.lang}>
      {ord}
    </a>
  );
  return (
    <>
      {utseende === 'KNAPP' ? (
        <Button asChild variant="secondary">
          {a}
        </Button>
      ) : (
        <Link asChild>{a}</Link>
      )}
      {hos}
    </>
  );
}
