import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../src/state/pace.js";

/** A machine on which a millisecond of nerve costs `cost` ms. */
function machine(/** @type {number} */ cost) {
  let wallMs = 0;
  let nerveMs = 0;
  return {
    now: () => wallMs,
    advance: (/** @type {number} */ ms) => {
      nerveMs += ms;
      wallMs += cost * ms;
    },
    get nerveMs() {
      return nerveMs;
    },
  };
}

test("what fits into the budget is done whole", () => {
  const fast = machine(0.5);
  assert.equal(new Pace().advance(fast.advance, 4, 5, fast.now), 4);
  assert.equal(fast.nerveMs, 4);
});

test("what does not fit ends near the budget, whatever it costs", () => {
  for (const cost of [10, 100, 1000]) {
    const slow = machine(cost);
    const pace = new Pace();
    let longest = 0;
    for (let frame = 0; frame < 100; frame++) {
      const start = slow.now();
      const done = pace.advance(slow.advance, 16, 5, slow.now);
      assert.ok(done > 0 && done < 16);
      // The first frames learn what a slice costs.
      if (frame > 20) longest = Math.max(longest, slow.now() - start);
    }
    assert.ok(longest < 6.5, `cost ${cost}: a frame took ${longest} ms`);
  }
});

test("a watch that stands still does not make the loop endless", () => {
  const pace = new Pace();
  assert.equal(
    pace.advance(
      () => {},
      16,
      5,
      () => 0,
    ),
    16,
  );
});
