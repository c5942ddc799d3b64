// @ts-check
/**
 * How fast the clock runs: milliseconds of nerve per second of watching.
 *
 * Unless the reader chose a slow motion, the clock is slow while the fastest spike travels, so that it can be followed, and
 * then goes faster, so that nobody waits long for the slowest. Pure: times in, rate out.
 */

/** Seconds of watching given to the fastest spike, in company and alone. */
const FAST_S = { company: 2.4, alone: 4 };
/** Seconds of watching left for the slowest spike once the fastest is home. */
const SLOW_S = 5.5;
/** A spike that is this much later than expected is not waited for. */
const OVERDUE = 1.5;
/** Seconds in which the clock changes from one rate to the other. */
const CHANGE_S = 0.5;

/**
 * @typedef {object} Runner one lane of the race
 * @property {number} expectedMs when its spike should be home, ms of nerve
 * @property {boolean} home whether it is
 */

/** @param {number} slow this many times slower than nature @returns {number} ms of nerve per second */
export function rateOfSlowMotion(slow) {
  return 1000 / slow;
}

/** @param {number} rate ms of nerve per second @returns {number} times slower than nature */
export function slowMotionOfRate(rate) {
  return 1000 / rate;
}

export class Race {
  /** Watching time at which the fast phase began, s; null before. @type {number | null} */
  #changedAt = null;
  #fastRate = 0;

  /** Back to the start. */
  restart() {
    this.#changedAt = null;
  }

  /** Whether the clock has been sped up since the fastest spike is home. */
  get spedUp() {
    return this.#changedAt !== null;
  }

  /** How many times faster it runs since then. @param {Runner[]} runners */
  speedUp(runners) {
    return this.#fastRate / this.#startRate(runners);
  }

  /**
   * @param {Runner[]} runners
   * @param {number} timeMs time on the nerve's clock
   * @param {number} watchedS time on the reader's clock, while playing
   * @returns {number} ms of nerve per second of watching
   */
  rate(runners, timeMs, watchedS) {
    const slow = this.#startRate(runners);
    const first = Math.min(...runners.map((runner) => runner.expectedMs));
    const last = Math.max(...runners.map((runner) => runner.expectedMs));
    const away = runners.some((runner) => !runner.home);
    const over = runners.some((runner) => runner.home) || timeMs > OVERDUE * first;
    if (this.#changedAt === null) {
      if (!over || !away) return slow;
      this.#changedAt = watchedS;
      this.#fastRate = Math.max(slow, (last - timeMs) / SLOW_S);
    }
    const done = Math.min(1, (watchedS - this.#changedAt) / CHANGE_S);
    // Rates are felt as ratios, so the change is even in their logarithm.
    return slow * (this.#fastRate / slow) ** (done * done * (3 - 2 * done));
  }

  /** @param {Runner[]} runners */
  #startRate(runners) {
    const first = Math.min(...runners.map((runner) => runner.expectedMs));
    return first / (runners.length > 1 ? FAST_S.company : FAST_S.alone);
  }
}
