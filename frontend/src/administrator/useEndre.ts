import type { DocumentInput } from '@urql/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { lesFeil, trengerInnlogging, type Feil } from '../api/feil';
import { useSesjon } from '../api/sesjon';

/**
 * Sends one change at a time. Undefined: it is not known to be stored, and `brudd` says why. A session that has ended is read, so
 * that the desk says so; what was typed is kept.
 */
export function useEndre<Data, Variabler extends Record<string, unknown>>(dokument: DocumentInput<Data, Variabler>) {
  const klient = useClient();
  const { les } = useSesjon();
  const [sender, settSender] = useState(false);
  const [brudd, settBrudd] = useState<Feil>();
  const endre = useCallback(
    async (variabler: Variabler): Promise<Data | undefined> => {
      settSender(true);
      const { data, error } = await klient.mutation(dokument, variabler).toPromise();
      const feil = lesFeil(error);
      settBrudd(feil);
      settSender(false);
      if (trengerInnlogging(feil)) void les();
      return data ?? undefined;
    },
    [klient, dokument, les],
  );
  return { endre, sender, brudd };
}
