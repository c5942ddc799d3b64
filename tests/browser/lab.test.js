import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { FrameLocator, Page } from "playwright-core" */

const { site, browser } = await stage();

const SQUID = "#fiber=squid&celsius=18.5&panel=experiments";

/** Presses an experiment. @param {Page | FrameLocator} page @param {string} protocol */
async function press(page, protocol) {
  await page.locator(`[data-protocol="${protocol}"]`).click();
}

/** Rows of the table that is shown, as text. @param {Page | FrameLocator} page */
function rows(page) {
  return page
    .locator(".lab-table tbody tr")
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)));
}

/** Waits for words in the line that says how it is. @param {Page | FrameLocator} page @param {RegExp} words @param {number} [timeout] */
async function state(page, words, timeout = 120_000) {
  await page.locator(".lab-state").filter({ hasText: words }).waitFor({ timeout });
}

/** The CSV that a press of its button gives. @param {Page} page */
async function csv(page) {
  await page.locator(".lab-saves summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(".lab-saves button").filter({ hasText: "CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split("\n");
  return lines.filter((line) => !line.startsWith("#")).map((line) => line.split(","));
}

/** Half of the frames since the last call took less, ms. @param {Page} page */
async function median(page) {
  const times = await page.evaluate(() =>
    /** @type {{ times: number[] }} */ (/** @type {unknown} */ (window)).times.splice(0),
  );
  assert.ok(times.length > 10, `${times.length} frames`);
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}

test("velocity against diameter is the sweep of the command line", async () => {
  const { page, faults } = await openPage(browser, site.url + SQUID);
  await press(page, "diameter");
  await state(page, /^done/);
  const [head = [], ...points] = await csv(page);
  assert.deepEqual(head.slice(0, 2), ["diameter_um", "velocity_m_per_s"]);
  const over = `diameter=${points.map(([diameter]) => diameter).join(",")}`;
  const output = execFileSync(
    "cargo",
    [
      "run",
      "--release",
      "--quiet",
      "--",
      "sweep",
      "fiber=squid&celsius=18.5",
      "--over",
      over,
      "--format",
      "json",
    ],
    { cwd: fileURLToPath(new URL("../../", import.meta.url)), encoding: "utf8" },
  );
  /** @type {{ lanes: { velocity_m_per_s: number }[] }[]} */
  const swept = JSON.parse(output).points;
  assert.ok(points.length >= 8 && points.length === swept.length);
  for (const [k, point] of swept.entries()) {
    const ratio = Number(points[k]?.[1]) / Number(point.lanes[0]?.velocity_m_per_s);
    assert.ok(Math.abs(ratio - 1) < 1e-9, `${points[k]}: ${point.lanes[0]?.velocity_m_per_s}`);
  }
  assert.match(String(await page.locator(".lab-facts").textContent()), /power0\.5/);
  assert.deepEqual(faults, []);
  await page.close();
});

test("rows appear before the end, off the page's thread, whose frames go on; and Cancel stops it", async (t) => {
  const { page } = await openPage(browser, `${site.url}#panel=experiments`);
  // From the beginning of a frame to when the page is free again, ms.
  await page.evaluate(() => {
    const times = /** @type {number[]} */ ([]);
    const { port1, port2 } = new MessageChannel();
    let start = 0;
    port1.onmessage = () => times.push(performance.now() - start);
    const frame = (/** @type {number} */ now) => {
      start = now;
      port2.postMessage(0);
      requestAnimationFrame(frame);
    };
    Object.assign(window, { times });
    requestAnimationFrame(frame);
  });
  await page.waitForTimeout(1500);
  const alone = await median(page);
  await press(page, "f-i");
  await page.locator(".lab-table summary").waitFor({ timeout: 60_000 });
  await page.locator(".lab-table summary").click();
  await page.waitForFunction(() => document.querySelectorAll(".lab-table tbody tr").length >= 3, undefined, {
    timeout: 60_000,
  });
  assert.ok(Number(await page.locator(".lab-run progress").getAttribute("value")) < 1);
  assert.equal(page.workers().length, 1);
  // What a frame takes is the machine's business, and that of `cargo xtask frames`: it is told, not asserted.
  t.diagnostic(`a frame: ${alone} ms before, ${await median(page)} ms meanwhile`);
  await page.getByRole("button", { name: "Cancel" }).click();
  await state(page, /^stopped with/);
  const before = (await rows(page)).length;
  await page.waitForTimeout(1500);
  assert.equal((await rows(page)).length, before);
  assert.equal(page.workers().length, 0);
  await page.close();
});

test("a point opens its run, as one step of undo", async () => {
  const { page } = await openPage(browser, site.url + SQUID);
  await press(page, "temperature");
  await state(page, /^done/);
  const chart = page.locator(".lab-card canvas");
  await chart.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  assert.match(String(await page.locator(".lab-reading").textContent()), /temperature 3 °C, velocity/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /celsius=3(&|$)/.test(location.hash));
  assert.match(page.url(), /panel=experiments/);
  await page.locator("#undo").click();
  await page.waitForFunction(() => /celsius=18\.5/.test(location.hash));
  await page.close();
});

test("in a sandboxed frame, which may have no worker, the page works it off in slices", async () => {
  const page = await browser.newPage();
  await page.setContent(
    `<iframe sandbox="allow-scripts" width="1200" height="900" src="${site.url}${SQUID}"></iframe>`,
  );
  const frame = page.frameLocator("iframe");
  await press(frame, "diameter");
  await state(frame, /worker is not allowed/, 30_000);
  await state(frame, /^done/);
  await frame.locator(".lab-table summary").click();
  await frame.locator(".lab-table tbody tr").nth(7).waitFor();
  await page.close();
});
