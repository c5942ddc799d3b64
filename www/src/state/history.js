// @ts-check
/** What a person did, to be taken back and done again: the texts that the scenario has had. Pure. */

/** Changes of one value that follow each other this closely are one step, ms: a slider's way, or a word typed. */
const ONE_STEP_MS = 800;
/** Most steps that are kept; a scenario is a line of text. */
const MOST = 200;

export class History {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  #last = { about: "", atMs: Number.NEGATIVE_INFINITY };

  /** @param {string} scenario as it is now */
  constructor(scenario) {
    this.present = scenario;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
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
    const close = held || nowMs - this.#last.atMs < ONE_STEP_MS;
    const onward = about === this.#last.about && close && this.canUndo;
    this.#last = { about, atMs: nowMs };
    if (scenario === this.present) return;
    if (!onward) this.#past.push(this.present);
    if (this.#past.length > MOST) this.#past.shift();
    this.#future = [];
    this.present = scenario;
  }

  /** Takes over a change that is no step of its own, such as a choice of picture. @param {string} scenario */
  amend(scenario) {
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
    this.#last.about = "";
    return next;
  }
}
