import assert from "node:assert/strict";
import { test } from "node:test";
import { article, openArticle as open, ready, state } from "./support/article.js";
import { startHost } from "./support/host.js";
import { stage } from "./support/stage.js";

const scene = await stage();

/** What a reader may have to download for a figure, until its first spike is home: gzip, bytes. */
const MOST_BYTES = 60_000;

/** @param {import("node:test").TestContext} t @param {string} body @param {import("playwright-core").BrowserContextOptions} [options] */
const openArticle = (t, body, options) => open(t, scene, body, options);

test("a line in somebody's page is a living figure, from another origin, with two requests and no fault", async (t) => {
  const { page, loaded, faults } = await openArticle(
    t,
    `<p>Text.</p><axon-figure id="f"><a href="x">picture</a></axon-figure>`,
  );
  await ready(page);
  await page.waitForFunction(() => /** @type {any} */ (document.getElementById("f")).frames > 5);
  assert.deepEqual(loaded(), ["axon-figure.js", "figure_bg.wasm"]);
  assert.deepEqual(faults, []);
  const { lanes } = await state(page);
  assert.equal(lanes.length, 2);
  await page.waitForFunction(
    () =>
      /** @type {any} */ (document.getElementById("f"))
        .getState()
        .lanes.every((/** @type {any} */ lane) => lane.velocity_m_per_s),
    undefined,
    { timeout: 30_000 },
  );
  // The velocities of `measure` for the default scene (tests/links.rs holds them), to the bit-sized difference of exponentials.
  const speeds = (await state(page)).lanes.map((/** @type {any} */ lane) => lane.velocity_m_per_s);
  assert.ok(Math.abs(speeds[0] / 56.217 - 1) < 1e-3, `${speeds[0]}`);
  assert.match(
    await page.locator("axon-figure").evaluate((f) => f.shadowRoot?.textContent ?? ""),
    /43\.\d times faster with myelin/,
  );
});

test("until its first spike is home, a figure as it is by default has downloaded at most 60 kB", async (t) => {
  const { page, loaded, bytes } = await openArticle(
    t,
    `<script>document.addEventListener("spike", () => (window.home = true))</script><axon-figure></axon-figure>`,
  );
  await page.waitForFunction(() => /** @type {any} */ (window).home, undefined, { timeout: 30_000 });
  assert.deepEqual(loaded(), ["axon-figure.js", "figure_bg.wasm"]);
  const sum = await bytes();
  t.diagnostic(`${sum} bytes`);
  assert.ok(sum > 30_000 && sum <= MOST_BYTES, `${sum} bytes`);
});

test("a scenario that the small engine does not take is computed by the whole one", async (t) => {
  const { page, asked, faults } = await openArticle(
    t,
    `<axon-figure scenario="fiber=frog&amp;ttx=0.5"></axon-figure>`,
  );
  await ready(page);
  assert.equal((await state(page)).scenario, "v=1&fiber=frog&ttx=0.5");
  assert.ok(asked.some((url) => url.endsWith("saltatory_bg.wasm")));
  assert.deepEqual(faults, []);
});

test("attributes, methods, events, and words in the prose drive it", async (t) => {
  const { page } = await openArticle(
    t,
    `<script>window.seen = []; for (const type of ["ready", "spike", "change", "error"])
       document.addEventListener(type, () => seen.push(type), true);</script>
     <p><a id="word" href="#" data-axon="#f?diameter=16">thicker</a> <input id="field" type="range" min="20" max="40" data-axon="#f?celsius"></p>
     <axon-figure id="f" fiber="mrg" controls="diameter"></axon-figure>`,
  );
  await ready(page);
  await page.locator("#word").click();
  await page.waitForFunction(() =>
    /** @type {any} */ (document.getElementById("f")).scenario.includes("diameter=16"),
  );
  await page.locator("#field").fill("30");
  await page.waitForFunction(() =>
    /** @type {any} */ (document.getElementById("f")).scenario.includes("celsius=30"),
  );
  const slider = page.locator("axon-figure").getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(
    () => !(/** @type {any} */ (document.getElementById("f")).scenario.includes("diameter=16&")),
  );
  await page
    .locator("#f")
    .evaluate((figure) => /** @type {any} */ (figure).setState({ diameter: 12, celsius: "" }));
  assert.equal((await state(page)).scenario, "v=1&diameter=12");
  await page.locator("#f").evaluate((figure) => figure.setAttribute("diameter", "8"));
  await page.waitForFunction(
    () => /** @type {any} */ (document.getElementById("f")).scenario === "v=1&diameter=8",
  );
  await page.locator("axon-figure").getByRole("button", { name: "Stimulate" }).click();
  await page.waitForFunction(() => /** @type {any} */ (window).seen.includes("spike"), undefined, {
    timeout: 20_000,
  });
  await page.locator("#f").evaluate((figure) => /** @type {any} */ (figure).reset());
  assert.deepEqual([(await state(page)).time_ms, (await state(page)).playing], [0, false]);
  // Out of range: the nearest is taken, and it says so.
  await page.locator("#f").evaluate((figure) => /** @type {any} */ (figure).setState({ diameter: 900 }));
  assert.equal((await state(page)).lanes[0].diameter_um, 20);
  const seen = /** @type {string[]} */ (await page.evaluate(() => /** @type {any} */ (window).seen));
  for (const type of ["ready", "spike", "change", "error"])
    assert.ok(seen.includes(type), `${type} in ${seen}`);
});

