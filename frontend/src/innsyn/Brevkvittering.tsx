import { Alert, Link, Paragraph } from '@digdir/designsystemet-react';
import type { BrevFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useBrevtekst } from '../tekst/innsyn/innsyntekst';
import { useSprak } from '../tekst/sprak';
import { useFokus } from './useFokus';
import { kjent } from './typer';

/** That it is sent, which way it goes, and one's own copy. */
export function Brevkvittering({ brev, sakId }: { brev: BrevFragment; sakId: string }) {
  const t = useBrevtekst();
  const { tid } = useSprak();
  const boks = useFokus<HTMLDivElement>(brev.id);
  return (
    <>
      <Alert data-color="success" ref={boks} tabIndex={-1} data-kvittering={brev.type}>
        <Paragraph>{t.kvittering.tekst(brev.mottaker, tid(brev.sendt))}</Paragraph>
        <Paragraph>{kjent(t.vei, brev.vei, '')}</Paragraph>
        {brev.etterKlagefrist && <Paragraph>{t.kvittering.etterFristen}</Paragraph>}
      </Alert>
      <Paragraph>{t.kvittering.videre}</Paragraph>
      <Kopi brev={brev} />
      <Paragraph>
        <Lenke til={`/innsyn/sak/${sakId}`}>{t.kvittering.tilSaken}</Lenke>
      </Paragraph>
    </>
  );
}

export function Kopi({ brev }: { brev: BrevFragment }) {
  const t = useBrevtekst();
  return (
    <div>
      <Link href={brev.kvittering} download="">
        {t.kvittering.kopi}
      </Link>
      <Paragraph data-size="sm" className="dempet">
        {t.kvittering.kopiDelt}
      </Paragraph>
    </div>
  );
}
