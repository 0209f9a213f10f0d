import { Field, Input, Label, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useSkjematekst } from '../tekst/skjema/skjematekst';
import { etterTrykk } from './felt/etterTrykk';
import { IkkeAktiv } from './IkkeAktiv';
import { sok, type Kommune } from './kommuner';

interface Props {
  id: string;
  kommuner: readonly Kommune[];
  valgt: Kommune | undefined;
  tekst: string;
  feil: string | undefined;
  onTekst: (tekst: string) => void;
  onValgt: (kommune: Kommune) => void;
}

/**
 * A search field with a list under it, after the ARIA «combobox with list autocomplete» pattern. All kommuner are here
 * already, so a slow network never stands between a letter and the list, and what is typed goes nowhere.
 */
export function KommuneVelger({ id, kommuner, valgt, tekst, feil, onTekst, onValgt }: Props) {
  const t = useSkjematekst();
  const [apen, settApen] = useState(false);
  const [aktiv, settAktiv] = useState(-1);
  const listeId = useId();
  const liste = useRef<HTMLUListElement>(null);
  const treff = useMemo(() => sok(kommuner, valgt ? '' : tekst), [kommuner, valgt, tekst]);
  const peker = apen ? treff[aktiv] : undefined;

  const velg = (kommune: Kommune) => {
    settApen(false);
    settAktiv(-1);
    onValgt(kommune);
  };

  const flytt = (til: number) => {
    settApen(true);
    const plass = (til + treff.length) % Math.max(treff.length, 1);
    settAktiv(plass);
    liste.current?.children[plass]?.scrollIntoView({ block: 'nearest' });
  };

  const tast = (hendelse: KeyboardEvent) => {
    switch (hendelse.key) {
      case 'ArrowDown':
        hendelse.preventDefault();
        return flytt(apen ? aktiv + 1 : 0);
      case 'ArrowUp':
        hendelse.preventDefault();
        return flytt(apen && aktiv > 0 ? aktiv - 1 : treff.length - 1);
      case 'Enter':
        // Never sends the form from here: Enter is for the list.
        hendelse.preventDefault();
        if (peker) velg(peker);
        return undefined;
      case 'Escape':
        settAktiv(-1);
        return settApen(false);
      default:
        return undefined;
    }
  };

  /** One who types «Bergen» and goes on has chosen Bergen. */
  const forlat = () => {
    settApen(false);
    settAktiv(-1);
    const eneste =
      treff.length === 1 || (treff[0] && treff[0].navn.toLowerCase() === tekst.trim().toLowerCase()) ? treff[0] : undefined;
    if (!valgt && tekst.trim() && eneste) onValgt(eneste);
  };

  return (
    <div className="kommunevelger">
      <Field>
        <Label htmlFor={id}>{t.PRIVAT.kommunenummer.navn}</Label>
        <Field.Description>{t.PRIVAT.kommunenummer.hjelp}</Field.Description>
        <Input
          id={id}
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={apen}
          aria-controls={listeId}
          aria-activedescendant={peker ? `${listeId}-${peker.kommunenummer}` : undefined}
          aria-invalid={feil ? true : undefined}
          value={tekst}
          onChange={(h) => {
            onTekst(h.target.value);
            settApen(true);
            settAktiv(-1);
          }}
          onClick={() => settApen(true)}
          onKeyDown={tast}
          onBlur={() => etterTrykk(forlat)}
        />
        {feil && <ValidationMessage>{feil}</ValidationMessage>}
      </Field>
      <div className="kommuneliste-plass">
        {/* The focus stays in the field; the list is reached through aria-activedescendant. */}
        <ul
          ref={liste}
          id={listeId}
          role="listbox"
          aria-label={t.PRIVAT.kommunenummer.navn}
          className="kommuneliste"
          hidden={!apen || treff.length === 0}
        >
          {treff.map((kommune) => (
            <li
              key={kommune.kommunenummer}
              id={`${listeId}-${kommune.kommunenummer}`}
              role="option"
              aria-selected={kommune === peker}
              // mousedown, since the field's blur would close the list before a click.
              onMouseDown={(h) => {
                h.preventDefault();
                velg(kommune);
              }}
            >
              {kommune.navn}
              {!kommune.aktiv && <span className="dempet"> – {t.kommune.ikkeAktiv}</span>}
            </li>
          ))}
        </ul>
      </div>
      <p className="ds-sr-only" role="status">
        {apen && tekst && !valgt && (treff.length ? t.kommune.treff(treff.length) : t.kommune.ingenTreff)}
      </p>
      {apen && treff.length === 0 && (
        <Paragraph data-size="sm" className="dempet">
          {t.kommune.ingenTreff}
        </Paragraph>
      )}
      <div role="status">{valgt && !valgt.aktiv && <IkkeAktiv kommune={valgt} />}</div>
    </div>
  );
}
