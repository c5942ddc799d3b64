import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exaggeration,
  hint,
  particulars,
  progress,
  rateInWords,
  summary,
  title,
  verdict,
} from "../src/text/describe.js";
import { clock, milliseconds, significant, unit, velocity } from "../src/text/format.js";

/** @import { Scale } from "../src/draw/scale.js" */
/** @import { LaneInfo, Measurement } from "../src/types.js" */

const myelinated = /** @type {LaneInfo} */ ({
  fiber: "mrg",
  diameter_um: 10,
  axon_diameter_um: 6.9,
  node_spacing_um: 1150,
  celsius: 37,
  bare_counterpart_of: null,
});
const bare = /** @type {LaneInfo} */ ({
  ...myelinated,
  fiber: "c",
  diameter_um: 6.9,
  node_spacing_um: 0,
  bare_counterpart_of: 0,
});

/** @param {number | null} speed @param {number | null} arrival */
function measured(speed, arrival) {
  return /** @type {Measurement} */ ({
    velocity_m_per_s: speed,
    arrival_ms: arrival,
    conducts: speed !== null,
    last_fired_mm: null,
    last_fired_node: null,
  });
}

test("the ratio is that of the velocities measured, and says what made it", () => {
  const result = verdict([myelinated, bare], [measured(56, 0.4), measured(1.4, 16)]);
  assert.deepEqual(result, { ratio: 40, text: "40.0 times faster with myelin" });
  const strangers = [myelinated, { ...bare, bare_counterpart_of: null }];
  assert.equal(
    verdict(strangers, [measured(56, 0.4), measured(1.4, 16)])?.text,
    "With myelin: 40.0 times faster than Bare C fiber",
  );
});

test("there is no ratio before both are known, nor of one lane", () => {
  assert.equal(verdict([myelinated, bare], [measured(56, 0.4), measured(null, null)]), null);
  assert.equal(verdict([myelinated], [measured(56, 0.4)]), null);
});

test("the bare counterpart is named with its membrane", () => {
  assert.equal(title([bare], 0), "The same axon, bare");
  assert.equal(particulars(bare), "6.9 µm axon with a C fiber’s membrane, 37 °C");
  assert.equal(title([{ ...bare, bare_counterpart_of: null }], 0), "Bare C fiber");
  assert.equal(title([myelinated, bare, myelinated], 2), "With myelin (c)");
});

test("every fiber has its name and says what to look for", () => {
  const frog = {
    ...myelinated,
    fiber: /** @type {const} */ ("frog"),
    axon_diameter_um: 7,
    node_spacing_um: 1000,
  };
  assert.equal(title([frog], 0), "Frog, with myelin");
  assert.equal(particulars(frog), "10 µm fiber, 7 µm axon inside, 37 °C");
  assert.match(hint(frog), /only at the nodes/);
  const patch = { ...bare, fiber: /** @type {const} */ ("patch"), membrane: /** @type {const} */ ("frog") };
  assert.equal(title([patch], 0), "Patch of membrane");
  assert.equal(particulars(patch), "node of a frog, 37 °C");
  assert.match(hint(patch), /one voltage/);
});

test("the summary says what is true now", () => {
  const lanes = [myelinated, bare];
  assert.equal(
    summary(lanes, [measured(56.23, 0.4805), measured(null, null)], [false, false]),
    "With myelin: 56.2 m/s, home after 0.480 ms. The same axon, bare: on its way.",
  );
  assert.equal(progress(measured(null, null), true), "no spike");
  const stopped = { ...measured(null, null), last_fired_mm: 9.2, last_fired_node: 9 };
  assert.equal(progress(stopped, true), "stopped at node 9, 9.20 mm");
});

test("the exaggeration names nodes and thin fibers only where there are any", () => {
  const scale = /** @type {Scale} */ ({ perUm: 0.05, acrossPerUm: 4.1, thickened: false });
  assert.match(exaggeration([myelinated], scale), /82 times larger than lengths; the gaps/);
  assert.doesNotMatch(exaggeration([bare], scale), /nodes|thicker/);
  // Nodes 2.3 pixels apart are not drawn one by one.
  assert.doesNotMatch(exaggeration([myelinated], { ...scale, perUm: 0.002 }), /nodes/);
  assert.match(exaggeration([bare], { ...scale, thickened: true }), /the thinnest are drawn thicker/);
});

test("the clock says how fast it is, why, and what holds it back", () => {
  assert.equal(rateInWords(0.2, 1, null), "1 s here = 0.20 ms there (1:5000)");
  assert.equal(
    rateInWords(3.2, 15, null),
    "1 s here = 3.2 ms there (1:310), 15 times faster since the first is home",
  );
  assert.match(rateInWords(1000, 1, 70), /70 ms there \(1:14\), slowed by this machine/);
});

test("numbers have as many digits as they deserve", () => {
  assert.equal(velocity(56.2331), "56.2 m/s");
  assert.equal(velocity(0.49531), "0.495 m/s");
  assert.equal(milliseconds(17.9358), "17.9 ms");
  assert.equal(significant(2830.4, 3), "2830");
  assert.equal(significant(4719, 2), "4700");
  assert.equal(significant(9.996, 3), "10.0");
  assert.equal(significant(Number.NaN, 3), "–");
  assert.equal(clock(0.41234, 0.2), "0.41 ms of nerve");
  assert.equal(clock(17.9, 3), "17.9 ms of nerve");
  assert.equal(unit("um"), "µm");
  assert.equal(unit("mm"), "mm");
});

test("what was changed on its way is said to be, and is compared with nothing", () => {
  const changed = { ...measured(50, 0.5), changed_at_ms: 0.2 };
  assert.equal(progress(changed, true), "home after 0.500 ms, changed on the way");
  assert.equal(verdict([myelinated, bare], [changed, measured(1.4, 16)]), null);
});
