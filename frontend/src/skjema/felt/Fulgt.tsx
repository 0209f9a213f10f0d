import { Paragraph } from '@digdir/designsystemet-react';
import { useSkjema } from '../SkjemaSammenheng';
import { paEnLinje } from '../svar/samme';

/** The first child's address, as it now is, for those who follow it. */
export function Fulgt() {
  const { t, svar } = useSkjema();
  const [forste] = svar.barn;
  if (!forste) return null;
  const { adressevalg, adresse, stedsbeskrivelse } = forste;
  const valgt = [t.valg.adressevalg[adressevalg], adressevalg === 'UKJENT' ? stedsbeskrivelse.trim() : ''];
  const tekst = adressevalg === 'OPPGITT' ? paEnLinje(adresse) : valgt.filter(Boolean).join('. ');
  return (
    <Paragraph className="fulgt">
      {t.barn.fulgt} <strong>{tekst || t.barn.ingenAdresse}</strong>
    </Paragraph>
  );
}
