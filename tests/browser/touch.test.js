import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, settled } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Locator, Page } from "playwright-core" */

const { site, browser } = await stage();

/** What the address has for a key; null where it has nothing. @param {Page} page @param {string} key */
const given = (page, key) =>
  page.evaluate((name) => new URLSearchParams(location.hash.slice(1)).get(name), key);

/** Waits until the address has something for a key. @param {Page} page @param {string} key @param {string | null} value */
const becomes = (page, key, value) =>
  page.waitForFunction(
    ([name, wanted]) => {
      return new URLSearchParams(location.hash.slice(1)).get(String(name)) === wanted;
    },
    /** @type {const} */ ([key, value]),
  );

/** Time on the nerve's clock, ms. @param {Page} page */
const clock = async (page) =>
  Number.parseFloat((await page.locator("#clock-time").textContent())?.replace("−", "-") ?? "");

/** Waits until the nerve's clock is past a time. @param {Page} page @param {number} ms */
const nerveTime = (page, ms) =>
  page.waitForFunction((past) => {
    return Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") > past;
  }, ms);

/** Where something is, CSS pixels. @param {Locator} locator */
async function boxOf(locator) {
  const box = await locator.boundingBox();
  assert.ok(box);
  return { ...box, middleX: box.x + box.width / 2, middleY: box.y + box.height / 2 };
}

/** Pixels of a millimetre, and where 0 is, in the picture of the first lane, which is all seen. @param {Page} page @param {number} lengthMm */
async function scaleOf(page, lengthMm) {
  const box = await boxOf(page.locator(".lane canvas").first());
  const perMm = (box.width - 34 - 22) / lengthMm;
  return { x: (/** @type {number} */ mm) => box.x + 34 + mm * perMm, y: box.y + box.height - 40 };
}

test("an electrode is dragged with the mouse; one drag is one step of undo", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=c&length=20&e1.at=5&slow=5000`);
  const handle = page.locator(".handle.electrode");
  const box = await boxOf(handle);
  assert.ok(box.width >= 24 && box.height >= 24);
  const { x } = await scaleOf(page, 20);
  await page.mouse.move(box.middleX, box.middleY);
  await page.mouse.down();
  for (const mm of [7, 9, 12]) {
    await page.mouse.move(box.middleX + x(mm) - x(5), box.middleY);
    // Longer than steps of undo wait for each other.
    await page.waitForTimeout(900);
  }
  assert.match((await handle.locator(".place").textContent()) ?? "", /^1[12](\.\d+)? mm$/);
  assert.ok(await handle.locator(".place").isVisible());
  await page.mouse.up();
  assert.ok(Math.abs(Number(await given(page, "e1.at")) - 12) < 0.1);
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, "e1.at", "5");
  assert.ok(await page.getByRole("button", { name: "Undo" }).isDisabled());
  await page.getByRole("button", { name: "Redo" }).click();
  await page.waitForFunction(() => location.hash.includes("e1.at=1"));
  assert.deepEqual(faults, []);
  await page.close();
});

test("an electrode is moved, fired and taken away with keys", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&a.length=23&e1.at=5&e1.lane=a&slow=10000`);
  const handle = page.getByRole("slider", { name: /^Electrode 1/ });
  await handle.focus();
  await page.keyboard.press("PageUp");
  await becomes(page, "e1.at", "5.75");
  await page.keyboard.press("PageUp");
  await becomes(page, "e1.at", "6.9");
  assert.equal(await handle.getAttribute("aria-valuetext"), "6.900 mm");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await becomes(page, "e1.at", "6.7");
  await page.keyboard.press("Home");
  await becomes(page, "e1.at", null);
  await nerveTime(page, 0);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.includes("e1.delay="));
  await page.keyboard.press("Delete");
  await page.waitForFunction(() => !location.hash.includes("e1."));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "view");
  await page.close();
});