test("nothing loads until the reader comes near, and nothing works out of sight", async (t) => {
  const gap = `<div class="gap"></div>`;
  const { page, asked } = await openArticle(
    t,
    `<style>.gap { height: 4000px }</style>${gap}<axon-figure id="f"></axon-figure>${gap}`,
  );
  await page.waitForTimeout(500);
  assert.ok(!asked.some((url) => url.endsWith(".wasm")));
  await page.locator("#f").scrollIntoViewIfNeeded();
  await ready(page);
  const frames = () => page.locator("#f").evaluate((figure) => /** @type {any} */ (figure).frames);
  await page.waitForFunction(() => /** @type {any} */ (document.getElementById("f")).frames > 3);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(200);
  const [before, timeBefore] = [await frames(), (await state(page)).time_ms];
  await page.waitForTimeout(500);
  assert.equal(await frames(), before);
  assert.equal((await state(page)).time_ms, timeBefore);
  // Back in sight it goes on; after a pause by the reader it does not.
  await page.locator("#f").scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (count) => /** @type {any} */ (document.getElementById("f")).frames > count,
    before,
  );
  await page.locator("#f").evaluate((figure) => /** @type {any} */ (figure).pause());
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(200);
  await page.locator("#f").scrollIntoViewIfNeeded();
  await page.waitForTimeout(300);
  assert.equal((await state(page)).playing, false);
});

test("coming to life moves nothing on the page", async (t) => {
  const { page } = await openArticle(
    t,
    `<p>Before.</p><axon-figure id="f" controls="diameter"><img width="300" height="200" alt="still"></axon-figure><p id="after">After.</p>`,
  );
  await page.waitForFunction(() => customElements.get("axon-figure"));
  const top = () => page.locator("#after").evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await ready(page);
  await page.waitForTimeout(300);
  assert.ok(Math.abs((await top()) - before) <= 1, `${before} became ${await top()}`);
});

test("it follows the colors and the font of the page, and stands still for those who prefer that", async (t) => {
  const { page } = await openArticle(
    t,
    `<style>body { background: #111; color: #eee; font-family: monospace }</style><axon-figure id="f"></axon-figure>`,
    { reducedMotion: "reduce" },
  );
  await ready(page);
  // Worked out over some frames, up to where it stands.
  let time_ms = 0;
  for (let before = -1; time_ms === 0 || time_ms !== before; ) {
    await page.waitForTimeout(500);
    [before, { time_ms }] = [time_ms, await state(page)];
  }
  await page.waitForTimeout(300);
  assert.equal((await state(page)).time_ms, time_ms);
  const look = await page.locator("#f").evaluate((figure) => {
    const box = /** @type {Element} */ (figure.shadowRoot?.querySelector(".figure"));
    return { dark: box.classList.contains("dark"), font: getComputedStyle(box).fontFamily };
  });
  assert.deepEqual(look, { dark: true, font: "monospace" });
});

test("where there is no WebAssembly the picture stays, with a sentence; without scripts the picture alone", async (t) => {
  const body = `<axon-figure id="f"><a href="x"><img id="still" width="30" height="20" alt="still"></a></axon-figure>`;
  const host = await startHost({ "/post": article(scene.site, body) });
  const page = await scene.browser.newPage();
  await page.addInitScript(() => Reflect.deleteProperty(window, "WebAssembly"));
  await page.goto(`${host.url}/post`);
  await ready(page);
  assert.ok(await page.locator("#still").isVisible());
  assert.match(
    await page.locator("#f").evaluate((f) => f.shadowRoot?.textContent ?? ""),
    /cannot be computed here/,
  );
  const plain = await scene.browser.newPage({ javaScriptEnabled: false });
  t.after(() => Promise.all([page.close(), plain.close(), host.close()]));
  await plain.goto(`${host.url}/post`);
  assert.ok(await plain.locator("#still").isVisible());
});

