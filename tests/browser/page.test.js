import assert from "node:assert/strict";
import { test } from "node:test";
import { measured } from "./support/measured.js";
import { clockReaches, everybodyHome, openPage, settled } from "./support/page.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const { site, browser } = await stage();

/** Velocities shown, m/s. @param {Page} page */
function velocities(page) {
  return page
    .locator("data.velocity")
    .evaluateAll((shown) => shown.map((data) => Number(/** @type {HTMLDataElement} */ (data).value)));
}

test("a spike moves within a second of opening, without a click", async () => {
  const { page } = await openPage(browser, site.url);
  const picture = () => page.locator("canvas").first().screenshot();
  const first = await picture();
  await page.waitForTimeout(500);
  assert.notDeepEqual(await picture(), first);
  assert.notEqual(await page.locator("#clock-time").textContent(), "0.000 ms of nerve");
});

test("both spikes come home, within ten seconds, at the velocities of the command line", async () => {
  const { page, faults } = await openPage(browser, site.url);
  const start = Date.now();
  await everybodyHome(page);
  const waited = Date.now() - start;
  const lanes = measured("");
  const shown = await velocities(page);
  assert.equal(shown.length, 2);
  for (const [k, lane] of lanes.entries()) {
    // The two are compiled for different machines, whose exponentials differ in the last bit.
    const ratio = /** @type {number} */ (shown[k]) / lane.velocity_m_per_s;
    assert.ok(
      Math.abs(ratio - 1) < 1e-9,
      `lane ${k}: ${shown[k]} on the page, ${lane.velocity_m_per_s} measured`,
    );
  }
  const ratio = Number(await page.locator("#verdict data").getAttribute("value"));
  const [fast, slow] = lanes.map((lane) => lane.velocity_m_per_s);
  assert.ok(Math.abs(ratio / /** @type {number} */ (fast / /** @type {number} */ (slow)) - 1) < 1e-9);
  assert.match((await page.locator("#verdict").textContent()) ?? "", /^43\.\d times faster with myelin$/);
  assert.match(
    (await page.locator("#clock-rate").textContent()) ?? "",
    /times faster since the first is home|slowed by this machine/,
  );
  // The clock is slower where the machine is: this only catches a race that does not end.
  assert.ok(waited < 20_000, `${waited} ms`);
  assert.deepEqual(faults, []);
  await page.close();
});

test("what is changed stands in the link, and the link brings it back", async () => {
  const { page, faults } = await openPage(browser, site.url);
  await page.getByLabel("Diameter", { exact: true }).first().fill("16");
  await page.keyboard.press("Tab");
  await page.getByLabel("Strength", { exact: true }).first().fill("3");
  await page.keyboard.press("Tab");
  await page.getByLabel("Slow motion", { exact: true }).first().fill("400");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => location.hash === "#v=1&a.diameter=16&strength=3&slow=400");
  const link = page.url();
  await everybodyHome(page);
  const before = await velocities(page);

  const again = await openPage(browser, link);
  assert.equal(await again.page.getByLabel("Diameter", { exact: true }).first().inputValue(), "16");
  assert.equal(await again.page.getByLabel("Strength", { exact: true }).first().inputValue(), "3");
  // The bare lane follows the other's axon.
  assert.equal(await again.page.getByLabel("Diameter", { exact: true }).nth(1).inputValue(), "12.7");
  await everybodyHome(again.page);
  assert.deepEqual(await velocities(again.page), before);
  assert.deepEqual([...faults, ...again.faults], []);
  await page.close();
  await again.page.close();
});

test("a stimulus while the spike runs becomes part of the link, and fires again when it is opened", async () => {
  const { page } = await openPage(browser, `${site.url}#fiber=squid&slow=200`);
  // Some ms past the refractory period: a pulse at 12 ms is in vain, one at 14 is not.
  await clockReaches(page, 16);
  await page.getByRole("button", { name: "Stimulate" }).click();
  await page.waitForFunction(() => /&stim=0,\d/.test(location.hash));
  const scenario = new URL(page.url()).hash.slice(1);
  const [lane] = measured(scenario);
  assert.equal(lane && "spikes" in lane && lane.spikes, 2);
  await page.close();
});

test("bad values are clamped and named, unknown keys listed, and nothing throws", async () => {
  const { page, faults } = await openPage(
    browser,
    `${site.url}#a.diameter=99&b.length=long&nonsense=<img src=x onerror=alert(1)>`,
  );
  const notices = await page.locator("#notices li").allTextContents();
  assert.equal(notices.length, 3);
  assert.match(notices.join("\n"), /a\.diameter: 99 given, allowed: 1 to 20 um; 20 is used/);
  assert.match(notices.join("\n"), /b\.length: long given, allowed: 1 to 2000 mm; the default is used/);
  assert.match(notices.join("\n"), /nonsense: <img/);
  assert.equal(await page.locator("#notices img").count(), 0);
  await page.getByLabel("Temperature", { exact: true }).first().fill("80");
  await page.keyboard.press("Tab");
  // A fiber that is not known yet is worked out over some frames first.
  await page.locator("#notices li", { hasText: "80 given" }).waitFor();
  assert.match(
    (await page.locator("#notices").textContent()) ?? "",
    /celsius: 80 given, allowed: .*; 50 is used/,
  );
  assert.equal(await page.getByLabel("Temperature", { exact: true }).first().inputValue(), "50");
  assert.deepEqual(faults, []);
  await page.close();
});

