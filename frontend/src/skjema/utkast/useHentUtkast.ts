import { useEffect } from 'react';
import { useSesjon } from '../../api/sesjon';
import type { Meldingstype } from '../../gql/graphql';
import { useUtkast } from './UtkastRamme';

/** Fetches this person's draft of a form, once somebody is logged in. */
export function useHentUtkast(skjema: Meldingstype): void {
  const { tilstand } = useSesjon();
  const { lager, utkast } = useUtkast<Meldingstype>(skjema);
  const skalLese = tilstand === 'INNE' && utkast.lest === 'NEI';
  useEffect(() => {
    if (skalLese) void lager.les();
  }, [skalLese, lager]);
}
