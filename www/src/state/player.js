// @ts-check
/**
 * Plays a run: moves its simulation on, frame by frame, within a budget of the machine's time.
 *
 * It is told what to show a frame with, and knows neither document nor canvas.
 */
import { Budget } from "./budget.js";
import { advanceWithin } from "./pace.js";

/** @import { Run, Runnable } from "./run.js" */

/** Longest frame that is made up for; after a longer one (a hidden tab) the clock has simply stood still, s. */
const LONGEST_FRAME_S = 0.05;
/** Seconds behind the wanted rate before the page says so. */
const BEHIND_S = 0.4;
/** Of so many frames on the way to a time, one is drawn. */
const DRAWN_OF = 3;
/** Weight of the newest frame in running means. */
const NEWEST = 0.1;

export class Player {
  #lastFrame = 0;
  #budget = new Budget();
  #behindS = 0;
  /** Rate reached lately, ms of nerve per second. */
  #reached = 0;
  /** Frames since the last that was drawn, while going to a time. */
  #undrawn = 0;
  /** Nerve time to go to while paused, ms. @type {number | null} */
  #goalMs = null;
  /** Whether it plays on from there. */
  #onward = false;
  /** The frame that was asked for; 0 if none was. */
  #asked = 0;
  /** Part of a frame that it may use: less where several play on one page. */
  share = 1;

  /**
   * @param {Run<Runnable>} store
   * @param {() => void} show
   * @param {() => void} [work] works on what the store waits for, within a frame
   */
  constructor(store, show, work = () => {}) {
    this.store = store;
    this.show = show;
    this.work = work;
  }

  /** Starts to ask for frames. */
  start() {
    if (this.#asked === 0) this.#ask();
  }

  /** Asks for no more frames. */
  stop() {
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
  }

  #ask() {
    this.#asked = requestAnimationFrame((now) => {
      this.#ask();
      this.frame(now);
    });
  }

  /** Forgets what it knows of the scenario's cost. */
  reset() {
    this.#behindS = 0;
    this.#goalMs = null;
  }

  /** Pauses, and goes on by so much of nerve time, over as many frames as it needs. @param {number} ms */
  moveBy(ms) {
    this.store.playing = this.#onward = false;
    this.#goalMs = (this.#goalMs ?? this.store.timeMs) + ms;
  }

  /**
   * Pauses, and goes to a time: onward by computing, back by computing from the start, over as many frames as it needs.
   *
   * @param {number} ms
   * @param {boolean} [onward] whether it plays on from there
   */
  moveTo(ms, onward = false) {
    this.store.playing = false;
    this.#onward = onward;
    // A quarter of a tick beyond a whole one: rounding of the sum of slices does not decide which tick it is.
    const tickMs = this.store.engine.simulation.tick_ms();
    this.#goalMs = (Math.max(0, Math.round(ms / tickMs)) + 0.25) * tickMs;
  }

  /** Goes nowhere by itself any more. */
  stay() {
    this.#goalMs = null;
  }

  /** Time that is being computed towards while paused, ms; null if none is. */
  get goalMs() {
    return this.#goalMs;
  }

  /** Whether the machine cannot hold the wanted rate, and what it reaches, ms of nerve per second. */
  get behind() {
    return this.#behindS > BEHIND_S ? this.#reached : null;
  }

  /** Whether the next frame will do nothing. */
  get idle() {
    return this.#goalMs === null && (!this.store.playing || this.store.settled);
  }

  /** A frame: what is asked for by `start`, or by whoever plays several. @param {number} now wall time, ms */
  frame(now) {
    const passedS = Math.min((now - this.#lastFrame) / 1000, LONGEST_FRAME_S);
    this.#lastFrame = now;
    const { store } = this;
    // What is asked for comes first, and has the frame for itself.
    if (store.waiting) this.work();
    else if (this.#goalMs !== null) {
      if (this.#goalMs < store.timeMs - store.engine.simulation.tick_ms()) store.restart();
      if (store.settled || this.#advance(this.#goalMs - store.timeMs) === 0) {
        this.#goalMs = null;
        store.playing = this.#onward;
      }
      store.look();
      // What is passed over is not all drawn: the goal is nearer for it.
      this.#undrawn = (this.#undrawn + 1) % DRAWN_OF;
      if (this.#goalMs === null || this.#undrawn === 0) this.show();
    } else if (store.playing && !store.settled) {
      const start = performance.now();
      const wanted = store.rate * passedS;
      const done = this.#advance(wanted);
      const simulatedMs = performance.now() - start;
      const late = done < 0.9 * wanted ? passedS : -passedS;
      this.#behindS = Math.min(Math.max(this.#behindS + late, 0), 2 * BEHIND_S);
      if (passedS > 0) this.#reached += NEWEST * (done / passedS - this.#reached);
      store.watchedS += passedS;
      store.look();
      this.show();
      this.#budget.note(simulatedMs, performance.now() - start);
    }
  }

  /** @param {number} wantedMs of nerve @returns {number} ms of nerve done */
  #advance(wantedMs) {
    const { simulation } = this.store.engine;
    // What is less than a tick is remembered by the simulation, and so is done.
    if (wantedMs < simulation.tick_ms() && this.#goalMs !== null) return 0;
    return advanceWithin(
      (ms, work) => simulation.advance_within(ms, work),
      wantedMs,
      this.#budget.give(this.share),
      () => performance.now(),
    );
  }
}
