import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';
import { useDatoer } from './useDatoer';

/** A deadline counted down in words. */
export function useKlagefrist(frist: string): { tekst: string; dager: number } {
  const t = useInnsyntekst();
  const { ukedag, dagerTil } = useDatoer();
  const dager = dagerTil(frist) ?? -1;
  const dag = ukedag(frist);
  const tekst = dager < 0 ? t.klage.ute(dag) : dager === 0 ? t.klage.iDag(dag) : t.klage.dager(dager, dag);
  return { tekst, dager };
}

/** How near the end is when it should stand out. */
const SNART_DAGER = 7;

export function Klagefrist({ frist }: { frist: string }) {
  const t = useInnsyntekst();
  const { tekst, dager } = useKlagefrist(frist);
  return (
    <Alert data-color={dager >= 0 && dager <= SNART_DAGER ? 'warning' : 'info'} className="klagefrist" data-dager={dager}>
      <Heading level={2} data-size="2xs">
        {t.klage.tittel}
      </Heading>
      <Paragraph>
        <strong>{tekst}</strong>
      </Paragraph>
      <Paragraph>{dager < 0 ? t.klage.uteTekst : t.klage.tekst}</Paragraph>
    </Alert>
  );
}