test("two presses on a fiber set an electrode there, which fires at that moment, and the run goes on", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=c&length=20&slow=5000`);
  await nerveTime(page, 0.3);
  await page.getByRole("button", { name: "Pause" }).click();
  const before = await clock(page);
  const { x, y } = await scaleOf(page, 20);
  await page.mouse.dblclick(x(15), y);
  await page.waitForFunction(() => location.hash.includes("e1.delay="));
  assert.ok(Math.abs(Number(await given(page, "e1.delay")) - before) < 0.01);
  assert.ok(Math.abs(Number(await given(page, "e1.at")) - 15) < 0.1);
  assert.ok((await clock(page)) >= before);
  // As it would have been from the start: nothing was changed on the way.
  assert.equal(await page.locator(".velocity.changed").count(), 0);
  assert.doesNotMatch((await page.locator(".progress").textContent()) ?? "", /changed/);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => !location.hash.includes("e1."));
  assert.deepEqual(faults, []);
  await page.close();
});

test("a finger that rests on a fiber sets an electrode; one that drags it along leaves the page where it is", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=c&length=20&slow=5000`, {
    viewport: { width: 375, height: 812 },
    hasTouch: true,
    isMobile: true,
  });
  const { x, y } = await scaleOf(page, 20);
  const touch = await page.context().newCDPSession(page);
  /** @param {"touchStart" | "touchMove" | "touchEnd"} type @param {{ x: number, y: number }[]} touchPoints */
  const send = (type, touchPoints) => touch.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", [{ x: x(10), y }]);
  await page.waitForFunction(() => location.hash.includes("e1.at="));
  await send("touchEnd", []);
  assert.ok(Math.abs(Number(await given(page, "e1.at")) - 10) < 0.2);
  const box = await boxOf(page.locator(".handle.electrode"));
  await send("touchStart", [{ x: box.middleX, y: box.middleY }]);
  for (const by of [10, 30, 60]) await send("touchMove", [{ x: box.middleX + by, y: box.middleY }]);
  await send("touchEnd", []);
  const moved = 60 / ((x(20) - x(0)) / 20);
  // The link follows the finger, and ends where it was lifted.
  await page.waitForFunction((at) => {
    return Math.abs(Number(new URLSearchParams(location.hash.slice(1)).get("e1.at")) - at) < 0.6;
  }, 10 + moved);
  assert.equal(await page.evaluate(() => scrollY), 0);
  assert.deepEqual(faults, []);
  await page.close();
});

test("a probe is dragged from node to node, moved with keys, added and taken away", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=mrg&length=23&slow=10000`);
  const probe = page.getByRole("slider", { name: /^Probe 1/ });
  const box = await boxOf(probe);
  assert.ok(box.width >= 24 && box.height >= 24);
  const { x } = await scaleOf(page, 23);
  await nerveTime(page, 0.02);
  await page.mouse.move(box.middleX, box.middleY);
  await page.mouse.down();
  await page.mouse.move(x(5.6), box.middleY, { steps: 3 });
  await page.mouse.up();
  await becomes(page, "probe", "5.75");
  // What is watched is another thing than what happens: the run goes on.
  assert.ok((await clock(page)) > 0.02);
  await probe.focus();
  await page.keyboard.press("ArrowRight");
  await becomes(page, "probe", "6.9");
  await page.getByRole("button", { name: "+ Probe" }).click();
  await page.waitForFunction(() => /probe=6.9,1\d/.test(location.hash));
  await page.keyboard.press("Delete");
  await becomes(page, "probe", "6.9");
  await page.locator("#control-probe").fill("2.3, 20.7");
  await page.keyboard.press("Enter");
  await becomes(page, "probe", "2.3,20.7");
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, "probe", "6.9");
  assert.deepEqual(faults, []);
  await page.close();
});

test("the stimulator fires when it is pressed", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&slow=5000`);
  await nerveTime(page, 0.05);
  await page.locator(".handle.stimulator").first().click();
  await page.waitForFunction(() => /stim=0,/.test(location.hash));
  await page.close();
});

test("the brush strips and restores what it is drawn over, each stroke one step", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=mrg&length=23&slow=10000`);
  const { x, y } = await scaleOf(page, 23);
  const middle = (/** @type {number} */ internode) => x(1.15 * (internode - 0.5));
  await page.getByRole("button", { name: "Strip myelin" }).click();
  // The brush comes with its first press.
  await page.getByRole("button", { name: "Strip myelin", pressed: true }).waitFor();
  await page.mouse.move(middle(8), y);
  await page.mouse.down();
  await page.mouse.move(middle(12), y, { steps: 2 });
  await page.mouse.up();
  await becomes(page, "myelin", "8-12:0");
  await page.getByLabel("Myelin that is left, %").fill("50");
  await page.mouse.click(middle(20), y);
  await becomes(page, "myelin", "8-12:0,20:50");
  await page.getByRole("button", { name: "Restore" }).click();
  await page.mouse.click(middle(10), y);
  await becomes(page, "myelin", "8-9:0,11-12:0,20:50");
  for (const back of ["8-12:0,20:50", "8-12:0", null]) {
    await page.getByRole("button", { name: "Undo" }).click();
    await becomes(page, "myelin", back);
  }
  assert.deepEqual(faults, []);
  await page.close();
});

test("the brush is worked by keys alone, and myelin by text", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&a.length=23&slow=10000`);
  await page.getByRole("button", { name: "Strip myelin" }).focus();
  await page.keyboard.press("Enter");
  const cursor = page.getByRole("slider", { name: /^Internode/ });
  await cursor.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await becomes(page, "a.myelin", "2:0");
  assert.equal(await cursor.getAttribute("aria-valuetext"), "internode 2 of 20, 0 % of its myelin");
  await page.keyboard.press("Space");
  await becomes(page, "a.myelin", null);
  await page.locator("#controls summary").first().click();
  await page.locator("[id='control-a.myelin']").fill("3-4: 20");
  await page.keyboard.press("Enter");
  await becomes(page, "a.myelin", "3-4:20");
  await page.close();
});

