import type { DocumentInput } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, trengerInnlogging, type Feil } from '../api/feil';
import { hentIBakgrunnen, hentNytt } from '../api/hentNytt';
import { useSesjon } from '../api/sesjon';

/**
 * What a page has read, and how to read it again; `iBakgrunnen`: by itself, which is no activity of anybody's. Logged out meanwhile:
 * the session is read, and the desk says so.
 */
export function useLest<Data, Variabler extends Record<string, unknown>>(dokument: DocumentInput<Data, Variabler>, variabler: Variabler) {
  const klient = useClient();
  const { les: lesSesjon } = useSesjon();
  const [data, settData] = useState<Data>();
  const [feil, settFeil] = useState<Feil>();
  const nokkel = JSON.stringify(variabler);
  // Of two questions under way the answer to the newest counts.
  const siste = useRef(0);

  const hent = useCallback(async (iBakgrunnen = false) => {
    siste.current += 1;
    const denne = siste.current;
    const les = iBakgrunnen ? hentIBakgrunnen : hentNytt;
    const svar = await les(klient, dokument, JSON.parse(nokkel) as Variabler);
    if (denne !== siste.current) return;
    const brudd = lesFeil(svar.error);
    settFeil(brudd);
    if (trengerInnlogging(brudd)) void lesSesjon();
    if (svar.data) settData(svar.data);
  }, [klient, dokument, nokkel, lesSesjon]);
  useEffect(() => void hent(), [hent]);
  return { data, feil, hent };
}
