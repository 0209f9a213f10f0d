import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { CalendarIcon } from '@navikt/aksel-icons';
import { dagEtter, kalenderfil, VENTEDAGER } from '../status/kalender';
import { useSprak } from '../tekst/sprak';
import { tiderPa } from '../tekst/tider';

/** A day in one's calendar to ask on, for one who wants it there. The file is made here and holds nothing of the report. */
export function Paminnelse({ sendt }: { sendt: string }) {
  const { sprak, t } = useSprak();
  const { tittel, tekst, knapp, hendelse } = t.kvittering.kalender;
  const dag = dagEtter(sendt, VENTEDAGER);
  const lagre = () => {
    const fil = new Blob([kalenderfil(dag, hendelse, crypto.randomUUID(), new Date())], { type: 'text/calendar' });
    const lenke = document.createElement('a');
    lenke.href = URL.createObjectURL(fil);
    lenke.download = 'dag.ics';
    lenke.click();
    // Not at once: some browsers read it only after the click is over.
    setTimeout(() => URL.revokeObjectURL(lenke.href), 60_000);
  };
  return (
    <section className="ikke-utskrift" aria-labelledby="paminnelse">
      <Heading level={2} data-size="sm" id="paminnelse">
        {tittel}
      </Heading>
      <Paragraph>{tekst(tiderPa(sprak).dato(`${dag}T12:00:00Z`), hendelse)}</Paragraph>
      <Button variant="secondary" className="alene" onClick={lagre}>
        <CalendarIcon aria-hidden />
        {knapp}
      </Button>
    </section>
  );
}
