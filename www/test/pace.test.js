import assert from "node:assert/strict";
import { test } from "node:test";
import { advanceWithin } from "../src/state/pace.js";

/** A machine on which a unit of work takes `unitMs`, a fiber of which a millisecond takes `work`, and a watch that goes in steps. */
function machine(/** @type {number} */ unitMs, /** @type {number} */ work, tickMs = 0) {
  let wallMs = 0;
  let nerveMs = 0;
  return {
    now: () => (tickMs > 0 ? Math.floor(wallMs / tickMs) * tickMs : wallMs),
    advance: (/** @type {number} */ ms, /** @type {number} */ most) => {
      const done = Math.min(ms, most / work);
      nerveMs += done;
      wallMs += done * work * unitMs;
      return done;
    },
    get nerveMs() {
      return nerveMs;
    },
    get wallMs() {
      return wallMs;
    },
  };
}

test("what fits into the budget is done whole", () => {
  const fast = machine(3e-5, 1e4);
  assert.ok(Math.abs(advanceWithin(fast.advance, 4, 5, fast.now) - 4) < 1e-9);
  assert.ok(Math.abs(fast.nerveMs - 4) < 1e-9);
});

test("what does not fit ends near the budget, whatever it costs, from the first frame on", () => {
  for (const work of [1e6, 1e8, 1e10]) {
    const slow = machine(3e-5, work);
    const done = advanceWithin(slow.advance, 16, 5, slow.now);
    assert.ok(done > 0 && done < 16);
    assert.ok(slow.wallMs < 6, `${slow.wallMs} ms`);
  }
});

test("a watch that goes in milliseconds slows nothing down", () => {
  const [fine, coarse] = [machine(3e-5, 1e6), machine(3e-5, 1e6, 1)];
  for (let frame = 0; frame < 500; frame++) {
    advanceWithin(fine.advance, 16, 5, fine.now);
    advanceWithin(coarse.advance, 16, 5, coarse.now);
  }
  assert.ok(coarse.nerveMs > 0.8 * fine.nerveMs, `${coarse.nerveMs} of ${fine.nerveMs} ms`);
});

test("a simulation that does not move does not make the loop endless", () => {
  const still = () => 0;
  assert.equal(advanceWithin(still, 16, 5, still), 0);
});
