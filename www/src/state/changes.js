// @ts-check
/**
 * Changes in the order in which they were asked for: at once, or as soon as what each needs is known. What waits can be taken back, and
 * made again, as what was made can. Pure but for what it is given.
 */

/**
 * A change that waits until what it needs is known.
 *
 * @typedef {object} Waiting
 * @property {string | null} about
 * @property {() => string} becomes the scenario that it will make
 * @property {(scenario: string) => boolean} [anew] whether that will be loaded, instead of changing what runs
 * @property {() => void} act
 * @property {Way} [travels] whether it goes one step along what was done
 */

/** Back or forth along what was done. @typedef {"undo" | "redo"} Way */

/**
 * What changes need of the page.
 *
 * @typedef {object} Means
 * @property {(scenario: string, budgetMs: number, anew?: boolean) => boolean} prepare finds out what a scenario needs; whether all is known
 * @property {{ atOnceMs: number, inFrameMs: number }} budget for that, within the gesture itself and in each frame after it
 * @property {(act: () => void) => void} inFrame does something in the next frame
 * @property {(waiting: boolean) => void} wait notes whether something waits
 * @property {() => void} show shows that
 * @property {(way: Way) => Waiting} travel one step along what was made
 */

export class Changes {
  /** Those that wait, in their order. @type {Waiting[]} */
  #queue = [];
  /** Those that were taken back while they waited, the last first. @type {Waiting[]} */
  #dropped = [];
  /** Whether the next frame will work on them. */
  #working = false;

  /** @param {{ past: number, future: number }} made how many steps can be gone along what was made @param {Means} means */
  constructor(made, means) {
    this.made = made;
    this.means = means;
  }

  /** Makes a change, after those that wait. One that is a step leaves nothing to be made again. @param {Waiting} next */
  make(next) {
    if (next.about !== null) this.#dropped = [];
    this.#enqueue(next);
  }

  /** Takes the last back. One that still waits need not be made for that. */
  undo() {
    const last = this.#queue.at(-1);
    if (last?.travels === "redo") this.#queue.pop();
    else if (last && last.about !== null) this.#dropped.push(/** @type {Waiting} */ (this.#queue.pop()));
    else if (this.#left("undo") > 0) this.#enqueue(this.means.travel("undo"));
  }

  /** Makes it again. */
  redo() {
    if (this.#queue.at(-1)?.travels === "undo") this.#queue.pop();
    else if (this.#left("redo") > 0) this.#enqueue(this.means.travel("redo"));
    else if (this.#dropped.length > 0) this.#enqueue(/** @type {Waiting} */ (this.#dropped.pop()));
  }

  /** Whether there is something to take back, made or waiting to be. */
  get canUndo() {
    return (
      this.#left("undo") > 0 || this.#queue.some((next) => next.about !== null || next.travels === "redo")
    );
  }

  /** Whether there is something to make again. */
  get canRedo() {
    return this.#left("redo") > 0 || this.#dropped.length > 0 || this.#queue.at(-1)?.travels === "undo";
  }

  /** Steps that can be gone this way, beside those that wait. @param {Way} way */
  #left(way) {
    const waiting = this.#queue.filter((next) => next.travels === way).length;
    return (way === "undo" ? this.made.past : this.made.future) - waiting;
  }

  /** @param {Waiting} next */
  #enqueue(next) {
    const { about } = next;
    if (this.#queue.length === 0 && this.#isReady(next, this.means.budget.atOnceMs)) {
      next.act();
      return;
    }
    // Of a slider's values only the last counts.
    const last = this.#queue.at(-1);
    if (last && about !== null && last.about === about) this.#queue.pop();
    this.#queue.push(next);
    if (this.#working) return;
    this.#goOn();
    this.means.show();
  }

  /** @param {Waiting} next @param {number} budgetMs */
  #isReady(next, budgetMs) {
    const scenario = next.becomes();
    return this.means.prepare(scenario, budgetMs, next.anew?.(scenario));
  }

  #goOn() {
    if (this.#working) return;
    this.#working = true;
    this.means.wait(true);
    this.means.inFrame(() => this.#work());
  }

  /** Works on what is waited for, a little in each frame. */
  #work() {
    this.#working = false;
    const [next] = this.#queue;
    if (next && this.#isReady(next, this.means.budget.inFrameMs)) {
      this.#queue.shift();
      this.means.wait(this.#queue.length > 0);
      // It may ask for more.
      next.act();
    }
    if (this.#queue.length > 0) this.#goOn();
    else {
      this.means.wait(false);
      this.means.show();
    }
  }
}
