// How long a page is not to be spoken to: its tasks, by the time that they run.

/** @import { Browser } from "playwright-core" */

/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {string} ph what kind of event it is: X has a duration
 * @property {number} pid
 * @property {number} tid
 * @property {number} [tdur] time that its thread ran during it, us
 * @property {{ name?: string }} args
 */

/**
 * Watches the tasks of all pages of a browser.
 *
 * A task is measured by the time that its thread ran, and not by a clock on the wall: on a busy machine that says how long the task
 * waited for a processor.
 *
 * @param {Browser} browser
 * @returns {Promise<() => Promise<number>>} ends it, and gives the time of the longest, ms
 */
export async function watchTasks(browser) {
  const session = await browser.newBrowserCDPSession();
  /** @type {TraceEvent[]} */
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(.../** @type {TraceEvent[]} */ (/** @type {unknown} */ (value)));
  });
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "__metadata"], excludedCategories: ["*"] },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await complete;
    await session.detach();
    const thread = (/** @type {TraceEvent} */ event) => `${event.pid} ${event.tid}`;
    const named = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
    const pages = new Set(named.map(thread));
    const tasks = events.filter(
      (event) => event.ph === "X" && event.name.endsWith("RunTask") && pages.has(thread(event)),
    );
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  };
}
