import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import * as small from "../pkg/figure.js";
import * as whole from "../pkg/saltatory.js";
import { read } from "../src/element/reading.js";

/** @type {small.InitOutput} */
let smallMemory;
/** @type {whole.InitOutput} */
let wholeMemory;

before(async () => {
  const bytes = (/** @type {string} */ name) => readFile(new URL(`../pkg/${name}`, import.meta.url));
  smallMemory = small.initSync({ module: await bytes("figure_bg.wasm") });
  wholeMemory = whole.initSync({ module: await bytes("saltatory_bg.wasm") });
});

/** Scenarios that figures mostly show, each with a time in ms within which its spikes pass. @type {[string, number][]} */
const COMMON = [
  ["", 3],
  ["fiber=mrg&diameter=16", 2],
  ["fiber=mrg&diameter=5.7&celsius=30", 3],
  ["fiber=mrg&myelin=10-11:0,20-25:30&length=30", 2],
  ["a.diameter=16&strength=3", 2],
  ["fiber=c", 12],
  ["fiber=c&celsius=25&ko=6", 12],
  ["fiber=squid&celsius=18.5", 6],
  ["fiber=squid&stim=0,8.25&ttx=2&na=0.9", 14],
  ["a.fiber=c&a.diameter=1&b.fiber=squid&c.fiber=mrg", 3],
];

/** More work than there is in any of these runs. */
const ALL = 2 ** 31;

/** A run of the small engine; undefined if it does not take the scenario. @param {string} text */
function begin(text) {
  const numbers = read(text)?.numbers;
  return numbers && small.takes(Float64Array.from(numbers))
    ? small.Simulation.begin(Float64Array.from(numbers))
    : undefined;
}

/** A run of the whole engine. @param {string} text */
function begun(text) {
  const building = new whole.Building(text, new whole.Calibrations(), true);
  while (!building.advance(100));
  return /** @type {whole.Simulation} */ (building.simulation());
}

/** What the small engine hands out beside what both measure: NaN stands for what has no value. @param {number | undefined} value */
function orNull(value) {
  return value === undefined || Number.isNaN(value) ? null : value;
}

for (const [text, ms] of COMMON) {
  test(`the small engine computes the bits of the whole one: ${text || "(the default scene)"}`, () => {
    const one = /** @type {small.Simulation} */ (begin(text));
    assert.ok(one, "the small engine takes it");
    const other = begun(text);
    assert.equal(read(text)?.text, other.scenario());
    const lanes = one.number(2, 0);
    assert.equal(lanes, other.lanes());
    assert.equal(one.advance_within(ms, ALL), other.advance_within(ms, ALL));
    for (let lane = 0; lane < lanes; lane++) {
      const measured = other.measure(lane);
      const [conducts, spikes, velocity, peak, halfWidth, arrival, lastArrival, firedMm, firedNode] =
        one.numbers(lane, true);
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
      const numbers = [...one.numbers(lane, false)].map(orNull);
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
    "fiber=mrg&myelin=3:0&spread=1",
    "e1.at=3",
    "from=1&to=2",
    "diameter=900",
    "nonsense",
    "diameter=1e999",
    "diameter=0x10",
    "ttx=1e-8",
    "spread=Infinity",
    "fiber=mrg&fiber=mrg",
    "fiber=mrg&b.fiber=c",
    "a.strength=2",
    "fiber=squid&lamellae=50",
    "fiber=mrg&myelin=3-8:0,5:50",
    "fiber=mrg&length=5&myelin=40:0",
    "abcdef".replace(/./g, (lane) => `&${lane}.fiber=c&${lane}.diameter=0.2&${lane}.length=2000`),
    "fiber=mrg&diameter=%31",
    "v=2",
    "x".repeat(30_000),
  ]) {
    assert.equal(begin(text), undefined, text.slice(0, 40));
  }
});

test("texts that both take become the same text", () => {
  for (const text of [
    "diameter=0010.50",
    "a.fiber=mrg",
    "b.celsius=30",
    "stim=3,1,2&slow=100&probe=2.25",
    "c.fiber=c",
    "#?&v=1&&fiber=mrg&diameter=1.5e1&",
    "diameter=10.000000000000000001&celsius=36.900000000000006",
    "stim=0,0,&myelin=12:50,3-8:0&sleep=off",
    "b.fiber=mrg&a.fiber=c&lang=de&panel=traces",
  ]) {
    assert.equal(read(text)?.text, whole.open(text).scenario, text);
  }
});

