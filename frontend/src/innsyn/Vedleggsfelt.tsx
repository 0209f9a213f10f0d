import { Button, Field, Heading, Paragraph } from '@digdir/designsystemet-react';
import { PaperclipIcon, TrashIcon } from '@navikt/aksel-icons';
import { useId, useRef } from 'react';
import { sidensPerson } from '../api/person';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { MAKS_FIL, type Brevutkast, type Vedlegg } from './brevutkast';
import { storrelse } from './filtype';
import { lastOpp, slettOpplastet } from './lastOpp';

interface Props {
  filer: readonly Vedlegg[];
  endre: (endre: (for_: Brevutkast) => Brevutkast) => void;
  feil: string | undefined;
}

/** The files of a letter: sent to the server as they are chosen, so that what is wrong with one is told at once. */
export function Vedleggsfelt({ filer, endre, feil }: Props) {
  const t = useBrevtekst();
  const { tall } = useSprak();
  const velger = useRef<HTMLInputElement>(null);
  const id = useId();
  const endreFil = (nokkel: string, mer: Partial<Vedlegg>) =>
    endre((u) => ({ ...u, filer: u.filer.map((f) => (f.nokkel === nokkel ? { ...f, ...mer } : f)) }));

  const leggVed = async (valgte: readonly File[]) => {
    const nye = valgte.map((fil) => ({ fil, nokkel: crypto.randomUUID() }));
    endre((u) => ({
      ...u,
      filer: [
        ...u.filer,
        ...nye.map(({ fil, nokkel }): Vedlegg => {
          const felles = { nokkel, navn: fil.name, storrelse: fil.size };
          if (fil.size === 0) return { ...felles, feil: 'TOM_FIL' };
          return fil.size > MAKS_FIL ? { ...felles, feil: 'FOR_STOR' } : { ...felles, fremdrift: 0 };
        }),
      ],
    }));
    const eier = sidensPerson();
    // One after the other: on a slow line they would all come last.
    for (const { fil, nokkel } of nye) {
      if (fil.size === 0 || fil.size > MAKS_FIL) continue;
      const svar = await lastOpp(fil, (fremdrift) => endreFil(nokkel, { fremdrift }), eier);
      endreFil(nokkel, 'feil' in svar ? { fremdrift: undefined, feil: svar.feil } : { ...svar, fremdrift: undefined });
    }
  };

  const fjern = ({ nokkel, id: opplastet }: Vedlegg) => {
    endre((u) => ({ ...u, filer: u.filer.filter((f) => f.nokkel !== nokkel) }));
    if (opplastet) slettOpplastet(opplastet);
    velger.current?.focus();
  };

  return (
    <section aria-labelledby={id} className="vedlegg" id="felt-filer" tabIndex={-1}>
      <Heading level={2} data-size="xs" id={id}>
        {t.filer}
      </Heading>
      <Paragraph className="dempet" id={`${id}-hjelp`}>
        {t.filerHjelp}
      </Paragraph>
      {filer.length > 0 && (
        <ul className="filer">
          {filer.map((f) => (
            <li key={f.nokkel} data-vedlegg={f.feil ?? (f.id ? 'HER' : 'UNDERVEIS')}>
              <PaperclipIcon aria-hidden className="fil-ikon" />
              <div className="fil-hva">
                <p className="fil-tittel">{f.navn}</p>
                <p className="dempet" role="status">
                  {!f.feil && (f.id ? `${t.lagtVed} · ${storrelse(f.storrelse, tall)}` : f.fremdrift === 1 ? t.sjekkes : undefined)}
                </p>
                {f.fremdrift !== undefined && f.fremdrift < 1 && (
                  <progress value={f.fremdrift} max={1} aria-label={t.laster(`${Math.round(f.fremdrift * 100)} %`)} />
                )}
                {f.feil && (
                  <p role="alert" className="vedlegg-feil">
                    {t.vedleggsfeil[f.feil]}
                  </p>
                )}
                <Button type="button" variant="tertiary" data-size="sm" aria-label={t.fjernNavn(f.navn)} onClick={() => fjern(f)}>
                  <TrashIcon aria-hidden />
                  {t.fjern}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {feil && (
        <Paragraph role="alert" className="vedlegg-feil">
          {feil}
        </Paragraph>
      )}
      <Field>
        <label className="vedlegg-knapp" htmlFor={`${id}-filer`}>
          {t.leggVed}
        </label>
        <input
          ref={velger}
          id={`${id}-filer`}
          type="file"
          multiple
          accept="application/pdf,image/jpeg,image/png"
          aria-describedby={`${id}-hjelp`}
          onChange={({ target }) => {
            void leggVed([...(target.files ?? [])]);
            // The same file may be chosen again.
            target.value = '';
          }}
        />
      </Field>
    </section>
  );
}
