// A blog as people have one: built by Jekyll from Markdown, served from another origin than the figures in it. What the README
// and the dialog "Share" tell people to paste is pasted as it stands there; only the site's address is filled in.

import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { elementLine, frameLine, PICTURE } from "../../www/src/text/embed.js";
import { launch } from "../browser/support/chromium.js";
import { startSite } from "../browser/support/site.js";

const BLOG = fileURLToPath(new URL("blog/", import.meta.url));
const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const POSTER = fileURLToPath(new URL("../../xtask/poster.js", import.meta.url));
const POST = "_posts/2024-03-01-what-a-neuron-sends.md";
/** Of the lines that the dialog gives. */
const SHARED = "v=1&fiber=squid&diameter=600";
/** How long a spike may take to its end on a busy machine, ms. */
const PATIENCE = 60_000;

/** Holds the blog and what becomes of it. */
const scratch = mkdtempSync(join(tmpdir(), "saltatory-jekyll-"));
const built = join(scratch, "built");
/** @type {import("../browser/support/site.js").Site} */
let site;
/** @type {import("../browser/support/site.js").Site} */
let blog;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  site = await startSite();
  mkdirSync(built);
  blog = await startSite({ base: "/blog/", root: built, policy: null });
  await write();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await blog?.close();
  await site?.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** The block of HTML in the README in which these words stand, for our site. @param {string} words */
function block(words) {
  const found = [...README.matchAll(/```html\n([\s\S]*?)```/g)].map(([, text]) => text ?? "");
  const html = found.find((text) => text.includes(words));
  assert.ok(html, `the README has no block with ${words}`);
  return html.replaceAll("https://YOUR.SITE/", site.url);
}

/** Puts the blog together, takes its picture, and has Jekyll build it. */
async function write() {
  const source = join(scratch, "source");
  cpSync(BLOG, source, { recursive: true });
  mkdirSync(join(source, "_includes"));
  writeFileSync(join(source, "_includes/axon.html"), block("include.scenario"));
  // Of the way by links alone, the layout has the script, and the post nothing but a picture with a link.
  const [script = ""] = /<script.*<\/script>/.exec(block("data-axon-embed")) ?? [];
  const layout = join(source, "_layouts/post.html");
  writeFileSync(layout, readFileSync(layout, "utf8").replace("<!-- the script -->", script));
  // The picture that these lines name is called otherwise; it is the same here.
  const shared = [elementLine(SHARED, site.url, "A spike"), frameLine(SHARED, site.url, "A spike")]
    .join("\n\n")
    .replaceAll(PICTURE, "fig1.png");
  const post = readFileSync(join(source, POST), "utf8")
    .replace("<!-- the element -->", block('id="fig1"'))
    .replace("<!-- the frame -->", block("data-axon-frame"))
    .replace("<!-- the shared lines -->", shared)
    .replaceAll("https://YOUR.SITE/", site.url);
  writeFileSync(join(source, POST), post);
  // Not in sync: the site is served from this process.
  await promisify(execFile)(process.execPath, [
    POSTER,
    `--url=${site.url}embed.html?controls=none#a.diameter=16`,
    "--width=736",
    `--out=${join(source, "fig1.png")}`,
  ]);
  // The common plugin writes the feed where it is installed, and else the blog's own template.
  const plugin = spawnSync("ruby", ["-e", 'require "jekyll-feed"']).status === 0;
  if (plugin) rmSync(join(source, "feed.xml"));
  const here = `url: ${new URL(blog.url).origin}\n${plugin ? "plugins: [jekyll-feed]\n" : ""}`;
  writeFileSync(join(source, "_here.yml"), here);
  const config = `${join(source, "_config.yml")},${join(source, "_here.yml")}`;
  const output = spawnSync(
    "jekyll",
    ["build", "--disable-disk-cache", "--source", source, "--destination", built, "--config", config],
    { cwd: scratch, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } },
  );
  assert.equal(output.status, 0, `${output.error ?? ""}${output.stdout}${output.stderr}`);
}

