import { Paragraph } from '@digdir/designsystemet-react';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { useInnsyntekst } from '../tekst/innsyn/innsyntekst';

/** The same words for what is not there, what is another's, and what was hers a moment ago: the server says no more. */
export function Ingenting({ tekst }: { tekst: string }) {
  const t = useInnsyntekst();
  return (
    <Side overskrift={t.sak.ikkeFunnet} fanetittel={t.fanetittel.sak} ingress={tekst}>
      <Paragraph>
        <Lenke til="/innsyn">{t.sak.tilbake}</Lenke>
      </Paragraph>
    </Side>
  );
}
