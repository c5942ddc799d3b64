import assert from "node:assert/strict";
import { test } from "node:test";
import { PRESETS } from "../../www/src/state/presets.js";
import { measured } from "./support/measured.js";
import { clockReaches, openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();

/** @param {Page} page */
const titles = (page) => page.locator(".lane h2").allTextContents();

/** Opens a lane's menu and presses an item of it. @param {Page} page @param {string} letter @param {string} item */
async function choose(page, letter, item) {
  await page.locator(`.lane summary[aria-label="Lane ${letter}"]`).click();
  await page.locator(".lane .menu[open]").getByRole("button", { name: item, exact: true }).click();
}

/** @param {Page} page @param {string} item start of its name */
async function add(page, item) {
  await page.locator("#bar summary").click();
  await page.locator("#bar .menu-items").getByRole("button", { name: item }).click();
}

/** Waits for the scenario in the address. @param {Page} page @param {string} hash */
function hashIs(page, hash) {
  return page.waitForFunction((wanted) => location.hash === wanted, hash);
}

test("the fibers of the menu have the velocities that it says, in the range of their class", () => {
  /** @type {Record<string, [number, number]>} m/s, after Erlanger and Gasser */
  const ranges = { "a-alpha": [70, 120], "a-beta": [30, 70], "a-delta": [12, 30], b: [3, 15], c: [0.5, 2] };
  for (const { id, keys, velocity } of PRESETS) {
    const [lane] = measured(new URLSearchParams(keys).toString());
    const computed = lane?.velocity_m_per_s ?? 0;
    assert.ok(Math.abs(computed / velocity - 1) < 0.005, `${id}: ${velocity} said, ${computed} computed`);
    const [least, most] = ranges[id] ?? [0, 1000];
    assert.ok(computed >= least && computed <= most, `${id}: ${computed}`);
  }
});

test("lanes are added, moved, doubled and taken away, each one step of undo", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&slow=5000`);
  assert.deepEqual(await titles(page), ["With myelin", "The same axon, bare"]);
  await add(page, "A-alpha");
  await hashIs(page, "#v=1&c.diameter=15&slow=5000");
  await choose(page, "c", "Move up");
  await hashIs(page, "#v=1&b.fiber=mrg&b.diameter=15&c.fiber=c&slow=5000");
  assert.deepEqual(await titles(page), ["With myelin (a)", "With myelin (b)", "The same axon, bare"]);
  await choose(page, "b", "Duplicate");
  await hashIs(page, "#v=1&b.fiber=mrg&b.diameter=15&c.diameter=15&d.fiber=c&slow=5000");
  await choose(page, "a", "Remove");
  // What it followed is gone: it stays as thick as it was.
  await page.waitForFunction(() => /c\.diameter=6\.9/.test(location.hash));
  for (let k = 0; k < 4; k++) await page.getByRole("button", { name: "Undo" }).click();
  await hashIs(page, "#v=1&slow=5000");
  await page.getByRole("button", { name: "Redo" }).click();
  await hashIs(page, "#v=1&c.diameter=15&slow=5000");
  assert.deepEqual(faults, []);
  await page.close();
});

test("six are the most, one the fewest, and the transport stays in sight with six", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&slow=5000`, {
    viewport: { width: 1280, height: 800 },
  });
  for (const [k, name] of ["A-beta", "A-delta", "B:", "C:"].entries()) {
    await add(page, name);
    await page.waitForFunction((count) => document.querySelectorAll(".lane").length === count, k + 3);
  }
  const box = await page.locator("#stimulate").boundingBox();
  assert.ok(box && box.y + box.height <= 800, JSON.stringify(box));
  await page.locator("#bar summary").click();
  assert.equal(await page.locator("#bar .menu-items button:enabled").count(), 0);
  await page.keyboard.press("Escape");
  for (let left = 5; left > 0; left--) {
    await choose(page, "a", "Remove");
    await page.waitForFunction((count) => document.querySelectorAll(".lane").length === count, left);
  }
  await page.locator('.lane summary[aria-label="Lane a"]').click();
  assert.ok(
    await page.locator(".lane .menu[open]").getByRole("button", { name: "Remove", exact: true }).isDisabled(),
  );
  await page.close();
});

test("a lane's menu is worked by keys alone", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&slow=5000`);
  await page.locator('.lane summary[aria-label="Lane a"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".lane").length === 3);
  await page.close();
});

test("from the whole to a node and back by keys, which is no step of undo", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&slow=5000`);
  await page.locator("#view").focus();
  assert.ok(await page.locator("#overview").isHidden());
  await page.keyboard.press("+");
  await hashIs(page, "#v=1&slow=5000&from=5.75&to=17.25");
  assert.ok(await page.locator("#overview").isVisible());
  await page.keyboard.press("ArrowRight");
  await hashIs(page, "#v=1&slow=5000&from=6.9&to=18.4");
  await page.keyboard.press("Home");
  await hashIs(page, "#v=1&slow=5000");
  await page.getByRole("button", { name: "One node" }).click();
  await page.waitForFunction(() => {
    const shown = new URLSearchParams(location.hash.slice(1));
    return 1000 * (Number(shown.get("to")) - Number(shown.get("from"))) < 30;
  });
  assert.ok(await page.getByRole("button", { name: "Undo" }).isDisabled());
  assert.deepEqual(faults, []);
  await page.close();
});

