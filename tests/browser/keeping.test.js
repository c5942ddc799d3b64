// What is measured and kept without a mouse: an experiment is run and stopped, every picture and table is saved, the link copied,
// the sound switched, the language changed. The second walk by keyboard, beside `walkthrough.test.js`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { focus, heard, listen, tabTo } from "./support/keyboard.js";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();

/** Chooses an item of the menu that has the focus, and returns the name of the file that it saves. @param {Page} page @param {number} item from 1 */
async function saved(page, item) {
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  for (let k = 0; k < item; k++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const file = await download;
  assert.match((await focus(page)).name, /^Save: /, "the menu keeps the focus");
  return file.suggestedFilename();
}

test("a walk by keyboard through what is measured and kept", async () => {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  await listen(page);
  await page.goto(`${site.url}#v=1&panel=experiments`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");

  await page.getByRole("button", { name: /^Velocity and temperature/ }).waitFor();
  await tabTo(page, /^Experiments$/);
  await tabTo(page, /^Velocity and temperature/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Cancel" }).waitFor();
  await heard(page);
  await tabTo(page, /^Cancel$/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() =>
    /^stopped with/.test(document.querySelector(".lab-state")?.textContent ?? ""),
  );
  assert.notEqual((await focus(page)).tag, "BODY", "Cancel loses the focus");
  assert.ok(
    (await heard(page)).some((text) => /stopped with \d+ points/.test(text)),
    "that it stopped is heard",
  );

  await tabTo(page, /^Experiments$/, "Shift+Tab");
  await page.keyboard.press("Home");
  await page.locator("#panel-spacetime .picture").first().waitFor();
  await tabTo(page, /^Save: Space and time$/);
  assert.equal(await saved(page, 1), "saltatory-space-time.png");
  assert.equal(await saved(page, 2), "saltatory-space-time.svg");
  await tabTo(page, /^Space and time$/, "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await page.locator("#panel-traces .picture").first().waitFor();
  await tabTo(page, /^Save: Traces$/);
  assert.equal(await saved(page, 3), "saltatory-traces.csv");

  await tabTo(page, /^Copy link$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#copied")?.textContent === "Copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());

  await tabTo(page, /^Sound$/, "Shift+Tab");
  await page.keyboard.press("Space");
  // It is loaded when it is asked for.
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-pressed") === "true");
  await tabTo(page, /^Language$/);
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.documentElement.lang === "de");
  await page.getByRole("button", { name: "Reizen" }).waitFor();
  assert.match(page.url(), /panel=traces.*lang=de/);
  await context.close();
});

test("another language changes the words, and nothing else", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&slow=1000`);
  await page.getByRole("slider", { name: "Strength" }).fill("2");
  await page.waitForFunction(() => location.hash.includes("strength=2"));
  await page.waitForFunction(
    () => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") > 0.3,
  );
  await page.locator("#play").click();
  const before = Number.parseFloat((await page.locator("#clock-time").textContent()) ?? "");

  await page.locator("#language").selectOption("de");
  await page.waitForFunction(() => document.activeElement?.id === "language");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
  const goesOn = (/** @type {number} */ ms) => {
    const now = document.querySelector("#clock-time")?.textContent?.replace(",", ".") ?? "";
    return Math.abs(Number.parseFloat(now) - ms) < 0.002;
  };
  await page.waitForFunction(goesOn, before);
  assert.equal(await page.locator("#play").textContent(), "Weiter");
  await page.locator("#undo").click();
  await page.waitForFunction(() => location.hash === "#v=1&fiber=squid&slow=1000&lang=de");
  assert.equal(await page.locator("#undo").isDisabled(), true);
  assert.equal(await page.evaluate(() => history.state), null);
  // What was on its way when the page was left is no fault.
  assert.deepEqual(
    faults.filter((fault) => !fault.startsWith("failed: ")),
    [],
  );
  await page.close();
});
