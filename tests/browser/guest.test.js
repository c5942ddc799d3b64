// Figures as guests: pages that style everything, move things about, change attributes, and load modules twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openArticle, ready, state } from "./support/article.js";
import { stage } from "./support/stage.js";

/** @import { Page } from "playwright-core" */

const scene = await stage();

/** @param {Page} page @param {number} more frames than now */
async function frames(page, more, selector = "axon-figure") {
  const count = () => page.locator(selector).evaluate((figure) => /** @type {any} */ (figure).frames);
  const wanted = (await count()) + more;
  while ((await count()) < wanted) await page.waitForTimeout(50);
}

/** What the figure's inside measures. @param {Page} page */
function inside(page) {
  return page.locator("axon-figure").evaluate((figure) => {
    const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
    const of = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (root.querySelector(selector));
    const style = getComputedStyle(of("h3"));
    return {
      width: of(".figure").clientWidth,
      lane: of("canvas").getBoundingClientRect().height,
      wide: of("canvas").getBoundingClientRect().width,
      dark: of(".figure").classList.contains("dark"),
      words: [style.letterSpacing, style.textTransform, style.fontSize, style.direction, style.textIndent],
    };
  });
}

test("no reset, no spread letters and no direction of a page's text changes how a figure looks", async (t) => {
  const plain = await openArticle(t, scene, `<axon-figure></axon-figure>`);
  await ready(plain.page);
  const usual = await inside(plain.page);
  for (const css of [
    "* { all: revert }",
    "* { all: unset }",
    "body { letter-spacing: 1em; text-transform: uppercase; text-indent: 3em; word-spacing: 2em }",
    "html { font-size: 60px } body { font: 48px/3 serif; direction: rtl; white-space: pre }",
    "canvas, div, p, button { height: 3px !important; position: fixed !important; display: none !important }",
  ]) {
    const { page, faults } = await openArticle(t, scene, `<axon-figure></axon-figure>`, {
      head: `<style>${css}</style>`,
    });
    await ready(page);
    await frames(page, 3);
    const { width, wide, ...rest } = await inside(page);
    const { width: _, wide: __, ...expected } = usual;
    assert.deepEqual(rest, expected, css);
    assert.ok(width > 1000 && Math.abs(wide - width) <= 1, `${css}: ${wide} of ${width}`);
    assert.deepEqual(faults, []);
  }
});

test("it is dark where the text is light, in whatever way that is written, and when the page's theme changes", async (t) => {
  const { page } = await openArticle(t, scene, `<axon-figure></axon-figure>`, {
    head: "<style>.night body { color: oklch(0.95 0.01 100) } .day body { color: color(display-p3 0.1 0.1 0.1) }</style>",
  });
  await ready(page);
  const becomes = (/** @type {boolean} */ dark) =>
    page.waitForFunction(
      (dark) =>
        document
          .querySelector("axon-figure")
          ?.shadowRoot?.querySelector(".figure")
          ?.classList.contains("dark") === dark,
      dark,
    );
  for (const theme of ["night", "day", "night"]) {
    await page.evaluate((theme) => {
      document.documentElement.className = theme;
    }, theme);
    await becomes(theme === "night");
  }
  // Whoever stands on a button stays there.
  await page.getByRole("button", { name: "Stimulate" }).focus();
  await page.locator("axon-figure").evaluate((figure) => figure.setAttribute("theme", "light"));
  await becomes(false);
  const focused = () =>
    page.locator("axon-figure").evaluate((figure) => figure.shadowRoot?.activeElement?.textContent);
  assert.equal(await focused(), "Stimulate");
});

test("hidden at first, without width, moved about: it lives when it is seen, and goes on where it was", async (t) => {
  const { page, loaded, faults } = await openArticle(
    t,
    scene,
    `<div id="a"><axon-figure hidden></axon-figure></div><div id="b" style="width: 0"></div>`,
  );
  await page.waitForTimeout(300);
  assert.ok(!loaded().includes("figure_bg.wasm"), "nothing is loaded for what is hidden");
  await page.locator("axon-figure").evaluate((figure) => figure.removeAttribute("hidden"));
  await ready(page);
  await frames(page, 3);
  const move = (/** @type {string} */ id) =>
    page.evaluate((id) => {
      const figure = /** @type {any} */ (document.querySelector("axon-figure"));
      document.getElementById(id)?.append(figure);
      return figure.getState().time_ms;
    }, id);
  const before = (await state(page)).time_ms;
  assert.ok((await move("b")) >= before);
  await page.waitForTimeout(200);
  assert.ok((await move("a")) >= before);
  await frames(page, 3);
  assert.ok((await state(page)).time_ms > before);
  assert.deepEqual(faults, []);
});

