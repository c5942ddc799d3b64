// The README's lines for other people's pages, each pasted as it stands there into a plain page of another origin. (In a Jekyll
// blog they are tested by `tests/jekyll`, where there is Jekyll.)

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { startHost } from "./support/host.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();
const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map(([, html = ""]) =>
  html.replaceAll("https://YOUR.SITE/", site.url),
);

/** The only block in which these words stand. @param {string} words */
function block(words) {
  const found = blocks.filter((html) => html.includes(words));
  assert.equal(found.length, 1, words);
  return found[0] ?? "";
}

/** What Liquid makes of the file to include. @param {string} html */
function included(html) {
  return html
    .replaceAll("{{ include.scenario | escape }}", "a.diameter=16")
    .replaceAll("{{ include.picture | relative_url }}", "fig1.png");
}

const PAGES = {
  "/element": block('id="fig1"'),
  "/frame": block("data-axon-frame"),
  "/include": included(block("include.scenario")),
  "/links": block("data-axon-embed"),
};
assert.equal(Object.keys(PAGES).length, blocks.length, "every block is tested");

/** Links of all kinds. */
const LINKS = `
<script type="module" src="${site.url}axon-links.js"></script>
<p><a id="elsewhere" href="https://example.org/#a.diameter=16" data-axon-embed>elsewhere</a></p>
<p>A word of <a id="said" href="${site.url}#fiber=c" data-axon-embed>a C fiber</a> in a line.</p>
<p><a id="outside" href="${site.url}#fiber=c">alone, but outside</a></p>
<main data-axon-embed>
  <p><a id="alone" href="${site.url}index.html#fiber=c&amp;length=2">alone</a></p>
  <p>Not <a id="among" href="${site.url}#fiber=c">alone</a>.</p>
  <p><a id="guide" href="${site.url}links.html#grammar">another page of the site</a></p>
</main>`;

const host = await startHost(
  Object.fromEntries(
    Object.entries({ ...PAGES, "/chosen": LINKS }).map(([path, html]) => [
      path,
      `<!doctype html><title>A text</title>\n${html}`,
    ]),
  ),
);
after(() => host.close());

/** Opens a page of the host. @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(path, options) {
  const page = await browser.newPage(options);
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${host.url}${path}`);
  return { page, faults };
}

for (const path of Object.keys(PAGES)) {
  test(`the README's lines live in a page: ${path.slice(1)}`, async () => {
    const { page, faults } = await open(path);
    const inside = path === "/frame" ? page.frameLocator("iframe") : page;
    const figure = inside.locator("axon-figure");
    await figure.scrollIntoViewIfNeeded();
    // A spike has come to an end of a fiber.
    await figure.evaluate(
      (element) =>
        new Promise((resolve) => {
          const { ready } = /** @type {any} */ (element);
          element.addEventListener("spike", resolve, { once: true });
          ready?.then(() => {
            const { lanes } = /** @type {any} */ (element).getState();
            if (lanes.some((/** @type {any} */ lane) => lane.last_arrival_ms > 0)) resolve(null);
          });
        }),
    );
    const state = await figure.evaluate((element) => /** @type {any} */ (element).getState().scenario);
    assert.equal(state, "v=1&a.diameter=16");
    assert.deepEqual(faults, []);
    await page.close();
  });

  test(`without scripts there is what stands in the lines: ${path.slice(1)}`, async () => {
    if (path === "/frame") return;
    const { page } = await open(path, { javaScriptEnabled: false });
    const link = page.locator(`a[href="${site.url}#a.diameter=16"]`);
    assert.ok(await link.isVisible());
    assert.match((await link.locator("img").getAttribute("alt")) ?? "", /^A spike on/);
    await page.close();
  });
}

test("of links, only those to the site become figures, and only those that are meant", async () => {
  const { page } = await open("/chosen");
  await page.locator("#said").evaluate(async () => {
    await customElements.whenDefined("axon-figure");
  });
  const made = await page
    .locator("a")
    .evaluateAll((links) => links.filter((link) => link.closest("axon-figure")).map(({ id }) => id));
  assert.deepEqual(made, ["said", "alone"]);
  const scenario = await page.locator("main axon-figure").getAttribute("scenario");
  assert.equal(scenario, "fiber=c&length=2");
  await page.close();
});
