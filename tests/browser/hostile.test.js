// Links that somebody else made: whatever stands in them, the page and the frame open a scenario that is allowed, and nothing else
// happens. `HOSTILE=100000 node --test tests/browser/hostile.test.js` tries that many.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, open, schema } from "../../www/pkg/saltatory.js";
import { GOOD_LINKS, hostileLinks } from "./support/hostile.js";
import { openPage } from "./support/page.js";
import { stage } from "./support/stage.js";

/** Links for the page and the frame together. */
const COUNT = Number(process.env.HOSTILE ?? 240);
const SEED = 20260101;
/** How long a link may keep the page from answering, ms. */
const FREEZE_MS = 100;
/** The part of all links that has to keep to that: the rest is left to a machine that does something else in between. */
const PART = 0.97;
/** On a machine that is slow just now, what good links take, times this. */
const SLOW = 3;
/** How many links that took long are opened once more. */
const MOST_AGAIN = 40;
/** How long the page may work on what a scenario needs, in small pieces, ms. */
const PATIENCE = 20_000;
/** How often good links are opened to know that. */
const ROUNDS = 2;

const { site, browser } = await stage();
initSync({ module: readFileSync(new URL("../../www/pkg/saltatory_bg.wasm", import.meta.url)) });

/**
 * Opens links one after the other by changes of the hash.
 *
 * @param {import("playwright-core").Page} page
 * @param {string[]} links
 * @returns {Promise<{ link: string, longest: number, wrong: string[], settled: string, scenario: string }[]>} longest task in ms; the scenario at the end, and the one it should be
 */
function openAll(page, links) {
  // What the engine makes of the hash that the browser makes of a link.
  const wanted = links.map((link) => {
    const url = new URL(site.url);
    url.hash = link;
    return { link, scenario: /** @type {string} */ (open(url.hash.slice(1)).scenario) };
  });
  return page.evaluate(
    async ({ all, patience }) => {
      const figure = /** @type {any} */ (document.querySelector("axon-figure"));
      let longest = 0;
      const note = (/** @type {PerformanceObserverEntryList} */ list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      };
      new PerformanceObserver(note).observe({ type: "longtask" });
      const wait = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const results = [];
      for (const { link, scenario } of all) {
        longest = 0;
        const end = performance.now() + patience;
        const settled = () => (figure ? figure.scenario : location.hash.slice(1) || "v=1");
        location.hash = link;
        // Some frames of the new scenario, and until the page has written it into its address.
        do await wait(60);
        while (settled() !== scenario && performance.now() < end);
        const shown = figure ? (figure.shadowRoot?.textContent ?? "") : document.body.innerText;
        // What was given is quoted with the note on it; that alone may be called so.
        const quoted = figure
          ? (figure.shadowRoot?.querySelector(".notes")?.textContent ?? "")
          : (document.getElementById("notices")?.innerText ?? "");
        const wrong = shown.replace(quoted, "").match(/.{0,20}\b(NaN|undefined|Infinity)\b.{0,20}/g) ?? [];
        const strange = (figure?.shadowRoot ?? document).querySelector("img[src=x], [onerror], [onload]");
        if (strange) wrong.push(strange.outerHTML);
        results.push({ link, longest, wrong: [...wrong], settled: settled(), scenario });
      }
      return results;
    },
    { all: wanted, patience: PATIENCE },
  );
}

/** @param {number[]} numbers @param {number} part */
function percentile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

for (const { where, path, seed } of [
  { where: "the page", path: "", seed: SEED },
  { where: "a frame", path: "embed.html", seed: SEED + 1 },
]) {
  test(`hostile links do no harm in ${where}`, async (t) => {
    const { page, faults } = await openPage(browser, `${site.url}${path}`);
    t.after(() => page.close());
    page.on("dialog", (dialog) => {
      faults.push(`script: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await openAll(page, GOOD_LINKS);
    const good = await openAll(page, Array(ROUNDS).fill(GOOD_LINKS).flat());
    const ids = schema().map((/** @type {{ id: string }} */ { id }) => id);
    const results = await openAll(page, hostileLinks(Math.ceil(COUNT / 2), seed, ids));

    assert.deepEqual(faults, []);
    assert.deepEqual(
      results.filter(({ wrong }) => wrong.length > 0),
      [],
    );
    for (const { link, settled, scenario } of results) {
      assert.equal(settled, scenario, JSON.stringify(link));
      const { notices } = open(settled);
      assert.deepEqual(notices, [], `${JSON.stringify(link)} became ${settled}`);
      assert.equal(open(scenario).scenario, scenario);
    }
    const usual = percentile(
      good.map(({ longest }) => longest),
      PART,
    );
    const limit = Math.max(FREEZE_MS, SLOW * usual);
    // What a link does, it does each time; what the machine does in between, it does not.
    for (const slow of results.filter(({ longest }) => longest > FREEZE_MS).slice(0, MOST_AGAIN)) {
      const [, again] = await openAll(page, ["v=1&fiber=squid", slow.link]);
      slow.longest = Math.min(slow.longest, again?.longest ?? slow.longest);
    }
    const all = results.map((result) => result.longest);
    const longest = percentile(all, PART);
    const over = all.filter((one) => one > FREEZE_MS).length;
    const worst = [...results].sort((one, other) => other.longest - one.longest).slice(0, 5);
    t.diagnostic(`${over} of ${all.length} over ${FREEZE_MS} ms`);
    t.diagnostic(`longest task: ${longest} ms; of good links ${usual} ms; limit ${limit} ms`);
    t.diagnostic(worst.map((one) => `${one.longest} ms: ${one.link.slice(0, 200)}`).join("\n"));
    assert.ok(longest <= limit, JSON.stringify(worst.map((one) => [one.longest, one.link.slice(0, 300)])));
  });
}
