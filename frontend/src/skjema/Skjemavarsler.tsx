import { Alert, Heading, Link, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { innloggingssti } from '../api/innlogging';
import { useSprak } from '../tekst/sprak';
import { NyligSendt } from './NyligSendt';
import { useSkjema } from './SkjemaSammenheng';
import { Kollisjon } from './utkast/Kollisjon';

/** What has happened around the form while it was open. Stands at the top of every page of it. */
export function Skjemavarsler({ sender = false }: { sender?: boolean }) {
  const { utlogget, lager, sistSendt } = useSkjema();
  // As it was when one came: it does not go away under the first word that is typed.
  const [tomt] = useState(!lager.pabegynt);
  return (
    <>
      {utlogget && <Utlogget />}
      {tomt && <NyligSendt siste={sistSendt} />}
      {/* While it is sent, the answer is what counts: sent before, with the same text, gives the same receipt. */}
      {!sender && <Kollisjon />}
    </>
  );
}

/**
 * The session has ended. If all is saved, one may log in right here and comes back to this page; if not, in a new window,
 * since leaving this one would lose what is not. Where an attempt to send has had no answer nobody says that the draft is saved, or
 * that nothing is sent: the draft is gone if the report went. This window has the key that keeps it from being sent twice.
 */
function Utlogget() {
  const { t: tekst, lager, utkast } = useSkjema();
  const { t, lenke, sti } = useSprak();
  const uvisst = Boolean(utkast.uvisst);
  const lagret = !lager.ulagret && !uvisst;
  return (
    <Alert data-color="warning" role="alert" className="utfall">
      <Heading level={2} data-size="xs">
        {t.sesjon.utloptTittel}
      </Heading>
      <Paragraph>{uvisst ? tekst.feil.fortsattUvisst : lagret ? tekst.utlogget.lagret : t.sesjon.utlopt}</Paragraph>
      {lagret ? (
        <Link href={innloggingssti(lenke(sti), 'BETYDELIG')}>{tekst.utlogget.her}</Link>
      ) : (
        <Link href={innloggingssti(lenke('/innlogget'), 'BETYDELIG')} target="_blank">
          {t.innlogging.nyttVindu}
        </Link>
      )}
    </Alert>
  );
}
