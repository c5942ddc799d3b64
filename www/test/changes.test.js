import assert from "node:assert/strict";
import { test } from "node:test";
import { Changes } from "../src/state/changes.js";
import { History } from "../src/state/history.js";

/** @import { Way } from "../src/state/changes.js" */

/** A page on which a scenario is ready when it is said to be, and frames come when they are called. */
function page() {
  const history = new History("0");
  const ready = new Set(["0"]);
  /** @type {(() => void)[]} */
  const frames = [];
  const seen = { waiting: false, shown: 0 };
  const changes = new Changes(history, {
    prepare: (scenario) => ready.has(scenario),
    budget: { atOnceMs: 1, inFrameMs: 1 },
    inFrame: (act) => frames.push(act),
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
  const to = (/** @type {string} */ scenario, about = scenario) =>
    changes.make({
      about,
      becomes: () => scenario,
      act: () => {
        now += 10_000;
        history.record(scenario, about, now);
      },
    });
  const frame = () => {
    assert.ok(frames.length <= 1, "works once in a frame");
    frames.pop()?.();
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

test("of a slider's values that wait only the last is made", () => {
  const { history, ready, to, frame } = page();
  to("1", "diameter");
  to("2", "diameter");
  ready.add("1").add("2");
  frame();
  assert.equal(history.present, "2");
  assert.equal(history.past, 1);
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
