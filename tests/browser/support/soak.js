// Uses the page as a restless visitor would, and watches its memory.

/** @import { CDPSession, Page } from "playwright-core" */

/**
 * @typedef {object} Sample what the page holds after a collection of garbage
 * @property {number} heapBytes of JavaScript
 * @property {number} wasmBytes of the engine's memory, which can only grow
 * @property {number} nodes of the document, and what hangs on them
 * @property {number} listeners
 */

/** What a visitor does in one round, in the order of doing. @param {Page} page */
async function round(page) {
  await page.evaluate(async () => {
    const press = (/** @type {string} */ id) => document.getElementById(id)?.click();
    const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
    press("stimulate");
    await wait(400);
    press("play");
    press("step");
    await wait(100);
    press("play");
    for (const id of ["control-a.diameter", "control-strength"]) {
      const input = document.getElementById(id);
      if (!(input instanceof HTMLInputElement)) continue;
      for (const factor of [1.1, 1]) {
        input.value = String((id === "control-strength" ? 1.5 : 10) * factor);
        input.dispatchEvent(new Event("change"));
        await wait(150);
      }
    }
    for (const tab of document.querySelectorAll('[role="tab"]')) {
      /** @type {HTMLElement} */ (tab).click();
      await wait(150);
    }
    press("undo");
    press("undo");
    press("redo");
    press("help");
    await wait(200);
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    press("reset");
    press("play");
    await wait(300);
  });
}

/** @param {CDPSession} session @returns {Promise<Sample>} */
async function sample(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (/** @type {string} */ name) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const { result } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await session.send("Runtime.queryObjects", {
    prototypeObjectId: /** @type {string} */ (result.objectId),
  });
  const { result: bytes } = await session.send("Runtime.callFunctionOn", {
    objectId: /** @type {string} */ (objects.objectId),
    functionDeclaration:
      "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }",
  });
  await session.send("Runtime.releaseObject", { objectId: /** @type {string} */ (objects.objectId) });
  return {
    heapBytes: of("JSHeapUsedSize"),
    wasmBytes: bytes.value,
    nodes: of("Nodes"),
    listeners: of("JSEventListeners"),
  };
}

/**
 * Uses the page for some time.
 *
 * @param {Page} page
 * @param {number} minutes
 * @param {(sample: Sample, minute: number) => void} [told] called about every twentieth of the time
 * @returns {Promise<Sample[]>} at equal intervals, the first once everything that is loaded late has been seen twice
 */
export async function soak(page, minutes, told = () => {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  await round(page);
  await round(page);
  const start = Date.now();
  const samples = [];
  for (let k = 0; k <= 20; k++) {
    while (Date.now() - start < (k / 20) * minutes * 60_000) await round(page);
    const now = await sample(session);
    samples.push(now);
    told(now, (Date.now() - start) / 60_000);
  }
  await session.detach();
  return samples;
}

/**
 * How much more the second half held than the first at its most, as a part of that: 0 for a page that forgets.
 *
 * @param {Sample[]} samples
 * @param {keyof Sample} what
 */
export function growth(samples, what) {
  const half = Math.ceil(samples.length / 2);
  const most = (/** @type {Sample[]} */ some) => Math.max(...some.map((one) => one[what]));
  return most(samples.slice(half)) / most(samples.slice(0, half)) - 1;
}