test("pause, step, reset and replay do what they say", async () => {
  const { page } = await openPage(browser, `${site.url}#slow=2000`);
  const clock = async () => Number.parseFloat((await page.locator("#clock-time").textContent()) ?? "");
  await page.getByRole("button", { name: "Pause" }).click();
  const paused = await clock();
  await page.waitForTimeout(300);
  assert.equal(await clock(), paused);
  for (let k = 0; k < 10; k++) await page.getByRole("button", { name: "Step" }).click();
  // A step is done over as many frames as it needs.
  await clockReaches(page, paused + 0.19);
  await page.waitForTimeout(300);
  assert.ok(Math.abs((await clock()) - paused - 0.2) < 0.02, `${paused} to ${await clock()}`);
  await page.getByRole("button", { name: "Reset" }).click();
  assert.equal(await clock(), 0);
  await page.getByRole("button", { name: "Play" }).click();
  await clockReaches(page, 0.05);
  await page.close();
});

test("whoever prefers no motion gets a still picture of the spike on its way", async () => {
  const { page } = await openPage(browser, site.url, { reducedMotion: "reduce" });
  const clock = await page.locator("#clock-time").textContent();
  assert.notEqual(Number.parseFloat(clock ?? ""), 0);
  await page.waitForTimeout(400);
  assert.equal(await page.locator("#clock-time").textContent(), clock);
  await page.close();
});

test("a value that is moved shows where it went, also while its field has the focus", async () => {
  const { page } = await openPage(browser, site.url);
  const diameter = page.getByLabel("Diameter", { exact: true }).first();
  await diameter.fill("99");
  await diameter.press("Enter");
  // A change may wait some frames until what the fiber can do is known.
  await page.waitForFunction(
    (input) => /** @type {HTMLInputElement} */ (input).value === "20",
    await diameter.elementHandle(),
  );
  assert.equal(await diameter.inputValue(), "20");
  await page.close();
});

test("who changes a fiber by keyboard stays there, with what was opened", async () => {
  const { page } = await openPage(browser, site.url);
  await page.getByText("More").first().click();
  const fiber = page.locator('[id="control-a.fiber"]');
  await fiber.focus();
  await fiber.selectOption("squid");
  await page.waitForFunction(() => /Squid/.test(document.querySelector("h2")?.textContent ?? ""));
  assert.equal(await page.evaluate(() => document.activeElement?.id), "control-a.fiber");
  assert.equal(await page.locator("#controls details").first().getAttribute("open"), "");
  assert.match((await page.locator("h2").first().textContent()) ?? "", /Squid/);
  await page.close();
});

test("Replay and Reset keep the pulses of the link; only a new run replaces them", async () => {
  const { page } = await openPage(browser, `${site.url}#fiber=squid&length=20&stim=0,8&slow=20`);
  const play = page.locator("#play");
  await settled(page);
  await play.click();
  await page.getByRole("button", { name: "Reset" }).click();
  await page.waitForTimeout(400);
  assert.match(page.url(), /stim=0,8/);
  await play.click();
  await settled(page);
  await page.getByRole("button", { name: "Stimulate" }).click();
  await page.waitForFunction(() => !location.hash.includes("stim"));
  await page.close();
});

test("the hundred and first pulse is refused with a notice, and the run goes on", async () => {
  const stim = Array.from({ length: 100 }, (_, k) => k * 100).join(",");
  const { page, faults } = await openPage(browser, `${site.url}#fiber=squid&slow=1000&stim=${stim}`);
  await clockReaches(page, 0.05);
  await page.getByRole("button", { name: "Stimulate" }).click();
  await page.locator("#notices li", { hasText: /stim: .* no pulse was added/ }).waitFor();
  const refused = Number.parseFloat((await page.locator("#clock-time").textContent()) ?? "");
  await clockReaches(page, refused + 0.1);
  assert.deepEqual(faults, []);
  await page.close();
});

test("an edited hash says what it could not take, and then forgets it", async () => {
  const { page } = await openPage(browser, site.url);
  await page.evaluate(() => {
    location.hash = "a.diameter=99&zap=3";
  });
  await page.waitForFunction(() => document.querySelectorAll("#notices li").length === 2);
  await page.waitForFunction(() => location.hash === "#v=1&a.diameter=20");
  await page.evaluate(() => {
    location.hash = "a.diameter=12";
  });
  await page.waitForFunction(() => document.querySelectorAll("#notices li").length === 0);
  await page.close();
});

test("a link that comes while the address is being written is not lost", async () => {
  const { page } = await openPage(browser, site.url);
  await page.evaluate(() => {
    location.hash = "v=1&fiber=squid";
    // The page is told of it in a task of its own, before which it may still write what it had.
    dispatchEvent(new Event("pagehide"));
    history.replaceState(null, "", "#v=1");
  });
  await page.waitForFunction(() => location.hash === "#v=1&fiber=squid");
  await page.close();
});

test("without its engine the page says so", async () => {
  const page = await browser.newPage();
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(site.url);
  await page.waitForFunction(() =>
    /cannot start/.test(document.querySelector("#notices")?.textContent ?? ""),
  );
  await page.close();
});
