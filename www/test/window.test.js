import assert from "node:assert/strict";
import { test } from "node:test";
import { around, isWhole, panned, SHORTEST_UM, windowWithin, zoomed } from "../src/state/window.js";

const BODY_UM = 1_800_000;

test("zooming keeps the place under the pointer", () => {
  const start = { fromUm: 1000, toUm: 5000 };
  const close = zoomed(start, 4, 2000, BODY_UM);
  assert.deepEqual(close, { fromUm: 1750, toUm: 2750 });
  assert.deepEqual(zoomed(close, 1 / 4, 2000, BODY_UM), start);
});

test("from a body to a node and back, and no further", () => {
  let window = { fromUm: 0, toUm: BODY_UM };
  for (let k = 0; k < 100; k++) window = zoomed(window, 2, 900_000, BODY_UM);
  assert.ok(Math.abs(window.toUm - window.fromUm - SHORTEST_UM) < 1e-9);
  assert.ok(Math.abs((window.fromUm + window.toUm) / 2 - 900_000) < SHORTEST_UM);
  for (let k = 0; k < 100; k++) window = zoomed(window, 1 / 2, 900_000, BODY_UM);
  assert.ok(isWhole(window, BODY_UM));
});

test("nothing beyond the ends is seen", () => {
  assert.deepEqual(panned({ fromUm: 10, toUm: 30 }, -100, 50), { fromUm: 0, toUm: 20 });
  assert.deepEqual(panned({ fromUm: 10, toUm: 30 }, 100, 50), { fromUm: 30, toUm: 50 });
  assert.deepEqual(around(0, 20, 50), { fromUm: 0, toUm: 20 });
  assert.deepEqual(windowWithin({ fromUm: -5, toUm: 500 }, 50), { fromUm: 0, toUm: 50 });
  assert.deepEqual(windowWithin({ fromUm: 20, toUm: 21 }, 50), { fromUm: 18, toUm: 23 });
});
