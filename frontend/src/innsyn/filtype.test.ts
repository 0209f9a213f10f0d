import { expect, test } from 'vitest';
import { filslag, kanApnes, storrelse } from './filtype';

test.each([
  ['application/pdf', 'PDF', true],
  ['Application/PDF; charset=binary', 'PDF', true],
  ['image/png', 'BILDE', true],
  ['image/svg+xml', 'BILDE', false],
  ['text/html', 'DOKUMENT', false],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'DOKUMENT', false],
  ['application/vnd.ms-excel', 'REGNEARK', false],
  ['', 'ANNEN', false],
])('%j is %s', (type, slag, apnes) => {
  expect(filslag(type)).toBe(slag);
  expect(kanApnes(type)).toBe(apnes);
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [1_449_000, '1,4 MB'],
])('%i bytes is %s', (bytes, ut) => expect(storrelse(bytes, (n) => new Intl.NumberFormat('nb-NO').format(n))).toBe(ut));