test("temperature acts on a spike that is on its way, which the page says until it is run anew", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=c&length=10`);
  await nerveTime(page, 9);
  await page.getByRole("button", { name: "Pause" }).click();
  const before = await clock(page);
  await page.locator("#control-celsius").fill("30");
  await page.keyboard.press("Enter");
  await becomes(page, "celsius", "30");
  assert.ok((await clock(page)) >= before);
  assert.match((await page.locator(".progress").textContent()) ?? "", /changed on the way/);
  await page.getByRole("button", { name: "Play" }).click();
  await settled(page);
  assert.match((await page.locator(".progress").textContent()) ?? "", /^home after .*, changed on the way$/);
  await page.getByRole("button", { name: "Replay" }).click();
  await settled(page);
  assert.equal(await page.locator(".velocity.changed").count(), 0);
  assert.doesNotMatch((await page.locator(".progress").textContent()) ?? "", /changed/);
  assert.deepEqual(faults, []);
  await page.close();
});

test("a slider acts while it is moved without a rest, and all of it is one step of undo", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#fiber=c&length=10`);
  // Another temperature in every frame, until three have acted.
  const acted = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const slider = /** @type {HTMLInputElement} */ (document.getElementById("control-celsius-slider"));
        const field = /** @type {HTMLInputElement} */ (document.getElementById("control-celsius"));
        const seen = new Set([field.value]);
        let moves = 0;
        slider.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
        const move = () => {
          seen.add(field.value);
          if (seen.size > 3) return resolve([...seen].length);
          slider.value = String(37 - (++moves % 100) / 10);
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          requestAnimationFrame(move);
        };
        move();
      }),
  );
  assert.equal(acted, 4);
  await page.locator("#control-celsius-slider").dispatchEvent("change");
  await page.waitForFunction(() => /celsius=/.test(location.hash));
  await page.locator("#undo").click();
  await becomes(page, "celsius", null);
  assert.ok(await page.locator("#undo").isDisabled());
  assert.deepEqual(faults, []);
  await page.close();
});

test("myelin that is stripped before a spike stops it, and undone while it runs lets the next one pass", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=mrg&length=57.5&slow=2000`);
  await page.getByRole("button", { name: "Strip myelin" }).click();
  const { x, y } = await scaleOf(page, 57.5);
  await nerveTime(page, 0.2);
  await page.mouse.move(x(40), y);
  await page.mouse.down();
  await page.mouse.move(x(52), y, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction(() => location.hash.includes("myelin="));
  // The spike was not sent again.
  assert.ok((await clock(page)) > 0.2);
  await settled(page);
  assert.match(
    (await page.locator(".progress").textContent()) ?? "",
    /^stopped at node \d+, [34]\d(\.\d)? mm, changed on the way$/,
  );
  assert.deepEqual(faults, []);
  await page.close();
});

test("a drug is chosen, dosed and taken back; a later change of diameter starts anew", async () => {
  const { page } = await openPage(browser, `${site.url}#v=1&fiber=mrg&length=23&slow=10000`);
  await nerveTime(page, 0.1);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator("#control-drug").selectOption("ttx");
  await becomes(page, "ttx", "4");
  assert.ok((await clock(page)) > 0);
  await page.locator("#control-ttx").fill("2000");
  await page.keyboard.press("Enter");
  await becomes(page, "ttx", "2000");
  await page.locator("#control-drug").selectOption("tea");
  await becomes(page, "tea", "4");
  assert.equal(await given(page, "ttx"), null);
  assert.ok(await page.locator("#control-ttx").isHidden());
  await page.getByRole("button", { name: "Undo" }).click();
  await becomes(page, "ttx", "2000");
  assert.ok((await clock(page)) > 0);
  await page.locator("#control-diameter").fill("12");
  await page.keyboard.press("Enter");
  await becomes(page, "diameter", "12");
  assert.equal(await clock(page), 0);
  await page.close();
});
