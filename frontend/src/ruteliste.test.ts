import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alleSider, utenTilstander } from './ruteliste';
import { portalruter } from './ruter';

describe('the list of pages', () => {
  it('has every page once, and each says in which states it can be', () => {
    const sider = alleSider();
    expect(utenTilstander(sider)).toEqual([]);
    expect(new Set(sider.map((s) => s.rute)).size).toBe(sider.length);
    expect(sider.length).toBeGreaterThan(60);
    for (const { rute, tilstander } of sider) expect(new Set(tilstander).size, rute).toBe(tilstander.length);
  });

  it('fails for a page that says nothing', () => {
    expect(utenTilstander(alleSider([...portalruter, '/ny-side']))).toEqual(['/ny-side']);
    expect(utenTilstander(alleSider(['/nytt-rom/*']))).toEqual(['/nytt-rom/*']);
  });

  it('is the only one: no route is written where it is used', () => {
    const egne = /<Route\b(?![^>]*path=\{rute\})|<Route\b[^>]*\bindex\b/;
    expect(egne.test('<Route path="/skjult" element={<X />} />')).toBe(true); // control
    const filer = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.tsx') && !f.includes('.test.'));
    expect(filer.filter((f) => egne.test(readFileSync(join(import.meta.dirname, f), 'utf8')))).toEqual([]);
  });
});
