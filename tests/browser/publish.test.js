// What the build leaves beside the page: the page about links, the single file and the checksums.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

const { site, browser } = await stage();
/** A directory in which the single file is alone. */
const directory = await mkdtemp(join(tmpdir(), "saltatory-single-"));
after(() => rm(directory, { recursive: true }));
await copyFile(join(DIST, "saltatory.html"), join(directory, "saltatory.html"));

test("the page about links is reached from Share, and its examples lead to what they say", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=c&length=2`);
  await page.locator("#share").click();
  const coming = page.waitForEvent("popup");
  await page.getByRole("link", { name: "What stands in a link" }).click();
  const links = await coming;
  links.on("console", (message) => faults.push(message.text()));
  await links.waitForLoadState();
  assert.ok(await links.locator("#key-diameter").isVisible());
  assert.match((await links.locator("pre").textContent()) ?? "", /lane-key\s+= "fiber"/);
  await links.getByRole("link", { name: "fiber=squid&celsius=18.5" }).click();
  await links.waitForFunction(() => document.documentElement.dataset.ready === "true");
  assert.equal(await links.locator("#control-celsius").inputValue(), "18.5");
  assert.deepEqual(faults, []);
  await links.close();
  await page.close();
});

/** Opens the single file from disk. @param {string} hash */
async function openSingle(hash) {
  const page = await browser.newPage({ locale: "en-US" });
  const address = `${pathToFileURL(join(directory, "saltatory.html"))}${hash}`;
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const faults = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  // The document itself, and nothing else but what stands in it.
  const others = () => asked.filter((url) => !/^(data|blob):/.test(url)).slice(1);
  return { page, faults, others };
}

for (const name of ["index.html", "embed.html"]) {
  test(`without scripts there is a picture of a spike and a sentence: ${name}`, async () => {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 375, height: 812 } });
    await page.goto(`${site.url}${name}`);
    // Not by isVisible, which takes what stands in a noscript for hidden.
    const [picture, sentence] = await Promise.all(
      ["noscript img", "noscript p"].map((selector) => page.locator(selector).boundingBox()),
    );
    assert.ok(picture && picture.width > 300 && picture.height > 200, JSON.stringify(picture));
    assert.ok(picture.x + picture.width <= 375, JSON.stringify(picture));
    assert.ok(sentence && sentence.height > 10, JSON.stringify(sentence));
    const wide = await page
      .locator("noscript img")
      .evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth);
    assert.equal(wide, 1440);
    assert.equal(await page.locator("button:visible").count(), 0, "nothing that cannot be pressed");
    await page.close();
  });
}

test("the single file opens a scenario from disk, and the spike comes home at the engine's speed", async () => {
  const { page, faults, others } = await openSingle("#fiber=mrg&diameter=16&slow=100");
  await page.waitForFunction(() => /9[34]\.\d m\/s/.test(document.body.innerText), null, { timeout: 30_000 });
  await page.locator("#control-diameter").fill("10");
  await page.locator("#control-diameter").press("Enter");
  await page.waitForFunction(
    () => location.hash.includes("fiber=mrg") && !location.hash.includes("diameter=16"),
  );
  await page.waitForFunction(() => /56\.\d m\/s/.test(document.body.innerText), null, { timeout: 30_000 });
  assert.deepEqual(others(), []);
  assert.deepEqual(faults, []);
  await page.close();
});

test("the single file holds the panels, the guide in both languages and the experiments", async () => {
  for (const [lang, first] of Object.entries(await guides())) {
    const { page, faults, others } = await openSingle(`#panel=guide&lang=${lang}`);
    await page.waitForFunction((words) => document.body.innerText.includes(words), first);
    assert.deepEqual([...others(), ...faults], []);
    await page.close();
  }
  const { page, faults, others } = await openSingle("#fiber=squid&celsius=18.5&panel=experiments");
  await page.locator('[data-protocol="strength-duration"]').click();
  // Some of it is done, in the page's own time.
  await page
    .locator(".lab-state")
    .filter({ hasText: /[1-9]\d %/ })
    .waitFor({ timeout: 60_000 });
  assert.deepEqual([...others(), ...faults], []);
  await page.close();
});

test("checksums.txt names every file that is published, with its SHA-256", async () => {
  const lines = (await readFile(join(DIST, "checksums.txt"), "utf8")).trimEnd().split("\n");
  const listed = new Map(lines.map((line) => /** @type {[string, string]} */ (line.split("  ").reverse())));
  const files = (await readdir(DIST, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(DIST.length).replaceAll("\\", "/"))
    // The package for npm is made later, by a command of its own.
    .filter((name) => name !== "checksums.txt" && !name.startsWith("npm/"));
  assert.deepEqual([...listed.keys()].sort(), files.sort());
  for (const name of files) {
    const sum = createHash("sha256")
      .update(await readFile(join(DIST, name)))
      .digest("hex");
    assert.equal(listed.get(name), sum, name);
  }
});

test("the page describes itself to whoever shows a link to it", async () => {
  const page = await readFile(join(DIST, "index.html"), "utf8");
  const of = (/** @type {string} */ name) =>
    new RegExp(`<meta\\s+(?:name|property)="${name}"\\s+content="([^"]+)"`).exec(page)?.[1] ?? "";
  for (const name of ["description", "og:title", "og:description"]) assert.ok(of(name).length > 20, name);
  assert.match(of("theme-color"), /^#/);
  const picture = await readFile(join(DIST, of("og:image")));
  assert.equal(picture.subarray(1, 4).toString(), "PNG");
  assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1200, 630]);
  assert.ok(picture.length <= 200_000, `${picture.length} bytes`);
});

/** The title of the first experiment of each guide, by language. */
async function guides() {
  const read = async (/** @type {string} */ lang) =>
    JSON.parse(await readFile(join(DIST, `guide/${lang}.json`), "utf8")).experiments[0].title;
  return { en: await read("en"), de: await read("de") };
}