test("taken into a frame, through a document that nobody sees, and back, it is dressed and goes on", async (t) => {
  const { page, faults } = await openArticle(
    t,
    scene,
    `<axon-figure controls="diameter"></axon-figure><iframe width="800" height="700"></iframe>`,
  );
  await ready(page);
  await page.locator("axon-figure").getByRole("slider").waitFor();
  const usual = await page.locator("axon-figure").evaluate(looks);
  assert.equal(usual.sheets, 2);
  await page.evaluate(() => {
    const figure = /** @type {HTMLElement} */ (document.querySelector("axon-figure"));
    const unseen = document.implementation.createHTMLDocument();
    unseen.body.append(figure);
    document.querySelector("iframe")?.contentDocument?.body.append(figure);
  });
  const framed = page.frameLocator("iframe").locator("axon-figure");
  assert.deepEqual(await framed.evaluate(looks), usual);
  const count = () => framed.evaluate((figure) => /** @type {any} */ (figure).frames);
  await framed.getByRole("button", { name: "Stimulate" }).click();
  const before = await count();
  while ((await count()) < before + 3) await page.waitForTimeout(50);
  await framed.evaluate((figure) => window.parent.document.body.append(figure));
  assert.deepEqual(await page.locator("axon-figure").evaluate(looks), usual);
  await page.locator("axon-figure").getByRole("button", { name: "Stimulate" }).click();
  await frames(page, 3);
  assert.deepEqual(faults, []);
});

/** What its styles make of it. @param {Element} figure */
function looks(figure) {
  const root = /** @type {ShadowRoot} */ (figure.shadowRoot);
  const of = (/** @type {string} */ selector) => {
    const { display, fontSize } = getComputedStyle(/** @type {Element} */ (root.querySelector(selector)));
    return [display, fontSize];
  };
  return {
    sheets: root.adoptedStyleSheets.length,
    title: of("h3"),
    bar: of(".bar"),
    control: of(".control"),
  };
}

test("taken away while it loads, it loads when it is back", async (t) => {
  const { page, faults } = await openArticle(t, scene, "");
  await page.waitForFunction(() => customElements.get("axon-figure"));
  await page.evaluate(async () => {
    const figure = document.createElement("axon-figure");
    figure.setAttribute("fiber", "squid");
    document.body.append(figure);
    await new Promise((resolve) => setTimeout(resolve, 30));
    figure.remove();
    await new Promise((resolve) => setTimeout(resolve, 300));
    document.body.append(figure);
  });
  await ready(page);
  await frames(page, 3);
  assert.equal((await state(page)).scenario, "v=1&fiber=squid");
  assert.deepEqual(faults, []);
});

test("attributes changed at a high rate: the last counts; those that are no parameters change nothing", async (t) => {
  const { page, faults } = await openArticle(t, scene, `<axon-figure fiber="mrg"></axon-figure>`);
  await ready(page);
  await page.evaluate(async () => {
    const figure = /** @type {Element} */ (document.querySelector("axon-figure"));
    for (let k = 0; k < 300; k++) {
      figure.setAttribute("diameter", String(5 + (k % 10)));
      if (k % 3 === 0) await Promise.resolve();
      if (k % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    figure.setAttribute("diameter", "7");
  });
  const is = (/** @type {string} */ scenario) =>
    page.waitForFunction(
      (scenario) => /** @type {any} */ (document.querySelector("axon-figure")).scenario === scenario,
      scenario,
    );
  await is("v=1&diameter=7");
  // Two changes at once are both made.
  await page.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector("axon-figure"));
    void figure.change({ celsius: 30 });
    void figure.change({ diameter: 9 });
  });
  await is("v=1&diameter=9&celsius=30");
  await page.evaluate(() => {
    const figure = /** @type {any} */ (document.querySelector("axon-figure"));
    for (let k = 0; k < 50; k++) {
      figure.classList.toggle("wide");
      figure.dataset.k = String(k);
      figure.style.margin = `${k}px`;
      figure.setAttribute("lang", k % 2 ? "de" : "en");
    }
  });
  await page.waitForFunction(() =>
    document.querySelector("axon-figure")?.shadowRoot?.textContent?.includes("Mit Myelin"),
  );
  assert.equal((await state(page)).scenario, "v=1&diameter=9&celsius=30");
  assert.deepEqual(faults, []);
});

