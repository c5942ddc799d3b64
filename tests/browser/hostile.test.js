// Links that somebody else made: whatever stands in them, the page and the frame open a scenario that is allowed, and nothing else
// happens. `HOSTILE=100000 node --test tests/browser/hostile.test.js` tries that many, from the link number HOSTILE_FROM on: a long
// run can be done in pieces, and a link that was found alone. HOSTILE_TABS are open at once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { initSync, open, schema } from "../../www/pkg/saltatory.js";
import { GOOD_LINKS, hostileLink } from "./support/hostile.js";
import { stage } from "./support/stage.js";
import { Tab } from "./support/visits.js";

/** @import { Manner } from "./support/visits.js" */

/** Links for the page and the frame together. */
const COUNT = Number(process.env.HOSTILE ?? 240);
const FROM = Number(process.env.HOSTILE_FROM ?? 0);
const SEED = 20260101;
/** Tabs that are open at once: most of the time each of them waits for frames. */
const TABS = Number(process.env.HOSTILE_TABS ?? 4);
/** Of so many links, as many as there are places are opened in a document of their own; of so many others, one at the page's own pace. */
const FRESH_OF = 100;
const SLOW_OF = 10;
/** How long a link may keep the page from answering, ms. */
const FREEZE_MS = 100;
/** On a machine that is slow just now, what good links take, times this. */
const SLOW = 3;
/** The part of the good links that has to keep to that. */
const PART = 0.97;
/** How often a link that took long is opened once more, alone. What a link does, it does each time. */
const TRIES = 3;
/** How much of a link is printed, characters: its number makes it anew. */
const SHOWN = 500;
/** Between two lines on how far it is, ms. */
const NEWS_MS = 10_000;

/** Where links are opened, each of them in one place. */
const PLACES = [
  { where: "the page", path: "" },
  { where: "a frame", path: "embed.html" },
];

const { site, browser } = await stage();
initSync({ module: readFileSync(new URL("../../www/pkg/saltatory_bg.wasm", import.meta.url)) });
const ids = schema().map((/** @type {{ id: string }} */ { id }) => id);

/** What the engine makes of the hash that a browser makes of a link. @param {string} link @returns {string} */
function scenarioOf(link) {
  const url = new URL(site.url);
  url.hash = link;
  return open(url.hash.slice(1)).scenario;
}

/** Whether a scenario is written in its shortest form, and nothing is wrong with it. @param {string} scenario */
function isWellWritten(scenario) {
  const again = open(scenario);
  return again.scenario === scenario && again.notices.length === 0;
}

/** Says something at once: a long run is watched. @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number[]} numbers @param {number} part */
function percentile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** Opens good links, and says how long they keep the page busy, ms. @param {string} path @param {Manner} manner */
async function usualMs(path, manner) {
  const tab = new Tab(browser, `${site.url}${path}`);
  const times = [];
  // Documents of their own are much alike.
  const links = manner === "fresh" ? GOOD_LINKS.slice(0, 3) : GOOD_LINKS;
  for (const link of links) {
    const { faults, wrong } = await tab.open(link, scenarioOf(link), manner);
    assert.deepEqual([...faults, ...wrong], [], link);
  }
  // Those before have made it warm.
  for (const link of links) times.push(await tab.longestMs(link, scenarioOf(link), manner));
  await tab.close();
  return percentile(times, PART);
}

/**
 * Links by the scenario that they become. Of 100,000 a fifth become different ones: after the first of a group the others change no
 * more than what is said about them.
 *
 * @param {number[]} numbers
 * @param {(number: number, link: string, what: string) => void} complain
 */
function byScenario(numbers, complain) {
  /** @type {Map<string, { number: number, link: string }[]>} */
  const groups = new Map();
  for (const number of numbers) {
    const link = hostileLink(SEED, number, ids);
    const scenario = scenarioOf(link);
    const group = groups.get(scenario) ?? [];
    if (group.length === 0 && !isWellWritten(scenario))
      complain(number, link, `becomes ${scenario}, which becomes another`);
    group.push({ number, link });
    groups.set(scenario, group);
  }
  return [...groups];
}

/**
 * Opens hostile links, several at once, and says of each at once what is wrong with it.
 *
 * @param {string} where
 * @param {string} path
 * @param {number[]} numbers of links
 * @param {(number: number) => Manner} mannerOf
 */
