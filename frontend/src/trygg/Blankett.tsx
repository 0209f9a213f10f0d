import { Heading } from '@digdir/designsystemet-react';
import type { Kommune } from '../skjema/kommuner';
import { useTryggtekst } from '../tekst/trygg/tryggtekst';

/** The sheet itself. The address stands where the window of an envelope is. */
export function Blankett({ kommune }: { kommune: Kommune | undefined }) {
  const { ark } = useTryggtekst().blankett;
  const adresse = kommune ? (kommune.postadresse ?? ark.adressePlass(kommune.navn)) : ark.adresseTom;
  return (
    <article className="blankett" aria-labelledby="blankett-tittel">
      <address>
        <span className="ds-sr-only">{ark.til}: </span>
        {adresse.map((linje) => (
          <span key={linje}>{linje}</span>
        ))}
      </address>
      <Heading level={2} data-size="xs" id="blankett-tittel">
        {ark.tittel}
      </Heading>
      <p className="blankett-liten">{ark.taushet}</p>
      <p className="blankett-liten">{ark.anonym}</p>
      {ark.felt.map(({ tittel, sporsmal, linjer }) => (
        <section key={tittel}>
          <Heading level={3} data-size="2xs">
            {tittel}
          </Heading>
          {sporsmal.map((s) => (
            <div key={s} className="blankett-felt">
              <p>{s}</p>
              {Array.from({ length: linjer }, (_, i) => (
                <span key={i} className="blankett-linje" aria-hidden />
              ))}
            </div>
          ))}
        </section>
      ))}
      <p className="blankett-kryss">
        <span aria-hidden /> {ark.skjul}
      </p>
      <div className="blankett-felt blankett-dato">
        <p>{ark.dato}</p>
        <span className="blankett-linje" aria-hidden />
      </div>
    </article>
  );
}
