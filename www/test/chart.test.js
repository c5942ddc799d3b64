import assert from "node:assert/strict";
import { test } from "node:test";
import { axisOf, drawChart, layout, nearest } from "../src/draw/chart.js";
import { between, decimate, indexAt } from "../src/draw/decimate.js";
import { Path } from "../src/draw/path.js";
import { SvgSurface } from "../src/draw/svg.js";
import { along, ticks, tickText } from "../src/draw/ticks.js";

const axis = (/** @type {number} */ from, /** @type {number} */ to, log = false) => ({
  label: "x",
  unit: "",
  from,
  to,
  log,
});
/** @type {any} */
const palette = { ink: "#000", "ink-soft": "#555", hairline: "#eee", page: "#fff", font: 'Arial, "A & B"' };
const box = { left: 0, top: 0, width: 400, height: 200 };

test("ticks are round, lie on the axis, and hold no rounding error", () => {
  assert.deepEqual(ticks(axis(0, 1), 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks(axis(-0.3, 0.3), 6), [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticks(axis(1, 0), 2), [0, 0.5, 1]);
  assert.deepEqual(ticks(axis(0.1, 1000, true), 4), [0.1, 1, 10, 100, 1000]);
  assert.deepEqual(ticks(axis(1, 10, true), 4), [1, 2, 5, 10]);
  assert.deepEqual(ticks(axis(2, 3, true), 5), [2, 2.2, 2.4, 2.6, 2.8, 3]);
  assert.deepEqual(ticks(axis(5, 5), 5), []);
  assert.equal(tickText(-0.5), "−0.5");
  assert.equal(tickText(1e-7), "1e−7");
});

test("a place goes to a value and back, straight and logarithmic", () => {
  for (const one of [axis(-90, 50), axis(0.01, 300, true), axis(10, 2)]) {
    const scale = along(one, 40, 388);
    assert.equal(scale.place(one.from), 40);
    assert.ok(Math.abs(scale.place(one.to) - 388) < 1e-9);
    for (const part of [0.1, 0.5, 0.93]) {
      const value = one.from + part * (one.to - one.from);
      assert.ok(Math.abs(scale.value(scale.place(value)) / value - 1) < 1e-12);
    }
  }
});

test("a thinned line keeps first, lowest, highest and last of each pixel", () => {
  const x = Float64Array.from({ length: 100_000 }, (_, k) => k / 1000);
  const y = x.map((value) => Math.sin(value));
  y[50_001] = 9;
  y[50_002] = -9;
  const kept = decimate(x, y, (value) => 3 * value);
  assert.ok(kept.length <= 4 * 301);
  assert.ok(kept.includes(0) && kept.includes(99_999) && kept.includes(50_001) && kept.includes(50_002));
  assert.deepEqual(
    kept,
    kept.toSorted((a, b) => a - b),
  );
  assert.deepEqual(
    decimate([0, 1, 2], [5, 6, 7], (value) => 10 * value),
    [0, 1, 2],
  );
});

test("values between samples", () => {
  assert.equal(indexAt([0, 1, 2, 4], 3), 2);
  assert.equal(between([0, 1, 2, 4], [0, 10, 20, 40], 3), 30);
  assert.equal(between([0, 1], [0, 10], 1.01), null);
  assert.equal(between([], [], 0), null);
});

test("an axis holds what it is to show", () => {
  const found = axisOf({ label: "v", unit: "mV" }, [[-80, Number.NaN, 30], [50]]);
  assert.ok(found.from < -80 && found.to > 50);
  const log = axisOf({ label: "d", unit: "µm", log: true }, [[0, -1, 0.2, 20]]);
  assert.ok(log.from > 0 && log.from < 0.2 && log.to > 20);
  const empty = axisOf({ label: "", unit: "" }, [[]]);
  assert.ok(empty.to > empty.from);
});

test("a chart is drawn to SVG, with gaps where values lack, and nothing is NaN", () => {
  const surface = new SvgSurface(400, 200);
  const chart = {
    x: { label: "Diameter", unit: "µm", from: 0.2, to: 20, log: true },
    y: { label: "Velocity <v>", unit: "m/s", from: 0, to: 120 },
    series: [
      { label: "computed", x: [0.3, 1, Number.NaN, 10], y: [1, 5, 7, 60], color: "#123456", line: true },
      {
        label: "measured & printed",
        x: [1, 10],
        y: [6, 55],
        color: "#654321",
        mark: /** @type {const} */ ("diamond"),
        error: [1, 5],
      },
    ],
    legend: true,
  };
  const frame = drawChart(surface.getContext(), box, chart, palette);
  const svg = surface.document("#ffffff", "two & three");
  assert.doesNotMatch(svg, /NaN|undefined|Infinity/);
  assert.match(svg, /Velocity &lt;v&gt; \(m\/s\)/);
  assert.match(svg, /measured &amp; printed/);
  assert.match(svg, /font-family="Arial, &quot;A &amp; B&quot;"/);
  assert.equal(svg.match(/<g\b/g)?.length, svg.match(/<\/g>/g)?.length);
  assert.deepEqual(nearest(frame, chart.series, frame.x.place(10), frame.y.place(55) + 2), {
    series: 1,
    index: 1,
  });
  assert.equal(nearest(frame, chart.series, frame.x.place(3), frame.y.place(110)), null);
  const inner = layout(box, chart);
  assert.deepEqual([inner.left, inner.right], [frame.left, frame.right]);
});

test("a path is written as SVG, whole circles included, and a surface that was not closed is", () => {
  const path = new Path();
  path.lineTo(1, 2);
  path.lineTo(7 / 3, 4);
  path.closePath();
  assert.equal(path.data, "M 1 2 L 2.33 4 Z");
  assert.equal(new Path(path).data, path.data);
  const circle = new Path();
  circle.arc(10, 10, 5, 0, 2 * Math.PI);
  assert.equal(circle.data, "M 15 10 A 5 5 0 0 1 5 10 A 5 5 0 0 1 15 10 Z");
  const surface = new SvgSurface(10, 10);
  const context = surface.getContext();
  context.save();
  context.clip(circle);
  context.globalAlpha = 0.5;
  context.fillRect(0, 0, 5, 5);
  const part = new SvgSurface();
  part.place(surface, 20, 30);
  const svg = part.document("#fff");
  assert.match(svg, /translate\(20 30\)/);
  assert.match(svg, /opacity="0.5"/);
  assert.equal(svg.match(/<g\b/g)?.length, svg.match(/<\/g>/g)?.length);
});
