// @ts-check
/**
 * How fast the clock runs: milliseconds of nerve per second of watching.
 *
 * Unless the reader chose a slow motion, the clock is slow while the fastest spike of the latest pulse travels, so that it
 * can be followed; then it goes faster, so that nobody waits long for the slowest, for the next pulse of the link, or for
 * the end. Pure: times in, rate out.
 */

/** Seconds of watching given to the fastest spike, in company and alone. */
const FAST_S = { company: 2.4, alone: 4 };
/** Seconds of watching left for the slowest spike once the fastest is home. */
const SLOW_S = 5.5;
/** Seconds of watching left for what comes after: the next pulse, or the end. */
const IDLE_S = 1.5;
/** A spike that is this much later than expected is not waited for. */
const OVERDUE = 1.5;
/** Seconds in which the clock changes from one rate to the other. */
const CHANGE_S = 0.5;

/**
 * @typedef {object} Runner one lane of the race
 * @property {number} expectedMs how long its spike should need from the pulse to the far end, ms of nerve
 * @property {boolean} home whether the spike of the latest pulse is home
 */

/**
 * @typedef {object} Situation
 * @property {Runner[]} runners
 * @property {number} timeMs time on the nerve's clock
 * @property {number} watchedS time on the reader's clock, while playing
 * @property {number} onsetMs start of the latest pulse
 * @property {number | null} nextMs start of the next pulse, if there is one to come
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
  /** What the clock hurries towards: nothing while the fastest spike travels. @type {"nothing" | "slowest" | "next"} */
  #goal = "nothing";
  #onsetMs = Number.NaN;
  /** Rates before and after the last change, and when that was on the reader's clock. */
  #from = 1;
  #to = 1;
  #changedS = Number.NEGATIVE_INFINITY;

  /** Back to the start. */
  restart() {
    this.#onsetMs = Number.NaN;
  }

  /** Whether the clock has been sped up since the fastest spike is home. */
  get spedUp() {
    return this.#goal !== "nothing";
  }

  /** @param {Situation} situation @returns {number} ms of nerve per second of watching */
  rate(situation) {
    const { watchedS, onsetMs } = situation;
    const goal = this.#goalIn(situation);
    if (onsetMs !== this.#onsetMs) {
      // A new pulse: the clock is slow at once, or its spike would be half way before it is.
      this.#from = this.#to = followingRate(situation.runners);
      this.#changedS = Number.NEGATIVE_INFINITY;
      this.#onsetMs = onsetMs;
      this.#goal = "nothing";
    } else if (goal !== this.#goal) {
      this.#from = this.#now(watchedS);
      this.#to = rateTowards(goal, situation);
      this.#changedS = watchedS;
      this.#goal = goal;
    }
    return this.#now(watchedS);
  }

  /** @param {Situation} situation */
  #goalIn({ runners, timeMs, onsetMs }) {
    const first = Math.min(...runners.map((runner) => runner.expectedMs));
    const followed = !runners.some((runner) => runner.home) && timeMs - onsetMs <= OVERDUE * first;
    if (followed) return "nothing";
    const last = Math.max(...runners.map((runner) => runner.expectedMs));
    const waited = runners.some((runner) => !runner.home) && timeMs - onsetMs <= OVERDUE * last;
    return waited ? "slowest" : "next";
  }

  /** @param {number} watchedS */
  #now(watchedS) {
    const done = Math.min(1, (watchedS - this.#changedS) / CHANGE_S);
    // Rates are felt as ratios, so the change is even in their logarithm.
    return this.#from * (this.#to / this.#from) ** (done * done * (3 - 2 * done));
  }
}

/** The rate at which the fastest spike can be followed. @param {Runner[]} runners */
export function followingRate(runners) {
  const first = Math.min(...runners.map((runner) => runner.expectedMs));
  return first / (runners.length > 1 ? FAST_S.company : FAST_S.alone);
}

/** @param {"nothing" | "slowest" | "next"} goal @param {Situation} situation */
function rateTowards(goal, { runners, timeMs, onsetMs, nextMs }) {
  const slow = followingRate(runners);
  if (goal === "nothing") return slow;
  const last = Math.max(...runners.map((runner) => runner.expectedMs));
  if (goal === "slowest") return Math.max(slow, (onsetMs + last - timeMs) / SLOW_S);
  // After the last pulse a fiber is watched until it has been quiet for some half-widths: about a travel time.
  return Math.max(slow, (nextMs === null ? last : nextMs - timeMs) / IDLE_S);
}
