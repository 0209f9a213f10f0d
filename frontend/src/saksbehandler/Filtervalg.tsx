import { Checkbox, Field, Label, Select } from '@digdir/designsystemet-react';
import type { Mottaksutvalg } from '../gql/saksbehandler/graphql';
import { useSkranketekst } from '../tekst/skranke/skranketekst';
import { useSkranke } from './Skrankelager';

const utvalgene: readonly Mottaksutvalg[] = ['VENTER', 'IKKE_APNET', 'AVVIST', 'BEVIST', 'ALLE'];

/** Which reports are shown. It is kept with the desk and never in the address. */
export function Filtervalg() {
  const t = useSkranketekst();
  const { tilstand, velgFilter } = useSkranke();
  const { filter } = tilstand;
  return (
    <div className="filter" role="group" aria-label={t.filter.navn}>
      <Field>
        <Label>{t.filter.vis}</Label>
        <Select value={filter.utvalg} onChange={(h) => velgFilter({ ...filter, utvalg: h.target.value as Mottaksutvalg })}>
          {utvalgene.map((u) => (
            <Select.Option key={u} value={u}>
              {t.filter.utvalg[u]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Checkbox label={t.filter.tattAvMeg} checked={filter.tattAvMeg} onChange={(h) => velgFilter({ ...filter, tattAvMeg: h.target.checked })} />
      <Checkbox label={t.filter.forsinket} checked={filter.forsinket} onChange={(h) => velgFilter({ ...filter, forsinket: h.target.checked })} />
    </div>
  );
}
