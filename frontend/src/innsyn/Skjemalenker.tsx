import { Button, Heading } from '@digdir/designsystemet-react';
import { PencilWritingIcon } from '@navikt/aksel-icons';
import { Link } from 'react-router';
import type { SkjemaFragment } from '../gql/innsyn/graphql';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { slagAv, tilbudte, type Sted } from './brevutkast';
import { velgTekst } from './flersprak';

/** The ways to write from a place: only those somebody can receive. */
export function Skjemalenker({ til, slag, skjemaer }: { til: string; slag: Sted['slag']; skjemaer: readonly SkjemaFragment[] }) {
  const t = useBrevtekst();
  const { lenke } = useSprak();
  const alle = tilbudte(skjemaer);
  const navn = useSkjemanavn(slag);
  if (alle.length === 0) return null;
  return (
    <section aria-labelledby="skrive" className="skjemalenker">
      <Heading level={2} data-size="xs" id="skrive">
        {slag === 'SAK' ? t.tilbud.tittel : t.tilbud.post}
      </Heading>
      <div className="knapper">
        {alle.map((skjema) => {
          const { tekst, lang } = navn(skjema);
          return (
            <Button key={skjema.nr} asChild variant="secondary">
              <Link to={lenke(`${til}/${skjema.nr}`)} data-skjema={slagAv(skjema, slag)}>
                <PencilWritingIcon aria-hidden />
                <span lang={lang}>{tekst}</span>
              </Link>
            </Button>
          );
        })}
      </div>
    </section>
  );
}

/** What a form is called: our word for its kind, or the case system's own, in a language one reads. */
export function useSkjemanavn(slag: Sted['slag']) {
  const t = useBrevtekst();
  const { sprak } = useSprak();
  return (skjema: SkjemaFragment): { tekst: string; lang?: string } =>
    velgTekst(skjema.tekst, sprak) ?? { tekst: t.overskrift[slagAv(skjema, slag)] };
}
