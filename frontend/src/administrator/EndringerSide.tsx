import { NoklerDocument } from '../gql/administrator/graphql';
import { Side } from '../ramme/Side';
import { useAdmintekst } from '../tekst/admin/admintekst';
import { Endringsliste } from './Endringsliste';
import { stedsnavn } from './sted';
import { useLest } from './useLest';

/** Every change in all that the caller administers. */
export function EndringerSide() {
  const t = useAdmintekst();
  const { data } = useLest(NoklerDocument, {});
  const kommuner = data?.administrasjon.kommuner ?? [];
  return (
    <Side overskrift={t.endringer.tittel} fanetittel={t.fane(t.meny.endringer)} ingress={t.endringer.ingress}>
      <Endringsliste antall={50} hvor={(k, b) => stedsnavn(t, kommuner, k, b)} />
    </Side>
  );
}
