import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useNavigate } from 'react-router';
import { KOLLISJON } from '../../ramme/Kollisjonspeker';
import { useSprak } from '../../tekst/sprak';
import { useSkjema } from '../SkjemaSammenheng';
import { rot } from '../skjemasider';
import { AlleredeSendt } from '../Utfallsmelding';

/**
 * What another window, or another device, has done with the same draft. What stands here is kept until one has chosen:
 * the newer save is never overwritten unseen, and neither is this.
 */
export function Kollisjon() {
  const { skjema, t, utkast, lager } = useSkjema();
  const { tid, lenke } = useSprak();
  const navigate = useNavigate();
  if (utkast.sendt) {
    return (
      <AlleredeSendt
        melding={utkast.sendt}
        id={KOLLISJON}
        forsok={0}
        onNy={() => void lager.somNy()}
        onKast={() => {
          lager.nullstill();
          void navigate(lenke(rot[skjema]));
        }}
      />
    );
  }
  const { nyere } = utkast;
  if (!nyere) return utkast.erstattet ? <Erstattet /> : null;
  return (
    <Alert data-color="warning" role="alert" className="utfall" id={KOLLISJON} tabIndex={-1}>
      <Heading level={2} data-size="xs">
        {t.utkast.nyereTittel}
      </Heading>
      <Paragraph>{t.utkast.nyere(tid(nyere.lagret))}</Paragraph>
      <div className="knapper">
        <Button type="button" data-size="sm" onClick={() => lager.brukNyere()}>
          {t.utkast.brukNyere}
        </Button>
        <Button type="button" variant="secondary" data-size="sm" onClick={() => void lager.beholdDette()}>
          {t.utkast.beholdDette}
        </Button>
      </div>
    </Alert>
  );
}

/** The other window's is shown. What stood here is not lost by one press too many. */
function Erstattet() {
  const { t, lager } = useSkjema();
  return (
    <Alert data-color="info" role="status" className="utfall">
      <Paragraph>{t.utkast.erstattet}</Paragraph>
      <Button type="button" variant="secondary" data-size="sm" onClick={() => lager.hentTilbake()}>
        {t.utkast.hentTilbake}
      </Button>
    </Alert>
  );
}
