import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { Fulgt } from '../felt/Fulgt';
import { Langtekst } from '../felt/Langtekst';
import { Tekstfelt } from '../felt/Tekstfelt';
import { Avkryss, JaNei, JaNeiVetIkke } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import { kanVaereVold } from '../mistanke';
import { leggTilForesatt } from '../svar/lister';
import { foresattFolger } from '../svar/samme';
import type { Foresatt, OffentligSvar } from '../svar/svar';
import { GRENSE } from '../valider/sjekk';
import { Voldsrad } from '../Voldsrad';
import { Liste } from './Liste';

/** The guardians, in the public form. Whether they should know first hangs on what the concern is about. */
export function Foresatte() {
  const { t, svar, endre } = useSkjema();
  const { foresatte } = svar as OffentligSvar;
  return (
    <>
      {!kanVaereVold(svar) && (
        <Alert data-color="info">
          <Paragraph>{t.foresatt.orienter}</Paragraph>
        </Alert>
      )}
      <Liste<Foresatt>
        liste="foresatte"
        poster={foresatte}
        tittel={(_, nr) => t.foresatt.nr(nr)}
        fjernTekst={t.foresatt.fjernNr}
        leggTilTekst={t.foresatt.leggTil}
        onLeggTil={
          foresatte.length < GRENSE.foresatte ? () => endre((s) => leggTilForesatt(s as OffentligSvar)) : undefined
        }
      >
        {(foresatt, nr) => <En foresatt={foresatt} nr={nr} />}
      </Liste>
      <Langtekst sti="merOmForesatte" rader={3} grense={GRENSE.tekst} valgfritt />
    </>
  );
}

function En({ foresatt, nr }: { foresatt: Foresatt; nr: number }) {
  const { t } = useSkjema();
  if (foresatt.ukjent) return <Avkryss sti={`foresatte.${nr}.ukjent`} />;
  return (
    <>
      <Tekstfelt sti={`foresatte.${nr}.personnavn`} />
      <Avkryss sti={`foresatte.${nr}.ukjent`} />
      <Tekstfelt sti={`foresatte.${nr}.telefonnummer`} type="tel" valgfritt smal />
      <Tekstfelt sti={`foresatte.${nr}.relasjon`} valgfritt />
      <Adresse foresatt={foresatt} nr={nr} />
      <Voldsrad tekst={foresatt.orientert ? t.foresatt.alleredeOrientert : t.foresatt.ikkeOrienter} />
      <JaNei sti={`foresatte.${nr}.orientert`} />
      {foresatt.orientert !== null && (
        <Langtekst sti={`foresatte.${nr}.orientertGrunn`} rader={2} grense={GRENSE.kort} enLinje valgfritt={foresatt.orientert} />
      )}
      <JaNeiVetIkke sti={`foresatte.${nr}.samtykke`} valgfritt />
      {foresatt.samtykke && (
        <Langtekst sti={`foresatte.${nr}.samtykkeBeskrivelse`} rader={2} grense={GRENSE.kort} valgfritt />
      )}
    </>
  );
}

/** That of the first child, where they live together, or one of their own. */
function Adresse({ foresatt, nr }: { foresatt: Foresatt; nr: number }) {
  const { endre } = useSkjema();
  return (
    <>
      <Avkryss sti={`foresatte.${nr}.sammeAdresse`} onEndret={(pa) => endre((s) => foresattFolger(s as OffentligSvar, nr, pa))} />
      {foresatt.sammeAdresse ? (
        <Fulgt />
      ) : (
        <Langtekst sti={`foresatte.${nr}.adresse`} rader={2} grense={GRENSE.kort} valgfritt />
      )}
    </>
  );
}
