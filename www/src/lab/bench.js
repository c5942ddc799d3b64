// @ts-check
/** The engine of the experiments: a wasm module of its own, for a worker or, where there can be none, for the page. */
import * as files from "#files";
import init, { Experiment } from "../../pkg/saltatory_lab.js";

/** @import { LabReport } from "../types.js" */
/** @import { Order } from "./messages.js" */

/** @type {Promise<unknown> | undefined} */
let loaded;

/** Loads the module, once. */
export function load() {
  loaded ??= init({ module_or_path: files.lab() });
  return loaded;
}

/** An order at work; `load` comes first. */
export class Bench {
  /** @param {Order} order throws what is wrong with it */
  constructor({ protocol, scenario, lane }) {
    this.experiment = new Experiment(protocol, scenario, lane);
  }

  /**
   * Works until so much time has passed, and a slice is over; a slice takes well below a millisecond.
   *
   * @param {number} budgetMs
   * @param {() => number} now
   * @returns {boolean} whether all is done
   */
  work(budgetMs, now) {
    const until = now() + budgetMs;
    do {
      if (this.experiment.advance(1)) return true;
    } while (now() < until);
    return false;
  }

  /** Changes when there is something to report. */
  get mark() {
    return `${this.experiment.rows()} ${Math.floor(200 * this.experiment.progress())}`;
  }

  /** @returns {LabReport} */
  report() {
    return this.experiment.report();
  }

  free() {
    this.experiment.free();
  }
}
