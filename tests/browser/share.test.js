// Passing on what is seen: the dialog Share, files, and the page in one file that holds its state.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

const { site, browser } = await stage();
/** Where files are saved. */
const directory = await mkdtemp(join(tmpdir(), "saltatory-share-"));
after(() => rm(directory, { recursive: true }));

/** Opens the page, and the dialog. @param {string} hash */
async function sharing(hash) {
  const opened = await openPage(browser, `${site.url}#${hash}`);
  await opened.page.locator("#share").click();
  const dialog = opened.page.getByRole("dialog", { name: "Pass it on" });
  await dialog.waitFor();
  return { ...opened, dialog };
}

/** What a button saves, as a file of ours. @param {import("playwright-core").Page} page @param {import("playwright-core").Locator} button @param {string} name */
async function saved(page, button, name) {
  const coming = page.waitForEvent("download");
  await button.click();
  const download = await coming;
  const path = join(directory, name);
  await download.saveAs(path);
  return { path, suggested: download.suggestedFilename(), text: await readFile(path, "utf8") };
}

/**
 * The voltage profiles of the lanes, as their pixels. (Below them the marks of current grow with the largest that was drawn
 * before, and so depend on which frames were.)
 *
 * @param {import("playwright-core").Page} page
 */
const profiles = (page) =>
  page.locator("#lanes canvas").evaluateAll((canvases) =>
    canvases.map((element) => {
      const canvas = /** @type {HTMLCanvasElement} */ (element);
      const image = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, 0.45 * canvas.height);
      return image?.data.join() ?? "";
    }),
  );

/** Two spikes that run towards each other along a squid axon, and soon meet; only the keys are touched. */
const COLLISION = "v=1&fiber=squid&length=60&e1.at=60&e1.current=3000&slow=2000";

test("a link to the moment that is seen is made by keys alone, and opens at the same picture, standing still", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#${COLLISION}`);
  await page.waitForFunction(
    () => Number.parseFloat(document.querySelector("#clock-time")?.textContent ?? "") > 1.2,
  );
  await page.locator("#play").focus();
  await page.keyboard.press("Enter");
  // What stands still is settled in a frame or two.
  await page.waitForTimeout(200);
  const before = await profiles(page);
  const time = await page.locator("#clock-time").textContent();
  await page.locator("#share").focus();
  await page.keyboard.press("Enter");
  const address = await page.getByLabel("Link", { exact: true }).inputValue();
  assert.match(address, /&moment=\d+(\.\d+)?(&|$)/);
  // The box is checked, since it stands still: without it, the link runs from the start.
  const box = page.getByRole("checkbox", { name: /^Opens at this moment, 1\.\d+ ms/ });
  assert.ok(await box.isChecked());
  await box.focus();
  await page.keyboard.press("Space");
  assert.doesNotMatch(await page.getByLabel("Link", { exact: true }).inputValue(), /moment/);
  const again = await openPage(browser, address);
  await again.page.waitForFunction(
    (expected) => document.querySelector("#clock-time")?.textContent === expected,
    time,
  );
  await again.page.waitForTimeout(200);
  const after = await profiles(again.page);
  // Not by deepEqual, which would print them.
  assert.ok(before.join().length > 100_000 && after.join() === before.join(), "the pictures differ");
  assert.equal(await again.page.locator("#play").textContent(), "Play");
  assert.deepEqual([...faults, ...again.faults], []);
  await again.page.close();
  await page.close();
});

test("a run under way is passed on at the moment of asking, if that is wanted", async () => {
  const { page, dialog } = await sharing(COLLISION);
  const link = page.getByLabel("Link", { exact: true });
  assert.doesNotMatch(await link.inputValue(), /moment/);
  await dialog.getByRole("checkbox").check();
  assert.match(await link.inputValue(), /moment=/);
  assert.match(await dialog.locator(".embedding textarea").first().inputValue(), /&amp;moment=/);
  await page.close();
});

