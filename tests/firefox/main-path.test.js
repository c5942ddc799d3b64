// The way of a first visitor through the page, in a second browser. Playwright cannot drive Firefox as it is installed.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { startSite } from "../browser/support/site.js";

/** Longest wait for a spike to come home, ms. */
const PATIENCE_MS = 60_000;

/** @type {import("../browser/support/site.js").Site} */
let site;
/** @type {import("puppeteer-core").Browser} */
let browser;

before(async () => {
  site = await startSite();
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
  });
});

after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {string} scenario */
async function openPage(scenario) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(`${site.url}#${scenario}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return { page, faults };
}

test("both spikes come home, the ratio is shown, and a new spike can be sent", async () => {
  const { page, faults } = await openPage("lang=en");
  await page.waitForFunction(
    () => /43\.\d times faster/.test(document.querySelector("#verdict")?.textContent ?? ""),
    {
      timeout: PATIENCE_MS,
    },
  );
  const speeds = await page.$$eval("data.velocity", (all) =>
    all.map((one) => Number(one.getAttribute("value"))),
  );
  assert.equal(speeds.length, 2);
  assert.ok(Math.abs((speeds[0] ?? 0) / 56.2 - 1) < 0.005, `${speeds}`);
  await page.click("#reset");
  assert.match(await page.$eval("#clock-time", (clock) => clock.textContent ?? ""), /^0/);
  await page.click("#stimulate");
  await page.waitForFunction(
    () => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") > 0.05,
    {
      timeout: PATIENCE_MS,
    },
  );
  assert.deepEqual(faults, []);
  await page.close();
});

test("a changed parameter stands in the link, and undo takes it back", async () => {
  const { page, faults } = await openPage("fiber=squid&lang=en");
  await page.$eval('[id="control-diameter"]', (input) => {
    /** @type {HTMLInputElement} */ (input).value = "300";
    input.dispatchEvent(new Event("change"));
  });
  await page.waitForFunction(() => location.hash.includes("diameter=300"), { timeout: PATIENCE_MS });
  await page.click("#undo");
  await page.waitForFunction(() => !location.hash.includes("diameter"), { timeout: PATIENCE_MS });
  assert.deepEqual(faults, []);
  await page.close();
});

test("every panel opens", async () => {
  const { page, faults } = await openPage("lang=en");
  const tabs = await page.$$eval('[role="tab"]', (all) => all.map((tab) => tab.id));
  assert.ok(tabs.length >= 4, `${tabs}`);
  for (const tab of tabs) {
    await page.$eval(`#${tab}`, (button) => /** @type {HTMLElement} */ (button).click());
    const panel = `#${tab.replace("tab-", "panel-")}`;
    await page.waitForFunction((id) => (document.querySelector(id)?.childElementCount ?? 0) > 0, {}, panel);
  }
  assert.deepEqual(faults, []);
  await page.close();
});
