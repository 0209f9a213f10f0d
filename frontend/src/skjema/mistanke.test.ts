import { expect, test } from 'vitest';
import { kanVaereVold } from './mistanke';
import { tomtOffentlig, tomtPrivat } from './svar/svar';

test.each(['VOLD', 'SEKSUELLE_OVERGREP'] as const)('%s may be violence, in both forms', (tema) => {
  for (const svar of [tomtPrivat(), tomtOffentlig()]) {
    expect(kanVaereVold(svar)).toBe(false);
    expect(kanVaereVold({ ...svar, temaer: ['RUS', tema] })).toBe(true);
  }
});

test('a condition that speaks of abuse counts; the others do not', () => {
  const med = (v: ReturnType<typeof tomtOffentlig>['vilkar']) => kanVaereVold({ ...tomtOffentlig(), vilkar: v });
  expect(med(['MISHANDLING_ELLER_OMSORGSSVIKT'])).toBe(true);
  expect(med(['MENNESKEHANDEL'])).toBe(true);
  expect(med(['SYKDOM_UTEN_BEHANDLING', 'SARLIGE_BEHOV_UTEN_HJELP', 'ALVORLIGE_ATFERDSVANSKER'])).toBe(false);
  expect(kanVaereVold({ ...tomtOffentlig(), temaer: ['RUS', 'KONFLIKT', 'ANNET'] })).toBe(false);
});
