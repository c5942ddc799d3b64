import assert from "node:assert/strict";
import { test } from "node:test";
import { followingRate, Race, rateOfSlowMotion, slowMotionOfRate } from "../src/state/race.js";

/** Plays a race at 60 frames a second and returns when, in seconds of watching, each spike came home. */
function watch(/** @type {number[]} */ expectedMs, /** @type {number[]} */ actualMs) {
  const race = new Race();
  const home = actualMs.map(() => Number.POSITIVE_INFINITY);
  let timeMs = 0;
  for (let frame = 0; frame < 60 * 60 && home.some((s) => s === Number.POSITIVE_INFINITY); frame++) {
    const watchedS = frame / 60;
    const runners = expectedMs.map((expected, k) => ({
      expectedMs: expected,
      home: timeMs >= /** @type {number} */ (actualMs[k]),
    }));
    for (const [k, runner] of runners.entries()) if (runner.home) home[k] = Math.min(home[k] ?? 0, watchedS);
    timeMs += race.rate({ runners, timeMs, watchedS, onsetMs: 0, nextMs: null }) / 60;
  }
  return home;
}

/** Two lanes, 1 and 41 ms long, of which these are home. */
function two(/** @type {boolean} */ fast, slow = false) {
  return [
    { expectedMs: 1, home: fast },
    { expectedMs: 41, home: slow },
  ];
}

test("the fast spike can be followed, and nobody waits ten seconds for the slow one", () => {
  for (const [fast, slow] of [
    [0.48, 17.9],
    [0.3, 60],
    [5, 6],
    [0.2, 400],
  ]) {
    const home = watch([fast ?? 0, slow ?? 0], [fast ?? 0, slow ?? 0]);
    assert.ok(/** @type {number} */ (home[0]) > 1.5, `${fast} ms came after ${home[0]} s`);
    assert.ok(/** @type {number} */ (home[1]) < 10, `${slow} ms came after ${home[1]} s`);
  }
});

test("the clock speeds up only after the first spike is home", () => {
  const race = new Race();
  const at = { timeMs: 0.5, onsetMs: 0, nextMs: null };
  const before = race.rate({ ...at, runners: two(false), watchedS: 1 });
  assert.equal(before, followingRate(two(false)));
  assert.equal(race.spedUp, false);
  race.rate({ ...at, runners: two(true), timeMs: 1, watchedS: 2 });
  const after = race.rate({ ...at, runners: two(true), timeMs: 1, watchedS: 60 });
  assert.equal(race.spedUp, true);
  assert.ok(after > 5 * before);
  race.restart();
  assert.equal(race.rate({ ...at, runners: two(false), timeMs: 0, watchedS: 0 }), before);
});

test("a first spike that never comes does not hold the others up", () => {
  const home = watch([1, 40], [Number.POSITIVE_INFINITY, 40]);
  assert.ok(/** @type {number} */ (home[1]) < 12, `after ${home[1]} s`);
});

test("a pulse in the fast phase makes the clock slow again, so that its spike can be followed", () => {
  const race = new Race();
  race.rate({ runners: two(false), timeMs: 0, watchedS: 0, onsetMs: 0, nextMs: null });
  race.rate({ runners: two(true), timeMs: 1, watchedS: 2, onsetMs: 0, nextMs: null });
  const fast = race.rate({ runners: two(true), timeMs: 8, watchedS: 4, onsetMs: 0, nextMs: null });
  const again = race.rate({ runners: two(false), timeMs: 8, watchedS: 4, onsetMs: 8, nextMs: null });
  assert.ok(fast > 5 * again);
  assert.equal(again, followingRate(two(false)));
});

test("the gap before the next pulse of a link is soon over", () => {
  const race = new Race();
  let timeMs = 1;
  let watchedS = 0;
  const alone = (/** @type {boolean} */ home) => [{ expectedMs: 1, home }];
  race.rate({ runners: alone(false), timeMs: 0, watchedS, onsetMs: 0, nextMs: 50 });
  for (; timeMs < 50; watchedS += 1 / 60) {
    timeMs += race.rate({ runners: alone(true), timeMs, watchedS, onsetMs: 0, nextMs: 50 }) / 60;
  }
  assert.ok(watchedS < 3, `${watchedS} s`);
});

test("slow motion of 1:1000 is a millisecond a second", () => {
  assert.equal(rateOfSlowMotion(1000), 1);
  assert.equal(slowMotionOfRate(0.1), 10000);
});
