import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";
import { watchTasks } from "./support/tasks.js";

const { site, browser } = await stage();

test("the page opens below any path, without errors and without asking another origin", async () => {
  const { page, faults } = await openPage(browser, site.url);
  assert.match(await page.title(), /Saltatory/);
  assert.deepEqual(faults, []);
});

/** What a first visit may download, as compressed files, and how many: all that loads without a press. */
const MOST = { bytes: 150_000, files: 6 };

test("a first visit downloads 150 kB in six files, the open panel among them", async (t) => {
  const { page } = await openPage(browser, site.url);
  await page.locator("#panel-spacetime canvas").first().waitFor();
  await page.waitForLoadState("networkidle");
  const files = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(
      (file) => ({
        name: file.name,
        bytes: /** @type {PerformanceResourceTiming} */ (file).encodedBodySize,
      }),
    ),
  );
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  t.diagnostic(
    `${bytes} bytes: ${files.map((file) => `${file.name.split("/").pop()} ${file.bytes}`).join(", ")}`,
  );
  assert.ok(bytes > 50_000 && bytes <= MOST.bytes, `${bytes} bytes`);
  assert.ok(files.length <= MOST.files, `${files.length} files`);
});

/** Longest task that opening an extreme link may take, ms; built in one go the second takes a quarter of a minute. */
const LONGEST_MS = 400;
/** How long each is watched, ms. */
const WATCHED_MS = 4000;

test("the page lives while long fibers are built, and while a change of one waits", async (t) => {
  const { page, faults } = await openPage(browser, site.url);
  const watched = await watchTasks(browser);
  const electrodes = Array.from({ length: 16 }, (_, k) => `e${k + 1}.at=${k + 1}&e${k + 1}.tip=outside`).join(
    "&",
  );
  for (const link of [
    `v=1&a.diameter=1&a.length=1000&b.fiber=squid&b.length=1000&${electrodes}`,
    "v=1&fiber=mrg&diameter=1&length=1000&myelin=1-9000:0&spread=0.03",
    "v=1&fiber=mrg&diameter=1&length=1000&myelin=1-9000:0&spread=0.04",
  ]) {
    await page.evaluate((link) => {
      location.hash = link;
    }, link);
    await page.waitForTimeout(WATCHED_MS);
  }
  const longest = await watched();
  t.diagnostic(`longest task ${longest} ms`);
  assert.ok(longest > 0 && longest < LONGEST_MS, `${longest} ms`);
  assert.deepEqual(faults, []);
});

test("a fiber that is added while a change waits is added to what that makes", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&length=50`);
  await page.evaluate(() => {
    const field = /** @type {HTMLInputElement} */ (document.getElementById("control-celsius"));
    field.value = "39";
    // Near the heat that blocks it: what it can do then takes half a second to find out.
    field.dispatchEvent(new Event("change"));
    /** @type {HTMLElement} */ (document.querySelector("#bar summary")).click();
    const items = [...document.querySelectorAll("#bar .menu-items button")];
    const item = items.find((button) => button.textContent?.startsWith("A-delta"));
    /** @type {HTMLElement} */ (item).click();
  });
  await page.waitForFunction(() => document.querySelectorAll(".lane").length === 2);
  await page.waitForFunction(() =>
    /a\.celsius=39&b\.fiber=mrg/.test(location.hash.replace(/&a\.length=50/, "")),
  );
  await page.locator("#undo").click();
  await page.waitForFunction(() => document.querySelectorAll(".lane").length === 1);
  assert.equal(await page.locator("#control-celsius").inputValue(), "39");
  assert.deepEqual(faults, []);
  await page.close();
});
