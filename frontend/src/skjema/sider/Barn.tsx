import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { Adressevalg } from '../../gql/graphql';
import { Adressefelter } from '../felt/Adressefelter';
import { Fulgt } from '../felt/Fulgt';
import { Langtekst } from '../felt/Langtekst';
import { Tekstfelt } from '../felt/Tekstfelt';
import { Avkryss, JaNei, JaNeiVetIkke, Radiovalg } from '../felt/Valg';
import { useSkjema } from '../SkjemaSammenheng';
import { leggTilBarn } from '../svar/lister';
import { barnFolger, hemmeligAdresse, medAdresser } from '../svar/samme';
import type { OffentligBarn, OffentligSvar, PrivatBarn, PrivatSvar } from '../svar/svar';
import { GRENSE } from '../valider/sjekk';
import { Liste } from './Liste';

interface Ett<B> {
  barn: B;
  nr: number;
}

/** The children: of the same family, with the same concern. */
export function Barn() {
  const { skjema, t, svar, endre } = useSkjema();
  return (
    <Liste<PrivatBarn | OffentligBarn>
      liste="barn"
      poster={svar.barn}
      tittel={(b, nr) => (b.ufoedt ? t.barn.ufoedtNr(nr) : t.barn.nr(nr))}
      fjernTekst={t.barn.fjernNr}
      leggTilTekst={t.barn.leggTil}
      onLeggTil={svar.barn.length < GRENSE.barn ? () => endre(leggTilBarn) : undefined}
    >
      {(_, nr) =>
        skjema === 'PRIVAT' ? (
          <EttPrivat nr={nr} barn={(svar as PrivatSvar).barn[nr] as PrivatBarn} />
        ) : (
          <EttOffentlig nr={nr} barn={(svar as OffentligSvar).barn[nr] as OffentligBarn} />
        )
      }
    </Liste>
  );
}

function EttPrivat({ barn, nr }: Ett<PrivatBarn>) {
  const { t } = useSkjema();
  return (
    <>
      <Avkryss sti={`barn.${nr}.ufoedt`} />
      {barn.ufoedt ? (
        <>
          <Paragraph className="dempet">{t.barn.ufoedtPrivat}</Paragraph>
          <Morsnavn barn={barn} nr={nr} />
          <Tekstfelt sti={`barn.${nr}.termin`} valgfritt smal />
        </>
      ) : (
        <>
          <Barnenavn barn={barn} nr={nr} />
          <Tekstfelt sti={`barn.${nr}.antattAlder`} valgfritt smal />
        </>
      )}
      <Tekstfelt sti={`barn.${nr}.relasjon`} valgfritt />
      <Bosted barn={barn} nr={nr} />
    </>
  );
}

function EttOffentlig({ barn, nr }: Ett<OffentligBarn>) {
  const { t, svar } = useSkjema();
  const hemmelig = medAdresser<PrivatBarn | OffentligBarn>(svar.barn)[nr]?.adressevalg === 'FORTROLIG';
  return (
    <>
      <Radiovalg
        sti={`barn.${nr}.ufoedt`}
        valg={[
          [false, t.valg.ufoedt.false],
          [true, t.valg.ufoedt.true],
        ]}
      />
      {barn.ufoedt ? (
        <>
          <Alert data-color="info">
            <Paragraph>{t.barn.ufoedtOffentlig}</Paragraph>
          </Alert>
          <Morsnavn barn={barn} nr={nr} />
          <Tekstfelt sti={`barn.${nr}.termin`} valgfritt smal />
          <JaNeiVetIkke sti={`barn.${nr}.samtykkeGravid`} />
        </>
      ) : (
        <>
          <Barnenavn barn={barn} nr={nr} />
          <Tekstfelt sti={`barn.${nr}.fnr`} />
          <Tekstfelt sti={`barn.${nr}.telefonnummer`} type="tel" valgfritt smal />
        </>
      )}
      <Bosted barn={barn} nr={nr} />
      {hemmelig && <Paragraph>{t.barn.fortroligSkole}</Paragraph>}
      <Langtekst sti={`barn.${nr}.skole`} rader={2} grense={GRENSE.kort} valgfritt />
      {!barn.ufoedt && (
        <>
          <JaNei sti={`barn.${nr}.orientert`} />
          {barn.orientert !== null && (
            <Langtekst sti={`barn.${nr}.orientertGrunn`} rader={2} grense={GRENSE.kort} enLinje valgfritt={barn.orientert} />
          )}
        </>
      )}
    </>
  );
}

function Barnenavn({ barn, nr }: Ett<PrivatBarn | OffentligBarn>) {
  return (
    <>
      {!barn.navnUkjent && <Tekstfelt sti={`barn.${nr}.personnavn`} />}
      <Avkryss sti={`barn.${nr}.navnUkjent`} />
    </>
  );
}

function Morsnavn({ barn, nr }: Ett<PrivatBarn | OffentligBarn>) {
  return (
    <>
      {!barn.navnUkjent && <Tekstfelt sti={`barn.${nr}.morsNavn`} />}
      <Avkryss sti={`barn.${nr}.navnUkjent`} />
    </>
  );
}

function Bosted({ barn, nr }: Ett<PrivatBarn | OffentligBarn>) {
  const { endre, rettet } = useSkjema();
  return (
    <>
      {nr > 0 && (
        <Avkryss
          sti={`barn.${nr}.sammeAdresse`}
          onEndret={(pa) => {
            rettet(`barn.${nr}.adresse`);
            endre((s) => barnFolger(s, nr, pa));
          }}
        />
      )}
      {nr > 0 && barn.sammeAdresse ? <Fulgt /> : <EgetBosted barn={barn} nr={nr} />}
    </>
  );
}

function EgetBosted({ barn, nr }: Ett<PrivatBarn | OffentligBarn>) {
  const { t, endre } = useSkjema();
  return (
    <>
      <Radiovalg
        sti={`barn.${nr}.adressevalg`}
        valg={Object.entries(t.valg.adressevalg) as [Adressevalg, string][]}
        onValgt={(valg) => {
          if (valg === 'FORTROLIG') endre((s) => hemmeligAdresse(s, nr));
        }}
      />
      {barn.adressevalg === 'OPPGITT' && <Adressefelter sti={`barn.${nr}.adresse`} />}
      {barn.adressevalg === 'UKJENT' && (
        <Langtekst sti={`barn.${nr}.stedsbeskrivelse`} rader={2} grense={GRENSE.kort} valgfritt />
      )}
      <div role="status">
        {barn.adressevalg === 'FORTROLIG' && (
          <Alert data-color="info">
            <Paragraph>{t.barn.fortroligTekst}</Paragraph>
          </Alert>
        )}
      </div>
    </>
  );
}
