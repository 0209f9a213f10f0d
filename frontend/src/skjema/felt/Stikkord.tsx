import { Details, Paragraph } from '@digdir/designsystemet-react';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';

/** Questions that may help one to begin. They stand beside the field and put nothing into it. */
export function Stikkord({ tittel, punkter }: { tittel: string; punkter: readonly string[] }) {
  const { stikkordSlutt } = useSkjematekst().hjelp;
  return (
    <Details className="stikkord">
      <Details.Summary>{tittel}</Details.Summary>
      <Details.Content>
        <ul className="liste">
          {punkter.map((p) => (
            <li key={p}>{p}</li>
          ))}
        </ul>
        <Paragraph className="dempet">{stikkordSlutt}</Paragraph>
      </Details.Content>
    </Details>
  );
}
