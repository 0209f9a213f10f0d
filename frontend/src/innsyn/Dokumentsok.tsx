import { Alert, Button, Chip, Field, Fieldset, Heading, Label, Paragraph, Search, Select } from '@digdir/designsystemet-react';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { Dokumenttype, Journalpostsortering } from '../gql/innsyn/graphql';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { Dokumentrad } from './Dokumentrad';
import { useInnsyn } from './Innsynslager';
import { tomtSok, type Sakinnhold, type Sok } from './lager';
import { kjent } from './typer';

/** With fewer there is nothing to look for: the filters would be longer than the list. */
const VERDT_A_SOKE_I = 6;

const HOYST_TEGN = 200;

/** The case's documents: all of them, or those that fit. Each search is a reading of the case, so it is made when asked for. */
export function Dokumentsok({ innhold }: { innhold: Sakinnhold }) {
  const t = useInnsyntekst();
  const { tall } = useSprak();
  const { lesTreff } = useInnsyn();
  // What has been asked and not answered yet: the choice is seen at once, and only the last answer counts.
  const [onsket, settOnsket] = useState<Sok>();
  const sist = useRef<Sok>(undefined);
  const [feilet, settFeilet] = useState(false);
  const { sak, treff, fasetter, neste, nye, antall } = innhold;
  const soker = onsket !== undefined;
  const sok = onsket ?? innhold.sok;

  const les = async (nytt: Sok, eldre: boolean) => {
    if (eldre && soker) return;
    sist.current = nytt;
    settOnsket(nytt);
    const feil = await lesTreff(sak.id, nytt, eldre, () => sist.current === nytt);
    if (sist.current !== nytt) return;
    settFeilet(Boolean(feil));
    settOnsket(undefined);
  };
  const endre = (del: Partial<Sok>) => void les({ ...sok, ...del }, false);

  if (antall === 0) {
    return (
      <Ramme>
        <Paragraph className="dempet">{t.dokumenter.ingen}</Paragraph>
      </Ramme>
    );
  }
  return (
    <Ramme>
      {antall >= VERDT_A_SOKE_I && <Filter key={sok.term} sok={sok} fasetter={fasetter} endre={endre} />}
      {feilet && (
        <Alert data-color="warning" role="alert">
          <Paragraph>{t.dokumenter.feilet}</Paragraph>
        </Alert>
      )}
      <div className="treff-topp">
        <p role="status" aria-busy={soker} data-treff={fasetter.antallTreff}>
          {fasetter.antallTreff === 0 ? t.dokumenter.ingenTreff : t.dokumenter.antall(tall(fasetter.antallTreff), fasetter.antallTreff === 1)}
        </p>
        {erFiltrert(sok) && (
          <Button variant="tertiary" data-size="sm" onClick={() => void les({ ...tomtSok }, false)}>
            {t.dokumenter.nullstill}
          </Button>
        )}
      </div>
      <ul className="dokumentliste">
        {treff.map((post) => (
          <Dokumentrad key={post.id} sakId={sak.id} post={post} ny={nye.has(post.id)} />
        ))}
      </ul>
      {neste && (
        <Button variant="secondary" className="alene" aria-disabled={soker} onClick={() => void les({ ...sok }, true)}>
          {t.dokumenter.flere}
        </Button>
      )}
    </Ramme>
  );
}

const erFiltrert = ({ term, dokumenttyper, aar }: Sok): boolean => term !== '' || dokumenttyper.length > 0 || aar !== null;

function Ramme({ children }: { children: ReactNode }) {
  const t = useInnsyntekst();
  return (
    <section aria-labelledby="dokumenter">
      <Heading level={2} data-size="sm" id="dokumenter">
        {t.dokumenter.tittel}
      </Heading>
      {children}
    </section>
  );
}

interface Filterprops extends Pick<Sakinnhold, 'sok' | 'fasetter'> {
  endre: (del: Partial<Sok>) => void;
}

