import { useEffect, useState } from 'react';
import { osloDag } from './dager';

const SE_ETTER_MS = 60_000;

/** Now, and later when it is another day: a page may stand open overnight, and a deadline runs out meanwhile. */
export function useNa(): Date {
  const [na, settNa] = useState(() => new Date());
  useEffect(() => {
    const klokke = setInterval(() => settNa((for_) => (osloDag(for_) === osloDag(new Date()) ? for_ : new Date())), SE_ETTER_MS);
    return () => clearInterval(klokke);
  }, []);
  return na;
}
