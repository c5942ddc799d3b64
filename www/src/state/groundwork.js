// @ts-check
/**
 * What has to be found and built before a scenario can begin, or a change act (thresholds, spikes, the rest of long fibers), little by
 * little: for most scenarios it takes a blink, for fibers near their limits seconds, in which the page must stay alive.
 */

/** @typedef {import("../../pkg/saltatory.js").Calibrations} Calibrations */
/** @typedef {import("../../pkg/saltatory.js").Building} Building */

/** Slices between two looks at the watch; each is mostly well below a millisecond. */
const SLICES = 4;

export class Groundwork {
  /** What is being made. @type {{ scenario: string, anew: boolean, building: Building } | null} */
  #underWay = null;
  /** What was made and nobody has taken. @type {{ scenario: string, anew: boolean, building: Building } | null} */
  #made = null;

  /**
   * @param {Calibrations} known what is known so far; it grows
   * @param {(scenario: string, anew: boolean) => Building} begin
   * @param {() => number} now wall time, ms
   */
  constructor(known, begin, now) {
    this.known = known;
    this.begin = begin;
    this.now = now;
  }

  /**
   * Works for at most about `budgetMs` on what `scenario` needs.
   *
   * @param {string} scenario as the engine writes it
   * @param {number} budgetMs
   * @param {boolean} [anew] whether it is to begin anew, and not only what must be known of it
   * @returns {boolean} whether all of it is there
   */
  advance(scenario, budgetMs, anew = true) {
    const start = this.now();
    this.#made?.building.free();
    this.#made = null;
    if (this.#underWay?.scenario !== scenario || this.#underWay.anew !== anew) {
      this.#underWay?.building.free();
      this.#underWay = null;
      this.#underWay = { scenario, anew, building: this.begin(scenario, anew) };
    }
    const { building } = this.#underWay;
    do {
      if (building.advance(SLICES)) {
        building.keep_in(this.known);
        this.#made = this.#underWay;
        this.#underWay = null;
        return true;
      }
    } while (this.now() - start < budgetMs);
    return false;
  }

  /** What was made last, if it is this scenario from its beginning; it belongs to who asks. @param {string} scenario */
  take(scenario) {
    const made = this.#made;
    if (made?.scenario !== scenario || !made.anew) return null;
    this.#made = null;
    return made.building;
  }

  /** The same as `advance` to the end, with pauses in which the page lives. @param {string} scenario @param {number} budgetMs of one go */
  async finish(scenario, budgetMs) {
    while (!this.advance(scenario, budgetMs)) await new Promise((resolve) => setTimeout(resolve));
  }
}