async function openMany(where, path, numbers, mannerOf) {
  /** @type {string[]} */
  const found = [];
  /** @type {{ number: number, link: string, scenario: string, longest: number }[]} */
  const slow = [];
  const complain = (/** @type {number} */ number, /** @type {string} */ link, /** @type {string} */ what) => {
    found.push(`link ${number} in ${where}: ${what}: ${JSON.stringify(link)}`.slice(0, SHOWN));
    say(/** @type {string} */ (found.at(-1)));
  };
  const groups = byScenario(numbers, complain);
  let [next, done, worst] = [0, 0, 0];
  const begun = performance.now();
  const tell = () => {
    const rate = ((1000 * done) / (performance.now() - begun)).toFixed(1);
    say(
      `${where}: ${done} of ${numbers.length} links, ${next} of ${groups.length} scenarios, ${rate} a second, longest task ` +
        `${worst.toFixed(0)} ms, ${slow.length} over ${FREEZE_MS} ms, ${found.length} wrong`,
    );
  };
  const news = setInterval(tell, NEWS_MS);
  const work = async () => {
    const tab = new Tab(browser, `${site.url}${path}`);
    for (let group = groups[next++]; group; group = groups[next++]) {
      const [scenario, links] = group;
      for (const [place, { number, link }] of links.entries()) {
        const complainOf = (/** @type {string} */ what) => complain(number, link, what);
        const manner = mannerOf(number);
        try {
          const opened = await tab.open(link, scenario, place > 0 && manner !== "fresh" ? "again" : manner);
          for (const what of [...opened.faults, ...opened.wrong]) complainOf(what);
          if (opened.settled !== scenario) complainOf(`became ${opened.settled}, not ${scenario}`);
          if (opened.longest > FREEZE_MS) slow.push({ number, link, scenario, longest: opened.longest });
          worst = Math.max(worst, opened.longest);
        } catch (error) {
          complainOf(String(error));
        }
        done += 1;
      }
    }
    await tab.close();
  };
  await Promise.all(Array.from({ length: Math.min(TABS, groups.length) }, work));
  clearInterval(news);
  tell();
  return { found, slow };
}

/**
 * @param {import("node:test").TestContext} t
 * @param {typeof PLACES[number]} place
 * @param {number[]} numbers
 * @param {(number: number) => Manner} mannerOf
 */
async function doNoHarm(t, { where, path }, numbers, mannerOf) {
  const usual = await usualMs(path, mannerOf === fresh ? "fresh" : "quick");
  const limit = Math.max(FREEZE_MS, SLOW * usual);
  const { found, slow } = await openMany(where, path, numbers, mannerOf);
  const tab = new Tab(browser, `${site.url}${path}`);
  for (const one of slow) {
    for (let tries = TRIES; tries > 0 && one.longest > FREEZE_MS; tries -= 1) {
      if (mannerOf !== fresh) await tab.open("v=1&fiber=squid", "v=1&fiber=squid");
      const how = /** @type {const} */ ([one.link, one.scenario, mannerOf(one.number)]);
      // Mostly the clock is enough; looking at each task takes longer.
      const ms = tries === TRIES ? (await tab.open(...how)).longest : await tab.longestMs(...how);
      one.longest = Math.min(one.longest, ms);
    }
    if (one.longest > FREEZE_MS) {
      const link = JSON.stringify(one.link).slice(0, SHOWN);
      say(`link ${one.number} in ${where}: ${one.longest.toFixed(0)} ms each time: ${link}`);
    }
  }
  await tab.close();
  const [good, most] = [usual.toFixed(0), limit.toFixed(0)];
  const still = slow.filter(({ longest }) => longest > FREEZE_MS);
  t.diagnostic(`${numbers.length} links; good ones keep the page busy for ${good} ms; limit ${most} ms`);
  t.diagnostic(`${slow.length} over ${FREEZE_MS} ms among others, ${still.length} of them alone`);
  assert.deepEqual(found, []);
  assert.deepEqual(
    still.filter(({ longest }) => longest > limit),
    [],
  );
}

/** @returns {Manner} */
const fresh = () => "fresh";
const all = Array.from({ length: COUNT }, (_, index) => FROM + index);

for (const [index, place] of PLACES.entries()) {
  const own = all.filter((number) => number % PLACES.length === index);
  const alone = (/** @type {number} */ number) => number % FRESH_OF < PLACES.length;
  const [few, most] = [own.filter(alone), own.filter((number) => !alone(number))];

  test(`hostile links do no harm in ${place.where}`, { skip: most.length === 0 }, async (t) => {
    await doNoHarm(t, place, most, (number) => (number % SLOW_OF < PLACES.length ? "slow" : "quick"));
  });

  test(`who comes to ${place.where} by a hostile link comes to no harm`, {
    skip: few.length === 0,
  }, async (t) => {
    await doNoHarm(t, place, few, fresh);
  });
}
