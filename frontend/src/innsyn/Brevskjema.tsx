import { Alert, Button, Field, Heading, Label, Link, List, Paragraph, Radio, Textarea, ValidationMessage } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { SkjemaFragment } from '../gql/innsyn/graphql';
import { useFeilITittel } from '../ramme/Side';
import { tegn } from '../skjema/valider/tekst';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { brevfeil, MAKS_TEGN, type Brevfeil, type Brevutkast, type Sted } from './brevutkast';
import { useSkjemanavn } from './Skjemalenker';
import { useFokus } from './useFokus';
import { Vedleggsfelt } from './Vedleggsfelt';

interface Props {
  slag: 'POST' | 'SVAR' | 'KLAGE';
  sted: Sted['slag'];
  skjemaer: readonly SkjemaFragment[];
  utkast: Brevutkast;
  endre: (endre: (for_: Brevutkast) => Brevutkast) => void;
  onVidere: () => void;
}

/** What one writes. */
export function Brevskjema({ slag, sted, skjemaer, utkast, endre, onVidere }: Props) {
  const t = useBrevtekst();
  const { tall } = useSprak();
  const [provd, settProvd] = useState(0);
  const navn = useSkjemanavn(sted);
  const feil = brevfeil(utkast);
  const vist = provd > 0 ? feil : [];
  const av = (felt: Brevfeil['felt']) => vist.find((f) => f.felt === felt);
  const antall = tegn(utkast.tekst);
  const over = antall - MAKS_TEGN;
  const [skjemafeil, tekstfeil, filfeil] = [av('skjemaNr'), av('tekst'), av('filer')];

  return (
    <form
      className="brev"
      noValidate
      onSubmit={(h) => {
        h.preventDefault();
        if (feil.length === 0) onVidere();
        else settProvd((n) => n + 1);
      }}
    >
      <Hastverk />
      {slag === 'KLAGE' && <Paragraph>{t.klageHjelp}</Paragraph>}
      {vist.length > 0 && <Oppsummering key={provd} feil={vist} />}
      {skjemaer.length > 1 && (
        <fieldset className="skjemavalg" id="felt-skjemaNr" tabIndex={-1} aria-describedby={skjemafeil && 'felt-skjemaNr-feil'}>
          <legend>{t.velg}</legend>
          {skjemaer.map((s) => {
            const { tekst, lang } = navn(s);
            return (
              <Radio
                key={s.nr}
                name="skjema"
                value={String(s.nr)}
                label={<span lang={lang}>{tekst}</span>}
                checked={utkast.skjemaNr === s.nr}
                onChange={() => endre((u) => ({ ...u, skjemaNr: s.nr }))}
              />
            );
          })}
          {skjemafeil && <ValidationMessage id="felt-skjemaNr-feil">{feilord(t, skjemafeil)}</ValidationMessage>}
        </fieldset>
      )}
      <Field>
        <Label htmlFor="felt-tekst">{t.tekst}</Label>
        <Field.Description>{t.tekstHjelp}</Field.Description>
        <Textarea
          id="felt-tekst"
          rows={10}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={tekstfeil || over > 0 ? true : undefined}
          value={utkast.tekst}
          onChange={({ target }) => endre((u) => ({ ...u, tekst: target.value }))}
        />
        {over > -MAKS_TEGN / 10 && (
          <Paragraph data-size="sm" className={over > 0 ? 'teller over' : 'teller'} aria-live="polite">
            {over > 0 ? t.forMange(tall(over)) : t.tegn(tall(antall), tall(MAKS_TEGN))}
          </Paragraph>
        )}
        {tekstfeil && <ValidationMessage>{feilord(t, tekstfeil)}</ValidationMessage>}
      </Field>
      {utkast.mistet.length > 0 && (
        <Alert data-color="warning" data-mistet={utkast.mistet.length}>
          <Paragraph>{t.utkast.mistet(utkast.mistet.join(', '))}</Paragraph>
          <Button type="button" variant="tertiary" data-size="sm" onClick={() => endre((u) => ({ ...u, mistet: [] }))}>
            {t.utkast.mistetGreit}
          </Button>
        </Alert>
      )}
      <Vedleggsfelt filer={utkast.filer} endre={endre} feil={filfeil && feilord(t, filfeil)} />
      <div className="knapper">
        <Button type="submit">{t.videre}</Button>
      </div>
    </form>
  );
}

function feilord(t: ReturnType<typeof useBrevtekst>, feil: Brevfeil): string {
  if (feil.felt === 'skjemaNr') return t.feil.skjemaNr;
  if (feil.felt === 'tekst') return feil.kode === 'MANGLER' ? t.feil.tekstMangler : t.feil.tekstForLang;
  return t.feil[feil.kode];
}

function Oppsummering({ feil }: { feil: readonly Brevfeil[] }) {
  const t = useBrevtekst();
  const boks = useFokus<HTMLDivElement>(true);
  useFeilITittel();
  return (
    <Alert data-color="danger" ref={boks} tabIndex={-1}>
      <Heading level={2} data-size="2xs">
        {t.feilTittel}
      </Heading>
      <List.Unordered>
        {feil.map((f) => (
          <List.Item key={`${f.felt} ${f.kode}`}>
            <Link href={`#felt-${f.felt}`}>{feilord(t, f)}</Link>
          </List.Item>
        ))}
      </List.Unordered>
    </Alert>
  );
}

/** Said before one writes, with numbers that a phone calls. */
function Hastverk() {
  const { haster } = useBrevtekst();
  const numre = [
    ['tel:112', '112', haster.politi],
    ['tel:02800', '02800', haster.vakt],
    ['tel:116111', '116 111', haster.barn],
  ] as const;
  return (
    <Alert data-color="warning" className="hastverk">
      <Heading level={2} data-size="2xs">
        {haster.tittel}
      </Heading>
      <Paragraph>{haster.tekst}</Paragraph>
      <ul>
        {numre.map(([href, nummer, hvem]) => (
          <li key={href}>
            <Link href={href}>{nummer}</Link> – {hvem}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
