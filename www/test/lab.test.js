import assert from "node:assert/strict";
import { test } from "node:test";
import { chartOf } from "../src/lab/charts.js";
import { Client } from "../src/lab/client.js";
import { toCsv } from "../src/lab/csv.js";
import { isNews, isOrder } from "../src/lab/messages.js";

/** @import { LabReport } from "../src/types.js" */
/** @import { Means } from "../src/lab/client.js" */
/** @import { Palette } from "../src/draw/palette.js" */

const palette = /** @type {Palette} */ (
  /** @type {unknown} */ ({
    accent: "#a00",
    current: "#0aa",
    ink: "#000",
    "ink-soft": "#555",
    "myelin-edge": "#999",
  })
);

/** @param {Partial<LabReport>} [more] @returns {LabReport} */
function report(more) {
  const row = (/** @type {(number | null)[]} */ ...cells) => ({
    cells,
    scenario: "fiber=squid",
    untimed: false,
    error: null,
  });
  return {
    protocol: "temperature",
    scenario: "fiber=squid",
    columns: [
      { id: "celsius", unit: "C" },
      { id: "velocity_m_per_s", unit: "m/s" },
    ],
    rows: [row(6.3, 12.3), row(18.5, 18.7), row(34, null)],
    facts: [],
    progress: 0.5,
    done: false,
    error: null,
    ...more,
  };
}

const what = /** @type {const} */ ({ protocol: "temperature", scenario: "fiber=squid", lane: 0 });

/** A worker that does nothing by itself. */
class Idle {
  /** @type {unknown[]} */
  sent = [];
  ended = false;
  /** @type {((event: { data: unknown }) => void) | null} */
  onmessage = null;
  /** @type {((event: { message: string }) => void) | null} */
  onerror = null;
  postMessage(/** @type {unknown} */ message) {
    this.sent.push(message);
  }
  terminate() {
    this.ended = true;
  }
}

/** Means with idle workers, and a bench that is done after three slices. */
function means({ refused = false, tickMs = 0 } = {}) {
  let timeMs = 0;
  /** @type {Idle[]} */
  const workers = [];
  /** @type {(() => void)[]} */
  const tasks = [];
  let benches = 0;
  /** @type {Means} */
  const given = {
    worker: () => {
      if (refused) throw new Error("not here");
      const worker = new Idle();
      workers.push(worker);
      return /** @type {Worker} */ (/** @type {unknown} */ (worker));
    },
    bench: async () => {
      benches++;
      let slices = Number(0);
      return {
        work: () => {
          slices++;
          return slices === 3;
        },
        get mark() {
          return String(slices);
        },
        report: () => report({ progress: slices / 3, done: slices === 3 }),
        free() {},
      };
    },
    budgetMs: () => 4,
    later: (task) => tasks.push(task),
    now: () => {
      timeMs += tickMs;
      return timeMs;
    },
  };
  return { given, workers, tasks, benches: () => benches };
}

/** A listener that notes what it hears. */
function ear() {
  /** @type {LabReport[]} */
  const reports = [];
  /** @type {string[]} */
  const failures = [];
  return {
    reports,
    failures,
    report: (/** @type {LabReport} */ one) => reports.push(one),
    fail: (/** @type {{ message: string }} */ one) => failures.push(one.message),
  };
}

test("only messages of the right form count", () => {
  assert.ok(isOrder({ id: 1, ...what }));
  for (const wrong of [null, "run", {}, { id: 1, ...what, protocol: "x" }, { id: 1, ...what, lane: -1 }]) {
    assert.ok(!isOrder(wrong), JSON.stringify(wrong));
  }
  assert.ok(isNews({ id: 1, report: report() }));
  assert.ok(isNews({ id: 1, failed: { message: "no" } }));
  const short = { cells: [1], scenario: null, untimed: false, error: null };
  for (const wrong of [
    undefined,
    { id: 1 },
    { report: report() },
    { id: 1, report: report({ rows: [short] }) },
  ]) {
    assert.ok(!isNews(wrong), JSON.stringify(wrong));
  }
});

test("an order goes to the worker, and its reports come back", () => {
  const { given, workers } = means();
  const client = new Client(given);
  const heard = ear();
  client.start(what, heard);
  const [worker] = workers;
  assert.ok(worker?.onmessage && client.busy && !client.here);
  const [order] = worker.sent;
  assert.ok(isOrder(order));
  worker.onmessage({ data: { id: order.id, report: report() } });
  worker.onmessage({ data: { id: order.id + 1, report: report() } });
  worker.onmessage({ data: { id: order.id, report: { rows: 1 } } });
  assert.equal(heard.reports.length, 1);
  assert.ok(client.busy);
  worker.onmessage({ data: { id: order.id, report: report({ done: true }) } });
  assert.ok(!client.busy && heard.reports.at(1)?.done === true && heard.failures.length === 0);
  client.start(what, heard);
  assert.equal(workers.length, 1, "an idle worker is used again");
});

test("what is cancelled is ended and not heard of again", () => {
  const { given, workers } = means();
  const client = new Client(given);
  const heard = ear();
  client.start(what, heard);
  client.cancel();
  const [worker] = workers;
  assert.ok(worker?.ended && !client.busy);
  worker.onmessage?.({ data: { id: 1, report: report() } });
  worker.onerror?.({ message: "late" });
  assert.deepEqual([heard.reports.length, heard.failures.length], [0, 0]);
  client.start(what, heard);
  client.start(what, heard);
  assert.ok(workers[1]?.ended && !workers[2]?.ended, "a new order ends the one before");
});

