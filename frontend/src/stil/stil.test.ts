import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const rot = join(import.meta.dirname, '..');

/** Whether each rule is closed. A browser says nothing of one that is not, and takes all that follows for a part of it. */
const lukket = (css: string): boolean => {
  const uten = css.replace(/\/\*[^]*?\*\//g, '').replace(/'[^'\n]*'|"[^"\n]*"/g, '');
  return [...uten.matchAll(/[{}]/g)].reduce((dybde, [tegn]) => (dybde < 0 ? dybde : dybde + (tegn === '{' ? 1 : -1)), 0) === 0;
};

it.each(globSync('**/*.css', { cwd: rot }))('%s closes every rule', (fil) => {
  expect(lukket(readFileSync(join(rot, fil), 'utf8'))).toBe(true);
});

it('would find one that is not closed, as a merge may leave it', () => {
  expect(lukket('.a {\n  top: 0;\n\n.b {\n  top: 0;\n}')).toBe(false);
  expect(lukket('.a { content: "{"; }')).toBe(true);
});
