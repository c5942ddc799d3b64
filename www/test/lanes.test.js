import assert from "node:assert/strict";
import { test } from "node:test";
import { addLane, duplicateLane, moveLane, removeLane } from "../src/state/lanes.js";

/** @import { Facts } from "../src/state/lanes.js" */

/** @param {Partial<Facts>} own @returns {Facts} */
const lane = (own) => ({
  fiber: "mrg",
  diameter_um: 10,
  length_mm: 23,
  node_spacing_um: 1150,
  bare_counterpart_of: null,
  ...own,
});
/** The two lanes of the default scene, as the engine describes them. */
const MYELINATED = lane({});
const BARE = lane({ fiber: "c", diameter_um: 6.9, node_spacing_um: 0, bare_counterpart_of: 0 });
const SCENE = [MYELINATED, BARE];

test("a lane is added below the others", () => {
  const text = addLane("v=1", SCENE, { fiber: "mrg", diameter: "15" });
  assert.equal(text, "v=1&a.fiber=mrg&b.fiber=c&c.fiber=mrg&c.diameter=15");
});

test("a lane that stood alone keeps its length in company", () => {
  const alone = lane({ length_mm: 57.5 });
  const text = addLane("v=1&fiber=mrg&strength=3&slow=400", [alone], { fiber: "squid" });
  assert.equal(text, "v=1&a.fiber=mrg&a.length=57.5&b.fiber=squid&strength=3&slow=400");
});

test("the bare lane keeps its diameter when the fiber that it followed goes", () => {
  const text = removeLane("v=1&a.celsius=30&b.celsius=35&strength=2", SCENE, 0);
  assert.equal(text, "v=1&celsius=35&fiber=c&diameter=6.9&length=23&strength=2");
});

test("a lane left alone keeps its length", () => {
  assert.equal(removeLane("v=1", SCENE, 1), "v=1&fiber=mrg&length=23");
});

test("the bare lane goes on following its fiber when they change places, and the way back gives the same text", () => {
  const swapped = moveLane("v=1&b.celsius=30", SCENE, 0, 1);
  assert.equal(swapped, "v=1&a.celsius=30&a.fiber=c&a.length=23&b.fiber=mrg");
  const back = moveLane(swapped, [{ ...BARE, bare_counterpart_of: 1 }, MYELINATED], 0, 1);
  assert.equal(back, "v=1&a.fiber=mrg&b.celsius=30&b.fiber=c");
});

test("where another myelinated fiber comes first, the bare lane keeps the diameter that it had", () => {
  const thick = lane({ diameter_um: 16, length_mm: 22.5, node_spacing_um: 1500 });
  const text = moveLane("v=1&c.fiber=mrg&c.diameter=16", [...SCENE, thick], 2, -2);
  // 22.5 mm are 15 internodes of 16 um; the internodes nearest to it of 10 um are 20, as before, but the bare lane has none.
  const [a, b, c] = ["a", "b", "c"].map((letter) =>
    text.split("&").filter((pair) => pair.startsWith(`${letter}.`)),
  );
  assert.deepEqual(a, ["a.fiber=mrg", "a.diameter=16"]);
  assert.deepEqual(b, ["b.fiber=mrg"]);
  assert.deepEqual(c, ["c.fiber=c", "c.diameter=6.9", "c.length=23"]);
});

test("letters, electrodes and their lanes move up when a lane goes", () => {
  const third = lane({ fiber: "squid", node_spacing_um: 0, diameter_um: 476 });
  const text = "v=1&c.fiber=squid&c.na=0.5&e1.lane=b&e1.at=3&e2.lane=c&e2.tip=outside&e3.at=1&probe=3,4";
  assert.equal(
    removeLane(text, [...SCENE, third], 1),
    "v=1&a.fiber=mrg&b.fiber=squid&b.na=0.5&probe=3,4&e1.lane=b&e1.tip=outside&e2.at=1",
  );
});

test("a lane is doubled with all that it has, its electrodes too", () => {
  const text = duplicateLane("v=1&a.myelin=3:50,8-12:0&e1.lane=a&e1.at=2", SCENE, 0);
  assert.equal(
    decodeURIComponent(text),
    "v=1&a.myelin=3:50,8-12:0&a.fiber=mrg&b.myelin=3:50,8-12:0&b.fiber=mrg&c.fiber=c&e1.lane=a&e1.at=2&e2.lane=b&e2.at=2",
  );
  const once = removeLane(decodeURIComponent(text), [MYELINATED, { ...MYELINATED }, BARE], 1);
  assert.equal(decodeURIComponent(once), "v=1&a.myelin=3:50,8-12:0&a.fiber=mrg&b.fiber=c&e1.lane=a&e1.at=2");
});

test("there are never none, and never seven", () => {
  assert.equal(removeLane("v=1&fiber=mrg", [MYELINATED], 0), "v=1&fiber=mrg");
  const six = Array.from({ length: 6 }, () => ({ ...MYELINATED }));
  const text = "v=1&f.fiber=mrg&b.fiber=mrg";
  assert.equal(duplicateLane(text, six, 2), text);
});
