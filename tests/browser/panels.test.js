import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { measured } from "./support/measured.js";
import { openPage, settled } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();

/** Opens a scenario and waits until nothing moves any more; on a fast clock where it names none. @param {string} hash */
async function over(hash) {
  const clock = /slow=/.test(hash) ? "" : "&slow=50";
  const opened = await openPage(browser, `${site.url}#${hash}${clock}`);
  await settled(opened.page);
  return opened;
}

/** A file that a menu of the open panel, or of the page's head, gives. @param {Page} page @param {string} inside @param {string} item */
async function kept(page, inside, item) {
  await page.locator(`${inside} summary`, { hasText: "Save" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`${inside} .menu-items button`, { hasText: item }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Peak at mid-length as the command line measures it, mV. @param {string} scenario */
function measuredPeak(scenario) {
  return Number(measured(scenario)[0]?.peak_mv);
}

/** What the note beside the cursor says, once it is there: the first time it is on its way. @param {Page} page */
async function tip(page) {
  await page.locator("#tip").waitFor();
  return page.locator("#tip p").allTextContents();
}

test("the front in the space-time picture has the measured velocity as its slope", async () => {
  const { page, faults } = await over("length=40&slow=40");
  const picture = page.locator("#panel-spacetime .picture");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  assert.ok(box);
  // Where the color of the front is first seen, read from the pixels of the lower sheet, column by column.
  const front = await page.evaluate(() => {
    const sheet = /** @type {HTMLCanvasElement} */ (
      document.querySelector("#panel-spacetime .picture canvas")
    );
    const { width, height } = sheet;
    const { data } = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d")).getImageData(
      0,
      0,
      width,
      height,
    );
    const brightness = (/** @type {number} */ x, /** @type {number} */ y) => {
      const k = 4 * (y * width + x);
      return Number(data[k]) + Number(data[k + 1]) + Number(data[k + 2]);
    };
    return [0.3, 0.7].map((part) => {
      const x = Math.round(34 + part * (width - 34 - 22));
      const y = Array.from({ length: height }, (_, row) => row).find(
        (row) => row > 10 && brightness(x, row) < 350,
      );
      return { x, y: Number(y) };
    });
  });
  // The picture's own reading of those two places.
  const read = [];
  for (const { x, y } of front) {
    await page.mouse.move(box.x + x, box.y + y);
    const text = (await tip(page)).join(" ");
    const [, mm = "", ms = ""] = /at ([\d.]+) mm, ([\d.]+) ms/.exec(text) ?? [];
    read.push({ mm: Number(mm), ms: Number(ms) });
  }
  const [first, second] = read;
  assert.ok(first && second && second.ms > first.ms, JSON.stringify(read));
  const slope = (second.mm - first.mm) / (second.ms - first.ms);
  const measured = Number(await page.locator("data.velocity").first().getAttribute("value"));
  assert.ok(Math.abs(slope / measured - 1) < 0.05, `${slope} against ${measured} m/s`);
  assert.deepEqual(faults, []);
  await page.close();
});

test("a mouse that has come to rest on a fiber is told what it points at, and that ends where it leaves", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1`);
  const canvas = page.locator("#lanes canvas").first();
  const box = await canvas.boundingBox();
  assert.ok(box);
  // One move, by which the explanations are loaded, too.
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  assert.match((await tip(page)).join(), /mV,node \d+, [\d.]+ mm,Sodium channels open: /);
  await page.mouse.move(2, 2);
  assert.ok(await page.locator("#tip").isHidden());
  assert.deepEqual(faults, []);
  await page.close();
});

test("the cursor reads place, time and voltage with their units, by mouse and by keys", async () => {
  const { page } = await over("fiber=c&length=5");
  const picture = page.locator("#panel-spacetime .picture");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const [value = "", where = ""] = await tip(page);
  assert.match(value, /^[+−]\d+\.\d mV$/);
  assert.match(where, /^at \d\.\d{3} mm, \d+\.?\d* ms$/);
  await page.mouse.move(2, 2);
  assert.ok(await page.locator("#tip").isHidden());
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  const before = (await tip(page)).join();
  await page.keyboard.press("Shift+ArrowRight");
  const then = (await tip(page)).join();
  assert.notEqual(then, before);
  assert.match((await page.locator("#reading").textContent()) ?? "", /mV.*mm/);
  await page.keyboard.press("Escape");
  assert.ok(await page.locator("#tip").isHidden());
  await page.close();
});

test("the keys that come before the cursor's part wait for it, without moving the page", async () => {
  const { page, faults } = await over("fiber=c&length=5");
  await page.route(/part-/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  const picture = page.locator("#panel-spacetime .picture");
  await picture.scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  await picture.focus();
  for (const key of ["Home", "ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  const [, where = ""] = await tip(page);
  // A hundredth and a tenth of the five millimetres.
  assert.match(where, /^at 0\.550 mm/);
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  assert.ok(await picture.evaluate((element) => element === document.activeElement));
  assert.deepEqual(faults, []);
  await page.close();
});

test("traces are kept as a table whose peak is the measured one", async () => {
  const { page } = await over("panel=traces&length=23");
  const { name, bytes } = await kept(page, "#panel-traces", "CSV");
  assert.equal(name, "saltatory-traces.csv");
  const lines = bytes.toString("utf8").trim().split("\n");
  assert.ok(lines.some((line) => line.startsWith("# http") && line.includes("length=23")));
  const [heading = "", ...rows] = lines.filter((line) => !line.startsWith("#"));
  const columns = heading.split(",");
  assert.deepEqual(columns.slice(0, 6), ["lane", "probe", "position_mm", "time_ms", "v_mV", "v_in_mV"]);
  assert.ok(columns.includes("i_na_mA_per_cm2") && columns.includes("m"));
  const table = rows.map((row) => row.split(",").slice(1).map(Number));
  assert.ok(table.length > 100);
  assert.ok(table.every((row) => row.length === columns.length - 1 && row.every(Number.isFinite)));
  const peak = Math.max(...table.map((row) => Number(row[3])));
  // The sample nearest the top may be half a millivolt below it.
  assert.ok(Math.abs(peak - measuredPeak("length=23")) < 0.5, `${peak} mV`);
  const times = table.map((row) => Number(row[2]));
  assert.ok(times.every((ms, k) => k === 0 || ms > Number(times[k - 1])));
  await page.close();
});

test("every picture is kept as well-formed SVG without a value that is none, and as PNG", async () => {
  for (const [panel, hash] of [
    ["spacetime", "v=1"],
    ["traces", "panel=traces&probe=5,15"],
    ["phase", "panel=phase"],
    ["", "v=1"],
  ]) {
    const { page, faults } = await over(String(hash));
    const inside = panel ? `#panel-${panel}` : ".masthead";
    const { name, bytes } = await kept(page, inside, "SVG");
    const svg = bytes.toString("utf8");
    assert.match(name, /^saltatory.*\.svg$/);
    assert.doesNotMatch(svg.replaceAll(/base64,[^"]*/g, ""), /NaN|undefined|Infinity/, String(panel));
    assert.match(svg, /<desc>http/);
    const fault = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, "image/svg+xml");
      return document.querySelector("parsererror")?.textContent ?? null;
    }, svg);
    assert.equal(fault, null, String(panel));
    assert.ok((svg.match(/<path /g) ?? []).length > 5, "lines are vectors");
    if (panel === "spacetime") assert.match(svg, /data:image\/png;base64/);
    const png = await kept(page, inside, "PNG");
    assert.equal(png.bytes.subarray(1, 4).toString("latin1"), "PNG");
    const [, wide = ""] = /width="([\d.]+)"/.exec(svg) ?? [];
    assert.equal(png.bytes.readUInt32BE(16), Math.round(2 * Number(wide)));
    assert.deepEqual(faults, []);
    await page.close();
  }
});

