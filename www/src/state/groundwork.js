// @ts-check
/**
 * What has to be known of a scenario's fibers before it can be built (their thresholds and spikes), found out little by little:
 * for most it takes a blink, for fibers near their limits seconds, in which the page must stay alive.
 */

/** @typedef {import("../../pkg/saltatory.js").Calibrations} Calibrations */
/** @typedef {import("../../pkg/saltatory.js").Calibrating} Calibrating */

/** Slices between two looks at the watch; each is well below a millisecond. */
const SLICES = 4;

export class Groundwork {
  /** What is being found out. @type {{ scenario: string, calibrating: Calibrating } | null} */
  #underWay = null;

  /**
   * @param {Calibrations} known what is known so far; it grows
   * @param {(scenario: string) => Calibrating} begin
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
   * @returns {boolean} whether all of it is known
   */
  advance(scenario, budgetMs) {
    const start = this.now();
    if (this.#underWay?.scenario !== scenario) {
      this.#underWay?.calibrating.free();
      this.#underWay = { scenario, calibrating: this.begin(scenario) };
    }
    const { calibrating } = this.#underWay;
    do {
      if (calibrating.advance(SLICES)) {
        calibrating.keep_in(this.known);
        calibrating.free();
        this.#underWay = null;
        return true;
      }
    } while (this.now() - start < budgetMs);
    return false;
  }

  /** The same to the end, with pauses in which the page lives. @param {string} scenario @param {number} budgetMs of one go */
  async finish(scenario, budgetMs) {
    while (!this.advance(scenario, budgetMs)) await new Promise((resolve) => setTimeout(resolve));
  }
}
