import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { growth, soak } from "./support/soak.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();

// An hour of it is `cargo xtask soak`.
test("a restless visitor leaves nothing behind", async () => {
  const { page, faults } = await openPage(browser, site.url);
  const samples = await soak(page, 0.7);
  // The engine's memory grows in steps until it holds the largest scenario, and never shrinks.
  const most = { heapBytes: 0.1, wasmBytes: 0.3, nodes: 0.05, listeners: 0.05 };
  for (const what of /** @type {const} */ (["heapBytes", "wasmBytes", "nodes", "listeners"])) {
    const more = growth(samples, what);
    assert.ok(more < most[what], `${what}: ${samples.map((sample) => sample[what]).join(", ")}`);
  }
  assert.deepEqual(faults, []);
  await page.close();
});
