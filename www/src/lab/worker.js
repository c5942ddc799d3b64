// @ts-check
/** The worker of the experiments: takes an order, works it off, and reports on the way. Who wants it to stop ends it. */
import { Bench, load } from "./bench.js";
import { failureOf, isOrder } from "./messages.js";

/** @import { News } from "./messages.js" */

/** Time between two reports, at least, ms. */
const REPORT_MS = 80;

const { port1, port2 } = new MessageChannel();

/** Lets the browser have its turn: a worker that never ends a task is ended seconds after it should. */
function breath() {
  return new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
}

/** @param {News} news */
function say(news) {
  // A worker's own `postMessage` takes no origin; the types are those of a window.
  /** @type {(message: unknown) => void} */ (/** @type {unknown} */ (self.postMessage))(news);
}

self.addEventListener("message", async ({ data }) => {
  if (!isOrder(data)) return;
  const { id } = data;
  try {
    await load();
    const bench = new Bench(data);
    say({ id, report: bench.report() });
    let mark = bench.mark;
    while (!bench.work(REPORT_MS, () => performance.now())) {
      await breath();
      if (bench.mark === mark) continue;
      mark = bench.mark;
      say({ id, report: bench.report() });
    }
    say({ id, report: bench.report() });
    bench.free();
  } catch (error) {
    say({ id, failed: failureOf(error) });
  }
});
