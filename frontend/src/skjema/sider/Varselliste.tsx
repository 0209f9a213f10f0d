import { Alert, Heading, Link as DsLenke } from '@digdir/designsystemet-react';
import { useNavigate } from 'react-router';
import type { VarselFragment } from '../../gql/graphql';
import { useSprak } from '../../tekst/sprak';
import type { Besok } from '../Feiloppsummering';
import { felttekst, nummerert } from '../feiltekst';
import { useSkjema, varseltekst } from '../SkjemaSammenheng';
import { rot, sideFor } from '../skjemasider';
import { utenSpeil } from '../svar/samme';
import { feltId } from '../svar/sti';

/** What looks wrong. It can be sent as it stands, and says so. */
export function Varselliste({ varsler: alle }: { varsler: readonly VarselFragment[] | undefined }) {
  const { skjema, svar, t } = useSkjema();
  const varsler = utenSpeil(svar, alle ?? []);
  const { lenke } = useSprak();
  const navigate = useNavigate();
  if (!varsler.length) return null;
  return (
    <Alert data-color="warning">
      <Heading level={2} data-size="2xs">
        {t.kontroll.varslerTittel}
      </Heading>
      <ul className="liste">
        {varsler.map((v) => {
          const til = lenke(`${rot[skjema]}/${sideFor(skjema, v.sti)}`);
          return (
            <li key={v.sti.join('.')}>
              <DsLenke
                href={til}
                onClick={(h) => {
                  h.preventDefault();
                  void navigate(til, { state: { tilKontroll: true, felt: feltId(v.sti) } satisfies Besok });
                }}
              >
                {nummerert(t, v.sti, felttekst(t, skjema, v.sti).navn)}
              </DsLenke>
              : {varseltekst(t, v)}
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
