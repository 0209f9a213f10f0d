/** Shift this many times … */
export const TRYKK = 3;
/** … within this time leaves the page. As GOV.UK's «Exit this page». */
export const INNEN_MS = 5_000;

/** What is held with Shift means something else: Alt+Shift changes the keyboard's language. */
type Tast = Pick<KeyboardEvent, 'key' | 'repeat' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/**
 * Counts the presses of Shift alone. One that makes a capital letter, marks a text or goes with another key is none, and takes
 * those before it away: who writes does not leave.
 */
export class Skiftteller {
  #trykk: number[] = [];
  #alene = false;

  ned(tast: Tast): void {
    if (tast.key !== 'Shift' || tast.altKey || tast.ctrlKey || tast.metaKey) this.glem();
    else if (!tast.repeat) this.#alene = true;
  }

  /** How many presses there are, when a key is let go at a time in milliseconds; 0 if it was no press. */
  opp(tast: Pick<KeyboardEvent, 'key'>, naa: number): number {
    if (tast.key !== 'Shift' || !this.#alene) return 0;
    this.#alene = false;
    this.#trykk = [...this.#trykk.filter((da) => naa - da < INNEN_MS), naa];
    return this.#trykk.length;
  }

  /** Something else was done: a click, another key. */
  glem(): void {
    this.#trykk = [];
    this.#alene = false;
  }
}
