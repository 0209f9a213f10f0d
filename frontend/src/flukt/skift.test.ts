import { describe, expect, test } from 'vitest';
import { INNEN_MS, Skiftteller } from './skift';

const tast = (key: string, med: Partial<KeyboardEvent> = {}) => ({ key, repeat: false, altKey: false, ctrlKey: false, metaKey: false, ...med });

/** A press at a time: down and up again, with what is pressed while it is down. */
function trykk(teller: Skiftteller, naa: number, imens?: string): number {
  teller.ned(tast('Shift'));
  if (imens) teller.ned(tast(imens));
  return teller.opp(tast('Shift'), naa);
}

describe('Shift three times', () => {
  test('alone, in good time, is three', () => {
    const teller = new Skiftteller();
    expect([trykk(teller, 0), trykk(teller, 1000), trykk(teller, INNEN_MS - 1)]).toEqual([1, 2, 3]);
  });

  test('the first is forgotten when the time is out', () => {
    const teller = new Skiftteller();
    expect([trykk(teller, 0), trykk(teller, 1000), trykk(teller, INNEN_MS)]).toEqual([1, 2, 2]);
  });

  test('who writes capital letters does not leave', () => {
    const teller = new Skiftteller();
    expect(['A', 'B', 'C', 'D'].map((bokstav, i) => trykk(teller, i * 100, bokstav))).toEqual([0, 0, 0, 0]);
    // Nor who comes near it in between.
    expect([trykk(teller, 500), trykk(teller, 600), trykk(teller, 700, 'E'), trykk(teller, 800)]).toEqual([1, 2, 0, 1]);
  });

  test('another key between takes those before it away', () => {
    const teller = new Skiftteller();
    trykk(teller, 0);
    trykk(teller, 100);
    teller.ned(tast('a'));
    expect(trykk(teller, 200)).toBe(1);
  });

  test('changing the keyboard’s language, and a click, are no presses', () => {
    const teller = new Skiftteller();
    for (const med of [{ altKey: true }, { ctrlKey: true }, { metaKey: true }]) {
      teller.ned(tast('Shift', med));
      expect(teller.opp(tast('Shift'), 0)).toBe(0);
    }
    teller.ned(tast('Shift'));
    teller.glem();
    expect(teller.opp(tast('Shift'), 0)).toBe(0);
  });

  test('holding it down is one', () => {
    const teller = new Skiftteller();
    teller.ned(tast('Shift'));
    for (let i = 0; i < 5; i++) teller.ned(tast('Shift', { repeat: true }));
    expect(teller.opp(tast('Shift'), 0)).toBe(1);
  });
});