test("a link may leave out the controls, or all but the picture, and whoever opens it gets them back", async () => {
  const { page, dialog, faults } = await sharing("v=1&fiber=c&length=2");
  await dialog.getByLabel("Shows").selectOption("all");
  const address = await page.getByLabel("Link", { exact: true }).inputValue();
  assert.match(address, /&hide=all$/);
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  const left = async (/** @type {import("playwright-core").Page} */ page) => {
    const seen = {};
    for (const part of ["#controls", ".masthead", ".panels", "#stimulate", "#lanes"])
      Object.assign(seen, { [part]: await page.locator(part).isVisible() });
    return seen;
  };
  const all = { "#controls": true, ".masthead": true, ".panels": true, "#stimulate": true, "#lanes": true };
  assert.deepEqual(await left(page), all);
  await page.goto(`${site.url}#v=1&fiber=c&length=2&hide=controls`);
  await page.waitForFunction(() => document.documentElement.dataset.hide === "controls");
  assert.deepEqual(await left(page), { ...all, "#controls": false });
  const none = { "#controls": false, ".masthead": false, ".panels": false, "#stimulate": false };
  const other = await openPage(browser, address);
  assert.deepEqual(await left(other.page), { ...all, ...none });
  await other.page.getByRole("button", { name: "Show everything" }).click();
  assert.deepEqual(await left(other.page), all);
  await other.page.waitForFunction(() => location.hash === "#v=1&fiber=c&length=2");
  assert.deepEqual([...faults, ...other.faults], []);
  await other.page.close();
  await page.close();
});

/** All lanes, electrodes, pulses and probes that there can be, and every key of an electrode, with digits as people type them. */
function largest() {
  const of = (/** @type {string} */ prefix, /** @type {Record<string, string | number>} */ values) =>
    Object.entries(values).map(([key, value]) => `${prefix}${key}=${value}`);
  const lanes = [..."abcdef"].flatMap((letter, index) =>
    of(`${letter}.`, {
      ...{
        fiber: "mrg",
        diameter: 10.25 + index,
        length: 5.125,
        celsius: 36.5,
        amplitude: 2.125,
        duration: 0.15,
      },
      ...{
        na: 1.25,
        k: 0.75,
        leak: 1.125,
        capacitance: 2.125,
        resistivity: 75.5,
        ko: 4.25,
        ttx: 0.125,
        tea: 0.25,
      },
      ...{ lidocaine: 0.5, internode: 1150.5, lamellae: 120.5, myelin: "1:75.5,2:50.25,3:25", spread: 0.125 },
      sleep: "off",
    }),
  );
  const electrodes = Array.from({ length: 16 }, (_, index) =>
    of(`e${index + 1}.`, {
      ...{
        tip: "outside",
        lane: "c",
        at: 0.125 + index / 4,
        distance: 1.25,
        medium: 350.5,
        wave: "biphasic",
      },
      ...{
        current: -12.5,
        delay: 0.125 + index,
        width: 0.125,
        gap: 0.0625,
        count: 12,
        period: 12.5,
        hz: 950.5,
      },
      ...{ hold: 0.125, seed: 4294967000 + index },
    }),
  ).flat();
  const times = Array.from({ length: 100 }, (_, index) => (index * 7.25 + 0.125).toString());
  const shown = {
    slow: 1250.5,
    show: "transmembrane",
    probe: "0.5,1.25,2.5,4.125",
    from: 0.125,
    to: 5,
    hide: "controls",
  };
  const view = of("", { ...shown, moment: 0.01, panel: "traces", lang: "en" });
  return ["v=1", ...lanes, "strength=1.75", `stim=${times.join(",")}`, ...electrodes, ...view].join("&");
}

test("of the largest scenario, Share says what takes the room, and a file brings it back whole", async () => {
  const { page, dialog } = await sharing(largest());
  const address = await page.getByLabel("Link", { exact: true }).inputValue();
  const said = (await dialog.locator(".too-long").textContent()) ?? "";
  assert.ok(address.length > 2000 && address.length < 10_000, `${address.length}`);
  assert.ok(said.includes(`This link has ${address.length} characters`), said);
  assert.match(said, /electrodes \d+, fibers \d+, stimulus times \d+, what is shown \d+/);
  assert.equal(await dialog.locator("canvas").count(), 0, "no code that no camera reads");
  const scenario = address.slice(address.indexOf("#") + 1);
  for (const key of [
    "f.spread=0.125",
    "e16.seed=4294967015",
    "stim=0.125,7.375",
    "probe=0.5,1.25,2.5,4.125",
  ]) {
    assert.ok(scenario.includes(key), key);
  }
  const { text, path } = await saved(page, dialog.locator(".too-long button"), "largest.txt");
  assert.ok(text.includes("\ne16.seed=4294967015\n"));
  await page.evaluate(() => {
    location.hash = "v=1&fiber=c&length=2";
  });
  await dialog.locator("input[type=file]").setInputFiles(path);
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction((all) => location.hash.slice(1) === all, scenario);
  assert.ok(await page.locator("#notices").isHidden());
  await page.close();
});

test("a link that fits is given as a code, and no more is said", async () => {
  const { page, dialog } = await sharing("v=1&a.diameter=16");
  assert.equal(await dialog.locator(".too-long").count(), 0);
  assert.ok(await dialog.getByRole("img", { name: /camera/ }).isVisible());
  await page.close();
});

