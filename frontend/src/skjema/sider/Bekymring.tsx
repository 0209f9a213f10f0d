import { Alert, Details, Paragraph } from '@digdir/designsystemet-react';
import { Langtekst } from '../felt/Langtekst';
import { Flervalg, JaNei } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import { GRENSE } from '../valider/sjekk';

/** What one is worried about. Whether it is urgent is asked first: a report is no alarm. */
export function Bekymring() {
  const { skjema, t, svar } = useSkjema();
  const offentlig = skjema === 'OFFENTLIG';
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
      <Details>
        <Details.Summary>{t.bekymring.stikkordTittel}</Details.Summary>
        <Details.Content>
          <ul className="liste">
            {(offentlig ? t.bekymring.stikkordOffentlig : t.bekymring.stikkordPrivat).map((s) => (
              <li key={s}>{s}</li>
            ))}
          </ul>
        </Details.Content>
      </Details>
      <Langtekst sti="melding" rader={10} grense={GRENSE.melding} teller />
      {offentlig ? (
        <>
          <Langtekst sti="historie" rader={6} grense={GRENSE.melding} teller />
          <Langtekst sti="andreSynspunkter" rader={4} grense={GRENSE.melding} valgfritt />
        </>
      ) : (
        <Langtekst sti="foresatte" rader={3} grense={GRENSE.tekst} valgfritt />
      )}
    </>
  );
}

/** The numbers again, since on a phone the box with them is a long way up. */
export function Telefonnumre() {
  return (
    <p className="telefonnumre">
      {['112', '02800', '116 111'].map((nummer) => (
        <a key={nummer} href={`tel:${nummer.replace(' ', '')}`} className="haster-nummer">
          {nummer}
        </a>
      ))}
    </p>
  );
}
