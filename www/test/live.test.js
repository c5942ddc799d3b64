import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/state/history.js";
import { actsLive, differences } from "../src/state/live.js";

const never = { timeMs: 1, before: null, after: null };

test("conditions act on a run, stimuli that may have been do not", () => {
  assert.equal(actsLive("celsius", "lane", never), "changing");
  assert.equal(actsLive("b.myelin", "lane", never), "changing");
  assert.equal(actsLive("a.amplitude", "lane", never), null);
  assert.equal(actsLive("strength", "stimulus", never), null);
  assert.equal(actsLive("probe", "view", never), "exactly");
});

test("an electrode that has not fired can be changed as if it had always been so", () => {
  assert.equal(actsLive("e1.at", "electrode", { timeMs: 1, before: 2, after: 2 }), "exactly");
  assert.equal(actsLive("e1.at", "electrode", { timeMs: 1, before: null, after: 1 }), "exactly");
  assert.equal(actsLive("e1.at", "electrode", { timeMs: 3, before: 2, after: 2 }), null);
  assert.equal(actsLive("e1.delay", "electrode", { timeMs: 3, before: 2, after: 4 }), null);
});

test("what differs between scenarios, with the empty text for a default", () => {
  assert.deepEqual(differences("v=1&ttx=4&na=2", "v=1&celsius=30&na=2"), [
    ["ttx", ""],
    ["celsius", "30"],
  ]);
  assert.deepEqual(differences("v=1", "v=1"), []);
});

test("a drag is one step of undo, however long it takes; the next is another", () => {
  const history = new History("v=1");
  history.record("v=1&e1.at=1", "gesture 1", 0, true);
  history.record("v=1&e1.at=2", "gesture 1", 5000, true);
  history.record("v=1&e1.at=3", "gesture 2", 5100, true);
  assert.equal(history.undo(), "v=1&e1.at=2");
  assert.equal(history.undo(), "v=1");
  assert.equal(history.undo(), null);
});
