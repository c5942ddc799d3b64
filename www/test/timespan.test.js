import assert from "node:assert/strict";
import { test } from "node:test";
import { runSpan } from "../src/state/timespan.js";

/** @param {number | null} velocity m/s @param {number | null} halfWidthMs */
const lane = (velocity, halfWidthMs) =>
  /** @type {import("../src/types.js").LaneInfo} */ ({
    length_mm: 20,
    expected_velocity_m_per_s: velocity,
    expected_half_width_ms: halfWidthMs,
  });

test("a picture is a stretch of time, and holds what has passed, also of a spike without width or velocity", () => {
  for (const one of [lane(50, 0.4), lane(50, 0), lane(null, 0), lane(null, null), lane(null, 0.4)]) {
    const { fromMs, toMs } = runSpan(one, [{ um: 0, ms: 3, site: 0 }], [0], 3);
    assert.equal(fromMs, 0);
    assert.ok(toMs > 3 && toMs < 30, `${toMs} ms`);
  }
});
