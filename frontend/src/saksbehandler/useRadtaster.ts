import { useCallback, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { MottattFragment } from '../gql/saksbehandler/graphql';

/** The letters that act on the row that has focus, and the control in it that each presses. */
const knapper: Record<string, string> = { t: 'ta', l: 'last-ned', b: 'bekreft', a: 'avvis', h: 'historikk' };

const radene = (liste: HTMLElement): HTMLElement[] => [...liste.querySelectorAll<HTMLElement>('.rad')];

/**
 * Keys for a list of rows. Arrows, Home and End go between rows. A letter presses a control of the row, and only while the row
 * itself has focus (WCAG 2.1.4): not in a field, not with Ctrl, Alt or Meta, which are the browser's and the screen reader's.
 *
 * Focus stays where it is when rows come and move. If the row it was in goes, it goes to the one that took its place.
 */
export function useRadtaster(liste: RefObject<HTMLUListElement | null>, rader: readonly MottattFragment[]) {
  const sist = useRef<{ id: string; plass: number }>(undefined);

  const fokuser = useCallback(
    (id: string) => radene(liste.current ?? document.body).find((r) => r.dataset['id'] === id)?.focus(),
    [liste],
  );

  useEffect(() => {
    const ul = liste.current;
    if (!ul) return undefined;
    const merk = (h: FocusEvent) => {
      const alle = radene(ul);
      const plass = alle.findIndex((r) => r.contains(h.target as Node));
      const id = alle[plass]?.dataset['id'];
      if (id) sist.current = { id, plass };
    };
    const slipp = (h: FocusEvent) => {
      // A row that is taken away leaves focus nowhere; one that a person leaves gives it to something.
      if (h.relatedTarget) sist.current = undefined;
    };
    ul.addEventListener('focusin', merk);
    ul.addEventListener('focusout', slipp);
    return () => {
      ul.removeEventListener('focusin', merk);
      ul.removeEventListener('focusout', slipp);
    };
  }, [liste]);

  useEffect(() => {
    const var_ = sist.current;
    if (!var_ || !liste.current || document.activeElement !== document.body) return;
    const alle = radene(liste.current);
    (alle.find((r) => r.dataset['id'] === var_.id) ?? alle[Math.min(var_.plass, alle.length - 1)])?.focus();
  }, [rader, liste]);

  const taster = useCallback((h: KeyboardEvent<HTMLUListElement>) => {
    const rad = h.target as HTMLElement;
    if (!rad.classList.contains('rad') || h.ctrlKey || h.altKey || h.metaKey) return;
    const alle = radene(h.currentTarget);
    const her = alle.indexOf(rad);
    const til = { ArrowDown: alle[her + 1], ArrowUp: alle[her - 1], Home: alle[0], End: alle.at(-1) }[h.key];
    const knapp = rad.querySelector<HTMLElement>(`[data-tast="${knapper[h.key.toLowerCase()] ?? ''}"]`);
    if (!til && !knapp) return;
    h.preventDefault();
    if (til) til.focus();
    else knapp?.click();
  }, []);
  return { taster, fokuser };
}
