// @ts-check
/** Advancing a simulation within a budget of the machine's time, whatever the scenario costs. */

/** Wall time of one slice between two looks at the watch, ms. */
const SLICE_MS = 0.5;
/** Weight of the newest measurement in the running estimate of cost. */
const NEWEST = 0.2;

export class Pace {
  /** Wall ms per ms of nerve, estimated; high at first, so that even the costliest scenario begins with a short slice. */
  #cost = 20;

  /**
   * Advances by `wantMs` of nerve, or by as much as fits into `budgetMs` of wall time, at least one slice.
   *
   * @param {(ms: number) => void} advance
   * @param {number} wantMs
   * @param {number} budgetMs
   * @param {() => number} now wall time, ms
   * @returns {number} ms of nerve advanced
   */
  advance(advance, wantMs, budgetMs, now) {
    const start = now();
    let done = 0;
    let spent = 0;
    while (done < wantMs && spent < budgetMs) {
      const slice = Math.min(wantMs - done, SLICE_MS / this.#cost);
      advance(slice);
      done += slice;
      const after = now() - start;
      // Timers are coarse: a slice that took no time at all says nothing.
      if (after > spent) this.#cost += NEWEST * ((after - spent) / slice - this.#cost);
      this.#cost = Math.max(this.#cost, 1e-6);
      spent = after;
    }
    return done;
  }
}
