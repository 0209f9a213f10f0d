import { Button, Textfield } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import { useEffect, useRef } from 'react';
import { useSprak } from '../tekst/sprak';
import { useUtkast } from './utkast';
import { GRENSE, barnefelt } from './validering';

interface Props {
  feilFor: (felt: string) => string | undefined;
  onRettet: (felt: string) => void;
}

/** One child or more. The focus follows what one does: to the new field, and back to the last one when one is removed. */
export function BarnFelter({ feilFor, onRettet }: Props) {
  const { t } = useSprak();
  const { utkast, endre } = useUtkast();
  const { barn } = utkast;
  const antallFor = useRef(barn.length);
  useEffect(() => {
    if (antallFor.current === barn.length) return;
    antallFor.current = barn.length;
    document.getElementById(barnefelt(barn.length - 1))?.focus();
  }, [barn.length]);
  return (
    <div className="felter">
      {barn.map(({ nokkel, personnavn }, plass) => (
        <div key={nokkel} className="barn">
          <Textfield
            id={barnefelt(plass)}
            label={barn.length === 1 ? t.skjema.barnNavn : t.skjema.barnNavnNr(plass + 1)}
            description={plass === 0 ? t.skjema.barnNavnHjelp : undefined}
            error={feilFor(barnefelt(plass))}
            value={personnavn}
            autoComplete="off"
            spellCheck={false}
            onChange={(h) => {
              onRettet(barnefelt(plass));
              endre({ type: 'BARN', nokkel, personnavn: h.target.value });
            }}
          />
          {barn.length > 1 && (
            <Button
              type="button"
              variant="tertiary"
              data-size="sm"
              aria-label={t.skjema.fjernNr(plass + 1)}
              onClick={() => {
                // The ones after it move up: an error that stood at a place is no longer about who stands there.
                barn.forEach((_, her) => onRettet(barnefelt(her)));
                endre({ type: 'FJERN_BARN', nokkel });
              }}
            >
              {t.skjema.fjern}
            </Button>
          )}
        </div>
      ))}
      {barn.length < GRENSE.barn && (
        <Button
          type="button"
          variant="secondary"
          data-size="sm"
          className="legg-til"
          onClick={() => endre({ type: 'LEGG_TIL_BARN' })}
        >
          <PlusIcon aria-hidden />
          {t.skjema.leggTil}
        </Button>
      )}
    </div>
  );
}
