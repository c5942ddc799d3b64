import assert from "node:assert/strict";
import { test } from "node:test";
import { Changes } from "../src/state/changes.js";
import { History } from "../src/state/history.js";

/** @import { Way } from "../src/state/changes.js" */

/** A page on which a scenario is ready when it is said to be, and frames come when they are called. */
function page() {
  const history = new History("0");
  const ready = new Set(["0"]);
  const seen = { waiting: false, shown: 0, budgets: /** @type {number[]} */ ([]), takesMs: 0, workedMs: 0 };
  const changes = new Changes(history, {
    prepare: (scenario, budgetMs) => {
      seen.budgets.push(budgetMs);
      seen.workedMs += Math.min(budgetMs, seen.takesMs);
      return ready.has(scenario);
    },
    budget: { atOnceMs: 1, inFrameMs: 10 },
    now: () => seen.workedMs,
    wait: (waiting) => {
      seen.waiting = waiting;
    },
    show: () => {
      seen.shown += 1;
    },
    travel: (/** @type {Way} */ way) => ({
      about: null,
      becomes: () => (way === "undo" ? history.before : history.after) ?? history.present,
      act: () => void history[way](),
      travels: way,
    }),
  });
  let now = 0;
  const to = (/** @type {string} */ scenario, about = scenario, passing = false) =>
    changes.make({
      about,
      passing,
      becomes: () => scenario,
      act: () => {
        now += 10_000;
        history.record(scenario, about, now);
      },
    });
  const frame = () => {
    if (seen.waiting) changes.work();
  };
  return { changes, history, ready, seen, to, frame };
}

test("what needs nothing is made at once", () => {
  const { changes, history, ready, seen, to } = page();
  ready.add("1");
  to("1");
  assert.equal(history.present, "1");
  assert.equal(seen.waiting, false);
  assert.deepEqual([changes.canUndo, changes.canRedo], [true, false]);
});

test("what comes later waits for what came before, in order", () => {
  const { history, ready, seen, to, frame } = page();
  ready.add("2");
  to("1");
  to("2");
  frame();
  assert.equal(history.present, "0");
  assert.ok(seen.waiting);
  ready.add("1");
  frame();
  assert.equal(history.present, "1");
  assert.ok(seen.waiting);
  frame();
  assert.equal(history.present, "2");
  assert.equal(seen.waiting, false);
  frame();
});

test("of one thing's values that wait only the last is made", () => {
  const { history, ready, to, frame } = page();
  to("1", "diameter");
  to("2", "diameter");
  ready.add("1").add("2");
  frame();
  assert.equal(history.present, "2");
  assert.equal(history.past, 1);
});

test("of those that a hand goes through those are made that are worked on and come last", () => {
  const { history, ready, seen, to, frame } = page();
  for (const value of ["1", "2", "3"]) to(value, "diameter", true);
  for (const value of ["1", "2", "3"]) ready.add(value);
  frame();
  assert.equal(history.present, "1");
  to("4", "diameter", true);
  ready.add("4");
  frame();
  assert.equal(history.present, "3");
  frame();
  assert.deepEqual([history.present, history.past, seen.waiting], ["4", 3, false]);
});

test("a value on its way that takes long gives way to the last", () => {
  const { changes, history, ready, to, frame } = page();
  to("1", "diameter", true);
  to("2", "diameter", true);
  ready.add("2");
  for (let k = 0; k < 40 && history.past === 0; k++) frame();
  assert.deepEqual([history.present, history.past, changes.canUndo], ["2", 1, true]);
});

test("a way that is not yet gone to its end is taken back as one, and made again as one", () => {
  const { changes, history, ready, seen, to, frame } = page();
  // The first is made at once, the second worked on, the third last.
  ready.add("1");
  for (const value of ["1", "2", "3"]) to(value, "diameter", true);
  assert.equal(history.present, "1");
  changes.undo();
  frame();
  assert.equal(history.present, "0");
  assert.deepEqual([changes.canUndo, changes.canRedo, seen.waiting], [false, true, false]);
  ready.add("3");
  changes.redo();
  frame();
  assert.deepEqual([history.present, history.past, changes.canRedo], ["3", 1, false]);
});

