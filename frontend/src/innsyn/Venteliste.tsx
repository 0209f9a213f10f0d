import { Alert, Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { SamtykkeradFragment, VentendeFragment } from '../gql/innsyn/graphql';
import { Lenke } from '../ramme/Lenke';
import { useForesporseltekst, useInnsyntekst, useSamtykketekst } from '../tekst/innsyn/innsyntekst';
import { fristtekst } from './frist';
import { useKlagefrist } from './Klagefrist';
import { kjent } from './typer';
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

/** Something in a case that waits. `sak`: what the case is called, where there are several. */
export function Ventelinje({ sakId, en, sak }: { sakId: string; en: VentendeFragment; sak?: string }) {
  const t = useInnsyntekst().venter;
  const f = useForesporseltekst();
  const { dato } = useDatoer();
  const tittel = en.tittel ?? '';
  const til = en.journalpostId ? `/innsyn/sak/${sakId}/post/${en.journalpostId}` : `/innsyn/sak/${sakId}`;
  const ord = { KLAGEFRIST: t.klage, SVAR_KOMMET: t.svarKommet, SVAR_ONSKES: t.svarOnskes, INNSYN_BESVART: () => t.innsyn }[en.slag](tittel);
  return (
    <li data-venter={en.slag}>
      <Lenke til={til}>{ord}</Lenke>
      {en.slag === 'KLAGEFRIST' && en.frist && <Klagelinje frist={en.frist} />}
      {en.status && <span>{kjent(f.status, en.status, f.ukjentStatus)}</span>}
      {en.slag !== 'KLAGEFRIST' && en.kom && <span>{t.kom(dato(en.kom))}</span>}
      {sak && <span className="dempet">{sak}</span>}
    </li>
  );
}

function Klagelinje({ frist }: { frist: string }) {
  return <span>{useKlagefrist(frist).tekst}</span>;
}
