import { useEffect, useRef } from 'react';

/** Moves focus to what has come where one pressed, and again when `hva` is another. */
export function useFokus<E extends HTMLElement>(hva: unknown) {
  const boks = useRef<E>(null);
  useEffect(() => {
    boks.current?.focus({ preventScroll: true });
    boks.current?.scrollIntoView({ block: 'nearest' });
  }, [hva]);
  return boks;
}
