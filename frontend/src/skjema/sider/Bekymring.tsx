import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { Langtekst } from '../felt/Langtekst';
import { Flervalg, JaNei } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import { GRENSE } from '../valider/sjekk';
import { Voldsrad } from '../Voldsrad';
import { Telefonnumre } from './Telefonnumre';

/** What one is worried about. Whether it is urgent is asked first: a report is no alarm. */
export function Bekymring() {
  const { skjema, t, svar } = useSkjema();
  const offentlig = skjema === 'OFFENTLIG';
  const { privat, melding, historie, andreSynspunkter } = t.hjelp.stikkord;
  return (
    <>
      <JaNei sti="fareNa" valgfritt />
      <div role="status">
        {svar.fareNa && (
          <Alert data-color="danger">
            <Paragraph>{t.bekymring.faretekst}</Paragraph>
            <Telefonnumre />
          </Alert>
        )}
      </div>
      <Flervalg sti="temaer" valg={t.valg.temaer} />
      {offentlig && <Flervalg sti="vilkar" valg={t.valg.vilkar} />}
      <Voldsrad tekst={t.hjelp.vold[skjema]} />
      <Langtekst sti="melding" rader={10} grense={GRENSE.melding} stikkord={offentlig ? melding : privat} />
      {offentlig ? (
        <>
          <Langtekst sti="historie" rader={6} grense={GRENSE.melding} stikkord={historie} />
          <Langtekst sti="andreSynspunkter" rader={4} grense={GRENSE.melding} stikkord={andreSynspunkter} valgfritt />
        </>
      ) : (
        <Langtekst sti="foresatte" rader={3} grense={GRENSE.tekst} valgfritt />
      )}
    </>
  );
}
