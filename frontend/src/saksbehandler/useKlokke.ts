import { useEffect, useState } from 'react';

const HVERT_MS = 30_000;

/** The time in milliseconds, anew twice a minute: an age or a deadline in words must not stand still. */
export function useKlokke(): number {
  const [na, settNa] = useState(() => Date.now());
  useEffect(() => {
    const klokke = setInterval(() => settNa(Date.now()), HVERT_MS);
    return () => clearInterval(klokke);
  }, []);
  return na;
}
