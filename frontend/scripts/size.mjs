// Measures the first load: the JavaScript that index.html asks for, compressed. Fails above the limit of issue 2.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250 * 1024;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path);
if (scripts.length === 0) throw new Error('index.html loads no script: nothing was measured');

let sum = 0;
for (const path of scripts) {
  const bytes = gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;
  console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${path}`);
  sum += bytes;
}
console.log(`${(sum / 1024).toFixed(1).padStart(7)} KB  first load (limit ${LIMIT / 1024} KB)`);
if (sum > LIMIT) process.exit(1);
