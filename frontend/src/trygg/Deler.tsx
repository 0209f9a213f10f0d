import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { Del } from '../tekst/trygg/nb';

/** The parts of a page that is read. */
export function Deler({ deler }: { deler: readonly Del[] }) {
  return deler.map(({ tittel, avsnitt = [], punkter = [] }) => (
    <section key={tittel}>
      <Heading level={2} data-size="sm">
        {tittel}
      </Heading>
      {avsnitt.map((a) => (
        <Paragraph key={a}>{a}</Paragraph>
      ))}
      {punkter.length > 0 && <Punkter punkter={punkter} />}
    </section>
  ));
}

export function Punkter({ punkter }: { punkter: readonly string[] }) {
  return (
    <ul className="liste">
      {punkter.map((p) => (
        <li key={p}>{p}</li>
      ))}
    </ul>
  );
}
