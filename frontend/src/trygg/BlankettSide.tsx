import { Button, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { PrinterSmallIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import { useQuery } from 'urql';
import { KommunerDocument } from '../gql/graphql';
import { Laster } from '../ramme/Laster';
import { fremmed, paaSprak, ring } from '../ramme/hastenumre';
import { Side } from '../ramme/Side';
import { useInnhold } from '../api/innhold';
import { KommuneVelger } from '../skjema/KommuneVelger';
import type { Kommune } from '../skjema/kommuner';
import { useTryggtekst } from '../tekst/trygg/tryggtekst';
import { useSprak } from '../tekst/sprak';
import { Blankett } from './Blankett';

/** A blank form to print, with the address of the kommune that is chosen. What is chosen is kept on this page only. */
export function BlankettSide() {
  const t = useTryggtekst().blankett;
  const [{ data, error }] = useQuery({ query: KommunerDocument });
  const [tekst, settTekst] = useState('');
  const [nummer, settNummer] = useState<string>();
  const kommune = data?.kommuner.find((k) => k.kommunenummer === nummer);
  return (
    <Side overskrift={t.tittel} fanetittel={t.fanetittel} ingress={t.ingress}>
      <section className="ikke-utskrift">
        {data ? (
          <KommuneVelger
            id="kommune"
            kommuner={data.kommuner}
            valgt={kommune}
            tekst={tekst}
            feil={undefined}
            onTekst={(ny) => {
              settTekst(ny);
              settNummer(undefined);
            }}
            onValgt={(k) => {
              settTekst(k.navn);
              settNummer(k.kommunenummer);
            }}
          />
        ) : error ? (
          <Paragraph role="alert">{t.hentFeilet}</Paragraph>
        ) : (
          <Laster />
        )}
        {kommune && <Apent kommune={kommune} />}
        <Button className="alene" onClick={() => window.print()}>
          <PrinterSmallIcon aria-hidden />
          {t.skrivUt}
        </Button>
        <Paragraph data-size="sm" className="dempet">
          {t.utskriftTips}
        </Paragraph>
      </section>
      <Blankett kommune={kommune} />
    </Side>
  );
}

/** When the kommune's barnevern can be reached, if it has said so. */
function Apent({ kommune }: { kommune: Kommune }) {
  const { sprak } = useSprak();
  const t = useTryggtekst().blankett;
  const innhold = useInnhold(kommune.kommunenummer);
  if (!innhold?.apningstider.length) return null;
  const navn = (nr: string) => kommune.bydeler.find((b) => b.bydelsnummer === nr)?.bydelsnavn ?? kommune.navn;
  return (
    <section>
      <Heading level={2} data-size="xs">
        {t.apent}
      </Heading>
      <ul className="liste">
        {innhold.apningstider.map((a) => (
          <li key={a.bydelsnummer}>
            {navn(a.bydelsnummer)}: <span lang={fremmed(a.tekster, sprak)}>{paaSprak(a.tekster, sprak)}</span> {a.telefon && <Link href={ring(a.telefon)}>{a.telefon}</Link>}
          </li>
        ))}
      </ul>
    </section>
  );
}
