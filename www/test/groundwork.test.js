import assert from "node:assert/strict";
import { test } from "node:test";
import { Groundwork } from "../src/state/groundwork.js";

/** @import { Building, Calibrations } from "../src/state/groundwork.js" */

/** Groundwork on a machine of our own: each scenario needs as many slices as it says, a slice takes half a millisecond. */
function machine() {
  let wallMs = 0;
  const kept = /** @type {string[]} */ ([]);
  let alive = 0;
  const begin = (/** @type {string} */ scenario) => {
    let left = Number(scenario);
    alive += 1;
    return /** @type {Building} */ (
      /** @type {unknown} */ ({
        advance: (/** @type {number} */ slices) => {
          wallMs += 0.5 * Math.min(left, slices);
          left -= slices;
          return left <= 0;
        },
        keep_in: () => kept.push(scenario),
        free: () => {
          alive -= 1;
        },
      })
    );
  };
  const known = /** @type {Calibrations} */ (/** @type {unknown} */ ({}));
  const groundwork = new Groundwork(known, begin, () => wallMs);
  return { groundwork, kept, wall: () => wallMs, alive: () => alive };
}

test("what takes a blink is done at once, and kept", () => {
  const { groundwork, kept, alive } = machine();
  assert.ok(groundwork.advance("4", 8));
  assert.deepEqual(kept, ["4"]);
  assert.equal(groundwork.take("5"), null);
  groundwork.take("4")?.free();
  assert.equal(alive(), 0);
  assert.equal(groundwork.take("4"), null);
});

test("what takes long is done in many goes, each near its budget", () => {
  const { groundwork, kept, wall } = machine();
  let goes = 0;
  let before = 0;
  while (!groundwork.advance("1000", 8)) {
    goes += 1;
    assert.ok(wall() - before <= 10);
    before = wall();
  }
  assert.ok(goes > 50, `${goes} goes`);
  assert.deepEqual(kept, ["1000"]);
});

test("another scenario in between frees the first, which then begins anew", () => {
  const { groundwork, kept, alive } = machine();
  assert.ok(!groundwork.advance("100", 8));
  assert.ok(groundwork.advance("2", 8));
  assert.deepEqual(kept, ["2"]);
  assert.equal(alive(), 1);
  // What nobody has taken makes room for what is asked for next.
  assert.ok(!groundwork.advance("100", 8));
  assert.equal(alive(), 1);
});
