import assert from "node:assert/strict";
import { test } from "node:test";
import { Budget } from "../src/state/budget.js";

/**
 * Frames of a simulation that is never done, cut into slices of half a millisecond.
 *
 * @param {number} frames @param {(frame: number) => number} drawingMs @param {Budget} [budget]
 * @returns {{ simulated: number[], whole: number[] }} ms
 */
function play(frames, drawingMs, budget = new Budget()) {
  /** @type {{ simulated: number[], whole: number[] }} */
  const seen = { simulated: [], whole: [] };
  for (let frame = 0; frame < frames; frame++) {
    const simulated = 0.5 * Math.ceil(budget.give(1) / 0.5);
    const whole = simulated + drawingMs(frame);
    budget.note(simulated, whole);
    seen.simulated.push(simulated);
    seen.whole.push(whole);
  }
  return seen;
}

/** Drawing that takes 1 to 3 ms, in no order. @param {number} frame */
const uneven = (frame) => 1 + ((frame * 0.618034) % 1) * 2;

test("95 % of the frames keep to 8 ms, however unevenly they are drawn, and hardly less than that is used", () => {
  for (const scale of [0.2, 1, 2]) {
    const { whole } = play(2000, (frame) => scale * uneven(frame));
    const settled = whole.slice(500).sort((a, b) => a - b);
    const most = Number(settled[Math.floor(0.95 * settled.length)]);
    assert.ok(most > 7 && most < 8, `95 %: ${most} ms, drawn in ${scale} to ${3 * scale} ms`);
  }
});

test("drawing that becomes costly is made up for within half a second", () => {
  const budget = new Budget();
  play(500, () => 1, budget);
  const { whole } = play(60, () => 5.5, budget);
  assert.ok(
    whole.slice(30).every((ms) => ms < 8.5),
    `${whole.slice(30)} ms`,
  );
});

test("some of a frame is for simulation, however long drawing takes", () => {
  const { simulated } = play(200, () => 30);
  assert.ok(simulated.every((ms) => ms >= 1.5));
});

test("who has a sixth of a frame has a sixth of that", () => {
  const budget = new Budget();
  const given = Array.from({ length: 200 }, () => {
    budget.note(0, 2);
    return budget.give(1 / 6);
  });
  assert.ok(Math.max(...given) < 7.5 / 6 && Math.min(...given) >= 0.25, `${given} ms`);
});

test("what is soon done says nothing of what drawing takes", () => {
  const budget = new Budget();
  for (let frame = 0; frame < 1000; frame++) {
    budget.give(1);
    budget.note(0.1, 0.1 + uneven(frame));
  }
  const { whole } = play(20, uneven, budget);
  assert.ok(
    whole.every((ms) => ms < 8.5),
    `${whole} ms`,
  );
});
