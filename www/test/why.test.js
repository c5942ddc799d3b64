import assert from "node:assert/strict";
import { test } from "node:test";
import { readiness } from "../src/text/readiness.js";
import { why } from "../src/text/why.js";

/** @import { LaneInfo, Measurement } from "../src/types.js" */

/** @param {Partial<LaneInfo>} more */
const lane = (more) =>
  /** @type {LaneInfo} */ (/** @type {unknown} */ ({ threshold_na: 0.398, amplitude_na: 0.598, ...more }));

/** @param {Partial<Measurement>} more */
const measured = (more) =>
  /** @type {Measurement} */ (
    /** @type {unknown} */ ({
      conducts: false,
      arrival_ms: null,
      last_fired_mm: null,
      last_fired_node: null,
      safety_factor: [],
      ...more,
    })
  );

test("a spike that came home needs no reason", () => {
  assert.equal(why(lane({}), measured({ conducts: true, arrival_ms: 1.1 })), "");
});

test("the stalled node is named, with its safety factor and that of the nodes before it", () => {
  // mrg, 10 um, internode 25 with 0.5 % of its myelin: `saltatory measure`.
  const factors = [null, 2.9, 2.9, 3.3, 2.3, 1.18, null];
  const text = why(lane({}), measured({ last_fired_mm: 4.6, last_fired_node: 5, safety_factor: factors }));
  assert.match(text, /node 6 .* 1\.18, and 2\.9/);
  assert.match(why(lane({}), measured({ last_fired_mm: 4.6 })), /4\.60 mm/);
});

test("a pulse that is too weak, and a fiber that cannot fire", () => {
  assert.match(why(lane({ amplitude_na: 0.3 }), measured({})), /0\.300 nA .* 0\.398 nA/);
  assert.match(why(lane({ threshold_na: null }), measured({})), /no pulse/);
  assert.match(why(lane({}), measured({})), /did not fire/);
});

test("the stimulated end is refractory, recovers, and is ready", () => {
  assert.match(readiness(0.12), /^refractory: 12 %/);
  assert.match(readiness(0.7), /^recovering: 70 %/);
  assert.match(readiness(0.999), /^ready: 100 %/);
});
