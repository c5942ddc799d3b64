// @ts-check
/**
 * What a person did, to be taken back and done again: the texts that the scenario has had. Pure.
 *
 * Where one looks (the stretch, the panel, the language) is no step. Taking a step back leaves it as it is now, unless that step
 * itself went there.
 */

/** Changes of one value that follow each other this closely are one step, ms: a slider's way, or a word typed. */
export const ONE_STEP_MS = 800;
/** Most steps that are kept; a scenario is a line of text. */
const MOST = 200;
/** Keys of where one looks. */
const LOOKING = new Set(["from", "to", "moment", "panel", "hide", "lang"]);

/** Whether a parameter only says where one looks. @param {string} key */
export function isLooking(key) {
  return LOOKING.has(key);
}

/** What of a scenario's text says where one looks, or the rest of it. @param {string} scenario @param {boolean} looking */
function part(scenario, looking) {
  const pairs = scenario.split("&").filter((pair) => pair !== "");
  return pairs.filter((pair) => isLooking(pair.split("=")[0] ?? "") === looking).join("&");
}

/** A scenario, seen as another is. @param {string} scenario @param {string} other */
function seenAs(scenario, other) {
  return [part(scenario, false), part(other, true)].filter(Boolean).join("&");
}

/** All that can be taken back, and made again: the nearest last. @typedef {{ past: string[], future: string[] }} Steps */

export class History {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  /** The last step: what it was about, and when. @type {{ about: string, atMs: number } | null} */
  #last = null;

  /** @param {string} scenario as it is now */
  constructor(scenario) {
    this.present = scenario;
  }

  /** The scenario before the last step; undefined if there is none. */
  get before() {
    return this.#past.at(-1);
  }

  /** The scenario before the last undo; undefined if there is none. */
  get after() {
    return this.#future.at(-1);
  }

  /** How many steps there are to take back. */
  get past() {
    return this.#past.length;
  }

  /** How many were taken back. */
  get future() {
    return this.#future.length;
  }

  /** @returns {Steps} */
  get steps() {
    return { past: [...this.#past], future: [...this.#future] };
  }

  /** Goes on with those of another, which has come to the same scenario. @param {Steps} steps */
  takeOver({ past, future }) {
    this.#past = [...past];
    this.#future = [...future];
    this.#last = null;
  }

  /**
   * Takes note of a change that was made.
   *
   * @param {string} scenario as it is after it
   * @param {string} about what was changed: changes of the same that follow closely are one step
   * @param {number} nowMs wall time
   * @param {boolean} [held] whether it belongs to one gesture, such as a drag, however long that takes
   */
  record(scenario, about, nowMs, held = false) {
    if (scenario === this.present) return;
    const last = this.#last;
    const onward = last?.about === about && (held || nowMs - last.atMs < ONE_STEP_MS);
    this.#last = { about, atMs: nowMs };
    if (!onward) this.#past.push(this.present);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
    this.present = scenario;
    if (scenario !== this.before) return;
    // A slider that came back to where it was has done nothing.
    this.#past.pop();
    this.#last = null;
  }

  /** Takes over a change that is no step of its own, such as a choice of picture. @param {string} scenario */
  amend(scenario) {
    const was = part(this.present, true);
    for (const steps of [this.#past, this.#future]) {
      for (let k = steps.length - 1; k >= 0 && part(steps[k] ?? "", true) === was; k--) {
        steps[k] = seenAs(steps[k] ?? "", scenario);
      }
    }
    this.present = scenario;
  }

  /** @returns {string | null} the scenario before the last step */
  undo() {
    return this.#move(this.#past, this.#future);
  }

  /** @returns {string | null} the scenario before the last undo */
  redo() {
    return this.#move(this.#future, this.#past);
  }

  /** @param {string[]} from @param {string[]} to */
  #move(from, to) {
    const next = from.pop();
    if (next === undefined) return null;
    to.push(this.present);
    this.present = next;
    this.#last = null;
    return next;
  }
}