/** A source of numbers from 0 to 1 (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words and numbers for each key, most of them allowed. @param {() => number} next */
function scenario(next) {
  const pick = (/** @type {string[]} */ list) => list[Math.floor(next() * list.length)] ?? "";
  const between = (/** @type {number} */ low, /** @type {number} */ high) =>
    String(Number((low + (high - low) * next()).toPrecision(1 + Math.floor(16 * next()))));
  /** @type {Record<string, () => string>} */
  const lane = {
    fiber: () => pick(["mrg", "c", "squid", "squid", "c", "frog"]),
    diameter: () => between(0.5, next() < 0.3 ? 600 : 20),
    length: () => between(1, 12),
    celsius: () => between(5, 40),
    amplitude: () => between(-1, 5),
    duration: () => between(0.02, 1),
    na: () => between(0.5, 1.5),
    k: () => between(0, 2),
    leak: () => between(0.5, 2),
    capacitance: () => pick(["1", "2", between(0.5, 3)]),
    resistivity: () => between(30, 150),
    ko: () => between(2, 12),
    ttx: () => pick(["0", between(0, 4)]),
    tea: () => between(0, 2),
    ap4: () => pick(["0", between(0, 2)]),
    internode: () => between(100, 1500),
    lamellae: () => between(5, 150),
    myelin: () => pick(["2:0", "1-2:50,4:25", "3-2:5", "9:100,8:.5", "4:0,3-5:1", "700:0"]),
    spread: () => pick(["0", between(0, 1)]),
    sleep: () => pick(["on", "off"]),
    lidocaine: () => "1",
  };
  /** @type {Record<string, () => string>} */
  const shared = {
    strength: () => between(0, 4),
    stim: () => pick(["0", "0.5", "1,.25,0", "2,-1", between(0, 3)]),
    slow: () => between(0.5, 300),
    show: () => pick(["internal", "transmembrane"]),
    moment: () => between(0, 5),
    probe: () => pick(["1,2", "3,1,3"]),
    hide: () => pick(["nothing", "controls"]),
    v: () => pick(["1", "1", "1", "2"]),
  };
  const lanes = pick(["", "", "a", "b", "a,b", "a,c"]).split(",");
  const some = (/** @type {Record<string, () => string>} */ rows, /** @type {string} */ prefix) =>
    Object.entries(rows)
      .filter(() => next() < 0.12)
      .map(([id, value]) => `${prefix}${id}=${value()}`);
  const pairs = [...lanes.flatMap((letter) => some(lane, letter && `${letter}.`)), ...some(shared, "")];
  return pairs.sort(() => next() - 0.5).join("&");
}

test("random scenarios are read as the whole engine reads them, and computed to the bit", () => {
  const next = random(5);
  let [taken, computed] = [0, 0];
  for (let k = 0; k < 3000; k++) {
    const text = scenario(next);
    const { scenario: short, notices } = whole.open(text);
    const reading = read(text);
    const numbers = reading && Float64Array.from(reading.numbers);
    if (!reading || !numbers || !small.takes(numbers)) continue;
    taken += 1;
    assert.deepEqual(notices, [], text);
    assert.equal(reading.text, short, text);
    if (k % 40 > 0) continue;
    const one = small.Simulation.begin(numbers);
    if (!one) {
      // It does not conduct: the whole engine says so.
      assert.throws(() => begun(text), text);
      continue;
    }
    computed += 1;
    const other = begun(text);
    assert.equal(one.advance_within(1, ALL), other.advance_within(1, ALL), text);
    for (let lane = 0; lane < other.lanes(); lane++) {
      const [at, bytes] = [one.view(lane, 1), 8 * one.view_len(lane, 1)];
      const bits = [
        Buffer.from(smallMemory.memory.buffer, at, bytes),
        Buffer.from(wholeMemory.memory.buffer, other.internal_mv_ptr(lane), 8 * other.compartments(lane)),
      ];
      assert.ok(bits[0]?.equals(/** @type {Buffer} */ (bits[1])), text);
    }
    one.free();
    other.free();
  }
  assert.ok(taken > 1000 && computed > 20, `${taken} taken, ${computed} computed`);
});

test("a pulse that is added is the same run", () => {
  const text = "fiber=squid";
  const one = /** @type {small.Simulation} */ (begin(text));
  const other = begun(text);
  one.advance_within(9.87, ALL);
  other.advance_within(9.87, ALL);
  const onsets = read(`stim=0,${one.number(0, 0)}`)?.onsetsMs ?? [];
  assert.equal(onsets.length, 2);
  one.set_onsets(Float64Array.from(onsets));
  other.stimulate();
  assert.match(other.scenario(), new RegExp(`stim=0,${onsets[1]}$`));
  one.advance_within(20, ALL);
  other.advance_within(20, ALL);
  assert.equal(orNull(one.numbers(0, true)[6]), other.measure(0).last_arrival_ms);
});
