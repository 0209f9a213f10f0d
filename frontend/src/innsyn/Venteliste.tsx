import { Alert, Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { SamtykkeradFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useInnsyntekst, useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { fristtekst } from './frist';
import { useDatoer } from './useDatoer';

/** «Det som venter på deg»: what one may do something about, before all that one may only read. Nothing waits: nothing is said. */
export function Venteliste({ children, antall }: { children: ReactNode; antall: number }) {
  const t = useInnsyntekst();
  if (antall === 0) return null;
  return (
    <section aria-labelledby="venter">
      <Alert data-color="info" className="venteliste" data-antall={antall}>
        <Heading level={2} data-size="xs" id="venter">
          {t.venter.tittel}
        </Heading>
        <ul>{children}</ul>
      </Alert>
    </section>
  );
}

export function Samtykkelinje({ samtykke: { id, navn, akseptfrist } }: { samtykke: SamtykkeradFragment }) {
  const t = useInnsyntekst();
  const s = useSamtykketekst();
  const { ukedag, dagerTil } = useDatoer();
  return (
    <li data-venter="SAMTYKKE">
      <Lenke til={`/innsyn/samtykke/${id}`}>{t.venter.samtykke(navn)}</Lenke>
      <span>{fristtekst(s, dagerTil(akseptfrist) ?? -1, ukedag(akseptfrist))}</span>
    </li>
  );
}
