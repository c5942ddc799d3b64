// A walk through the page without a mouse and without seeing it. The titles are the script: a person with a keyboard and a screen
// reader can follow them line by line, and should hear what the tests expect.

import assert from "node:assert/strict";
import { test } from "node:test";
import { focus, heard, listen, tabTo } from "./support/keyboard.js";
import { clockReaches, settled } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

/** Two fibers, the slower home after about four seconds. */
const START = "v=1&slow=200";

const { site, browser } = await stage();

/** @param {Page} page @param {RegExp} pattern */
const address = (page, pattern) =>
  page.waitForFunction((source) => new RegExp(source).test(location.hash), pattern.source);

/** Waits until something of this name has the focus: a change may have to wait for what it needs. @param {Page} page @param {RegExp} name */
async function focused(page, name) {
  for (let k = 0; k < 100 && !name.test((await focus(page)).name); k++) await page.waitForTimeout(50);
  assert.match((await focus(page)).name, name);
}

/** @param {Page} page */
const summary = (page) => page.locator("#summary").textContent();

/** Presses keys, one after the other; whatever they do, something has the focus. @param {Page} page @param {string[]} keys */
async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    const { tag } = await focus(page);
    assert.notEqual(tag, "BODY", `${key} loses the focus`);
  }
}

test("a walk through the page by keyboard and ear", async (t) => {
  const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 900 } });
  await listen(page);
  await page.goto(`${site.url}#${START}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  const step = (/** @type {string} */ title, /** @type {() => Promise<void>} */ walk) =>
    t.test(title, walk).then(() => focus(page));

  await step(
    "1. Open the page and listen: silence while the spikes run, then what came of them",
    async () => {
      assert.match((await summary(page)) ?? "", /With myelin: .*The same axon, bare: .*on its way\./);
      await page.waitForTimeout(800);
      assert.deepEqual(await heard(page), [], "said while the spikes run");
      await settled(page);
      const said = await heard(page);
      assert.equal(said.length, 1, said.join(" / "));
      assert.equal(said[0], await summary(page));
      assert.match(
        said[0] ?? "",
        /^With myelin: 5\d\.\d m\/s, home after .* ms\. The same axon, bare: 1\.\d+ m\/s, home after .* ms\. .* times faster with myelin\.$/,
      );
    },
  );

  await step("2. Ask for the landmarks and headings: what the page is made of", async () => {
    const tree = await page.locator("body").ariaSnapshot();
    for (const part of [
      /- banner:/,
      /- main:/,
      /- heading "A nerve carries a spike.*" \[level=1\]/,
      /- region "Simulation":/,
      /- heading "With myelin" \[level=2\]/,
      /img "With myelin, .* Spike: 1st, home after .* ms\."/,
      /- slider "Time line"/,
      /- timer: /,
      /- form "Parameters":/,
      /- tablist "Ways to look":/,
      /- tab "Space and time" \[selected\]/,
      /- contentinfo:/,
    ]) {
      assert.match(tree, part);
    }
  });

  await step(
    "3. Tab to Stimulate and press Enter: a second pulse is heard of when it has come home",
    async () => {
      await tabTo(page, /^Replay$/);
      await press(page, "Enter");
      await page.waitForFunction(() => document.querySelector("#play")?.textContent === "Pause");
      assert.match((await summary(page)) ?? "", /on its way/, "the summary is of the run before");
      // A pulse at time 0 is there already: on a slow machine a hand may be faster than the nerve.
      await clockReaches(page, 0.05);
      await tabTo(page, /^Stimulate$/, "Shift+Tab");
      await press(page, "Enter");
      await address(page, /stim=0,/);
      await heard(page);
      await settled(page);
      assert.equal((await heard(page)).length, 1);
    },
  );

  await step(
    "4. Replay, Pause and Step: each rest says its time and how far the spikes have come",
    async () => {
      await tabTo(page, /^Replay$/);
      await press(page, "Space");
      await page.waitForFunction(() => document.querySelector("#play")?.textContent === "Pause");
      await page.waitForTimeout(200);
      await heard(page);
      await press(page, "Space");
      assert.equal((await focus(page)).name, "Play");
      await page.waitForFunction(() =>
        /^At /.test(document.querySelector("#announcement")?.textContent ?? ""),
      );
      const [paused = ""] = await heard(page);
      assert.match(paused, /^At [\d.]+ ms: With myelin: /);
      await press(page, "Tab");
      assert.equal((await focus(page)).name, "Step");
      await press(page, "Enter");
      await page.waitForFunction(
        (before) => (document.querySelector("#announcement")?.textContent ?? "") !== before,
        paused,
      );
      const stepped = await heard(page);
      assert.equal(stepped.length, 1, stepped.join(" / "));
      assert.ok((stepped[0] ?? "").endsWith((await summary(page)) ?? "?"));
    },
  );

  await step("5. On the time line, arrow keys go through the run; its value says the time", async () => {
    await tabTo(page, /^Time line$/, "Shift+Tab");
    await press(page, "Home", "PageUp", "PageUp");
    await page.waitForFunction(() => {
      const text = document.querySelector("#timeline")?.getAttribute("aria-valuetext") ?? "";
      return /^[\d.]+ ms$/.test(text) && Number.parseFloat(text) > 0;
    });
  });

  await step("6. Type a diameter; move a slider with the arrow keys", async () => {
    await tabTo(page, /^Diameter$/);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("14");
    await press(page, "Enter");
    await address(page, /a\.diameter=14/);
    const tree = await page.locator("#controls").ariaSnapshot();
    assert.match(tree, /- spinbutton "Diameter": "14"/);
    await tabTo(page, /^Temperature, slider$/);
    await press(page, "ArrowLeft", "ArrowLeft");
    await address(page, /a\.celsius=3\d/);
    const { name, id } = await focus(page);
    assert.equal(name, "Temperature, slider");
    const value = await page.locator(`[id="${id}"]`).getAttribute("aria-valuetext");
    assert.match(value ?? "", /^3\d\.\d °C$/);
  });

  await step("7. Add a probe and move it; add an electrode, move it, fire it", async () => {
    await tabTo(page, /^\+ Probe$/);
    await press(page, "Enter");
    await focused(page, /^Probe 2/);
    await press(page, "ArrowRight");
    await address(page, /probe=[\d.]+,[\d.]+/);
    assert.match((await focus(page)).name, /^Probe 2/);
    await tabTo(page, /^\+ Electrode$/);
    await press(page, "Enter");
    await focused(page, /^Electrode 1/);
    const at = await page.evaluate(() => document.activeElement?.getAttribute("aria-valuetext"));
    await press(page, "PageUp");
    await page.waitForFunction((old) => document.activeElement?.getAttribute("aria-valuetext") !== old, at);
    await press(page, "Enter");
    await address(page, /e1\.delay=/);
    assert.match((await focus(page)).name, /^Electrode 1/);
  });

  await step("8. Take the myelin brush, go along the internodes, press Space to strip one", async () => {
    await tabTo(page, /^Strip myelin$/);
    await press(page, "Enter");
    await tabTo(page, /^Internode/, "Shift+Tab");
    await press(page, "Home", "ArrowRight", "ArrowRight", "Space");
    await address(page, /a\.myelin=3:0/);
    const value = await page.evaluate(() => document.activeElement?.getAttribute("aria-valuetext"));
    assert.match(value ?? "", /^internode 3 of \d+, 0 % of its myelin$/);
    await tabTo(page, /^Strip myelin$/);
    await press(page, "Enter");
  });

  await step("9. Add a fiber, move it up, take it away: the focus stays with the lanes", async () => {
    await tabTo(page, /^Add a fiber$/);
    await press(page, "Enter", "ArrowDown", "Enter");
    await page.waitForFunction(() => document.querySelectorAll(".lane").length === 3);
    await focused(page, /^Add a fiber$/);
    await tabTo(page, /^Lane c$/, "Shift+Tab");
    await press(page, "Enter", "ArrowDown", "ArrowDown", "Enter");
    await page.waitForFunction(() => /b\.fiber=mrg/.test(location.hash));
    await focused(page, /^Lane /);
    await tabTo(page, /^Lane b$/, "Shift+Tab");
    await press(page, "Enter", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    await page.waitForFunction(() => document.querySelectorAll(".lane").length === 2);
    await focused(page, /^Lane b$/);
  });

  await step("10. Zoom with plus and minus, go along with the arrow keys, Home shows the whole", async () => {
    await tabTo(page, /^Fibers: arrow keys/, "Shift+Tab");
    await press(page, "+", "+", "ArrowRight");
    await address(page, /from=.*to=/);
    await press(page, "-", "Home");
    await page.waitForFunction(() => !/from=/.test(location.hash));
    await tabTo(page, /^Zoom in$/);
    await press(page, "Enter");
    await address(page, /to=/);
    await tabTo(page, /^Zoom out$/, "Shift+Tab");
    await press(page, "Enter");
    await page.waitForFunction(() => !/from=|to=/.test(location.hash));
    await page.waitForTimeout(100);
    // The button is of no more use, and hands the focus on.
    assert.equal((await focus(page)).name, "Zoom in");
  });

  await step("11. Arrow keys switch the panels; the picture's own keys read it", async () => {
    await tabTo(page, /^Space and time$/);
    for (const name of ["Traces", "Phase plane", "Experiments", "Guide"]) {
      await press(page, "ArrowRight");
      assert.equal((await focus(page)).name, name);
    }
    await press(page, "Home");
    assert.equal((await focus(page)).name, "Space and time");
    await page.locator("#panel-spacetime .picture").first().waitFor();
    await tabTo(page, /voltage over place and time/);
    await heard(page);
    await press(page, "ArrowLeft");
    const read = await heard(page);
    assert.match(read.join(" "), /at [\d.]+ mm, [\d.]+ ms/);
    await press(page, "Escape");
  });

  await step("12. Open the guide, predict, run, and hear the answer", async () => {
    await tabTo(page, /^Space and time$/, "Shift+Tab");
    await press(page, "End");
    await page.locator(".experiments:visible li").first().waitFor();
    await tabTo(page, /^Jumping and crawling$/);
    await press(page, "Enter");
    await page.keyboard.press("Tab");
    // An arrow key chooses among the predictions.
    while (!/as fast$/.test((await focus(page)).name)) await page.keyboard.press("Tab");
    await press(page, "ArrowUp");
    assert.match((await focus(page)).name, /^More than thirty times as fast$/);
    await tabTo(page, /^Try it$/);
    await press(page, "Enter");
    assert.equal((await focus(page)).name, "Try it");
    await heard(page);
    await settled(page);
    const said = await heard(page);
    assert.ok(
      said.some((text) => /^As you expected\. [\d.]+ m\/s with myelin/.test(text)),
      said.join(" / "),
    );
    assert.ok(said.length <= 3, said.join(" / "));
  });

  await step("13. Help and Share open as dialogs, keep the focus inside, and give it back", async () => {
    for (const [name, title] of /** @type {const} */ ([
      ["Help", "How this works"],
      ["Share", "Pass it on"],
    ])) {
      await tabTo(page, new RegExp(`^${name}$`));
      await press(page, "Enter");
      const dialog = page.getByRole("dialog", { name: title });
      await dialog.waitFor();
      assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)));
      await press(page, "Escape");
      await dialog.waitFor({ state: "detached" });
      assert.equal((await focus(page)).name, name);
    }
  });

  await step("14. Undo everything: it ends as it began, and the focus goes on to Redo", async () => {
    await tabTo(page, /^Undo$/);
    for (let k = 0; k < 60 && (await focus(page)).name === "Undo"; k++) {
      await press(page, "Enter");
      await page.waitForTimeout(30);
    }
    assert.equal((await focus(page)).name, "Redo");
    await page.waitForFunction((start) => {
      const given = new URLSearchParams(location.hash.slice(1));
      given.delete("panel");
      return given.toString() === start;
    }, START);
  });
  await page.close();
});

test("whoever prefers no motion finds a picture that stands still, with a summary of that moment", async () => {
  const page = await browser.newPage({ locale: "en-US", reducedMotion: "reduce" });
  await page.goto(`${site.url}#v=1`);
  await page.waitForFunction(() => /^At /.test(document.querySelector("#announcement")?.textContent ?? ""));
  const time = await page.locator("#clock-time").textContent();
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#clock-time").textContent(), time);
  assert.equal(await page.locator("#play").textContent(), "Play");
  assert.match((await summary(page)) ?? "", /^With myelin: .*on its way/);
  await page.close();
});
