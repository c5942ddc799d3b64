// Opens links in a tab, as a visitor who changes the address or as one who comes by it, and says what each did.

import { watch } from "./page.js";

/** @import { Browser, CDPSession, Page } from "playwright-core" */

/** Frames of the new scenario that are drawn before anybody looks. */
const FRAMES = 4;
/** The same where the scenario is open already. */
const FRAMES_AGAIN = 2;
/** How long the page may work on what a scenario needs, in small pieces, ms. */
const PATIENCE_MS = 20_000;
/** How long it may give no answer at all, ms. */
const HUNG_MS = 3 * PATIENCE_MS;

/** What a task is called where Chromium traces itself. */
const TASK = "ThreadControllerImpl::RunTask";

/**
 * How a link is opened: by a change of the address, with the page asked to write its own at once; the same, but at the page's own pace;
 * where the same scenario is open already; or in a document of its own.
 *
 * @typedef {"quick" | "slow" | "again" | "fresh"} Manner
 */

/**
 * What a link did.
 *
 * @typedef {object} Visit
 * @property {number} longest task, ms: by the clock, and no more than what the page computed in all that time
 * @property {string[]} wrong what is seen and must not be
 * @property {string[]} settled the scenario at the end, of each link
 */

/** Runs before the page's own scripts: what is drawn on a canvas is no text of the document, and tasks are not told of afterwards. */
function spy() {
  /** @type {{ longest: number, drawn: string[], look(): void }} */
  const seen = { longest: 0, drawn: [], look: () => {} };
  const note = (/** @type {PerformanceEntryList} */ tasks) => {
    for (const { duration } of tasks) seen.longest = Math.max(seen.longest, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask", buffered: true });
  seen.look = () => note(observer.takeRecords());
  const { prototype } = CanvasRenderingContext2D;
  for (const name of /** @type {const} */ (["fillText", "strokeText"])) {
    const draw = prototype[name];
    prototype[name] = function (text, x, y, ...width) {
      if (/\b(NaN|undefined|Infinity)\b/.test(text) || !Number.isFinite(x) || !Number.isFinite(y))
        seen.drawn.push(`drawn: ${text} at ${x}, ${y}`);
      draw.call(this, text, x, y, ...width);
    };
  }
  Object.assign(window, { seen });
}

/**
 * Runs in the page. Opens links one after the other, all of which become the same scenario, and looks at it in the end; at what is
 * made of the links themselves, after each.
 *
 * @param {{ links: (string | null)[], scenario: string, frames: number, patienceMs: number, hurry: boolean }} how a link that is null is open already
 * @returns {Promise<Visit>}
 */
async function visit({ links, scenario, frames, patienceMs, hurry }) {
  const { seen } = /** @type {any} */ (window);
  const figure = /** @type {any} */ (document.querySelector("axon-figure"));
  const root = figure?.shadowRoot ?? document.body;
  const task = () => new Promise((resolve) => setTimeout(resolve));
  const settled = () => (figure ? figure.scenario : location.hash.slice(1) || "v=1");
  /** @type {Visit} */
  const result = { longest: 0, wrong: [], settled: [] };
  const { wrong } = result;
  seen.look();
  if (links[0] !== null) {
    seen.longest = 0;
    seen.drawn = [];
  }
  for (const link of links) {
    if (link !== null) {
      const { href } = location;
      const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = link;
      if (location.href !== href) await changed;
    }
    const end = performance.now() + patienceMs;
    for (let left = frames; left > 0 && performance.now() < end; ) {
      await new Promise(requestAnimationFrame);
      // Who leaves the page makes it write its address at once.
      if (hurry) dispatchEvent(new Event("pagehide"));
      if (settled() === scenario) left -= 1;
    }
    result.settled.push(settled());
    for (const place of [document, root]) {
      const strange = place.querySelector("img[src=x], [onerror], [onload]");
      if (strange) wrong.push(strange.outerHTML);
    }
  }
  // In a task of its own: looking takes longer than most frames.
  await task();
  seen.look();
  result.longest = seen.longest;
  const notes = root.querySelector(figure ? ".notes" : "#notices");
  const shown = figure ? root.textContent : root.innerText;
  // What was given is quoted with the note on it; that alone may be called so.
  const quoted = (figure ? notes?.textContent : notes?.innerText) ?? "";
  wrong.push(
    ...seen.drawn,
    ...(shown.replace(quoted, "").match(/.{0,20}\b(NaN|undefined|Infinity)\b.{0,20}/g) ?? []),
  );
  for (const element of root.querySelectorAll("*")) {
    if (notes?.contains(element)) continue;
    const said = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
    if (element instanceof HTMLInputElement) said.push(`value=${element.value}`);
    wrong.push(
      ...said
        .filter((one) => /\b(NaN|undefined|Infinity)\b/.test(one))
        .map((one) => `${element.tagName}: ${one}`),
    );
  }
  return result;
}

/** A tab in which links are opened one after the other. */
export class Tab {
  /** @type {Page | undefined} */
  #page;
  /** @type {CDPSession | undefined} */
  #session;
  /** @type {string[]} */
  #faults = [];

  /** @param {Browser} browser @param {string} url of the page without a link */
  constructor(browser, url) {
    this.browser = browser;
    this.url = url;
  }

  /** @returns {Promise<Page>} */
  async #opened() {
    if (this.#page) return this.#page;
    const page = await this.browser.newPage({ locale: "en-US" });
    this.#page = page;
    this.#faults = watch(page, this.url);
    page.on("crash", () => this.#faults.push("the tab has crashed"));
    page.on("dialog", (dialog) => {
      this.#faults.push(`script: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.#session = await page.context().newCDPSession(page);
    await this.#session.send("Performance.enable", { timeDomain: "threadTicks" });
    await page.addInitScript(spy);
    await page.goto(this.url);
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    return page;
  }

  /** What the page's thread has computed so far, ms: the time of others is not in it. */
  async #computedMs() {
    const { metrics = [] } = (await this.#session?.send("Performance.getMetrics")) ?? {};
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  }

  async close() {
    await this.#page?.close();
    this.#page = undefined;
  }

  /**
   * Opens links one after the other. After a fault the next one gets a new tab: of a broken engine nothing more is learned.
   *
   * @param {string[]} links a single one, but to a scenario that is open already
   * @param {string} scenario that they should become
   * @param {Manner} [manner]
   * @returns {Promise<Visit & { faults: string[] }>}
   */
  async open(links, scenario, manner = "quick") {
    const page = await this.#opened();
    // A document of its own: else a link changes the one that is open. What is broken off by leaving is no fault.
    if (manner === "fresh") await page.goto("about:blank");
    const before = this.#faults.length;
    /** @type {Visit} */
    let result = { longest: 0, wrong: [], settled: [] };
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let watchdog;
    const hung = new Promise((_, reject) => {
      watchdog = setTimeout(() => reject(new Error(`no answer for ${HUNG_MS} ms`)), HUNG_MS);
    });
    try {
      const computed = await this.#computedMs();
      result = await Promise.race([this.#visit(page, links, scenario, manner), hung]);
      // A new document may be another process's, which counts from its own beginning.
      if (manner !== "fresh")
        result.longest = Math.min(result.longest, (await this.#computedMs()) - computed);
    } catch (error) {
      this.#faults.push(String(error));
    }
    clearTimeout(watchdog);
    const faults = this.#faults.slice(before);
    if (faults.length > 0) await this.close();
    return { ...result, faults };
  }

  /**
   * Opens a link while nothing else is open, and says how long the longest task computes, ms. What the machine does in between, and
   * all that goes on beside, is not in it.
   *
   * @param {string} link
   * @param {string} scenario
   * @param {Manner} manner
   */
  async longestMs(link, scenario, manner) {
    await this.#opened();
    await this.browser.startTracing(undefined, { categories: ["toplevel"] });
    await this.open([link], scenario, manner);
    const trace = JSON.parse(String(await this.browser.stopTracing()));
    /** @type {{ name: string, pid: number, tid: number, tdur?: number, args: { name?: string } }[]} */
    const events = trace.traceEvents;
    const threads = events.filter(
      ({ name, args }) => name === "thread_name" && args.name === "CrRendererMain",
    );
    const mine = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
    const tasks = events.filter(({ name, pid, tid }) => name === TASK && mine.has(`${pid} ${tid}`));
    return tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur / 1000), 0);
  }

  /** @param {Page} page @param {string[]} links @param {string} scenario @param {Manner} manner @returns {Promise<Visit>} */
  async #visit(page, links, scenario, manner) {
    const frames = manner === "again" ? FRAMES_AGAIN : FRAMES;
    const how = { scenario, frames, patienceMs: PATIENCE_MS, hurry: manner !== "slow" };
    if (manner === "fresh") {
      const url = new URL(this.url);
      url.hash = links[0] ?? "";
      await page.goto(url.href);
      await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
      return page.evaluate(visit, { links: [null], ...how });
    }
    // What is written in its shortest form already looks settled before it is: one letter more, which means nothing.
    return page.evaluate(visit, {
      links: links.map((link) => (link === scenario ? `${link}&` : link)),
      ...how,
    });
  }
}
