import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { printed } from "./support/measured.js";
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

/** The file that a press of a button of *Save* gives. @param {Page} page @param {"CSV" | "SVG" | "PNG"} kind */
async function kept(page, kind) {
  const saves = page.locator(".lab-saves");
  if (!(await saves.locator("button").first().isVisible())) await saves.locator("summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    saves.locator("button").filter({ hasText: kind }).click(),
  ]);
  return readFile(await download.path());
}

/** The cells of a CSV, without its comments. @param {Buffer} file */
function cellsOf(file) {
  const lines = file.toString("utf8").trim().split("\n");
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
  const [head = [], ...points] = cellsOf(await kept(page, "CSV"));
  assert.deepEqual(head.slice(0, 2), ["diameter_um", "velocity_m_per_s"]);
  const over = `diameter=${points.map(([diameter]) => diameter).join(",")}`;
  /** @type {{ lanes: { velocity_m_per_s: number }[] }[]} */
  const swept = printed("sweep", "fiber=squid&celsius=18.5", "--over", over, "--format", "json").points;
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

test("what is kept of an experiment that was stopped says so, and is whole as a file", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#fiber=c&length=1800&panel=experiments`);
  await press(page, "f-i");
  await page.locator(".lab-saves").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel" }).click();
  await state(page, /^stopped with/);
  const csv = await kept(page, "CSV");
  const [head = [], ...points] = cellsOf(csv);
  assert.match(csv.toString("utf8"), new RegExp(`^# not finished: ${points.length} rows so far$`, "m"));
  assert.deepEqual(head.slice(0, 2), ["density_ua_per_cm2", "rate_hz"]);
  const numbers = points.flatMap((cells) => cells.slice(0, head.indexOf("scenario")));
  assert.ok(numbers.length > 0 && numbers.every((cell) => cell === "" || Number.isFinite(Number(cell))));
  const svg = (await kept(page, "SVG")).toString("utf8");
  const words = await page.evaluate((text) => {
    const picture = new DOMParser().parseFromString(text, "image/svg+xml");
    if (picture.querySelector("parsererror")) return [];
    return [...picture.querySelectorAll("text")].map((label) => label.textContent);
  }, svg);
  for (const word of ["rate (Hz)", "current (µA/cm²)", "computed here, not finished"]) {
    assert.ok(words.includes(word), `${word}: ${words}`);
  }
  assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
  const png = await kept(page, "PNG");
  const colors = await page.evaluate(
    async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    },
    [...png],
  );
  assert.ok(colors > 3, `${colors} colors`);
  assert.deepEqual(faults, []);
  await page.close();
});

test("on a phone the experiment that runs is seen in the strip of all", async () => {
  const viewport = { width: 375, height: 812 };
  const { page } = await openPage(browser, `${site.url}#fiber=c&panel=experiments`, { viewport });
  await press(page, "f-i");
  await page.locator(".lab-run").getByRole("button", { name: "Cancel" }).click();
  const chosen = await page.locator('[data-protocol="f-i"]').boundingBox();
  assert.ok(chosen && chosen.x >= 0 && chosen.x + chosen.width <= viewport.width, JSON.stringify(chosen));
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
