// @ts-check
/**
 * Runs experiments for the page, one at a time: in a worker, or, where the browser allows none (a sandboxed frame, a script
 * from another origin), in slices of the page's own time. It knows no document.
 */
import * as files from "#files";
import { failureOf, isNews } from "./messages.js";

/** @import { LabReport } from "../types.js" */
/** @import { Failure, Order, Protocol } from "./messages.js" */

/** Time between two reports of work on the page, at least, ms. */
const REPORT_MS = 120;

/**
 * @typedef {object} Listener
 * @property {(report: LabReport) => void} report as the work goes on; the last is done
 * @property {(failure: Failure) => void} fail
 */

/**
 * What a client works with.
 *
 * @typedef {object} Means
 * @property {() => Worker} worker makes a worker, or throws
 * @property {(order: Order) => Promise<{ work: (budgetMs: number, now: () => number) => boolean, mark: string, report: () => LabReport, free: () => void }>} bench
 * @property {() => number} budgetMs time that a slice on the page may take now
 * @property {(task: () => void) => void} later calls back when the page has drawn
 * @property {() => number} now ms
 */

/** @returns {Means} */
export function meansOfBrowser(/** @type {() => number} */ budgetMs) {
  return {
    worker: files.labWorker,
    bench: async (order) => {
      const { Bench, load } = await import("./inpage.js");
      await load();
      return new Bench(order);
    },
    budgetMs,
    // One slice a frame: what is left of it belongs to the browser.
    later: (task) => requestAnimationFrame(() => setTimeout(task)),
    now: () => performance.now(),
  };
}

export class Client {
  /** The worker, idle or at work. @type {Worker | null} */
  #worker = null;
  /** Whether a worker has been refused. */
  #refused = false;
  #id = 0;
  #busy = false;

  /** @param {Means} means */
  constructor(means) {
    this.means = means;
  }

  /** Whether the experiments run in the page's own time. */
  get here() {
    return this.#refused;
  }

  /** Whether an experiment is running. */
  get busy() {
    return this.#busy;
  }

  /**
   * Starts an experiment; one that still runs is cancelled.
   *
   * @param {{ protocol: Protocol, scenario: string, lane: number }} what
   * @param {Listener} listener
   */
  start(what, listener) {
    this.cancel();
    this.#busy = true;
    /** @type {Order} */
    const order = { id: ++this.#id, ...what };
    if (this.#refused) this.#workHere(order, listener);
    else this.#send(order, listener);
  }

  /** Stops what is running; nothing more is heard of it. */
  cancel() {
    if (!this.#busy) return;
    this.#busy = false;
    this.#id++;
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {Order} order @param {Listener} listener */
  #send(order, listener) {
    let worker = this.#worker;
    try {
      worker ??= this.means.worker();
    } catch {
      this.#refuse(order, listener);
      return;
    }
    this.#worker = worker;
    let heard = false;
    worker.onmessage = ({ data }) => {
      if (order.id !== this.#id || !isNews(data) || data.id !== order.id) return;
      heard = true;
      if ("failed" in data) {
        this.#busy = false;
        listener.fail(data.failed);
        return;
      }
      if (data.report.done) this.#busy = false;
      listener.report(data.report);
    };
    worker.onerror = (event) => {
      if (order.id !== this.#id) return;
      event.preventDefault?.();
      this.#worker?.terminate();
      this.#worker = null;
      // A worker that never spoke was not allowed to begin; one that breaks down would break down here, too.
      if (!heard) this.#refuse(order, listener);
      else {
        this.#busy = false;
        listener.fail({ message: event.message || "the worker stopped" });
      }
    };
    worker.postMessage(order);
  }

  /** @param {Order} order @param {Listener} listener */
  #refuse(order, listener) {
    this.#refused = true;
    this.#workHere(order, listener);
  }

  /** @param {Order} order @param {Listener} listener */
  async #workHere(order, listener) {
    const { bench: set, budgetMs, later, now } = this.means;
    const mine = () => order.id === this.#id;
    try {
      const bench = await set(order);
      if (!mine()) return bench.free();
      listener.report(bench.report());
      let mark = bench.mark;
      let told = now();
      const slice = () => {
        if (!mine()) return bench.free();
        try {
          const done = bench.work(budgetMs(), now);
          if (done) this.#busy = false;
          // To draw a chart takes longer than to work on it.
          if (done || (bench.mark !== mark && now() - told >= REPORT_MS)) {
            listener.report(bench.report());
            mark = bench.mark;
            told = now();
          }
          if (done) bench.free();
          else later(slice);
        } catch (error) {
          this.#busy = false;
          listener.fail(failureOf(error));
        }
      };
      later(slice);
    } catch (error) {
      if (!mine()) return;
      this.#busy = false;
      listener.fail(failureOf(error));
    }
  }
}
