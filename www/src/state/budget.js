// @ts-check
/** How a frame is shared between simulation and all else that is done in it. Pure. */

/** Wall time that a frame may cost, ms: half a millisecond of the 8 ms is for what the browser itself does in it. */
const FRAME_MS = 7.5;
/** Least of it that is for simulation, however long drawing takes, ms. */
const LEAST_MS = 1.5;
/** Part of the frames that keep to it. */
const KEPT = 0.95;
/** What all else takes at first, ms. */
const EXPECTED_MS = 3;
/** How fast that is learnt, ms a frame: in a third of a second it can have become 5 ms more. */
const STRIDE_MS = 0.25;

export class Budget {
  /**
   * What 95 % of the frames need beside the simulation: drawing, and what the last slice runs over. A frame that needs more takes it
   * up 19 times as far as one that needs less takes it down, so it rests where one in twenty needs more.
   */
  #besidesMs = EXPECTED_MS;
  #givenMs = 0;

  /** Time to simulate in the next frame, ms. @param {number} share part of a frame that may be used */
  give(share) {
    this.#givenMs = Math.max(LEAST_MS * share, FRAME_MS * share - this.#besidesMs);
    return this.#givenMs;
  }

  /** What came of it. @param {number} simulatedMs @param {number} wholeMs the frame */
  note(simulatedMs, wholeMs) {
    const more = wholeMs - Math.min(simulatedMs, this.#givenMs) > this.#besidesMs;
    this.#besidesMs += STRIDE_MS * (more ? KEPT : KEPT - 1);
  }
}
