// @ts-check
/**
 * Changes in the order in which they were asked for: at once, or as soon as what each needs is known. What waits can be taken back, and
 * made again, as what was made can. Pure but for what it is given.
 */

import { ONE_STEP_MS } from "./history.js";

/**
 * A change that waits until what it needs is known.
 *
 * @typedef {object} Waiting
 * @property {string | null} about
 * @property {() => string} becomes the scenario that it will make
 * @property {(scenario: string) => boolean} [anew] whether that will be loaded, instead of changing what runs
 * @property {() => void} act
 * @property {boolean} [passing] whether it is one of many values that a hand goes through, as a slider's
 * @property {Way} [travels] whether it goes one step along what was done
 */

/** Back or forth along what was done. @typedef {"undo" | "redo"} Way */

/**
 * What changes need of the page.
 *
 * @typedef {object} Means
 * @property {(scenario: string, budgetMs: number, anew?: boolean) => boolean} prepare finds out what a scenario needs; whether all is known
 * @property {{ atOnceMs: number, inFrameMs: number }} budget for that, within the gesture itself and in each frame from it on
 * @property {() => number} now wall time, ms
 * @property {(waiting: boolean) => void} wait notes whether something waits: `work` is to be called in each frame while it does
 * @property {() => void} show shows that
 * @property {(way: Way) => Waiting} travel one step along what was made
 */

/** Frames that a value on its way is worked on when there is a later one. */
const PATIENCE = 30;

export class Changes {
  /** Those that wait, in their order. @type {Waiting[]} */
  #queue = [];
  /** What was taken back: steps that were made, and changes that waited; the next to be made again last. @type {(Waiting | null)[]} */
  #undone = [];
  /** The value on its way that was made last, and when. @type {{ change: Waiting, atMs: number } | null} */
  #passed = null;
  /** The first of those that wait, once it can be made. @type {Waiting | null} */
  #ready = null;
  /** Frames in which the first has been worked on. */
  #frames = 0;
  /** What is left of this frame, ms. */
  #leftMs = 0;

  /** @param {{ past: number, future: number }} made how many steps can be gone along what was made @param {Means} means */
  constructor(made, means) {
    this.made = made;
    this.means = means;
  }

  /** Makes a change, after those that wait. One that is a step leaves nothing to be made again. @param {Waiting} next */
  make(next) {
    if (next.about !== null) this.#undone = [];
    this.#enqueue(next);
  }

  /** Takes the last back. One that still waits need not be made for that. */
  undo() {
    const last = this.#queue.at(-1);
    if (last?.travels === "redo") {
      this.#queue.pop();
      this.#undone.push(null);
    } else if (last && last.about !== null) {
      this.#undone.push(last);
      // With what was made, or is worked on, on the same way.
      while (isLike(this.#queue.at(-1), last)) this.#queue.pop();
      if (last.passing && this.#isOneStepWith(last)) this.#enqueue(this.means.travel("undo"));
    } else if (this.#left("undo") > 0) {
      this.#undone.push(null);
      this.#enqueue(this.means.travel("undo"));
    }
  }

  /** Makes it again. */
  redo() {
    const undone = this.#undone.pop();
    const back = this.#queue.at(-1)?.travels === "undo";
    if (back) this.#queue.pop();
    if (undone) this.#enqueue(undone);
    else if (!back && this.#left("redo") > 0) this.#enqueue(this.means.travel("redo"));
  }

  /** Whether the last value that was made is of the same way: the step to take back. @param {Waiting} other */
  #isOneStepWith(other) {
    const passed = this.#passed;
    return passed !== null && isLike(passed.change, other) && this.means.now() - passed.atMs < ONE_STEP_MS;
  }

  /** Whether there is something to take back, made or waiting to be. */
  get canUndo() {
    return (
      this.#left("undo") > 0 || this.#queue.some((next) => next.about !== null || next.travels === "redo")
    );
  }

  /** Whether there is something to make again. */
  get canRedo() {
    return this.#left("redo") > 0 || this.#undone.some(Boolean) || this.#queue.at(-1)?.travels === "undo";
  }

  /** Steps that can be gone this way, beside those that wait. @param {Way} way */
  #left(way) {
    const waiting = this.#queue.filter((next) => next.travels === way).length;
    return (way === "undo" ? this.made.past : this.made.future) - waiting;
  }

  /** @param {Waiting} next */
  #enqueue(next) {
    const { budget } = this.means;
    const last = this.#queue.at(-1);
    if (!last) {
      if (this.#isReady(next, budget.atOnceMs)) {
        this.#act(next);
        return;
      }
      this.#frames = 0;
      this.#leftMs = budget.inFrameMs - budget.atOnceMs;
    }
    // Of one thing's values only the last counts; of those that a hand goes through also the one that is worked on: else it would not
    // be seen to act before the hand rests.
    if (isLike(last, next) && !(next.passing && this.#queue.length === 1)) this.#queue.pop();
    this.#queue.push(next);
    if (last) return;
    this.means.wait(true);
    this.means.show();
  }

  /** @param {Waiting} change */
  #act(change) {
    this.#passed = change.passing ? { change, atMs: this.means.now() } : null;
    change.act();
  }

  /** @param {Waiting} next @param {number} budgetMs */
  #isReady(next, budgetMs) {
    const scenario = next.becomes();
    return this.means.prepare(scenario, budgetMs, next.anew?.(scenario));
  }

  /** Works on what is waited for: a frame's part of it. */
  work() {
    const [next] = this.#queue;
    if (next && !this.#advance(next)) return;
    this.#ready = null;
    this.#frames = 0;
    this.#queue.shift();
    this.means.wait(this.#queue.length > 0);
    // It may ask for more.
    if (next) this.#act(next);
    // What is no step of its own may show nothing.
    if (!next || next.about === null) this.means.show();
  }

  /** Works towards a change; whether it is to be made in this frame. @param {Waiting} next */
  #advance(next) {
    if (this.#ready === next) return true;
    const { now, budget } = this.means;
    const start = now();
    const budgetMs = this.#leftMs;
    this.#leftMs = budget.inFrameMs;
    if (this.#isReady(next, budgetMs)) {
      this.#ready = next;
      // Where finding that out has taken most of the frame, the change has the next for itself.
      return now() - start < budget.inFrameMs / 2;
    }
    // A value on the way that takes long gives way to the last.
    if (++this.#frames > PATIENCE && isLike(this.#queue[1], next)) {
      this.#frames = 0;
      this.#queue.shift();
    }
    return false;
  }
}

/** Whether two changes are of the same thing. @param {Waiting | undefined} one @param {Waiting} other */
function isLike(one, other) {
  return one !== undefined && one.about !== null && one.about === other.about;
}