test("what is taken back in turn is made again in turn, whether it was made or waited", () => {
  const { changes, history, ready, to, frame } = page();
  ready.add("1");
  to("1");
  to("2");
  changes.undo();
  frame();
  changes.undo();
  assert.equal(history.present, "0");
  changes.redo();
  assert.equal(history.present, "1");
  ready.add("2");
  changes.redo();
  assert.deepEqual([history.present, history.past, changes.canRedo], ["2", 2, false]);
});

test("what was taken back while it waited is made again, and not what was taken back before", () => {
  const { changes, history, ready, to, frame } = page();
  ready.add("1");
  to("1");
  changes.undo();
  to("2");
  changes.undo();
  frame();
  ready.add("2");
  changes.redo();
  assert.deepEqual([history.present, history.past], ["2", 1]);
});

test("a step forth that finds nothing any more still says that nothing waits", () => {
  const { changes, history, ready, seen, to, frame } = page();
  ready.add("1");
  to("1");
  changes.undo();
  const { shown } = seen;
  to("2");
  ready.delete("1");
  changes.redo();
  ready.add("1").add("2");
  for (let k = 0; k < 3; k++) frame();
  assert.deepEqual([history.present, seen.waiting], ["2", false]);
  assert.ok(seen.shown > shown);
});

test("a frame is used once: what is tried at once counts, and what took most of a frame is made in the next", () => {
  const { history, ready, seen, to, frame } = page();
  seen.takesMs = 100;
  to("1");
  frame();
  frame();
  assert.deepEqual(seen.budgets, [1, 9, 10]);
  ready.add("1");
  frame();
  assert.equal(history.present, "0");
  frame();
  assert.equal(history.present, "1");
  assert.equal(seen.budgets.length, 4);
});

test("what waits is taken back without being made, and made again", () => {
  const { changes, history, ready, seen, to, frame } = page();
  to("1");
  assert.ok(changes.canUndo);
  changes.undo();
  assert.deepEqual([changes.canUndo, changes.canRedo], [false, true]);
  frame();
  assert.equal(history.present, "0");
  assert.equal(seen.waiting, false);
  changes.redo();
  assert.equal(changes.canRedo, false);
  ready.add("1");
  frame();
  assert.equal(history.present, "1");
});

test("a new step forgets what was taken back while it waited; a look at something does not", () => {
  const { changes, to, frame } = page();
  to("1");
  changes.undo();
  frame();
  changes.make({ about: null, becomes: () => "0", act: () => {} });
  assert.ok(changes.canRedo);
  to("2");
  assert.equal(changes.canRedo, false);
});

test("a step back that waits is itself taken back by a step forth, and the other way round", () => {
  const { changes, history, ready, to, frame } = page();
  ready.add("1");
  to("1");
  ready.delete("0");
  changes.undo();
  assert.equal(changes.canUndo, false);
  assert.ok(changes.canRedo);
  changes.redo();
  frame();
  assert.equal(history.present, "1");
  ready.add("0");
  changes.undo();
  assert.equal(history.present, "0");
  ready.delete("1");
  changes.redo();
  assert.ok(changes.canUndo);
  changes.undo();
  frame();
  assert.equal(history.present, "0");
});

test("a change that asks for another while it is made does not double the work", () => {
  const { changes, history, ready, seen, to, frame } = page();
  changes.make({ about: null, becomes: () => "1", act: () => to("2") });
  ready.add("1");
  frame();
  assert.ok(seen.waiting);
  ready.add("2");
  frame();
  assert.equal(history.present, "2");
  assert.equal(seen.waiting, false);
});