function Filter({ sok, fasetter, endre }: Filterprops) {
  const t = useInnsyntekst();
  const { tall } = useSprak();
  const [term, settTerm] = useState(sok.term);
  const iAlt = fasetter.perioder.reduce((sum, p) => sum + p.antall, 0);

  const let_ = (hendelse: FormEvent) => {
    hendelse.preventDefault();
    const ny = term.trim();
    // What fits best comes first when one looks for words, unless one has said otherwise; without words nothing fits best.
    const sortering = ny && sok.sortering === 'DATO_DESC' ? 'RELEVANS' : !ny && sok.sortering === 'RELEVANS' ? 'DATO_DESC' : sok.sortering;
    endre({ term: ny, sortering });
  };
  const bytt = (type: Dokumenttype) =>
    endre({
      dokumenttyper: sok.dokumenttyper.includes(type) ? sok.dokumenttyper.filter((d) => d !== type) : [...sok.dokumenttyper, type],
    });
  // One that was chosen stays in sight though nothing fits it now, or it could not be taken away.
  const typer = [...new Set([...fasetter.dokumenttyper.flatMap((d) => d.dokumenttype ?? []), ...sok.dokumenttyper])];
  const antallAv = (type: Dokumenttype) => tall(fasetter.dokumenttyper.find((d) => d.dokumenttype === type)?.antall ?? 0);
  const aar = [...new Set([...fasetter.perioder.flatMap((p) => p.aar ?? []), ...(sok.aar === null ? [] : [sok.aar])])];

  return (
    <form className="filter" onSubmit={let_} autoComplete="off" role="search">
      <Field>
        <Label htmlFor="sok">{t.dokumenter.sok}</Label>
        <Search>
          <Search.Input id="sok" aria-label={t.dokumenter.sok} value={term} maxLength={HOYST_TEGN} onChange={(h) => settTerm(h.target.value)} />
          <Search.Clear aria-label={t.dokumenter.tomSok} onClick={() => settTerm('')} />
          <Search.Button variant="secondary">{t.dokumenter.sokKnapp}</Search.Button>
        </Search>
      </Field>
      {typer.length > 0 && (
        <Fieldset>
          <Fieldset.Legend>{t.dokumenter.typer}</Fieldset.Legend>
          <div className="brikker">
            {typer.map((type) => (
              <Chip.Checkbox key={type} checked={sok.dokumenttyper.includes(type)} onChange={() => bytt(type)}>
                {t.dokumenter.type(kjent(t.dokumenttyper, type, t.annetDokument), antallAv(type))}
              </Chip.Checkbox>
            ))}
          </div>
        </Fieldset>
      )}
      <div className="filter-valg">
        <Field>
          <Label htmlFor="aar">{t.dokumenter.periode}</Label>
          <Select id="aar" value={sok.aar ?? ''} onChange={(h) => endre({ aar: h.target.value ? Number(h.target.value) : null })}>
            <Select.Option value="">{t.dokumenter.alleAar(tall(iAlt))}</Select.Option>
            {aar.map((ett) => (
              <Select.Option key={ett} value={ett}>
                {t.dokumenter.aar(`${ett}`, tall(fasetter.perioder.find((p) => p.aar === ett)?.antall ?? 0))}
              </Select.Option>
            ))}
          </Select>
        </Field>
        <Field>
          <Label htmlFor="sortering">{t.dokumenter.sortering}</Label>
          <Select id="sortering" value={sok.sortering} onChange={(h) => endre({ sortering: h.target.value as Journalpostsortering })}>
            <Select.Option value="DATO_DESC">{t.dokumenter.DATO_DESC}</Select.Option>
            <Select.Option value="DATO_ASC">{t.dokumenter.DATO_ASC}</Select.Option>
            {(sok.term || sok.sortering === 'RELEVANS') && <Select.Option value="RELEVANS">{t.dokumenter.RELEVANS}</Select.Option>}
          </Select>
        </Field>
      </div>
    </form>
  );
}
