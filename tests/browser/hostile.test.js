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
const FRESH_OF = 200;
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
/** Most links that are opened one after the other before somebody looks. */
const BATCH = 32;
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
    const { faults, wrong } = await tab.open([link], scenarioOf(link), manner);
    assert.deepEqual([...faults, ...wrong], [], link);
  }
  // Those before have made it warm.
  for (const link of links) times.push(await tab.longestMs(link, scenarioOf(link), manner));
  await tab.close();
  return percentile(times, PART);
}

/** @typedef {{ number: number, link: string }} Numbered */
/** @typedef {(number: number) => Manner} MannerOf */

/**
 * Links by the scenario that they become. Of 100,000 a fifth become different ones: after the first of a group the others change no
 * more than what is said about them.
 *
 * @param {Numbered[]} links
 */
function byScenario(links) {
  /** @type {Map<string, Numbered[]>} */
  const groups = new Map();
  for (const one of links) {
    const scenario = scenarioOf(one.link);
    groups.set(scenario, [...(groups.get(scenario) ?? []), one]);
  }
  return [...groups].map(([scenario, all]) => ({ scenario, all }));
}

/**
 * A group in the pieces in which it is opened: the first as it should be, the others one after the other.
 *
 * @param {Numbered[]} links
 * @param {MannerOf} mannerOf
 * @returns {{ links: Numbered[], manner: Manner }[]}
 */
function visitsOf(links, mannerOf) {
  if (mannerOf === fresh) return links.map((one) => ({ links: [one], manner: "fresh" }));
  const visits = links
    .slice(0, 1)
    .map(({ number }) => ({ links: links.slice(0, 1), manner: mannerOf(number) }));
  for (let from = 1; from < links.length; from += BATCH)
    visits.push({ links: links.slice(from, from + BATCH), manner: "again" });
  return visits;
}

/**
 * Opens hostile links, several at once, and says of each at once what is wrong with it.
 *
 * @param {string} where
 * @param {string} path
 * @param {number[]} numbers of links
 * @param {MannerOf} mannerOf
 * @param {number} limit from which on a task is looked at again, ms
 */
async function openMany(where, path, numbers, mannerOf, limit) {
  /** @type {string[]} */
  const found = [];
  /** @type {(Numbered & { scenario: string, longest: number })[]} */
  const slow = [];
  const complain = (/** @type {Numbered} */ { number, link }, /** @type {string} */ what) => {
    found.push(`link ${number} in ${where}: ${what}: ${JSON.stringify(link)}`.slice(0, SHOWN));
    say(/** @type {string} */ (found.at(-1)));
  };
  const groups = byScenario(numbers.map((number) => ({ number, link: hostileLink(SEED, number, ids) })));
  let [next, done, worst] = [0, 0, 0];
  const begun = performance.now();
  const tell = () => {
    const rate = ((1000 * done) / (performance.now() - begun)).toFixed(1);
    say(
      `${where}: ${done} of ${numbers.length} links, ${Math.min(next, groups.length)} of ${groups.length} scenarios, ${rate} a second, longest task ` +
        `${worst.toFixed(0)} ms, ${slow.length} over ${limit.toFixed(0)} ms, ${found.length} wrong`,
    );
  };
  const news = setInterval(tell, NEWS_MS);
  const work = async () => {
    const tab = new Tab(browser, `${site.url}${path}`);
    for (let group = groups[next++]; group; group = groups[next++]) {
      const { scenario, all } = group;
      const [first] = /** @type {[Numbered]} */ (all);
      if (!isWellWritten(scenario)) complain(first, `becomes ${scenario}, which becomes another`);
      for (const { links, manner } of visitsOf(all, mannerOf)) {
        const [one] = /** @type {[Numbered]} */ (links);
        const texts = links.map(({ link }) => link);
        const { faults, wrong, settled, longest } = await tab.open(texts, scenario, manner);
        const last = links.length > 1 ? `, or one of ${links.length - 1} that become the same` : "";
        for (const what of [...faults, ...wrong]) complain(one, `${what}${last}`);
        for (const [place, link] of links.entries())
          if (settled[place] !== scenario) complain(link, `became ${settled[place]}, not ${scenario}`);
        if (longest > limit) slow.push({ ...one, scenario, longest });
        worst = Math.max(worst, longest);
        done += links.length;
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
 * @param {MannerOf} mannerOf
 */
async function doNoHarm(t, { where, path }, numbers, mannerOf) {
  const usual = await usualMs(path, mannerOf === fresh ? "fresh" : "quick");
  const limit = Math.max(FREEZE_MS, SLOW * usual);
  const { found, slow } = await openMany(where, path, numbers, mannerOf, limit);
  const tab = new Tab(browser, `${site.url}${path}`);
  for (const one of slow) {
    const { number, link, scenario } = one;
    for (let tries = TRIES; tries > 0 && one.longest > limit; tries -= 1) {
      if (mannerOf !== fresh) await tab.open(["v=1&fiber=squid"], "v=1&fiber=squid");
      one.longest = Math.min(one.longest, await tab.longestMs(link, scenario, mannerOf(number)));
    }
    say(
      `link ${number} in ${where}: alone ${one.longest.toFixed(0)} ms: ${JSON.stringify(link).slice(0, SHOWN)}`,
    );
  }
  await tab.close();
  const still = slow.filter(({ longest }) => longest > limit);
  t.diagnostic(`${numbers.length} links; good ones keep the page busy for ${usual.toFixed(0)} ms`);
  t.diagnostic(`${slow.length} over ${limit.toFixed(0)} ms among others, ${still.length} of them alone`);
  assert.deepEqual(found, []);
  assert.deepEqual(still, []);
}

/** @type {MannerOf} */
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
