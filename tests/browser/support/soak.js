// Uses the page as a restless visitor would, and watches its memory.

import { readFile } from "node:fs/promises";

/** @import { Browser, CDPSession, Page } from "playwright-core" */

/**
 * @typedef {object} Sample what the page holds after a collection of garbage
 * @property {number} heapBytes of JavaScript
 * @property {number} wasmBytes of the engine's memory, which can only grow
 * @property {number} nodes of the document, and what hangs on them
 * @property {number} listeners
 * @property {number} processBytes resident, of the processes that show pages: pictures, workers and all; NaN where there is no /proc
 */

/** Growth that is none, as a part: garbage is not always collected whole, and processes keep some. */
export const FLAT = { heapBytes: 0.05, wasmBytes: 0.02, nodes: 0.02, listeners: 0.02, processBytes: 0.15 };
/** How often garbage is collected and the heap is looked at: the least counts, since a page that plays makes new garbage in between. */
const LOOKS = 8;

/** Experiments of a round: one that is waited for, and one that is cancelled. */
const EXPERIMENTS = { done: "demyelination", cancelled: "f-i" };
/** How long an experiment may take, ms. */
const PATIENCE_MS = 60_000;
/** How long the page may take for a round, and the browser for one answer, ms. */
const DEADLINE_MS = 300_000;

