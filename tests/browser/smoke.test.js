import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/chromium.js";
import { openPage } from "./support/page.js";
import { startSite } from "./support/site.js";

/** @type {import("./support/site.js").Site} */
let site;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  site = await startSite();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
});

test("the page opens below any path, without errors and without asking another origin", async () => {
  const { page, faults } = await openPage(browser, site.url);
  assert.match(await page.title(), /Saltatory/);
  assert.deepEqual(faults, []);
});