/** Waits until a spike has run along a figure. @param {import("playwright-core").Locator} figure */
async function seesSpike(figure) {
  await figure.scrollIntoViewIfNeeded();
  const handle = await figure.elementHandle();
  const frame = await handle?.ownerFrame();
  await frame?.waitForFunction(
    (element) => {
      const { frames, getState } = /** @type {any} */ (element);
      const { lanes } = getState.call(element);
      return frames > 3 && lanes.some((/** @type {any} */ lane) => lane.last_arrival_ms > 0);
    },
    handle,
    { timeout: PATIENCE },
  );
}

test("spikes run in the figures and frames of a Jekyll post", async (t) => {
  const page = await browser.newPage({ viewport: { width: 800, height: 900 } });
  t.after(() => page.close());
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.location().url.endsWith("/favicon.ico"))
      faults.push(message.text());
  });
  await page.goto(`${blog.url}what-a-neuron-sends.html`);
  const figures = page.locator("axon-figure");
  assert.equal(
    await figures.count(),
    4,
    "the element, the include, the shared one, and the picture with a link",
  );
  for (const figure of await figures.all()) await seesSpike(figure);
  const scenarios = await figures.evaluateAll((all) => all.map((one) => /** @type {any} */ (one).scenario));
  assert.deepEqual(scenarios, [
    "v=1&a.diameter=16",
    "v=1&fiber=squid&celsius=18.5",
    SHARED,
    "v=1&a.diameter=16",
  ]);
  const frames = page.locator("iframe");
  assert.equal(await frames.count(), 2, "the README's frame, and the shared one");
  for (const [index, frame] of (await frames.all()).entries()) {
    await frame.scrollIntoViewIfNeeded();
    await seesSpike(page.frameLocator("iframe").nth(index).locator("axon-figure"));
    const size = await frame.boundingBox();
    assert.ok((size?.width ?? 0) > 400 && (size?.height ?? 0) > 200, JSON.stringify(size));
  }
  assert.deepEqual(faults, []);
});

test("with scripts off, the post shows its pictures and links", async (t) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${blog.url}what-a-neuron-sends.html`);
  const pictures = page.locator("img");
  assert.equal(await pictures.count(), 4, "in the element, in the include, in the shared element, and alone");
  for (const picture of await pictures.all()) {
    assert.ok(await picture.isVisible());
    assert.ok(await picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth > 1000));
  }
  const links = page.locator(`a[href^="${site.url}#"]`);
  assert.equal(await links.count(), 4);
  for (const link of await links.all()) assert.ok(await link.isVisible());
});

test("the feed holds the pictures and links", async (t) => {
  const response = await fetch(`${blog.url}feed.xml`);
  assert.equal(response.status, 200);
  const xml = await response.text();
  const page = await browser.newPage();
  t.after(() => page.close());
  // What a feed reader does: reads the XML, and shows the HTML in it without scripts and with no element known.
  const read = await page.evaluate((text) => {
    const feed = new DOMParser().parseFromString(text, "application/xml");
    const content = feed.querySelector("entry > content");
    const html = new DOMParser().parseFromString(content?.textContent ?? "", "text/html");
    const base = content?.getAttribute("xml:base") ?? "";
    return {
      fault: feed.querySelector("parsererror")?.textContent,
      pictures: [...html.images].map((image) => new URL(image.getAttribute("src") ?? "", base).href),
      links: [...html.links].map((link) => link.getAttribute("href")),
    };
  }, xml);
  assert.equal(read.fault, undefined);
  assert.deepEqual(read.pictures, Array(4).fill(`${blog.url}fig1.png`));
  const expected = ["a.diameter=16", "fiber=squid&celsius=18.5", SHARED, "a.diameter=16"];
  assert.deepEqual(
    read.links,
    expected.map((scenario) => `${site.url}#${scenario}`),
  );
  for (const picture of read.pictures) assert.equal((await fetch(picture)).status, 200);
});