test("a worker that cannot begin is done without, from then on", async () => {
  // Reports are for the eye: where time hardly passes, only the first and the last are made.
  for (const { refused, tickMs, progress } of [
    { refused: true, tickMs: 200, progress: [0, 1 / 3, 2 / 3, 1] },
    { refused: false, tickMs: 1, progress: [0, 1] },
  ]) {
    const { given, workers, tasks, benches } = means({ refused, tickMs });
    const client = new Client(given);
    const heard = ear();
    client.start(what, heard);
    workers[0]?.onerror?.({ message: "refused" });
    for (let turn = 0; turn < 10 && client.busy; turn++) {
      await Promise.resolve();
      tasks.shift()?.();
    }
    assert.ok(client.here && !client.busy && benches() === 1);
    assert.deepEqual(
      heard.reports.map((one) => one.progress),
      progress,
    );
    client.start(what, heard);
    assert.equal(workers.length, refused ? 0 : 1, "none is asked for again");
    client.cancel();
  }
});

test("a worker that breaks down after it spoke is an error, and so is what the engine refuses", () => {
  const { given, workers } = means();
  const client = new Client(given);
  const heard = ear();
  client.start(what, heard);
  workers[0]?.onmessage?.({ data: { id: 1, report: report() } });
  workers[0]?.onerror?.({ message: "out of memory" });
  assert.deepEqual(heard.failures, ["out of memory"]);
  client.start(what, heard);
  workers[1]?.onmessage?.({ data: { id: 2, failed: { message: "no such fiber" } } });
  assert.deepEqual(heard.failures, ["out of memory", "no such fiber"]);
  assert.ok(!client.here && !client.busy);
});

test("a table has full precision, and quotes what must be quoted", () => {
  const rows = [
    { cells: [6.3, 12.312593782390469], scenario: "fiber=squid", untimed: false, error: null },
    {
      cells: [34, null],
      scenario: null,
      untimed: false,
      error: { key: "k", given: 'a "b"', allowed: "1, 2" },
    },
  ];
  assert.equal(
    toCsv(report({ rows, done: true }), "https://a.example/#x"),
    '# Saltatory, temperature of fiber=squid\n# https://a.example/#x\ncelsius,velocity_m_per_s,scenario,error\n6.3,12.312593782390469,fiber=squid,\n34,,,"k: a ""b""; allowed: 1, 2"\n',
  );
  // What is not all says so.
  assert.match(toCsv(report({ rows }), "x"), /^# not finished: 2 rows so far$/m);
});

test("a chart has our points, what is known beside them, and a cross where nothing is conducted", () => {
  const { chart, rows, failed } = chartOf(report(), "squid", palette);
  assert.deepEqual([rows, failed], [[0, 1], [2]]);
  const [ours, ...others] = chart.series;
  assert.deepEqual(ours?.y, [12.3, 18.7]);
  assert.deepEqual(
    others.map((series) => series.mark),
    ["square", "diamond", "cross"],
  );
  assert.ok(chart.x.from <= 6.3 && chart.x.to >= 34 && chart.y.from === 0 && chart.y.to > 21.2);
  assert.equal(chart.x.unit, "°C");
});

test("a chart says when it is not all, and tells a spike without a velocity from none", () => {
  const label = (/** @type {LabReport} */ given) => chartOf(given, "squid", palette).chart.series[0]?.label;
  assert.equal(label(report()), "computed here, not finished");
  assert.equal(label(report({ done: true })), "computed here");
  const rows = report().rows.map((row, index) => ({ ...row, untimed: index === 2 }));
  const { chart, failed } = chartOf(report({ rows }), "squid", palette);
  const last = chart.series.at(-1);
  assert.deepEqual([failed, last?.x, last?.mark, last?.hollow], [[2], [34], "circle", true]);
});

test("the laws of strength and duration are drawn through what was fitted", () => {
  const fact = (/** @type {string} */ id, /** @type {number} */ value) => ({
    id,
    unit: "",
    value,
    between: null,
  });
  const names = ["weiss_rheobase_na", "lapicque_rheobase_na", "rheobase_na"].map((id) => fact(id, 2));
  const times = ["weiss_chronaxie_ms", "lapicque_chronaxie_ms", "chronaxie_ms"].map((id) => fact(id, 0.3));
  const row = (/** @type {number} */ ms) => ({
    cells: [ms, 2 * (1 + 0.3 / ms)],
    scenario: null,
    untimed: false,
    error: null,
  });
  const columns = [
    { id: "duration_ms", unit: "ms" },
    { id: "threshold_na", unit: "nA" },
  ];
  const given = report({
    protocol: "strength-duration",
    columns,
    rows: [row(0.1), row(0.3), row(10)],
    facts: [...names, ...times],
  });
  const { chart } = chartOf(given, "mrg", palette);
  const [, weiss, lapicque, rheobase, chronaxie] = chart.series;
  const at = (/** @type {typeof weiss} */ series, /** @type {number} */ k) => Number(series?.y[k]);
  assert.ok(Math.abs(at(weiss, 0) - 8) < 1e-9);
  assert.ok(Math.abs(at(lapicque, 0) - 2 / (1 - Math.exp((-0.1 * Math.LN2) / 0.3))) < 1e-9);
  assert.deepEqual(rheobase?.y, [2, 2]);
  assert.deepEqual([chronaxie?.x, chronaxie?.y], [[0.3], [4]]);
  assert.ok(chart.x.log && chart.y.log);
});
