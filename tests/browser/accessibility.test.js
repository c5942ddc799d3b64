import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch } from "./support/chromium.js";
import { openPage } from "./support/page.js";
import { startSite } from "./support/site.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

/** Rules that the page breaks, with where. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // @ts-expect-error axe has just put itself there
    const { violations } = await globalThis.axe.run();
    return violations.flatMap((/** @type {{ id: string, nodes: { html: string }[] }} */ { id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html}`),
    );
  });
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [1280, 375]) {
    test(`axe finds nothing, ${colorScheme}, ${width} pixels wide`, async () => {
      const viewport = { width, height: 800 };
      const { page } = await openPage(browser, `${site.url}#a.diameter=99`, { colorScheme, viewport });
      await page.getByText("More").first().click();
      assert.deepEqual(await violations(page), []);
      await page.close();
    });
  }
}

test("axe finds nothing in what can be taken hold of", async () => {
  const { page } = await openPage(
    browser,
    `${site.url}#v=1&e1.at=5&e2.tip=outside&probe=3,9&a.myelin=4:0&slow=10000`,
  );
  await page.getByRole("button", { name: "Strip myelin" }).click();
  await page
    .getByRole("slider", { name: /^Electrode 1/ })
    .first()
    .focus();
  assert.deepEqual(await violations(page), []);
  await page.close();
});

test("nothing is wider than a narrow phone", async () => {
  const { page } = await openPage(browser, site.url, { viewport: { width: 320, height: 640 } });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  await page.close();
});

test("every control is reached by keyboard, in the order of the page", async () => {
  const { page } = await openPage(browser, site.url);
  const reached = new Set();
  for (let k = 0; k < 60; k++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName));
  }
  for (const id of [
    "copy-link",
    "stimulate",
    "play",
    "step",
    "reset",
    "control-a.diameter",
    "control-strength",
  ]) {
    assert.ok(reached.has(id), `${id} is not reached: ${[...reached].join(", ")}`);
  }
  await page.close();
});