test("every way into a page of one's own has its lines, and the picture that they name is saved", async () => {
  const { page, dialog } = await sharing("v=1&a.diameter=16&moment=0.2");
  const lines = dialog.locator(".embedding textarea");
  const texts = () =>
    lines.evaluateAll((all) => all.map((one) => /** @type {HTMLTextAreaElement} */ (one).value));
  const ways = {
    element: [
      /^<script[\s\S]*<axon-figure scenario="v=1&amp;a.diameter=16&amp;moment=0.2"><a [\s\S]*<img src="spike.png"/,
    ],
    frame: [/^<iframe src="http[^"]*embed.html#v=1&amp;a.diameter=16/],
    jekyll: [
      /^\{% include axon.html scenario="v=1&a.diameter=16&moment=0.2" picture="spike.png" %\}$/,
      /include.scenario/,
    ],
    picture: [
      /^\[!\[.*\]\(spike.png\)\]\(http.*#v=1&a.diameter=16&moment=0.2\)$/,
      /^cargo xtask poster 'v=1&a/,
    ],
  };
  for (const [way, expected] of Object.entries(ways)) {
    await dialog.getByLabel("How:").selectOption(way);
    const given = await texts();
    assert.equal(given.length, expected.length, way);
    for (const [index, pattern] of expected.entries()) assert.match(given[index] ?? "", pattern);
  }
  const { path, suggested } = await saved(
    page,
    dialog.getByRole("button", { name: /^Save the picture/ }),
    "spike.png",
  );
  assert.equal(suggested, "spike.png");
  const png = await readFile(path);
  assert.equal(png.subarray(1, 4).toString(), "PNG");
  await dialog.getByLabel("How:").selectOption("element");
  const size = /width="(\d+)" height="(\d+)"/.exec((await texts())[0] ?? "");
  assert.deepEqual(
    [png.readUInt32BE(16), png.readUInt32BE(20)],
    [2 * Number(size?.[1]), 2 * Number(size?.[2])],
  );
  await page.close();
});

/** Opens a file from disk, where nothing but itself may be asked for. @param {string} path */
async function fromDisk(path, hash = "") {
  const page = await browser.newPage({ locale: "en-US" });
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(request.url());
  });
  await page.goto(`${pathToFileURL(path)}${hash}`);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return { page, faults };
}

test("the page saves itself with its state; from disk that opens, is changed, and saves itself again", async () => {
  const first = await sharing("v=1&fiber=squid&celsius=18.5&moment=0.5");
  const whole = /^Save the whole page/;
  const one = await saved(first.page, first.dialog.getByRole("button", { name: whole }), "one.html");
  assert.equal(one.suggested, "saltatory.html");
  assert.deepEqual(first.faults, []);
  await first.page.close();

  const second = await fromDisk(one.path);
  await second.page.waitForFunction(() =>
    /^0\.(5|49)/.test(document.querySelector("#clock-time")?.textContent ?? ""),
  );
  assert.equal(await second.page.locator("#control-celsius").inputValue(), "18.5");
  await second.page.locator("#control-celsius").fill("10");
  await second.page.locator("#control-celsius").press("Enter");
  await second.page.locator("#share").click();
  const again = second.page.getByRole("dialog").getByRole("button", { name: whole });
  const two = await saved(second.page, again, "two.html");
  assert.deepEqual(second.faults, []);
  await second.page.close();

  // The same program, and one state: what was held before is not kept beside it.
  const state = /<meta name="saltatory-scenario" content="([^"]*)">/g;
  assert.deepEqual([...two.text.matchAll(state)].length, 1);
  const program = (/** @type {string} */ text) =>
    /<script type="module">([\s\S]*?)<\/script>/.exec(text)?.[1] ?? "";
  assert.ok(program(one.text).length > 100_000);
  assert.ok(program(two.text) === program(one.text), "the same program");
  const third = await fromDisk(two.path);
  assert.equal(await third.page.locator("#control-celsius").inputValue(), "10");
  await third.page.waitForFunction(() => /m\/s/.test(document.querySelector("#lanes")?.textContent ?? ""));
  assert.deepEqual(third.faults, []);
  await third.page.close();
  // So does the menu that keeps the figure.
  const kept = await fromDisk(two.path);
  await kept.page.locator("summary[aria-label^='Save']").first().click();
  const three = await saved(
    kept.page,
    kept.page.getByRole("button", { name: "The whole page, in one file" }),
    "three.html",
  );
  const [, held = ""] = /<meta name="saltatory-scenario" content="([^"]*)">/.exec(three.text) ?? [];
  assert.match(held, /^v=1&#38;fiber=squid&#38;celsius=10(&|$)/);
  assert.deepEqual(kept.faults, []);
  await kept.page.close();
  // An address with a scenario comes before what is held.
  const fourth = await fromDisk(two.path, "#v=1&fiber=squid&celsius=7");
  assert.equal(await fourth.page.locator("#control-celsius").inputValue(), "7");
  await fourth.page.close();
});