test("a property that was set before the module came, a module loaded twice, a listener that throws", async (t) => {
  const { page, faults } = await openArticle(
    t,
    scene,
    `<axon-figure id="f"></axon-figure>
     <script>
       const early = document.getElementById("f");
       early.scenario = "fiber=squid&celsius=18.5";
       for (const type of ["ready", "spike"]) early.addEventListener(type, () => { throw new Error("the page's own") });
     </script>
     <script type="module" src="${scene.site.url}axon-figure.js?again"></script>
     <script type="module" src="${scene.site.url}axon-figure-class.js"></script>`,
  );
  await ready(page);
  await frames(page, 5);
  assert.equal((await state(page)).scenario, "v=1&fiber=squid&celsius=18.5");
  await page.waitForFunction(
    () => /** @type {any} */ (document.querySelector("axon-figure")).getState().settled,
    undefined,
    { timeout: 30_000 },
  );
  assert.deepEqual([...new Set(faults)], ["the page's own"]);
});

test("sliders and words come with a file of their own, and the language of the text around with another", async (t) => {
  const { page, loaded, faults } = await openArticle(
    t,
    scene,
    `<div lang="de-AT"><axon-figure id="f" fiber="mrg" controls="diameter,strength"></axon-figure></div>
     <axon-figure id="g" fiber="squid"></axon-figure>`,
  );
  await ready(page, "#f");
  await ready(page, "#g");
  const name = await page
    .locator("#f")
    .getByRole("slider")
    .first()
    .evaluate((input) => input.closest("label")?.textContent);
  assert.match(name ?? "", /^Durchmesser10,0 µm/);
  const of = (/** @type {string} */ id) =>
    page.locator(id).evaluate((figure) => figure.shadowRoot?.querySelector("h3")?.textContent);
  assert.deepEqual([await of("#f"), await of("#g")], ["Mit Myelin", "Squid giant axon"]);
  assert.deepEqual(loaded().sort(), [
    "axon-figure-controls.js",
    "axon-figure-de.js",
    "axon-figure.js",
    "figure_bg.wasm",
  ]);
  assert.deepEqual(faults, []);
});

test("a pulse too many is refused with a word, and the run goes on", async (t) => {
  const { page } = await openArticle(t, scene, `<axon-figure fiber="squid"></axon-figure>`);
  await ready(page);
  const notes = await page.locator("axon-figure").evaluate(async (element) => {
    const figure = /** @type {any} */ (element);
    const wait = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let k = 0; k < 200 && !figure.shadowRoot.querySelector(".notes").textContent; k++) {
      figure.stimulate();
      await wait();
    }
    return figure.shadowRoot.querySelector(".notes").textContent;
  });
  assert.equal(notes, "no pulse was added");
  await frames(page, 3);
});

test("what cannot be fetched is missed by those who use it alone: a word about it, and the figure lives", async (t) => {
  const { page, faults } = await openArticle(t, scene, "");
  await page.route(/axon-figure-(controls|de)\.js/, (route) => route.abort());
  await page.evaluate(() => {
    document.body.innerHTML = `<a id="word" href="#" data-axon="#f?diameter=5">thinner</a>
      <div lang="de"><axon-figure id="f" fiber="mrg" controls="diameter"></axon-figure></div>`;
  });
  await ready(page);
  await page.locator("#word").click();
  const notes = () =>
    page.locator("axon-figure").evaluate((f) => f.shadowRoot?.querySelector(".notes")?.textContent ?? "");
  await page.waitForFunction(
    () => document.querySelector("axon-figure")?.shadowRoot?.querySelector(".notes")?.textContent,
  );
  assert.match(await notes(), /axon-figure-controls/);
  await frames(page, 3);
  const title = page.locator("axon-figure").evaluate((f) => f.shadowRoot?.querySelector("h3")?.textContent);
  assert.equal(await title, "With myelin");
  assert.deepEqual(
    faults.filter((fault) => !/ERR_FAILED/.test(fault)),
    [],
  );
  // It is asked for again when it is wanted again.
  await page.unroute(/axon-figure-(controls|de)\.js/);
  await page.locator("#word").click();
  await page.waitForFunction(
    () => /** @type {any} */ (document.getElementById("f")).scenario === "v=1&diameter=5",
  );
});

test("an engine that does not come is asked for again when the reader is back", async (t) => {
  const { page } = await openArticle(t, scene, "");
  await page.route(/figure_bg\.wasm/, (route) => route.abort());
  await page.evaluate(() => {
    document.body.innerHTML = `<axon-figure><a href="x">picture</a></axon-figure><div style="height: 4000px"></div>`;
  });
  await ready(page);
  assert.ok(await page.getByText("picture").isVisible());
  await page.unroute(/figure_bg\.wasm/);
  await page.evaluate(() => scrollTo(0, 4000));
  await page.waitForTimeout(200);
  await page.evaluate(() => scrollTo(0, 0));
  await frames(page, 3);
  assert.ok(!(await page.getByText("picture").isVisible()));
});
