// The net is lost after the page has come: what was not fetched by then is missing, and comes when the net is back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();
const MISSING = /^This part of the page could not be loaded/;

/** Opens the page, and loses the net. */
async function cutOff() {
  const { page } = await openPage(browser, site.url);
  await page.route("**", (route) => route.abort());
  return page;
}

/** The simulation goes on. @param {Page} page */
async function lives(page) {
  await page.getByRole("button", { name: "Stimulate" }).click();
  await page.waitForFunction(() =>
    /^0\.[1-9]/.test(document.querySelector("#clock-time")?.textContent ?? ""),
  );
}

for (const [tab, inside] of /** @type {const} */ ([
  ["Guide", ".experiments li"],
  ["Traces", "canvas"],
])) {
  test(`without a net the panel ${tab} says that it is missing, and comes later`, async () => {
    const page = await cutOff();
    await page.getByRole("tab", { name: tab }).click();
    const panel = page.getByRole("tabpanel", { name: tab });
    await panel.getByText(MISSING).waitFor();
    await lives(page);
    // In vain.
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.getByText(MISSING).waitFor();
    await page.unroute("**");
    await panel.getByRole("button", { name: "Try again" }).click();
    await panel.locator(inside).first().waitFor();
    assert.equal(await panel.getByText(MISSING).count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), tab);
    await page.close();
  });
}

test("an open panel comes by itself when the net is back", async () => {
  const page = await cutOff();
  await page.getByRole("tab", { name: "Guide" }).click();
  await page.getByText(MISSING).waitFor();
  await page.unroute("**");
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".experiments li").first().waitFor();
  await page.close();
});

test("without a net the page says that it cannot share, and does when asked again", async () => {
  const page = await cutOff();
  await page.locator("#share").click();
  await page.locator("#notices", { hasText: MISSING }).waitFor();
  await lives(page);
  await page.locator("#share").click();
  await page.locator("#notices", { hasText: MISSING }).waitFor();
  await page.unroute("**");
  await page.locator("#share").click();
  await page.getByRole("dialog", { name: "Pass it on" }).waitFor();
  assert.equal(await page.locator("#notices").isVisible(), false);
  await page.close();
});

test("without a net a fiber cannot be added, and can be when it is back", async () => {
  const page = await cutOff();
  const add = async () => {
    await page.locator("#bar summary", { hasText: "Add a fiber" }).click();
    await page.locator("#bar .menu-items button").first().click();
  };
  await add();
  await page.locator("#notices", { hasText: MISSING }).waitFor();
  await page.unroute("**");
  await add();
  await page.waitForFunction(() => document.querySelectorAll(".lane").length === 3);
  assert.equal(await page.locator("#notices").isVisible(), false);
  await page.close();
});

test("without a net the cursor of a picture says that it is missing when a key asks for it, and comes later", async () => {
  const page = await cutOff();
  const picture = page.locator("#panel-spacetime .picture").first();
  await picture.hover();
  assert.equal(await page.locator("#notices").isVisible(), false);
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("#notices", { hasText: MISSING }).waitFor();
  await lives(page);
  await page.unroute("**");
  await picture.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator("#tip").waitFor();
  assert.ok(await picture.evaluate((element) => element === document.activeElement));
  assert.equal(await page.locator("#notices").isVisible(), false);
  await page.close();
});

test("without a net the mouse over a fiber is told nothing, and told all when the net is back", async () => {
  const page = await cutOff();
  const fiber = page.locator(".lane canvas").first();
  const { width, height } = (await fiber.boundingBox()) ?? { width: 0, height: 0 };
  const point = (/** @type {number} */ part) => fiber.hover({ position: { x: part * width, y: height / 2 } });
  for (const part of [0.2, 0.3, 0.4]) await point(part);
  // The module comes, its style does not.
  await page.unroute("**");
  await page.route("**/*.css", (route) => route.abort());
  for (const part of [0.5, 0.6, 0.7]) await point(part);
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#tip").count(), 0);
  assert.equal(await page.locator("#notices").isVisible(), false);
  await lives(page);
  await page.unroute("**/*.css");
  for (let tries = 0; tries < 20 && (await page.locator("#tip").count()) === 0; tries++) {
    await point(0.2 + 0.02 * tries);
    await page.waitForTimeout(100);
  }
  await page.locator("#tip", { hasText: "Sodium channels open" }).waitFor();
  assert.equal(await page.locator("#tip").evaluate((tip) => getComputedStyle(tip).position), "fixed");
  await page.close();
});

test("without a net what hands do says that it is missing, and comes later", async () => {
  const page = await cutOff();
  const probe = page.getByRole("slider", { name: /^Probe 1/ }).first();
  const missing = page.locator("#notices", { hasText: MISSING });
  await probe.focus();
  await page.keyboard.press("PageUp");
  await missing.waitFor();
  await lives(page);
  await page.unroute("**");
  await probe.focus();
  await page.keyboard.press("PageUp");
  await page.waitForFunction(() => location.hash.includes("probe="));
  assert.ok(await probe.evaluate((element) => element === document.activeElement));
  assert.equal(await page.locator("#notices").isVisible(), false);
  await page.close();
});

test("without a net no electrode is set, and one is when it is back", async () => {
  const page = await cutOff();
  const press = () => page.getByRole("button", { name: "+ Electrode" }).click();
  await press();
  await page.locator("#notices", { hasText: MISSING }).waitFor();
  await page.unroute("**");
  await press();
  await page.locator(".handle.electrode").first().waitFor();
  assert.equal(await page.locator("#notices").isVisible(), false);
  await page.close();
});
