import assert from "node:assert/strict";
import { test } from "node:test";
import { internodesOf, readMyelin } from "../src/state/myelin.js";
import { internodeAt, paintMyelin, writeMyelin } from "../src/state/paintmyelin.js";

/** Numbers that look random and are always the same (xorshift, seed 1). */
function draws() {
  let state = 1;
  return (/** @type {number} */ below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

test("what is named has less myelin, counted from 1; the rest has all", () => {
  assert.deepEqual(readMyelin("", 3), [100, 100, 100]);
  assert.deepEqual(readMyelin("2-3:0,5:12.5", 6), [100, 0, 0, 100, 12.5, 100]);
});

test("what is named beyond the fiber, or cannot be read, adds nothing", () => {
  assert.deepEqual(readMyelin("2-90:50,99:0,x:1", 3), [100, 50, 50]);
});

test("stretches are as long as they can be", () => {
  assert.equal(writeMyelin([100, 100]), "");
  assert.equal(writeMyelin([0, 0, 50, 100, 50, 50, 50]), "1-2:0,3:50,5-7:50");
});

test("a stroke paints all internodes from one to the other, in either direction", () => {
  assert.deepEqual(paintMyelin([100, 100, 100, 100], 2, 1, 0), [100, 0, 0, 100]);
  assert.deepEqual(paintMyelin([0, 0, 0], 0, 2, 100), [100, 100, 100]);
});

test("text and internodes tell the same, whatever was painted", () => {
  const draw = draws();
  for (let round = 0; round < 300; round++) {
    const internodes = 1 + draw(60);
    let left = readMyelin("", internodes);
    for (let stroke = draw(8); stroke > 0; stroke--) {
      const [from, to, percent] = [draw(internodes), draw(internodes), draw(201) / 2];
      const before = left;
      left = paintMyelin(left, from, to, percent);
      for (const [k, was] of before.entries()) {
        const painted = k >= Math.min(from, to) && k <= Math.max(from, to);
        assert.equal(left[k], painted ? percent : was);
      }
    }
    const text = writeMyelin(left);
    assert.deepEqual(readMyelin(text, internodes), left, text);
    // Neighbors that are alike are never named apart, and nothing is that has all of its myelin.
    for (const piece of text.split(",")) assert.doesNotMatch(piece, /:100$/);
  }
});

test("a place has its internode, also off the ends of the fiber", () => {
  const lane = { length_mm: 23, node_spacing_um: 1150 };
  assert.equal(internodesOf(lane), 20);
  assert.deepEqual(
    [-5, 0, 1149, 1151, 22_999, 30_000].map((um) => internodeAt(um, lane)),
    [0, 0, 0, 1, 19, 19],
  );
  assert.equal(internodesOf({ length_mm: 23, node_spacing_um: 0 }), 0);
});
