import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { Langtekst } from '../felt/Langtekst';
import { Tekstfelt } from '../felt/Tekstfelt';
import { Avkryss, JaNei, JaNeiVetIkke } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import { leggTilForesatt } from '../svar/lister';
import type { Foresatt, OffentligSvar } from '../svar/svar';
import { GRENSE } from '../valider/sjekk';
import { Liste } from './Liste';

/** The guardians, in the public form. Whether they should know first hangs on what the concern is about. */
export function Foresatte() {
  const { t, svar, endre } = useSkjema();
  const { foresatte, temaer } = svar as OffentligSvar;
  const vold = temaer.includes('VOLD') || temaer.includes('SEKSUELLE_OVERGREP');
  return (
    <>
      <Alert data-color={vold ? 'warning' : 'info'}>
        <Paragraph>{vold ? t.foresatt.ikkeOrienter : t.foresatt.orienter}</Paragraph>
      </Alert>
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
  if (foresatt.ukjent) return <Avkryss sti={`foresatte.${nr}.ukjent`} />;
  return (
    <>
      <Tekstfelt sti={`foresatte.${nr}.personnavn`} />
      <Avkryss sti={`foresatte.${nr}.ukjent`} />
      <Tekstfelt sti={`foresatte.${nr}.telefonnummer`} type="tel" valgfritt smal />
      <Tekstfelt sti={`foresatte.${nr}.relasjon`} valgfritt />
      <Langtekst sti={`foresatte.${nr}.adresse`} rader={2} grense={GRENSE.kort} valgfritt />
      <JaNei sti={`foresatte.${nr}.orientert`} />
      {foresatt.orientert !== null && (
        <Langtekst sti={`foresatte.${nr}.orientertGrunn`} rader={2} grense={GRENSE.kort} valgfritt={foresatt.orientert} />
      )}
      <JaNeiVetIkke sti={`foresatte.${nr}.samtykke`} valgfritt />
      {foresatt.samtykke && (
        <Langtekst sti={`foresatte.${nr}.samtykkeBeskrivelse`} rader={2} grense={GRENSE.kort} valgfritt />
      )}
    </>
  );
}
