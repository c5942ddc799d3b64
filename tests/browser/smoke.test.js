import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();

test("the page opens below any path, without errors and without asking another origin", async () => {
  const { page, faults } = await openPage(browser, site.url);
  assert.match(await page.title(), /Saltatory/);
  assert.deepEqual(faults, []);
});
