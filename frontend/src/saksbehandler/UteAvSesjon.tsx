import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { innloggingssti } from '../api/innlogging';
import { useSesjon } from '../api/sesjon';
import { useTilkobling } from '../api/tilkobling';
import { Side } from '../ramme/Side';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSprak } from '../tekst/sprak';

/**
 * What stands where the desk was when the session has ended. The login is in a new window: this page waits, and the desk with
 * it, until the same person is logged in again.
 */
export function UteAvSesjon() {
  const t = useSkranketekst();
  const { lenke } = useSprak();
  const { les } = useSesjon();
  const tilkoblet = useTilkobling();
  useEffect(() => {
    if (tilkoblet) void les(); // only one who is logged in gets a socket
  }, [tilkoblet, les]);
  return (
    <Side overskrift={t.ute.tittel} fanetittel={t.fanetittel} ingress={t.ute.ingress}>
      <div className="knapper" role="alert">
        <Button asChild data-size="lg">
          <a href={innloggingssti(lenke('/innlogget'), 'HOYT')} target="_blank" rel="noopener">
            {t.ute.knapp}
          </a>
        </Button>
      </div>
      <Paragraph className="dempet">{t.ute.venter}</Paragraph>
    </Side>
  );
}
