import assert from "node:assert/strict";
import { test } from "node:test";
import { dropped, keyed, nodeNear, roundBelow } from "../src/state/places.js";
import { inShort, millimetres } from "../src/state/written.js";

const MYELINATED = { length_mm: 23, node_spacing_um: 1150 };
const BARE = { length_mm: 23, node_spacing_um: 0 };
/** 23 mm in 920 pixels. */
const perUm = 0.04;

/** @param {string} key @param {boolean} [shiftKey] */
const press = (key, shiftKey = false) => ({ key, shiftKey });

test("round steps are 1, 2 or 5 times a power of ten, and not larger than asked for", () => {
  assert.deepEqual([0.9, 1, 1.9, 2, 4.9, 5, 99, 100].map(roundBelow), [0.5, 1, 1, 2, 2, 5, 50, 100]);
});

test("the nearest node is one of the fiber's", () => {
  assert.deepEqual(
    [-700, 500, 600, 40_000].map((um) => nodeNear(um, MYELINATED)),
    [0, 0, 1150, 23_000],
  );
  assert.equal(nodeNear(777, BARE), 777);
});

test("what can only be at nodes goes to one; what is near one is taken hold of", () => {
  assert.equal(dropped(5000, MYELINATED, { onNodes: true, perUm }), 4600);
  assert.equal(dropped(4640, MYELINATED, { onNodes: false, perUm }), 4600);
  assert.equal(dropped(5011, MYELINATED, { onNodes: false, perUm }), 5020);
  assert.equal(dropped(5011, BARE, { onNodes: true, perUm }), 5011);
});

test("a place stays on the fiber", () => {
  assert.equal(dropped(-1, BARE, { onNodes: false, perUm }), 0);
  assert.equal(dropped(1e6, BARE, { onNodes: false, perUm }), 23_000);
});

test("arrows move a little, pages to the next node, Home and End to the ends", () => {
  const free = { onNodes: false, perUm };
  assert.equal(keyed(press("ArrowRight"), 1150, MYELINATED, free), 1250);
  assert.equal(keyed(press("ArrowLeft"), 1150, MYELINATED, free), 1050);
  assert.equal(keyed(press("PageUp"), 1250, MYELINATED, free), 2300);
  assert.equal(keyed(press("PageDown"), 1250, MYELINATED, free), 1150);
  assert.equal(keyed(press("ArrowRight", true), 1150, MYELINATED, free), 2300);
  assert.equal(keyed(press("ArrowRight", true), 1200, BARE, free), 2200);
  assert.equal(keyed(press("Home"), 1200, BARE, free), 0);
  assert.equal(keyed(press("End"), 1200, BARE, free), 23_000);
  assert.equal(keyed(press("a"), 1200, BARE, free), null);
});

test("what is at nodes goes from node to node, and five at a time", () => {
  const nodes = { onNodes: true, perUm };
  assert.equal(keyed(press("ArrowRight"), 1150, MYELINATED, nodes), 2300);
  assert.equal(keyed(press("ArrowLeft"), 0, MYELINATED, nodes), 0);
  assert.equal(keyed(press("PageUp"), 1150, MYELINATED, nodes), 6900);
  assert.equal(keyed(press("PageUp"), 22_000, MYELINATED, nodes), 23_000);
});

test("places are written in millimetres, to the hundredth of a micrometre", () => {
  assert.equal(millimetres(1150), "1.15");
  assert.equal(millimetres(0.004), "0");
});

test("a moment has as few decimals as name its tick", () => {
  assert.equal(inShort(0.25, 0.005), "0.25");
  assert.equal(inShort(0.1 + 0.2, 0.005), "0.3");
  assert.equal(inShort(3 * 0.00125, 0.00125), "0.004");
});
