import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";
import { STATES, VIEWS } from "./support/states.js";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const { site, browser } = await stage();

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

/** Opens a state, and goes on when it stands still at its moment. @param {string} scenario @param {import("playwright-core").BrowserContextOptions} [options] */
async function opened(scenario, options) {
  const { page } = await openPage(browser, `${site.url}#${scenario}`, options);
  await page.waitForFunction(() => document.querySelector("#play")?.textContent !== "Pause");
  // Panels that are loaded late are there.
  await page.waitForLoadState("networkidle");
  return page;
}

/** Dark on a phone has the colors of the one and the places of the other. */
for (const view of VIEWS.filter(({ name }) => name !== "phone-dark")) {
  test(`axe finds nothing in any state, ${view.name}`, async (t) => {
    for (const state of STATES) {
      await t.test(state.name, async () => {
        const page = await opened(state.scenario, view.options);
        await state.prepare?.(page);
        for (const more of await page.locator("#controls summary").all()) await more.click();
        assert.deepEqual(await violations(page), []);
        await page.close();
      });
    }
  });
}

test("axe finds nothing in any panel, in what an experiment found, nor in an open menu", async () => {
  for (const panel of ["spacetime", "traces", "phase", "experiments", "guide"]) {
    const page = await opened(`fiber=squid&length=40&moment=2&panel=${panel}`);
    await page.locator(`#panel-${panel} > *`).first().waitFor();
    assert.deepEqual(await violations(page), [], panel);
    if (panel === "experiments") {
      await page.locator("[data-protocol=f-i]").click();
      await page.locator(".lab-table summary").click({ timeout: 60_000 });
      assert.deepEqual(await violations(page), [], "a chart with its table");
    }
    await page.locator("#bar summary").click();
    assert.deepEqual(await violations(page), [], "menu");
    await page.close();
  }
});

for (const [button, dialog] of /** @type {const} */ ([
  ["help", "How this works"],
  ["share", "Pass it on"],
])) {
  test(`axe finds nothing in the dialog: ${dialog}`, async () => {
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      const page = await opened("v=1&moment=0.25", { colorScheme });
      await page.locator(`#${button}`).click();
      await page.getByRole("dialog", { name: dialog }).waitFor();
      assert.deepEqual(await violations(page), [], colorScheme);
      await page.close();
    }
  });
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

/** Panels, each with something that could be too wide. */
const EVERYTHING = ["spacetime", "traces", "phase", "experiments", "guide"].map(
  (panel) => `v=1&e1.at=5&e2.tip=outside&e2.wave=biphasic&moment=0.25&panel=${panel}`,
);

/** What sticks out of the page at a side, and what of its text is cut off. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
function stickingOut(page) {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    return [...document.querySelectorAll("body *")].flatMap((element) => {
      const box = element.getBoundingClientRect();
      if (box.width < 2 || !element.checkVisibility({ visibilityProperty: true })) return [];
      // A part that scrolls by itself may hold more than it shows.
      const scrolls = element.closest(".readings-scroll, .lab-scroll, .experiments, .visually-hidden");
      if (scrolls && scrolls !== element) return [];
      const out = box.left < -0.5 || box.right > clientWidth + 0.5;
      const pressed = element instanceof HTMLButtonElement && element.scrollWidth > element.clientWidth + 1;
      return out || pressed ? [`${element.tagName}.${element.className} ${box.left} to ${box.right}`] : [];
    });
  });
}

for (const [width, height] of /** @type {const} */ ([
  [320, 640],
  [375, 812],
  [1280, 800],
  [3840, 2160],
])) {
  test(`nothing sticks out, ${width} pixels wide, from the left or from the right`, async () => {
    for (const scenario of EVERYTHING) {
      const page = await opened(scenario, { viewport: { width, height } });
      for (const more of await page.locator("#controls summary").all()) await more.click();
      for (const direction of ["ltr", "rtl"]) {
        await page.evaluate((dir) => {
          document.documentElement.dir = dir;
          return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }, direction);
        const about = `${direction} ${scenario}`;
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, about);
        assert.deepEqual(await stickingOut(page), [], about);
      }
      await page.close();
    }
  });
}

test("from right to left the page is mirrored, and the pictures are not", async () => {
  const page = await opened("fiber=mrg&moment=0.1&probe=5,10", { viewport: { width: 1280, height: 800 } });
  const places = () =>
    page.evaluate(() => {
      const middle = (/** @type {string} */ selector) => {
        const box = /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect();
        return box.left + box.width / 2;
      };
      const view = /** @type {Element} */ (document.querySelector("#view")).getBoundingClientRect();
      return {
        wordmark: middle(".wordmark"),
        controls: middle("#controls"),
        tab: middle("#tab-spacetime"),
        // Within the figure.
        stimulator: middle(".handle.stimulator") - view.left,
        probe: middle(".handle.probe") - view.left,
      };
    });
  const before = await places();
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await page.waitForTimeout(200);
  const after = await places();
  for (const part of /** @type {const} */ (["wordmark", "controls", "tab"])) {
    assert.ok(Math.abs(before[part] + after[part] - 1280) < 20, `${part}: ${before[part]}, ${after[part]}`);
  }
  for (const part of /** @type {const} */ (["stimulator", "probe"])) {
    assert.ok(Math.abs(before[part] - after[part]) < 2, `${part}: ${before[part]}, ${after[part]}`);
  }
  assert.equal(
    await page.evaluate(
      () => getComputedStyle(/** @type {Element} */ (document.querySelector(".lane canvas"))).direction,
    ),
    "ltr",
  );
  await page.close();
});

/** Least side of what a finger has to find, CSS pixels: WCAG 2.2, 2.5.8. */
const LEAST_TARGET = 24;

test("a finger finds everything that can be pressed", async () => {
  for (const scenario of [...EVERYTHING, "a.diameter=99&zap=3&moment=0.25"]) {
    const page = await opened(scenario, { viewport: { width: 375, height: 812 }, hasTouch: true });
    if (scenario.includes("experiments")) await page.locator("[data-protocol=f-i]").click();
    if (scenario.includes("spacetime")) {
      await page.getByRole("button", { name: "Strip myelin" }).click();
      await page.locator("#bar summary").click();
    }
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details:not(.menu)")) details.setAttribute("open", "");
    });
    const small = await page.evaluate((least) => {
      const PRESSED =
        "a[href], button, input, select, textarea, summary, [role=slider], [role=tab], [tabindex='0']";
      return [...document.querySelectorAll(PRESSED)].flatMap((element) => {
        if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
        // The words beside a choice belong to it.
        const label =
          element instanceof HTMLInputElement && ["radio", "checkbox", "file"].includes(element.type);
        const target = (label && element.closest("label")) || element;
        const { width, height } = target.getBoundingClientRect();
        const name = element.getAttribute("aria-label") ?? element.textContent?.slice(0, 40);
        return Math.min(width, height) < least - 0.01
          ? [`${element.tagName} ${name}: ${width} × ${height}`]
          : [];
      });
    }, LEAST_TARGET);
    assert.deepEqual(small, [], scenario);
    await page.close();
  }
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
