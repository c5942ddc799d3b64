// How the page lies on a phone, on a wall, and in a language from right to left.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();

test("on a phone the verdict comes beside the time, and nothing moves for it", async () => {
  const viewport = { width: 375, height: 740 };
  const { page } = await openPage(browser, `${site.url}#slow=20`, { viewport });
  const places = () =>
    page.evaluate(() =>
      ["clock-time", "clock-rate", "stimulate", "panels"].map((id) => {
        const { top } = /** @type {HTMLElement} */ (document.getElementById(id)).getBoundingClientRect();
        return Math.round(top);
      }),
    );
  const before = await places();
  assert.equal(await page.locator("#verdict").textContent(), "");
  await page.waitForFunction(() => document.querySelector("#verdict")?.textContent !== "");
  assert.deepEqual(await places(), before);
  const [time, verdict] = await page.evaluate(() =>
    ["clock-time", "verdict"].map((id) => document.getElementById(id)?.getBoundingClientRect().bottom ?? 0),
  );
  assert.ok(Math.abs(Number(time) - Number(verdict)) < 6, `${time} and ${verdict}`);
  await page.close();
});

test("in a page from right to left a number keeps its sign before it and its unit behind it", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&fiber=mrg`);
  const orders = await page.evaluate(() => {
    document.documentElement.dir = "rtl";
    /** Where a piece of a text stands. @param {Text} node @param {string} piece */
    const left = (node, piece) => {
      const at = node.data.indexOf(piece);
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getBoundingClientRect().left;
    };
    return /** @type {const} */ ([
      ["#legend span:last-child", "+", "mV"],
      ["#clock-time", "0", "ms"],
      ["#clock-rate", "1", "s"],
      [".particulars", "10", "µm"],
      ["#scale-note", "D", "."],
    ]).map(([selector, first, last]) => {
      const node = document.querySelector(selector)?.firstChild;
      return node instanceof Text && left(node, first) < left(node, last);
    });
  });
  assert.deepEqual(orders, [true, true, true, true, true]);
  const { x, width } = (await page.locator("h1").boundingBox()) ?? { x: 0, width: 0 };
  const words = (await page.locator("h1 .invitation").boundingBox()) ?? { x: 0, width: 0 };
  assert.ok(Math.abs(x + width - words.x - words.width) < 2, "lines begin where the page begins them");
  await page.close();
});

test("on a wall the fibers have most of the width", async () => {
  const viewport = { width: 3840, height: 2160 };
  const { page } = await openPage(browser, site.url, { viewport });
  const { width = 0 } = (await page.locator("#lanes").boundingBox()) ?? {};
  assert.ok(width > 2500, `${width}`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.close();
});