test("a wheel scrolls the page; with control it zooms about the pointer", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&slow=5000`);
  const box = await page.locator(".lane canvas").first().boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 34, box.y + 50);
  await page.mouse.wheel(0, 120);
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => location.hash), "#v=1&slow=5000");
  assert.ok((await page.evaluate(() => scrollY)) > 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -400);
  await page.keyboard.up("Control");
  // The left end stayed where it was.
  await page.waitForFunction(() => /slow=5000&to=\d/.test(location.hash));
  await page.close();
});

/** The time on the clock, ms. @param {Page} page */
const clock = async (page) => Number.parseFloat((await page.locator("#clock-time").textContent()) ?? "");

test("the time line is moved along by pointer and keys: on by computing, back by computing from the start", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1`);
  const line = page.getByRole("slider", { name: "Time line" });
  const box = await line.boundingBox();
  assert.ok(box);
  /** Goes there, and gives the time, and what is said of the lanes. */
  const seek = async () => {
    await page.mouse.click(box.x + 34 + 0.9 * (box.width - 56), box.y + 20);
    await page.waitForFunction(() =>
      /^1st, home/.test(document.querySelector(".progress")?.textContent ?? ""),
    );
    await page.waitForFunction(() => !/way/.test(document.querySelector("#timeline")?.ariaValueText ?? ""));
    return { timeMs: await clock(page), lanes: await page.locator(".lane .progress").allTextContents() };
  };
  const onward = await seek();
  // Far enough that the bare fiber's spike is on its way and the other is home.
  assert.ok(onward.timeMs > 5, `${onward.timeMs}`);
  await line.press("Home");
  await page.waitForFunction(
    () => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") === 0,
  );
  const again = await seek();
  assert.ok(Math.abs(again.timeMs - onward.timeMs) < 0.05, `${onward.timeMs}, then ${again.timeMs}`);
  await line.press("Home");
  await page.waitForFunction(
    () => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") === 0,
  );
  assert.deepEqual(await seek(), again);
  assert.deepEqual(faults, []);
  await page.close();
});

test("a link copied while the run stands still opens at that moment, and playing on leaves it", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`${site.url}#v=1&slow=2000`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  await clockReaches(page, 0.2);
  await page.getByRole("button", { name: "Pause" }).click();
  const paused = await clock(page);
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.waitForFunction(() => document.querySelector("#copied")?.textContent !== "");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /&moment=0\.\d+$/);
  const again = await openPage(browser, link);
  await clockReaches(again.page, paused);
  await again.page.waitForTimeout(300);
  assert.equal(await clock(again.page), paused);
  await again.page.getByRole("button", { name: "Play" }).click();
  await again.page.waitForFunction(() => location.hash === "#v=1&slow=2000");
  assert.ok((await clock(again.page)) > paused);
  await again.page.close();
  await context.close();
});

test("at a node the channels are drawn, and more are open in a spike than at rest", async () => {
  const node = "from=2.2964&to=2.3036";
  const open = async (/** @type {number} */ moment) => {
    const { page, faults } = await openPage(browser, `${site.url}#v=1&${node}&moment=${moment}`);
    // The clock shows hundredths.
    await clockReaches(page, Math.floor(90 * moment) / 100);
    const hint = page.locator(".hint", { hasText: /Na⁺ channels \d+ % open/ }).first();
    const text = (await hint.textContent()) ?? "";
    assert.deepEqual(faults, []);
    await page.close();
    const [, na, sodium, way] = /Na⁺ channels (\d+) % open, ([\d.]+) pA\/µm² (in|out)/.exec(text) ?? [];
    return { open: Number(na), current: Number(sodium), way };
  };
  const [rest, spike] = [await open(0.001), await open(0.22)];
  assert.ok(rest.open === 0 && rest.current < 2, JSON.stringify(rest));
  assert.ok(spike.open > 10 && spike.current > 50 && spike.way === "in", JSON.stringify(spike));
});

test("what is seen is dragged along", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&slow=5000&from=5&to=10`);
  const box = await page.locator("#axis").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 400, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 10, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(() => Number(new URLSearchParams(location.hash.slice(1)).get("from")) > 5.2);
  const [from, to] = await page.evaluate(() =>
    ["from", "to"].map((key) => Number(new URLSearchParams(location.hash.slice(1)).get(key))),
  );
  assert.ok(Math.abs(Number(to) - Number(from) - 5) < 1e-3);
  await page.close();
});
