import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import * as small from "../pkg/figure.js";
import * as whole from "../pkg/saltatory.js";

before(async () => {
  const bytes = (/** @type {string} */ name) => readFile(new URL(`../pkg/${name}`, import.meta.url));
  small.initSync({ module: await bytes("figure_bg.wasm") });
  whole.initSync({ module: await bytes("saltatory_bg.wasm") });
});

/** Scenarios that figures mostly show, each with a time in ms within which its spikes pass. @type {[string, number][]} */
const COMMON = [
  ["", 3],
  ["fiber=mrg&diameter=16", 2],
  ["fiber=mrg&diameter=5.7&celsius=30", 3],
  ["fiber=mrg&myelin=20-25:0&spread=0.02&length=30", 2],
  ["a.diameter=16&strength=3", 2],
  ["fiber=c", 12],
  ["fiber=c&celsius=25&ko=6", 12],
  ["fiber=squid&celsius=18.5", 6],
  ["fiber=squid&stim=0,8.25&ttx=2&na=0.9", 14],
  ["a.fiber=c&a.diameter=1&b.fiber=squid&c.fiber=mrg", 3],
];

/** What the small engine hands out beside what both measure: NaN stands for what has no value. @param {number | undefined} value */
function orNull(value) {
  return value === undefined || Number.isNaN(value) ? null : value;
}

for (const [text, ms] of COMMON) {
  test(`the small engine computes the bits of the whole one: ${text || "(the default scene)"}`, () => {
    const one = /** @type {small.Simulation} */ (small.Simulation.begin(text));
    assert.ok(one, "the small engine takes it");
    const other = new whole.Simulation(text);
    assert.equal(one.scenario(), other.scenario());
    assert.equal(one.lanes(), other.lanes());
    assert.equal(one.advance(ms), other.advance(ms));
    for (let lane = 0; lane < one.lanes(); lane++) {
      const measured = other.measure(lane);
      const [conducts, spikes, velocity, peak, halfWidth, arrival, lastArrival, firedMm, firedNode] =
        one.measure(lane);
      assert.deepEqual(
        [
          conducts === 1,
          spikes,
          ...[velocity, peak, halfWidth, arrival, lastArrival, firedMm, firedNode].map(orNull),
        ],
        [
          measured.conducts,
          measured.spikes,
          measured.velocity_m_per_s,
          measured.peak_mv,
          measured.half_width_ms,
          measured.arrival_ms,
          measured.last_arrival_ms,
          measured.last_fired_mm,
          measured.last_fired_node,
        ],
      );
      assert.ok(measured.last_fired_mm > 0, "something happened");
      const info = other.info(lane);
      const numbers = [...one.info(lane)].map(orNull);
      assert.deepEqual(numbers.slice(2, 6), [
        info.diameter_um,
        info.axon_diameter_um,
        info.node_diameter_um,
        info.node_spacing_um,
      ]);
      assert.deepEqual(numbers.slice(9, 11), [info.length_mm, info.celsius]);
      assert.deepEqual(numbers.slice(12), [
        info.threshold_na,
        info.healthy_threshold_na,
        info.amplitude_na,
        info.duration_ms,
        info.rest_mv,
        info.peak_mv,
        info.expected_velocity_m_per_s,
        info.expected_half_width_ms,
        info.dt_ms,
        info.compartments,
      ]);
    }
    one.free();
    other.free();
  });
}

test("what the small engine does not take, it leaves alone", () => {
  for (const text of [
    "fiber=frog",
    "fiber=patch",
    "lidocaine=5",
    "e1.at=3",
    "from=1&to=2",
    "diameter=900",
    "nonsense",
    "diameter=1e999",
    "diameter=10.000000000000000001",
    "fiber=mrg&diameter=%31",
    "v=2",
    "x".repeat(30_000),
  ]) {
    assert.equal(small.open(text), undefined, text.slice(0, 40));
    assert.equal(small.Simulation.begin(text), undefined);
  }
});

test("texts that both take become the same text", () => {
  for (const text of [
    "diameter=0010.50",
    "a.fiber=mrg",
    "b.celsius=30",
    "stim=3,1,2&slow=100&probe=2.25",
    "c.fiber=c",
  ]) {
    assert.equal(small.open(text), whole.open(text).scenario, text);
  }
});

test("a pulse that is added is the same text, and the same run", () => {
  const text = "fiber=squid";
  const one = /** @type {small.Simulation} */ (small.Simulation.begin(text));
  const other = new whole.Simulation(text);
  for (const engine of [one, other]) {
    engine.advance(9.87);
    engine.stimulate();
    engine.advance(20);
  }
  assert.equal(one.scenario(), other.scenario());
  assert.match(one.scenario(), /stim=0,9\.8/);
  assert.equal(orNull(one.measure(0)[6]), other.measure(0).last_arrival_ms);
  assert.equal(one.open("fiber=frog"), false);
  assert.equal(one.scenario(), other.scenario(), "what is refused changes nothing");
});
