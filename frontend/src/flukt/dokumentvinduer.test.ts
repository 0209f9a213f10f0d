// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { apneDokumentvindu, lukkDokumentvinduer } from './dokumentvinduer';

test('what was opened from here is closed, once, and what its reader has closed is left', () => {
  const vinduer = [0, 1, 2].map(() => ({ closed: false, close: vi.fn() }));
  const apnes = [...vinduer, null];
  vi.stubGlobal('open', () => apnes.shift());
  for (const v of vinduer.slice(0, 2)) expect(apneDokumentvindu()).toBe(v);
  if (vinduer[0]) vinduer[0].closed = true;
  apneDokumentvindu();
  expect(apneDokumentvindu()).toBeNull(); // stopped by the browser
  lukkDokumentvinduer();
  lukkDokumentvinduer();
  vi.unstubAllGlobals();
  expect(vinduer.map((v) => v.close.mock.calls.length)).toEqual([0, 1, 1]);
});
