import { Details } from '@digdir/designsystemet-react';
import { useSkranketekst } from '../tekst/skranke/skranketekst';

/** How the work is done, and the keys. They hold only while a row has focus, so that they take none from a screen reader. */
export function Snarveier() {
  const t = useSkranketekst();
  return (
    <Details>
      <Details.Summary>{t.hjelp.tittel}</Details.Summary>
      <Details.Content>
        <ol>
          {t.hjelp.steg.map((steg) => (
            <li key={steg}>{steg}</li>
          ))}
        </ol>
        <p>{t.hjelp.taster}</p>
        <dl className="snarveier">
          {t.hjelp.snarveier.map(([tast, hva]) => (
            <div key={tast}>
              <dt>
                <kbd>{tast}</kbd>
              </dt>
              <dd>{hva}</dd>
            </div>
          ))}
        </dl>
      </Details.Content>
    </Details>
  );
}
