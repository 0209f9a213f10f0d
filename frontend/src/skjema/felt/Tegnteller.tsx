import { Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useSkjematekst } from '../../tekst/skjema/skjematekst';
import { useSprak } from '../../tekst/sprak';
import { plassIgjen, snartFullt } from '../valider/tekst';

/** How long one has stopped typing before the count is read out, in milliseconds. */
const PAUSE = 1_200;

interface Props {
  verdi: string;
  /** Characters there is room for, as the server counts. */
  grense: number;
  /** Whether the server makes it one line. */
  enLinje?: boolean;
}

/** Says what room is left when there is little, and how much is too much. Nothing is counted aloud while one types. */
export function Tegnteller({ verdi, grense, enLinje }: Props) {
  const { tall } = useSprak();
  const t = useSkjematekst().ramme;
  const igjen = plassIgjen(verdi, grense, enLinje);
  const tekst = igjen < 0 ? t.forMange(tall(-igjen)) : snartFullt(igjen, grense) ? t.igjen(tall(igjen)) : '';
  const sagt = useEtterPause(tekst);
  return (
    <>
      {igjen < 0 ? (
        <ValidationMessage className="teller over">{tekst}</ValidationMessage>
      ) : (
        tekst && (
          <Paragraph data-size="sm" className="teller" aria-hidden>
            {tekst}
          </Paragraph>
        )
      )}
      <span role="status" className="ds-sr-only">
        {sagt}
      </span>
    </>
  );
}

function useEtterPause(tekst: string): string {
  const [sagt, settSagt] = useState('');
  useEffect(() => {
    const klokke = setTimeout(() => settSagt(tekst), PAUSE);
    return () => clearTimeout(klokke);
  }, [tekst]);
  return sagt;
}
