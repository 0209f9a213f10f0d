import { Button, Heading } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';
import { useSkjema } from '../SkjemaSammenheng';
import { fjern } from '../svar/lister';

interface Props<T> {
  liste: 'barn' | 'foresatte';
  poster: readonly T[];
  tittel: (post: T, nr: number) => string;
  fjernTekst: (nr: number) => string;
  leggTilTekst: string;
  /** Undefined when there is room for no more. */
  onLeggTil: (() => void) | undefined;
  children: (post: T, plass: number) => ReactNode;
}

/** One card for each of a list. The focus follows what one does: to the new one, and to the last when one is removed. */
export function Liste<T extends { nokkel: number }>(props: Props<T>) {
  const { liste, poster, tittel, fjernTekst, leggTilTekst, onLeggTil, children } = props;
  const t = useSkjematekst();
  const { endre, rettet } = useSkjema();
  const antallFor = useRef(poster.length);
  const overskrift = (plass: number) => `${liste}-${plass}-overskrift`;
  useEffect(() => {
    if (antallFor.current === poster.length) return;
    antallFor.current = poster.length;
    document.getElementById(`${liste}-${poster.length - 1}-overskrift`)?.focus();
  }, [liste, poster.length]);
  return (
    <>
      {poster.map((post, plass) => (
        <section key={post.nokkel} className="listekort" aria-labelledby={overskrift(plass)}>
          <div className="listekort-topp">
            <Heading level={2} data-size="xs" id={overskrift(plass)} tabIndex={-1}>
              {tittel(post, plass + 1)}
            </Heading>
            {poster.length > 1 && (
              <Button
                type="button"
                variant="tertiary"
                data-size="sm"
                aria-label={fjernTekst(plass + 1)}
                onClick={() => {
                  // The ones after it move up: an error that stood at a place is no longer about who stands there.
                  rettet(liste);
                  endre((s) => fjern(s, liste, plass));
                }}
              >
                {t.ramme.fjern}
              </Button>
            )}
          </div>
          {children(post, plass)}
        </section>
      ))}
      {onLeggTil && (
        // The list's own id is where an error about the whole of it leads.
        <Button type="button" variant="secondary" className="legg-til" id={liste} onClick={onLeggTil}>
          <PlusIcon aria-hidden />
          {leggTilTekst}
        </Button>
      )}
    </>
  );
}