test("twenty figures on a page share one engine and one frame, and those out of sight do nothing while it scrolls", async (t) => {
  const twenty = Array.from(
    { length: 20 },
    (_, k) => `<p>${k}</p><axon-figure diameter="${k + 1}" fiber="mrg"></axon-figure>`,
  );
  // Frames that anybody asks for, before the module comes.
  const counting = `<script>
    window.asked = 0;
    const ask = requestAnimationFrame;
    window.requestAnimationFrame = (act) => { asked += 1; return ask(act); };
  </script>`;
  const { page, asked } = await openArticle(t, counting + twenty.join(""), {
    viewport: { width: 1280, height: 1400 },
  });
  await ready(page, "axon-figure >> nth=0");
  const gaps = /** @type {number[]} */ (
    await page.evaluate(async () => {
      const gaps = /** @type {number[]} */ ([]);
      let last = performance.now();
      const start = last;
      while (performance.now() - start < 4000) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        scrollBy(0, 12);
      }
      return gaps.sort((a, b) => a - b);
    })
  );
  const part = (/** @type {number} */ of) =>
    (gaps[Math.min(gaps.length - 1, Math.floor(of * gaps.length))] ?? 0).toFixed(1);
  // How long a frame takes is the machine's business: it is told, not asserted.
  t.diagnostic(`${gaps.length} frames in 4 s: ${part(0.5)} ms, 95 % ${part(0.95)}, the longest ${part(1)}`);
  assert.equal(asked.filter((url) => url.endsWith("figure_bg.wasm")).length, 1);
  const look = () =>
    page.locator("axon-figure").evaluateAll((figures) => {
      const one = /** @type {any[]} */ (figures).map((figure) => {
        const { top, bottom } = figure.getBoundingClientRect();
        const seen = bottom > 0 && top < innerHeight;
        return { seen, frames: figure.frames, time: figure.getState().time_ms };
      });
      return { one, asked: /** @type {any} */ (window).asked };
    });
  await page.waitForTimeout(200);
  const before = await look();
  await page.waitForTimeout(500);
  const after = await look();
  for (const [k, { seen, ...rest }] of after.one.entries()) {
    const { seen: _, ...then } = before.one[k];
    if (!seen) assert.deepEqual(rest, then, `figure ${k} worked out of sight`);
  }
  const moved = after.one.map((one, k) => one.frames - before.one[k].frames);
  const together = after.one.filter(({ seen }) => seen).length;
  assert.ok(together >= 3, `${together} are seen at once`);
  assert.ok(Math.max(...moved) > 0);
  // One request for a frame serves all: there are as many as the busiest figure has frames, a few more or less.
  const frames = after.asked - before.asked;
  const busiest = Math.max(...moved);
  assert.ok(frames <= 2 * busiest + 5, `${frames} frames asked for, of which ${moved}`);
  // What stands still asks for none.
  await page
    .locator("axon-figure")
    .evaluateAll((figures) => figures.forEach((figure) => void (/** @type {any} */ (figure).pause())));
  await page.waitForTimeout(200);
  const resting = (await look()).asked;
  await page.waitForTimeout(300);
  assert.equal((await look()).asked, resting);
});

test("a scenario that hides the controls has none, unless the element asks for some", async (t) => {
  const { page, loaded } = await openArticle(
    t,
    `<axon-figure scenario="fiber=mrg&amp;hide=controls"></axon-figure>`,
  );
  await ready(page);
  const buttons = () => page.locator("axon-figure").getByRole("button").count();
  assert.equal(await buttons(), 0);
  const set = (/** @type {string} */ scenario) =>
    page.locator("axon-figure").evaluate((figure, to) => /** @type {any} */ (figure).setState(to), scenario);
  await set("fiber=mrg");
  assert.equal(await buttons(), 2);
  await set("fiber=mrg&hide=all");
  assert.equal(await buttons(), 0);
  assert.ok(!loaded().some((file) => /controls/.test(file)));
  await page.locator("axon-figure").evaluate((figure) => figure.setAttribute("controls", "diameter"));
  await page.locator("axon-figure").getByRole("slider").waitFor();
  assert.equal(await buttons(), 2);
});
