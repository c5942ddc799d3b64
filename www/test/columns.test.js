import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, greatestIn, leastIn } from "../src/draw/columns.js";
import { scaleFor } from "../src/draw/scale.js";

const ROOM = 0.5;
const lane = /** @type {import("../src/types.js").LaneInfo} */ ({ diameter_um: 10, node_diameter_um: 3 });
/** Compartments of 7 um along 70 mm. */
const positions = Array.from({ length: 10_000 }, (_, k) => 7 * k + 3.5);
const place = (/** @type {number} */ k) => /** @type {number} */ (positions[k]);

/** @param {number} fromUm @param {number} toUm */
function columns(fromUm, toUm) {
  const scale = scaleFor(800, { fromUm, toUm }, [lane]);
  return { scale, ...columnsOf(positions.length, place, scale, ROOM) };
}

test("columns hold everything that is seen and one place on each side, once and in order", () => {
  for (const [fromUm, toUm, begin, end] of /** @type {const} */ ([
    [0, 70_000, 0, 10_000],
    [-500, 90_000, 0, 10_000],
    // From before the centre at 703.5 um to behind the one at 2103.5.
    [700, 2100, 99, 301],
    [701, 702, 99, 101],
  ])) {
    const { x, first } = columns(fromUm, toUm);
    assert.equal(first.length, x.length + 1);
    assert.equal(first[0], begin, `begins, from ${fromUm}`);
    assert.equal(first.at(-1), end, `ends, to ${toUm}`);
    for (const [column, start] of first.slice(0, -1).entries())
      assert.ok(start < /** @type {number} */ (first[column + 1]), "none is empty");
  }
});

test("columns have room, and all of a column would not have it", () => {
  const { scale, x, first } = columns(0, 70_000);
  for (let column = 1; column < x.length; column++) {
    const [before, here] = [/** @type {number} */ (x[column - 1]), /** @type {number} */ (x[column])];
    assert.ok(here - before >= ROOM - 1e-9, `${here} after ${before}`);
    const last = /** @type {number} */ (first[column]) - 1;
    assert.ok(scale.x(place(last)) - before < ROOM + 1e-9, "the one before belongs to the column before");
  }
  // From near, each place has its own.
  assert.equal(columns(0, 1000).x.length, 144);
});

test("the least and the greatest value of a column are found wherever they stand in it", () => {
  const group = { x: [0, 1, 2], first: [0, 3, 4, 7] };
  const values = Float64Array.of(5, 1, 3, -2, 4, 6, 9);
  assert.deepEqual(
    [0, 1, 2].map((column) => leastIn(values, group, column)),
    [1, -2, 4],
  );
  assert.deepEqual(
    [0, 1, 2].map((column) => greatestIn(values, group, column)),
    [5, -2, 9],
  );
});

test("of no place there is no column", () => {
  const scale = scaleFor(800, { fromUm: 0, toUm: 100 }, [lane]);
  assert.deepEqual(columnsOf(0, place, scale, ROOM), { x: [], first: [0] });
});