test("several probes have one trace each, and their gates are chosen", async () => {
  const { page } = await over("panel=traces&fiber=squid&length=60&probe=15,45");
  await page.getByRole("button", { name: "Probe 2" }).click();
  assert.match(
    (await page.locator("#panel-traces .particulars").first().textContent()) ?? "",
    /15\.0.*44\.9/,
  );
  const picture = page.locator("#panel-traces .picture");
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  const read = (await tip(page)).join(" ");
  assert.match(read, /ms.*V = .* mV.*Sodium activation: .* %.*I K = .* mA\/cm²/);
  await page.close();
});

test("the phase plane is read along the trajectory, and begins at rest", async () => {
  const { page } = await over("panel=phase&fiber=squid&length=60");
  const picture = page.locator("#panel-phase .picture");
  await picture.focus();
  await page.keyboard.press("Home");
  const rest = (await tip(page)).join(" ");
  assert.match(rest, /^−6\d\.\d mV dV\/dt = /);
  await page.getByRole("button", { name: "n", exact: true }).click();
  await picture.focus();
  await page.keyboard.press("Home");
  assert.match((await tip(page)).join(" "), /n = 0\.3/);
  await page.close();
});

test("a pulse that is fired late is drawn as finely as the first", async () => {
  const sheets = [];
  for (const hash of ["fiber=mrg&length=23&moment=0.4", "fiber=mrg&length=23&stim=0,40&moment=40.4"]) {
    const { page, faults } = await openPage(browser, `${site.url}#${hash}`);
    await page.waitForFunction(
      (ms) => Number.parseFloat(document.getElementById("clock-time")?.textContent ?? "") >= ms,
      Number(hash.split("moment=")[1]) - 0.01,
    );
    await page.locator("#panel-spacetime .picture canvas").first().waitFor();
    const sheet = await page.evaluate(() => {
      const canvas = /** @type {HTMLCanvasElement} */ (
        document.querySelector("#panel-spacetime .picture canvas")
      );
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      return [...context.getImageData(0, 0, canvas.width, canvas.height).data];
    });
    sheets.push(sheet);
    assert.deepEqual(faults, []);
    await page.close();
  }
  const [first = [], late = []] = sheets;
  assert.equal(first.length, late.length);
  const apart = first.filter((value, k) => Math.abs(value - Number(late[k])) > 24).length / first.length;
  // After 40 ms the fiber has not quite its first rest, and the second spike is a little slower.
  assert.ok(apart < 0.03, `${apart} of the values differ`);
});

test("the phase plane shows the probe that is chosen, and so do the traces", async () => {
  const { page } = await over("panel=phase&fiber=squid&length=60&probe=15,45");
  const place = page.locator("#panel-phase .particulars").first();
  assert.match((await place.textContent()) ?? "", /at 15\.0/);
  await page.locator("#panel-phase").getByRole("button", { name: "Probe 2" }).click();
  assert.match((await place.textContent()) ?? "", /at 44\.9/);
  await page.getByRole("tab", { name: "Traces" }).click();
  const chosen = page.locator("#panel-traces").getByRole("button", { name: "Probe 2" });
  await chosen.waitFor();
  assert.equal(await chosen.getAttribute("aria-pressed"), "true");
  await page.close();
});