/**
 * What is waited for, or an error that says what did not come: neither a page nor a browser that hangs may hang whoever watches it.
 *
 * @template T
 * @param {string} what
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 */
async function answered(what, answer) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${DEADLINE_MS / 1000} s: ${what}`)), DEADLINE_MS);
  });
  try {
    return /** @type {T} */ (await Promise.race([answer, late]));
  } finally {
    clearTimeout(timer);
  }
}

/** What a visitor does in one round, in the order of doing. At its end the page is as it was. @param {Page} page */
async function round(page) {
  await page.evaluate(
    async ({ EXPERIMENTS, PATIENCE_MS }) => {
      const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const find = (/** @type {string} */ selector) => {
        const element = document.querySelector(selector);
        if (element instanceof HTMLElement) return element;
        throw new Error(`there is no ${selector}`);
      };
      const press = (/** @type {string} */ selector) => find(selector).click();
      const until = async (/** @type {string} */ what, /** @type {() => boolean} */ is) => {
        const end = performance.now() + PATIENCE_MS;
        while (!is()) {
          if (performance.now() > end) throw new Error(`in vain: ${what}`);
          await wait(50);
        }
      };
      /** Opens a menu and presses what begins like this. @param {string} selector @param {string} begin */
      const choose = (selector, begin) => {
        press(`${selector} summary`);
        const items = [...document.querySelectorAll(`${selector} .menu-items button`)];
        const item = items.find((button) => button.textContent?.startsWith(begin));
        if (!(item instanceof HTMLElement)) throw new Error(`there is no ${begin} in ${selector}`);
        item.click();
      };
      const lanes = (/** @type {number} */ count) =>
        until(`${count} lanes`, () => document.querySelectorAll(".lane").length === count);
      const panels = async () => {
        for (const tab of document.querySelectorAll('[role="tab"]')) {
          /** @type {HTMLElement} */ (tab).click();
          await wait(150);
        }
      };

      press("#stimulate");
      await wait(400);
      press("#play");
      press("#step");
      await wait(100);
      press("#play");
      for (const [id, values] of /** @type {const} */ ([
        ["control-a.diameter", [11, 10]],
        ["control-strength", [1.65, 1.5]],
        ["control-a.celsius", [36, 37]],
      ])) {
        const input = document.getElementById(id);
        if (!(input instanceof HTMLInputElement)) continue;
        for (const value of values) {
          input.value = String(value);
          input.dispatchEvent(new Event("change"));
          await wait(150);
        }
      }
      await panels();
      // Two more fibers, and away with them again.
      choose("#bar", "A-delta");
      await lanes(3);
      choose("#bar", "A-beta");
      await lanes(4);
      await panels();
      choose(".lane:nth-child(4)", "Remove");
      await lanes(3);
      press("#undo");
      await lanes(4);
      press("#undo");
      press("#redo");
      // In the worker.
      press("#tab-experiments");
      await until("the list of experiments", () => document.querySelector("[data-protocol]") !== null);
      press(`[data-protocol="${EXPERIMENTS.done}"]`);
      await until("its end", () => /^done/.test(find(".lab-state").textContent ?? ""));
      press(`[data-protocol="${EXPERIMENTS.cancelled}"]`);
      await wait(400);
      press(".lab-run button:not([hidden])");
      await until("its end", () => /^stopped/.test(find(".lab-state").textContent ?? ""));
      // An electrode in the middle of the first fiber.
      const canvas = find(".lane canvas");
      const { left, top, width, height } = canvas.getBoundingClientRect();
      const at = { bubbles: true, clientX: left + width / 2, clientY: top + height / 2 };
      canvas.dispatchEvent(new MouseEvent("dblclick", at));
      await wait(200);
      press("#help");
      await wait(200);
      for (const dialog of document.querySelectorAll("dialog")) dialog.close();
      press("#reset");
      await until("the beginning", () => {
        if (find("#undo").matches(":disabled")) return true;
        press("#undo");
        return false;
      });
      press("#play");
      await wait(300);
    },
    { EXPERIMENTS, PATIENCE_MS },
  );
}

/**
 * Runs in the page before its own scripts: remembers the memories of the modules that it makes. (To ask the browser for all of them,
 * by `Runtime.queryObjects`, hangs now and then.)
 */
function rememberMemories() {
  const memories = /** @type {WebAssembly.Memory[]} */ ([]);
  for (const way of /** @type {const} */ (["instantiate", "instantiateStreaming"])) {
    const make = /** @type {(...given: any[]) => Promise<any>} */ (WebAssembly[way]);
    Object.assign(WebAssembly, {
      [way]: async (/** @type {any[]} */ ...given) => {
        const made = await make.apply(WebAssembly, given);
        memories.push((made.instance ?? made).exports.memory);
        return made;
      },
    });
  }
  Object.assign(window, {
    wasmBytes: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  });
}

/** @param {CDPSession} session of the page @param {CDPSession} browser @returns {Promise<Sample>} */
async function sample(session, browser) {
  /** @type {CDPSession["send"]} */
  const ask = (method, parameters) => answered(method, session.send(method, parameters));
  /** @type {Record<string, number>[]} */
  const looks = [];
  while (looks.length < LOOKS) {
    await ask("HeapProfiler.collectGarbage");
    const { metrics } = await ask("Performance.getMetrics");
    looks.push(Object.fromEntries(metrics.map(({ name, value }) => [name, value])));
  }
  const least = (/** @type {string} */ name) => Math.min(...looks.map((look) => look[name] ?? Number.NaN));
  const { result: bytes } = await ask("Runtime.evaluate", { expression: "wasmBytes()" });
  return {
    heapBytes: least("JSHeapUsedSize"),
    wasmBytes: bytes.value,
    nodes: least("Nodes"),
    listeners: least("JSEventListeners"),
    processBytes: await residentBytes(browser),
  };
}

/** @param {CDPSession} browser @returns {Promise<number>} */
async function residentBytes(browser) {
  const { processInfo } = await answered(
    "SystemInfo.getProcessInfo",
    browser.send("SystemInfo.getProcessInfo"),
  );
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  const sizes = renderers.map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    return 1024 * Number(/VmRSS:\s*(\d+) kB/.exec(status)?.[1] ?? Number.NaN);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/**
 * Uses the page for some time, after it is loaded anew.
 *
 * @param {Page} page
 * @param {number} minutes
 * @param {(sample: Sample, minute: number) => void} [told] called about every twentieth of the time
 * @returns {Promise<Sample[]>} each after a round, the first once everything that is loaded late has been seen twice
 */
export async function soak(page, minutes, told = () => {}) {
  const session = await page.context().newCDPSession(page);
  const whole = await /** @type {Browser} */ (page.context().browser()).newBrowserCDPSession();
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  await page.addInitScript(rememberMemories);
  await page.reload();
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  await answered("a round", round(page));
  await answered("a round", round(page));
  const start = Date.now();
  const elapsed = () => (Date.now() - start) / 60_000;
  const samples = [];
  for (let due = 0; ; ) {
    if (elapsed() >= due) {
      const now = await sample(session, whole);
      samples.push(now);
      told(now, elapsed());
      while (due <= elapsed()) due += minutes / 20;
    }
    if (elapsed() >= minutes && samples.length > 3) break;
    await answered("a round", round(page));
  }
  await session.detach();
  await whole.detach();
  return samples;
}

/** Of what goes up and down with the garbage that waits, the floor counts; of what can only grow, or should be equal, the most. */
const FLOOR = new Set(["heapBytes", "processBytes"]);

/**
 * How much more was held at last than before, as a part: 0 for a page that forgets. The first quarter of the samples is left out, in
 * which caches fill; of the others the second half is compared with the first.
 *
 * @param {Sample[]} samples
 * @param {keyof Sample} what
 */
export function growth(samples, what) {
  const warm = samples.slice(Math.floor(samples.length / 4)).map((one) => one[what]);
  const half = Math.floor(warm.length / 2);
  const [before, after] = [warm.slice(0, half), warm.slice(half)];
  const held = (/** @type {number[]} */ some) => (FLOOR.has(what) ? Math.min(...some) : Math.max(...some));
  return held(after) / held(before) - 1;
}