test("a state that wants to be markup stays a text, whoever wrote it into the file", async () => {
  const single = await readFile(new URL("../../dist/saltatory.html", import.meta.url), "utf8");
  const hostile = `v=1&fiber=squid&</script><script>window.harm = 1</script>"'><img src=x onerror="window.harm = 2">`;
  // Written by hand, as the worst that can stand in the attribute without ending it.
  const content = hostile.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const path = join(directory, "hostile.html");
  await writeFile(
    path,
    single.replace('<meta charset="utf-8" />', `$&<meta name="saltatory-scenario" content="${content}">`),
  );
  const { page, faults } = await fromDisk(path);
  await page.locator("#share").click();
  const again = page.getByRole("dialog").getByRole("button", { name: /^Save the whole page/ });
  const { text, path: next } = await saved(page, again, "tamed.html");
  assert.equal(/<meta name="saltatory-scenario" content="([^"]*)"/.exec(text)?.[1], "v=1&#38;fiber=squid");
  assert.equal(await page.evaluate(() => "harm" in window), false);
  assert.deepEqual(faults, []);
  await page.close();
  const reopened = await fromDisk(next);
  assert.equal(await reopened.page.evaluate(() => "harm" in window), false);
  await reopened.page.close();
});

/** Drops a file on the page. @param {import("playwright-core").Page} page @param {string} name @param {string} content */
function drop(page, name, content, repeat = 1) {
  return page.evaluate(
    ([name, content, repeat]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([String(content).repeat(Number(repeat))], String(name)));
      const target = document.querySelector("#lanes") ?? document.body;
      const event = (/** @type {string} */ type) =>
        new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      const over = event("dragover");
      target.dispatchEvent(over);
      target.dispatchEvent(event("drop"));
      return over.defaultPrevented;
    },
    /** @type {const} */ ([name, content, repeat]),
  );
}

test("a scenario's file that is dropped opens, whatever system wrote it; what is none is named, and nothing is lost", async () => {
  const { page, faults } = await openPage(browser, `${site.url}#v=1&fiber=squid&celsius=9`);
  const said = page.locator("#notices");
  for (const [name, content, repeat, why] of /** @type {const} */ ([
    ["letter.txt", "Dear all,\nbest wishes\n", 1, "letter.txt holds no scenario; nothing was changed"],
    ["picture.png", "\u0089PNG\r\n\u001a\n\0\0\0", 1, "picture.png holds no scenario; nothing was changed"],
    ["empty.txt", "", 1, "empty.txt holds no scenario; nothing was changed"],
    ["big.txt", "celsius=18.5\n", 800_000, "big.txt is too long to be a scenario; nothing was changed"],
  ])) {
    assert.ok(await drop(page, name, content, repeat), "the browser is kept from leaving the page for it");
    await page.waitForFunction((text) => document.querySelector("#notices")?.textContent === text, why);
    assert.equal(await page.locator("#control-celsius").inputValue(), "9");
  }
  await drop(
    page,
    "mine.txt",
    "\uFEFF# Saltatory scenario\r\n# http://example.org/#v=1\r\nv=1\r\nfiber=squid\r\ncelsius=18.5\r\n",
  );
  await page.waitForFunction(() => location.hash === "#v=1&fiber=squid&celsius=18.5");
  assert.ok(await said.isHidden());
  // It is one step of undo.
  await page.locator("#undo").click();
  await page.waitForFunction(() => location.hash === "#v=1&fiber=squid&celsius=9");
  assert.deepEqual(faults, []);
  await page.close();
});

test("a wrong file that is chosen is named in the dialog, which stays", async () => {
  const { page, dialog } = await sharing("v=1&fiber=squid&celsius=9");
  const wrong = {
    name: "wrong.txt",
    mimeType: "text/plain",
    buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x26]),
  };
  await dialog.locator("input[type=file]").setInputFiles(wrong);
  await dialog.getByText("wrong.txt holds no scenario; nothing was changed").waitFor();
  const right = { ...wrong, buffer: Buffer.from("fiber=c&length=3") };
  await dialog.locator("input[type=file]").setInputFiles(right);
  await dialog.waitFor({ state: "detached" });
  await page.waitForFunction(() => location.hash === "#v=1&fiber=c&length=3");
  await page.close();
});
