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

/** What a first visit may download, as compressed files: the site to the first spike, and with the panel that opens below it. */
const MOST_BYTES = { first: 151_000, all: 190_000 };

test("a first visit downloads 151 kB until a spike runs, and 190 kB with the panel below", async (t) => {
  const { page } = await openPage(browser, site.url);
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some((file) => /part-.*\.js$/.test(file.name)),
  );
  await page.waitForLoadState("networkidle");
  const files = await page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map(
      (file) => ({
        name: file.name,
        bytes: /** @type {PerformanceResourceTiming} */ (file).encodedBodySize,
      }),
    ),
  );
  const sum = (/** @type {typeof files} */ some) => some.reduce((bytes, file) => bytes + file.bytes, 0);
  const first = sum(files.filter((file) => !/part-.*\.js$/.test(file.name)));
  t.diagnostic(`${files.length} files: ${first} bytes, ${sum(files)} with the panel`);
  assert.ok(first > 50_000 && first <= MOST_BYTES.first, `${first} bytes`);
  assert.ok(sum(files) <= MOST_BYTES.all, `${sum(files)} bytes`);
});
