import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, changed, prefixed } from "../src/element/changes.js";
import { lanesOf, pairs, scenarioOf, textOf } from "../src/element/state.js";

/** @param {Record<string, string>} attributes */
const of = (attributes) => scenarioOf(Object.entries(attributes).map(([name, value]) => ({ name, value })));

test("attributes are the scenario, and those named after parameters change it", () => {
  assert.equal(of({ scenario: "#v=1&fiber=squid" }), "v=1&fiber=squid");
  assert.equal(
    of({ scenario: "fiber=squid&celsius=18", celsius: "6.3", id: "f", controls: "all", "data-x": "1" }),
    "fiber=squid&celsius=6.3",
  );
  assert.equal(of({ diameter: "16", onclick: "x", "aria-label": "y" }), "diameter=16");
});

test("a space stays where it was, also at the end of the text", () => {
  assert.equal(textOf(pairs("v=1&f.leak=88%20")), "v=1&f.leak=88%20");
  assert.equal(textOf(pairs("%20a=1")), "%20a=1");
  assert.equal(of({ fiber: "squid", celsius: "18 " }), "fiber=squid&celsius=18");
});

test("changes are merged, and an empty value gives the default", () => {
  assert.equal(changed("v=1&diameter=10", "diameter=16&celsius=30"), "v=1&diameter=16&celsius=30");
  assert.equal(changed("v=1&diameter=10", { diameter: "" }), "v=1");
  assert.equal(textOf(pairs("a=1%262&stim=0,4")), "a=1%262&stim=0,4");
});

test("links in the prose name a figure, and values or a verb", () => {
  assert.deepEqual(asked("#fig1?diameter=16"), { id: "fig1", changes: "diameter=16", verb: "" });
  assert.deepEqual(asked("#fig1?pause"), { id: "fig1", changes: "", verb: "pause" });
  assert.deepEqual(asked("#fig1"), { id: "fig1", changes: "", verb: "stimulate" });
  assert.equal(asked("https://example.org/#fig1"), null);
});

test("room is kept for as many lanes as there will be", () => {
  assert.deepEqual(
    ["", "strength=3", "fiber=c", "diameter=5&stim=1", "a.diameter=3", "d.fiber=c"].map(lanesOf),
    [2, 2, 1, 1, 2, 4],
  );
});

test("in a scene of several lanes, keys without a lane are those of the first", () => {
  const table = [
    { id: "diameter", part: "lane" },
    { id: "slow", part: "view" },
  ];
  assert.deepEqual(prefixed("diameter=16&slow=100", 2, table), { "a.diameter": "16", slow: "100" });
  assert.deepEqual(prefixed({ diameter: 16 }, 1, table), { diameter: 16 });
});
