import { Paragraph } from '@digdir/designsystemet-react';
import { Lenke } from '../ramme/Lenke';
import { Side } from '../ramme/Side';
import { useSprak } from '../tekst/sprak';

export function IkkeFunnet() {
  const { t } = useSprak();
  return (
    <Side overskrift={t.ikkeFunnet.tittel} fanetittel={t.ikkeFunnet.tittel} ingress={t.ikkeFunnet.tekst}>
      <Paragraph>
        <Lenke til="/">{t.felles.tilForsiden}</Lenke>
      </Paragraph>
    </Side>
  );
}
