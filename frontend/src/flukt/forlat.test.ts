// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { forlatRaskt, vedOppstart } from './forlat';

let gikk: string[];
let hendte: string[];
let navigasjon: string;

beforeEach(() => {
  gikk = [];
  hendte = [];
  navigasjon = 'navigate';
  document.documentElement.hidden = false;
  document.head.innerHTML = '';
  document.body.innerHTML = '<main>Hun er alene om kvelden.</main>';
  document.cookie = 'forlatt=; Path=/; Max-Age=0';
  vi.spyOn(location, 'replace').mockImplementation((til) => {
    hendte.push(`bort, ${document.body.textContent ? 'med tekst' : 'tom'}`);
    gikk.push(String(til));
  });
  vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => [{ type: navigasjon } as unknown as PerformanceEntry]);
  vi.stubGlobal('BroadcastChannel', class extends EventTarget {
    postMessage() {}
  });
  vi.stubGlobal('fetch', (sti: string, init: RequestInit) => {
    hendte.push(`${init.method} ${sti} ${init.keepalive ? 'keepalive' : ''} ${document.cookie}`);
    return Promise.reject(new TypeError('network'));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const trykkShift = () => {
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }));
  window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }));
};

describe('leaving in haste', () => {
  test('the session first, then a blank page, then away; no network is waited for', () => {
    forlatRaskt();
    expect(hendte).toEqual(['POST /forlat keepalive forlatt=1', 'bort, tom']);
    expect(gikk).toEqual(['https://www.yr.no/']);
    expect(document.documentElement.hidden).toBe(true);
    expect(document.title).toBe('www.yr.no');
  });

  test('where the operator has said, if it is a way out', () => {
    const meta = document.head.appendChild(document.createElement('meta'));
    meta.name = 'utgang';
    meta.content = 'https://www.nrk.no/vaer';
    forlatRaskt();
    meta.content = 'javascript:alert(1)';
    forlatRaskt();
    expect(gikk).toEqual(['https://www.nrk.no/vaer', 'https://www.yr.no/']);
  });

  test('what asks about unsaved text does not ask one who leaves, and does ask others', () => {
    vedOppstart();
    const spurt = vi.fn();
    window.addEventListener('beforeunload', spurt);
    window.dispatchEvent(new Event('beforeunload'));
    expect(spurt).toHaveBeenCalledTimes(1);
    forlatRaskt();
    window.dispatchEvent(new Event('beforeunload'));
    expect(spurt).toHaveBeenCalledTimes(1);
    window.removeEventListener('beforeunload', spurt);
  });

  test('«back» after it is led away again, and shows nothing', () => {
    forlatRaskt();
    navigasjon = 'back_forward';
    gikk = [];
    expect(vedOppstart()).toBe(false);
    expect(gikk).toEqual(['https://www.yr.no/']);
  });

  test('a page that is brought back as it stood shows nothing while it is loaded anew', () => {
    vedOppstart();
    vi.spyOn(location, 'reload').mockImplementation(() => void hendte.push(`på nytt, ${document.body.textContent ? 'med tekst' : 'tom'}`));
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }));
    expect(document.body.textContent).not.toBe(''); // control
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    // Once for each time it was set up here.
    expect(new Set(hendte)).toEqual(new Set(['på nytt, tom']));
    expect(gikk).toEqual([]);
  });

  test('one who comes back on purpose gets the page, and «back» is again what it was', () => {
    forlatRaskt();
    gikk = [];
    expect(vedOppstart()).toBe(true);
    expect(document.cookie).toBe('forlatt=2');
    navigasjon = 'back_forward';
    expect(vedOppstart()).toBe(true);
    expect(gikk).toEqual([]);
  });

  test('control: «back» where nobody left is no way out', () => {
    navigasjon = 'back_forward';
    expect(vedOppstart()).toBe(true);
    expect(gikk).toEqual([]);
    expect(document.cookie).not.toMatch(/forlatt=\w/);
  });

  test('Shift three times leaves, also where something else takes the keys', () => {
    vedOppstart();
    trykkShift();
    trykkShift();
    expect(gikk).toEqual([]);
    trykkShift();
    expect(gikk).not.toEqual([]);
  });
});
