// @ts-check
/** What a hand does over some time: a slider on its way, a press that is held, and what of that is one step of undo. */

export class Gestures {
  /** What is one step of undo for as long as it is held; null while nothing is. @type {string | null} */
  held = null;
  /** Where sliders have gone since the last frame, by key. @type {Map<string, string>} */
  #slid = new Map();
  #count = 0;

  /** @param {(key: string, value: string) => void} change */
  constructor(change) {
    this.change = change;
  }

  /** A name that no step had yet. @param {string} about */
  fresh(about) {
    this.#count += 1;
    return `${about} ${this.#count}`;
  }

  /** A slider moves: many times in a frame, of which the last counts. @param {string} key @param {string} value */
  slide(key, value) {
    if (this.#slid.size === 0) requestAnimationFrame(() => this.#catchUp());
    this.#slid.set(key, value);
  }

  #catchUp() {
    const moves = [...this.#slid];
    this.#slid.clear();
    for (const [key, value] of moves) this.change(key, value);
  }

  /** What is changed from here on is one step, until it is let go. */
  hold() {
    this.letGo();
    this.held = this.fresh("gesture");
  }

  letGo() {
    this.#catchUp();
    this.held = null;
  }
}
