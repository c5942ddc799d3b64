import assert from "node:assert/strict";
import { test } from "node:test";
import { startHost } from "./support/host.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();

test("a sandboxed frame lives, tells its height on request, and heeds nobody but the page around it", async (t) => {
  const host = await startHost({
    "/post": `<!doctype html><title>A post</title><p>Text.</p>
      <iframe data-axon-frame sandbox="allow-scripts" width="700" height="100" title="figure"
        src="${site.url}embed.html?resize&controls=none#fiber=squid"></iframe>
      <iframe id="stranger" srcdoc="&lt;p&gt;stranger"></iframe>
      <script type="module" src="${site.url}axon-frame.js"></script>`,
  });
  const page = await browser.newPage();
  t.after(() => Promise.all([page.close(), host.close()]));
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${host.url}/post`);
  const height = () => page.locator("[data-axon-frame]").evaluate((frame) => frame.clientHeight);
  await page.waitForFunction(() => (document.querySelector("[data-axon-frame]")?.clientHeight ?? 0) > 200);
  const frame = page.frames().find((one) => one.url().includes("embed.html"));
  assert.ok(frame);
  await frame.waitForFunction(() => /** @type {any} */ (document.querySelector("axon-figure")).frames > 3);
  assert.equal(
    await frame.evaluate(() => /** @type {any} */ (document.querySelector("axon-figure")).scenario),
    "v=1&fiber=squid",
  );
  // The page around it may ask for another scenario.
  await page.evaluate(() => {
    const framed = /** @type {HTMLIFrameElement} */ (document.querySelector("[data-axon-frame]"));
    framed.contentWindow?.postMessage({ type: "axon-figure", scenario: "fiber=c" }, "*");
  });
  await frame.waitForFunction(
    () => /** @type {any} */ (document.querySelector("axon-figure")).scenario === "v=1&fiber=c",
  );
  // A stranger is heeded neither by the frame nor by the page.
  const before = await height();
  const stranger = page.frames().find((one) => one.url() === "about:srcdoc");
  await stranger?.evaluate(() => {
    parent.postMessage({ type: "axon-figure", height: 3000 }, "*");
    parent.frames[0]?.postMessage({ type: "axon-figure", scenario: "fiber=frog" }, "*");
  });
  await page.waitForTimeout(400);
  assert.ok(Math.abs((await height()) - before) < 50);
  assert.equal(
    await frame.evaluate(() => /** @type {any} */ (document.querySelector("axon-figure")).scenario),
    "v=1&fiber=c",
  );
  assert.deepEqual(faults, []);
});

test("a figure lives under a strict policy, and a hostile scenario brings neither script nor NaN", async (t) => {
  const own = new URL(site.url).origin;
  const host = await startHost(
    {
      "/post": `<!doctype html><title>A post</title><script type="module" src="${site.url}axon-figure.js"></script>
        <axon-figure id="f" scenario="a.diameter=%3Cimg src=x onerror=alert(1)%3E&amp;&lt;b&gt;=1&amp;length=1e308"></axon-figure>`,
    },
    {
      "content-security-policy": `default-src 'none'; script-src ${own} 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src ${own}`,
    },
  );
  const page = await browser.newPage();
  t.after(() => Promise.all([page.close(), host.close()]));
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("dialog", (dialog) => faults.push(dialog.message()));
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text()) && !/favicon/.test(message.text()))
      faults.push(message.text());
  });
  await page.goto(`${host.url}/post`);
  await page.locator("#f").evaluate((figure) => /** @type {any} */ (figure).ready);
  await page.waitForFunction(() => /** @type {any} */ (document.getElementById("f")).frames > 3);
  const shown = await page.locator("#f").evaluate((figure) => figure.shadowRoot?.textContent ?? "");
  assert.doesNotMatch(shown, /NaN|undefined/);
  assert.match(shown, /length/, "what could not be taken is said");
  assert.equal(
    await page.locator("#f").evaluate((figure) => figure.shadowRoot?.querySelectorAll("img, b").length),
    0,
  );
  assert.deepEqual(faults, []);
});
