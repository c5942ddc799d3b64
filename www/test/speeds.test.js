import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf, reachedSpeed, SPEEDS } from "../src/state/speeds.js";

test("a velocity is beside the fastest that it reaches", () => {
  assert.equal(reachedSpeed(1.3).known.id, "walking");
  assert.equal(reachedSpeed(121).known.id, "racing");
  assert.equal(reachedSpeed(0.05).known.id, "tortoise");
  assert.equal(reachedSpeed(0.54).known.id, "crawling");
  assert.equal(reachedSpeed(56.2).known.id, "motorway");
  assert.ok(Math.abs(reachedSpeed(2.8).ratio - 1) < 1e-12);
  const speeds = SPEEDS.map(({ speed }) => speed);
  assert.deepEqual(
    speeds,
    speeds.toSorted((a, b) => a - b),
  );
});

test("places are given as they come, and shared by those who come together", () => {
  assert.deepEqual(placesOf([5, null, 3]), [2, null, 1]);
  assert.deepEqual(placesOf([3, 3, 4]), [1, 1, 3]);
  assert.deepEqual(placesOf([]), []);
});
