// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { etterTrykk } from './etterTrykk';

afterEach(() => vi.restoreAllMocks());

const trykkes = (element: Element | null) => vi.spyOn(document, 'querySelector').mockImplementation((velger) => (velger === ':active' ? element : null));

test('left by the keyboard: at once', () => {
  trykkes(null);
  const gjor = vi.fn();
  etterTrykk(gjor);
  expect(gjor).toHaveBeenCalledTimes(1);
});

test('left by a press: when the button goes up, once, and before the click is told', () => {
  trykkes(document.body);
  const hendte: string[] = [];
  etterTrykk(() => hendte.push('gjort'));
  expect(hendte).toEqual([]);
  document.body.addEventListener('mouseup', () => hendte.push('opp'), { once: true });
  document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
  document.body.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
  expect(hendte).toEqual(['gjort', 'opp']);
});
