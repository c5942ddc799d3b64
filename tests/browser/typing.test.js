// What people type: in either language's way, wrongly, and everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();

/** How long a busy machine may take to find out what fibers can do that nobody has seen, a little in each frame. */
const FINDING_MS = 180_000;

/** Types into a field, and leaves it. @param {Page} page @param {string} id @param {string} text */
async function type(page, id, text) {
  await page.locator(`[id="control-${id}"]`).fill(text);
  await page.keyboard.press("Tab");
}

/** Waits until the address is so, or like this. @param {Page} page @param {string | RegExp} wanted */
async function address(page, wanted) {
  const pattern = typeof wanted === "string" ? `^${wanted.replaceAll(".", "\\.")}$` : wanted.source;
  await page.waitForFunction((source) => new RegExp(source).test(location.hash), pattern);
}

const notices = (/** @type {Page} */ page) => page.locator("#notices li").allTextContents();
const shown = (/** @type {Page} */ page, /** @type {string} */ id) =>
  page.locator(`[id="control-${id}"]`).inputValue();

for (const [lang, mark] of [
  ["en", "."],
  ["de", ","],
]) {
  test(`a comma and a point are decimal marks alike: ${lang}`, async () => {
    const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&lang=${lang}`);
    for (const typed of ["1,5", "1.5"]) {
      await type(page, "strength", "2");
      await address(page, `#v=1&fiber=squid&strength=2&lang=${lang}`);
      await type(page, "celsius", typed);
      await address(page, `#v=1&fiber=squid&celsius=1.5&strength=2&lang=${lang}`);
      assert.equal(await shown(page, "celsius"), `1${mark}5`);
      await type(page, "celsius", "");
      await address(page, `#v=1&fiber=squid&strength=2&lang=${lang}`);
      assert.equal(await shown(page, "celsius"), `6${mark}3`);
    }
    await page.locator("#control-probe").fill(lang === "de" ? "5,5; 10" : "5.5, 10");
    await page.keyboard.press("Tab");
    await address(page, /probe=5\.5,10/);
    assert.equal(await shown(page, "probe"), lang === "de" ? "5,5; 10" : "5.5, 10");
    assert.deepEqual(await notices(page), []);
    assert.deepEqual(faults, []);
    await page.close();
  });
}

test("what is no number stays to be corrected, and changes nothing", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&diameter=600`);
  const field = page.locator("#control-diameter");
  await type(page, "diameter", "5oo");
  assert.deepEqual(await notices(page), [
    "diameter: 5oo given, allowed: a number from 1 to 1500 µm; 600 is still used.",
  ]);
  assert.equal(await field.inputValue(), "5oo");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await address(page, "#v=1&fiber=squid&diameter=600");
  await type(page, "diameter", "500");
  await address(page, "#v=1&fiber=squid&diameter=500");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  assert.deepEqual(await notices(page), []);
  // Arrow keys go on from there, one in the second digit; Escape takes back what is not entered yet.
  await field.press("ArrowUp");
  await address(page, "#v=1&fiber=squid&diameter=510");
  await field.pressSequentially("x");
  await field.press("Escape");
  assert.equal(await field.inputValue(), "510");
  assert.deepEqual(faults, []);
  await page.close();
});

test("what the engine refuses is said in German, with German numbers and printed units", async () => {
  const link =
    "a.fiber=c&a.diameter=99&b.fiber=squid&b.lamellae=9&zap=3&e1.at=99999&stim=x&from=5&to=4&lang=de";
  const { page, faults } = await openPage(browser, `${site.url}#${link}`);
  const said = (await notices(page)).join("\n");
  assert.match(said, /a\.diameter: 99 gegeben, erlaubt: 0,2 bis 20 µm; verwendet wird 20\./);
  assert.match(said, /b\.lamellae: 9 gegeben, erlaubt: nichts bei squid; /);
  assert.match(said, /zap: 3 gegeben, erlaubt: die Schlüssel v, .*; das wird übergangen\./);
  assert.match(said, /stim: x gegeben, erlaubt: bis zu 100 Zahlen, .*; verwendet wird der Standardwert\./);
  assert.match(said, /from: 5 gegeben, erlaubt: weniger als 4 mm, wo das Bild endet; /);
  assert.doesNotMatch(said, /\b(is|the|allowed|up to|um)\b/);
  assert.deepEqual(faults, []);
  await page.close();
});

for (const typed of ["1e9", "-7,5"]) {
  test(`after ${typed} in every field, undo leads all the way back, and redo all the way on`, async () => {
    const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&e1.at=5`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const ids = await page
      .locator("#controls input:not([type=range]):visible")
      .evaluateAll((all) => all.map((input) => input.id));
    assert.ok(ids.length > 15, ids.join());
    for (const id of ids) {
      const field = page.locator(`[id="${id}"]`);
      // Another value may have taken it away.
      if (!(await field.isVisible())) continue;
      await field.fill(typed);
      await page.keyboard.press("Tab");
    }
    const undo = page.locator("#undo");
    const redo = page.locator("#redo");
    /** Presses a button until it has no more to do. @param {typeof undo} button */
    const allTheWay = async (button) => {
      for (let presses = 0; presses < 60 && !(await button.isDisabled()); presses++) await button.click();
      assert.ok(await button.isDisabled());
    };
    const everything = () =>
      page.waitForFunction(
        () => !document.querySelector("#clock-rate")?.textContent?.startsWith("finding"),
        undefined,
        { timeout: FINDING_MS },
      );
    // At once: most of it waits until what it needs is known, and need not be made to be taken back.
    await allTheWay(undo);
    await address(page, "#v=1&fiber=squid&e1.at=5");
    assert.equal(await shown(page, "strength"), "1.5");
    await allTheWay(redo);
    await allTheWay(undo);
    await address(page, "#v=1&fiber=squid&e1.at=5");
    if (typed === "1e9") {
      await page.close();
      // What these fibers need takes long to find out.
      return;
    }
    await allTheWay(redo);
    await everything();
    await page.waitForTimeout(400);
    const last = page.url();
    await allTheWay(undo);
    await address(page, "#v=1&fiber=squid&e1.at=5");
    await allTheWay(redo);
    await everything();
    await page.waitForTimeout(400);
    assert.equal(page.url(), last);
    assert.deepEqual(faults, []);
    await page.close();
  });
}
