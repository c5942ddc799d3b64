// Measures how long the page works in a frame, and in a task at most: `node xtask/frames.js SECONDS [TIMES]`, on a processor that the
// browser makes so many times slower. A benchmark: for a calm machine.

import { launch } from "../tests/browser/support/chromium.js";
import { startSite } from "../tests/browser/support/site.js";

/** @import { CDPSession, Page } from "playwright-core" */

/** Time from when the page is ready to when what is loaded late is there, ms. */
const START_MS = 1500;
const TRAIN = Array.from({ length: 100 }, (_, k) => 2 * k).join(",");

/** @type {{ name: string, scenario: string, during?: (page: Page, ms: number) => Promise<void> }[]} */
const SCENARIOS = [
  { name: "as it opens", scenario: "v=1" },
  { name: "in real time", scenario: "v=1&slow=1" },
  {
    name: "six lanes",
    scenario:
      "a.diameter=16&b.fiber=mrg&b.diameter=10&c.fiber=mrg&c.diameter=5.7&d.fiber=frog&e.fiber=c&e.diameter=1&f.fiber=squid",
  },
  { name: "the race, 1.8 m", scenario: "a.diameter=20&a.length=1800&b.fiber=mrg&c.fiber=c" },
  { name: "squid", scenario: "fiber=squid" },
  { name: "frog and patch", scenario: "a.fiber=frog&b.fiber=patch" },
  { name: "100 pulses", scenario: `fiber=mrg&stim=${TRAIN}` },
  { name: "traces", scenario: "v=1&panel=traces&probe=5,15" },
  { name: "space and time", scenario: "fiber=c&stim=0,40,80&panel=spacetime" },
  { name: "phase, at a node", scenario: "fiber=mrg&from=9.185&to=9.215&panel=phase" },
  { name: "warmed on the way", scenario: "v=1", during: warm },
];

/** Moves the temperature's slider back and forth, in every frame. @param {Page} page @param {number} ms */
function warm(page, ms) {
  return page.evaluate(
    (time) =>
      new Promise((resolve, reject) => {
        const slider = document.querySelector('input[type="range"][id*="celsius"]');
        if (!(slider instanceof HTMLInputElement)) return reject(new Error("no slider of the temperature"));
        const start = performance.now();
        const move = () => {
          const passed = performance.now() - start;
          if (passed > time) return resolve(undefined);
          slider.value = String(32 + 5 * Math.sin(passed / 300));
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          requestAnimationFrame(move);
        };
        move();
      }),
    ms,
  );
}

/** Has the page note its frames and its long tasks; before it opens. @param {Page} page */
function watch(page) {
  return page.addInitScript(() => {
    /** Time in callbacks of each frame, and from its beginning to when the page was free again, ms. */
    const seen = { work: /** @type {number[]} */ ([]), whole: /** @type {number[]} */ ([]) };
    const tasks = /** @type {{ start: number, ms: number }[]} */ ([]);
    Object.assign(window, { seen, tasks });
    const { port1, port2 } = new MessageChannel();
    let began = 0;
    port1.onmessage = () => seen.whole.push(performance.now() - began);
    const ask = window.requestAnimationFrame.bind(window);
    let frame = -1;
    window.requestAnimationFrame = (callback) =>
      ask((now) => {
        const start = performance.now();
        if (now !== frame) {
          began = start;
          frame = now;
          seen.work.push(0);
          port2.postMessage(0);
        }
        callback(now);
        seen.work[seen.work.length - 1] = Number(seen.work.at(-1)) + performance.now() - start;
      });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, ms: duration });
    }).observe({ type: "longtask", buffered: true });
    // What has come to its end begins anew, so that there is always something to do.
    setInterval(() => {
      const play = document.getElementById("play");
      if (play?.textContent === "Replay") play.click();
    }, 50);
  });
}

/** Time that scripts have had of a processor, which other programs do not make longer. @param {CDPSession} session */
async function processorMs(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN);
}

/** @param {number[]} sorted @param {number} part */
function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** @typedef {{ seen: { work: number[], whole: number[] }, tasks: { start: number, ms: number }[] }} Watched */

const seconds = Number(process.argv[2]);
const slower = Number(process.argv[3] ?? 1);
const site = await startSite();
const browser = await launch();
const head = ["frames", "CPU", "median", "95 %", "99 %", "most", "free: 99 %", "task: start", "then"];
console.log(
  "Work in a frame, ms: processor time of scripts, on average; callbacks; until the page is free again. Longest tasks above 50 ms",
);
console.log(["".padEnd(18), ...head.map((text) => text.padStart(11))].join(""));
for (const { name, scenario, during } of SCENARIOS) {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await watch(page);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.goto(`${site.url}#${scenario}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  await page.waitForTimeout(START_MS);
  const startedMs = await page.evaluate(() => {
    const { seen } = /** @type {Watched} */ (/** @type {unknown} */ (window));
    seen.work.length = seen.whole.length = 0;
    return performance.now();
  });
  const before = await processorMs(session);
  await (during?.(page, 1000 * seconds) ?? page.waitForTimeout(1000 * seconds));
  const spentMs = (await processorMs(session)) - before;
  const { seen, tasks } = await page.evaluate(() => {
    const { seen, tasks } = /** @type {Watched} */ (/** @type {unknown} */ (window));
    return { seen, tasks };
  });
  await context.close();
  const [work, whole] = [seen.work, seen.whole].map((times) => times.sort((a, b) => a - b));
  const longest = (/** @type {typeof tasks} */ some) => Math.max(0, ...some.map(({ ms }) => ms));
  const numbers = [
    (spentMs / (work?.length ?? 0)).toFixed(1),
    ...[0.5, 0.95, 0.99, 1].map((part) => quantile(work ?? [], part).toFixed(1)),
    quantile(whole ?? [], 0.99).toFixed(1),
    ...[tasks.filter(({ start }) => start < startedMs), tasks.filter(({ start }) => start >= startedMs)].map(
      (some) => (some.length > 0 ? longest(some).toFixed(0) : "-"),
    ),
  ];
  console.log(
    [name.padEnd(18), ...[String(work?.length), ...numbers].map((text) => text.padStart(11))].join(""),
  );
}
await browser.close();
await site.close();
