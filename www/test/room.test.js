import assert from "node:assert/strict";
import { test } from "node:test";
import { room } from "../src/text/room.js";

/** @type {{ id: string, part: import("../src/types.js").Parameter["part"] }[]} */
const PARAMETERS = [
  { id: "diameter", part: "lane" },
  { id: "lane", part: "electrode" },
  { id: "stim", part: "stimulus" },
  { id: "probe", part: "view" },
];

test("every character of a link belongs to a part, and the longest is said first", () => {
  const scenario = "v=1&a.diameter=16&c.diameter=8&e1.lane=a&e16.lane=b&stim=0,1,2,3,4,5,6,7,8,9&probe=1";
  const taken = room(scenario, PARAMETERS);
  assert.deepEqual(taken, [
    ["lane", 27],
    ["stimulus", 25],
    ["electrode", 21],
    ["view", 12],
  ]);
  // An ampersand more than there is, before the first pair.
  assert.equal(
    taken.reduce((sum, [, characters]) => sum + characters, 0),
    scenario.length + 1,
  );
  assert.deepEqual(room("v=1&diameter=16", PARAMETERS)[0], ["lane", 12]);
});
