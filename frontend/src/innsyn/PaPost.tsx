import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { Lenke } from '../ramme/Lenke';
import { useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { fristtekst } from './frist';
import { useSamtykker } from './Samtykkeramme';
import { kjent } from './typer';
import { useDatoer } from './useDatoer';

/** On an entry that is about a consent: how it stands, and the way to it. */
export function PaPost({ samtykkeId }: { samtykkeId: string }) {
  const t = useSamtykketekst();
  const { ukedag, dagerTil } = useDatoer();
  const rad = useSamtykker().rader?.find((r) => r.id === samtykkeId);
  const venter = rad?.kanGi ?? false;
  return (
    <Alert data-color={venter ? 'warning' : 'info'} className="pa-post" data-samtykke={rad?.status}>
      <Heading level={2} data-size="2xs">
        {venter ? t.paPost : t.paPostSvart}
      </Heading>
      {rad && (
        <Paragraph>
          {venter ? (
            <>
              {t.frist}: <strong>{fristtekst(t, dagerTil(rad.akseptfrist) ?? -1, ukedag(rad.akseptfrist))}</strong>
            </>
          ) : (
            kjent(t.status, rad.status, t.ukjentStatus).tittel
          )}
        </Paragraph>
      )}
      <Lenke til={`/innsyn/samtykke/${samtykkeId}`}>{venter ? t.tilSvar : t.tilSamtykket}</Lenke>
    </Alert>
  );
}
