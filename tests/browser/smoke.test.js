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

/** What a first visit may download, as compressed files, and how many: all that loads without a press. */
const MOST = { bytes: 154_000, files: 6 };

test("a first visit downloads 154 kB in six files, the open panel among them", async (t) => {
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
