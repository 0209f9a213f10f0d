import { useState } from 'react';
import { useSprak } from '../tekst/sprak';

/**
 * A value that stands still while one is on a page: what comes late is shown on the next. Something above the text that grows
 * while one reads, or is about to press, moves all of it.
 */
export function useStille<T>(verdi: T): T {
  const { sti } = useSprak();
  const [vist, settVist] = useState({ sti, verdi });
  if (vist.sti === sti) return vist.verdi;
  settVist({ sti, verdi });
  return verdi;
}
