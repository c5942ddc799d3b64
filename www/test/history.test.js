import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../src/state/history.js";

/** What undoing all the way passes, from the present on. @param {History} history */
function allTheWay(history) {
  const passed = [history.present];
  for (let next = history.undo(); next !== null; next = history.undo()) passed.push(next);
  return passed;
}

test("what changed nothing does not make the next change part of another step", () => {
  const history = new History("v=1");
  history.record("v=1&celsius=30", "celsius", 0);
  // Typed, and not allowed: the value stayed.
  history.record("v=1&celsius=30", "diameter", 100);
  history.record("v=1&diameter=5&celsius=30", "diameter", 200);
  assert.deepEqual(allTheWay(history), ["v=1&diameter=5&celsius=30", "v=1&celsius=30", "v=1"]);
  assert.equal(history.redo(), "v=1&celsius=30");
  assert.equal(history.redo(), "v=1&diameter=5&celsius=30");
  assert.equal(history.redo(), null);
});

test("a slider that comes back within one step leaves none", () => {
  const history = new History("v=1");
  history.record("v=1&diameter=5", "diameter", 0);
  history.record("v=1&diameter=6", "diameter", 100);
  history.record("v=1", "diameter", 200);
  assert.equal(history.before, undefined);
  history.record("v=1&diameter=7", "diameter", 300);
  assert.deepEqual(allTheWay(history), ["v=1&diameter=7", "v=1"]);
});

test("where one looks stays as it is when a step is taken back, and made again", () => {
  const history = new History("v=1");
  history.record("v=1&diameter=5", "diameter", 0);
  history.amend("v=1&diameter=5&from=1&to=2&panel=traces");
  assert.equal(history.undo(), "v=1&from=1&to=2&panel=traces");
  history.amend("v=1&panel=phase");
  assert.equal(history.redo(), "v=1&diameter=5&panel=phase");
});

test("a step that went somewhere else comes back from there", () => {
  const history = new History("v=1&panel=guide");
  history.record("v=1&fiber=squid&from=1&to=2", "open", 0);
  history.amend("v=1&fiber=squid&from=3&to=4");
  assert.equal(history.undo(), "v=1&panel=guide");
});

test("another history goes on with the steps of this one", () => {
  const history = new History("v=1");
  history.record("v=1&diameter=5", "diameter", 0);
  history.record("v=1&diameter=5&celsius=20", "celsius", 10);
  history.undo();
  const other = new History("v=1&diameter=5");
  other.takeOver(history.steps);
  assert.equal(other.redo(), "v=1&diameter=5&celsius=20");
  assert.deepEqual(allTheWay(other), ["v=1&diameter=5&celsius=20", "v=1&diameter=5", "v=1"]);
});
