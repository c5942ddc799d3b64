import assert from "node:assert/strict";
import { test } from "node:test";
import { Race, rateOfSlowMotion, slowMotionOfRate } from "../src/race.js";

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
    timeMs += race.rate(runners, timeMs, watchedS) / 60;
  }
  return { home, race };
}

test("the fast spike can be followed, and nobody waits ten seconds for the slow one", () => {
  for (const [fast, slow] of [
    [0.48, 17.9],
    [0.3, 60],
    [5, 6],
    [0.2, 400],
  ]) {
    const { home } = watch([fast ?? 0, slow ?? 0], [fast ?? 0, slow ?? 0]);
    assert.ok(/** @type {number} */ (home[0]) > 1.5, `${fast} ms came after ${home[0]} s`);
    assert.ok(/** @type {number} */ (home[1]) < 10, `${slow} ms came after ${home[1]} s`);
  }
});

test("the clock speeds up only after the first spike is home, and says by how much", () => {
  const race = new Race();
  const runners = (/** @type {boolean} */ home) => [
    { expectedMs: 1, home },
    { expectedMs: 41, home: false },
  ];
  const before = race.rate(runners(false), 0.5, 1);
  assert.equal(race.spedUp, false);
  race.rate(runners(true), 1, 2);
  const after = race.rate(runners(true), 1, 60);
  assert.equal(race.spedUp, true);
  assert.ok(Math.abs(race.speedUp(runners(true)) - after / before) < 1e-9);
  race.restart();
  assert.equal(race.rate(runners(false), 0, 0), before);
});

test("a first spike that never comes does not hold the others up", () => {
  const { home } = watch([1, 40], [Number.POSITIVE_INFINITY, 40]);
  assert.ok(/** @type {number} */ (home[1]) < 12, `after ${home[1]} s`);
});

test("slow motion of 1:1000 is a millisecond a second", () => {
  assert.equal(rateOfSlowMotion(1000), 1);
  assert.equal(slowMotionOfRate(0.1), 10000);
});
