import assert from "node:assert/strict";
import { test } from "node:test";
import { expectedEnd, timescale, timeTicks } from "../src/state/timescale.js";

test("15 ms and 870 ms are both seen, and the way back is exact", () => {
  const scale = timescale(900, 15);
  assert.equal(scale.part(0), 0);
  assert.equal(scale.part(900), 1);
  assert.ok(scale.part(15) > 0.15 && scale.part(15) < 0.2, `${scale.part(15)}`);
  assert.ok(scale.part(870) > 0.98);
  for (const ms of [0, 0.3, 15, 400, 900]) assert.ok(Math.abs(scale.ms(scale.part(ms)) - ms) < 1e-9);
  assert.equal(scale.part(5000), 1);
  assert.equal(scale.ms(-1), 0);
});

test("ticks are round, ascend, and keep their distance", () => {
  const scale = timescale(900, 15);
  const ticks = timeTicks(scale, 0.06);
  assert.deepEqual(ticks, [0, 5, 20, 50, 100, 200, 500]);
});

test("a run that lasts longer than expected gets more room", () => {
  const lanes = [{ expected_half_width_ms: 0.5 }];
  const end = expectedEnd(lanes, [10], 2, 0);
  assert.ok(Math.abs(end - (2 + 1.05 * 15)) < 1e-12);
  assert.ok(expectedEnd(lanes, [10], 2, 100) >= 100);
});
