import { Link } from '@digdir/designsystemet-react';
import { Side } from '../ramme/Side';
import type { Del } from '../tekst/trygg/nb';
import { useTryggtekst } from '../tekst/trygg/tryggtekst';
import { Deler } from './Deler';

interface Lesetekst {
  fanetittel: string;
  tittel: string;
  ingress: string;
  deler: readonly Del[];
  lenke?: { tekst: string; adresse: string };
}

function Leseside({ tekst }: { tekst: Lesetekst }) {
  const { tittel, fanetittel, ingress, deler, lenke } = tekst;
  return (
    <Side overskrift={tittel} fanetittel={fanetittel} ingress={ingress}>
      <Deler deler={deler} />
      {lenke && (
        <p>
          <Link href={lenke.adresse} rel="noreferrer">
            {lenke.tekst}
          </Link>
        </p>
      )}
    </Side>
  );
}

/** What a shared device remembers, and what the way out can and cannot do. */
export const DeltSide = () => <Leseside tekst={useTryggtekst().delt} />;
export const PersonvernSide = () => <Leseside tekst={useTryggtekst().personvern} />;
export const TilgjengelighetSide = () => <Leseside tekst={useTryggtekst().tilgjengelighet} />;
