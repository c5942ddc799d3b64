// @ts-check
/**
 * A chart: frame, axes with units, lines and points, legend. It draws into a box of a canvas, or of an `SvgSurface`.
 *
 * Axes are straight or logarithmic. What is drawn is given as arrays; whoever draws decides what the colors mean.
 */
import { decimate } from "./decimate.js";
import { drawMark } from "./mark.js";
import { along, ticks, tickText } from "./ticks.js";

/** @import { Mark } from "./mark.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Axis } from "./ticks.js" */

/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

/**
 * @typedef {object} Series
 * @property {string} label
 * @property {ArrayLike<number>} x
 * @property {ArrayLike<number>} y
 * @property {string} color
 * @property {boolean} [line] whether the points are joined
 * @property {Mark} [mark] what stands at each point; nothing by default
 * @property {boolean} [hollow] whether marks are large outlines, so that one of another series can be seen within
 * @property {number[]} [dash]
 * @property {number} [width] of the line, CSS pixels
 * @property {boolean} [ascending] whether x ascends, so that a line may be thinned to what can be seen
 * @property {ArrayLike<number>} [error] half the length of the error bar at each point, in units of y
 */

/**
 * @typedef {object} Chart
 * @property {Axis} x
 * @property {Axis} y
 * @property {Series[]} series
 * @property {boolean} [bare] without numbers and label along x: another chart below has them
 * @property {boolean} [legend] whether the series are named inside the frame
 */

/** Room for axes around the frame, CSS pixels. */
const ROOM = { left: 60, bottom: 34, bare: 6, top: 8, right: 12 };
/** Room for one number, CSS pixels: along x and along y. */
const LABEL = { x: 76, y: 26 };
/** How far beyond the frame is still in it, CSS pixels. */
const EDGE = 1;
/** Half the size of a mark, CSS pixels, and of one that is hollow. */
export const MARK = 3.6;
export const HOLLOW = 5.4;

/**
 * Where things are in a chart's box: the frame, and from values to pixels.
 *
 * @param {Box} box
 * @param {Pick<Chart, "x" | "y" | "bare">} chart
 */
export function layout(box, chart) {
  const left = box.left + ROOM.left;
  const right = box.left + box.width - ROOM.right;
  const top = box.top + ROOM.top;
  const bottom = box.top + box.height - (chart.bare ? ROOM.bare : ROOM.bottom);
  return { left, right, top, bottom, x: along(chart.x, left, right), y: along(chart.y, bottom, top) };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {Chart} chart
 * @param {Palette} palette
 */
export function drawChart(context, box, chart, palette) {
  const frame = layout(box, chart);
  drawAxes(context, frame, chart, palette);
  context.save();
  context.beginPath();
  // A line at the very edge is whole.
  const { left, right, top, bottom } = frame;
  context.rect(left - EDGE, top - EDGE, right - left + 2 * EDGE, bottom - top + 2 * EDGE);
  context.clip();
  for (const series of chart.series) drawLine(context, frame, series);
  context.restore();
  for (const series of chart.series) drawMarks(context, frame, series);
  if (chart.legend) drawLegend(context, frame, chart.series, palette);
  return frame;
}

/** @typedef {ReturnType<typeof layout>} Frame */

/**
 * Grid, numbers, names of the axes.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Chart} chart
 * @param {Palette} palette
 */
function drawAxes(context, frame, chart, palette) {
  const { left, right, top, bottom } = frame;
  context.lineWidth = 1;
  context.font = `11px ${palette.font}`;
  context.fillStyle = palette["ink-soft"];
  context.strokeStyle = palette.hairline;
  context.beginPath();
  const across = ticks(chart.x, Math.max(1.5, (right - left) / LABEL.x));
  const up = ticks(chart.y, Math.max(1.5, (bottom - top) / LABEL.y));
  for (const value of across) {
    const x = Math.round(frame.x.place(value)) + 0.5;
    context.moveTo(x, top);
    context.lineTo(x, bottom);
  }
  for (const value of up) {
    const y = Math.round(frame.y.place(value)) + 0.5;
    context.moveTo(left, y);
    context.lineTo(right, y);
  }
  context.stroke();

  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of up) context.fillText(tickText(value), left - 5, frame.y.place(value));
  const own = titled(chart.y);
  if (own) drawAcross(context, own, left - 51, (top + bottom) / 2);
  if (chart.bare) return;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const value of across) context.fillText(tickText(value), frame.x.place(value), bottom + 5);
  context.fillText(titled(chart.x), (left + right) / 2, bottom + 19);
}

/** @param {Axis} axis */
function titled(axis) {
  return [axis.label, axis.unit && `(${axis.unit})`].filter(Boolean).join(" ");
}

/** Text that runs upwards. @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y */
function drawAcross(context, text, x, y) {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, 0, 0);
  context.restore();
}

/** From the values of a series to pixels. @param {Frame} frame @param {Series} series */
function placed(frame, series) {
  return {
    length: Math.min(series.x.length, series.y.length),
    x: (/** @type {number} */ k) => frame.x.place(/** @type {number} */ (series.x[k])),
    y: (/** @type {number} */ k) => frame.y.place(/** @type {number} */ (series.y[k])),
  };
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Series} series */
function drawLine(context, frame, series) {
  if (!series.line) return;
  const { length, x, y } = placed(frame, series);
  const points = series.ascending
    ? decimate(series.x, series.y, frame.x.place)
    : Array.from({ length }, (_, k) => k);
  context.strokeStyle = series.color;
  context.lineJoin = "round";
  context.lineWidth = series.width ?? 1.6;
  context.setLineDash(series.dash ?? []);
  context.beginPath();
  let open = false;
  for (const k of points) {
    const [px, py] = [x(k), y(k)];
    // A value that is not there is a gap in the line.
    if (!Number.isFinite(px) || !Number.isFinite(py)) open = false;
    else if (open) context.lineTo(px, py);
    else {
      context.moveTo(px, py);
      open = true;
    }
  }
  context.stroke();
  context.setLineDash([]);
}

/** The marks and error bars that are in the frame. @param {CanvasRenderingContext2D} context @param {Frame} frame @param {Series} series */
function drawMarks(context, frame, series) {
  if (!series.mark && !series.error) return;
  const { length, x, y } = placed(frame, series);
  context.strokeStyle = series.color;
  context.fillStyle = series.color;
  context.lineWidth = 1.4;
  for (let k = 0; k < length; k++) {
    const [px, py] = [x(k), y(k)];
    if (!(px >= frame.left - EDGE && px <= frame.right + EDGE)) continue;
    if (!(py >= frame.top - EDGE && py <= frame.bottom + EDGE)) continue;
    const error = series.error?.[k] ?? 0;
    if (error > 0) {
      const value = /** @type {number} */ (series.y[k]);
      context.beginPath();
      context.moveTo(px, frame.y.place(value - error));
      context.lineTo(px, frame.y.place(value + error));
      context.stroke();
    }
    if (series.mark) drawMark(context, series.mark, px, py, series.hollow ? HOLLOW : MARK, series.hollow);
  }
}

/**
 * Names of the series, in the upper right of the frame.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Frame} frame
 * @param {Series[]} series
 * @param {Palette} palette
 */
function drawLegend(context, frame, series, palette) {
  context.font = `11px ${palette.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const named = series.filter((one) => one.label);
  const width = Math.max(0, ...named.map((one) => context.measureText(one.label).width)) + 30;
  const left = frame.right - width - 4;
  context.fillStyle = palette.page;
  context.globalAlpha = 0.8;
  context.fillRect(left - 4, frame.top + 1, width + 7, 15 * named.length + 3);
  context.globalAlpha = 1;
  for (const [index, one] of named.entries()) {
    const y = frame.top + 9 + 15 * index;
    context.strokeStyle = context.fillStyle = one.color;
    if (one.line) {
      context.lineWidth = one.width ?? 1.6;
      context.setLineDash(one.dash ?? []);
      context.beginPath();
      context.moveTo(left, y);
      context.lineTo(left + 20, y);
      context.stroke();
      context.setLineDash([]);
    }
    if (one.mark) drawMark(context, one.mark, left + 10, y, one.hollow ? HOLLOW : MARK, one.hollow);
    context.fillStyle = palette.ink;
    context.fillText(one.label, left + 26, y);
  }
}

/**
 * The nearest point of all series to a place in the frame.
 *
 * @param {Frame} frame
 * @param {Series[]} series
 * @param {number} px
 * @param {number} py
 * @param {number} [reach] farthest that counts, CSS pixels
 * @returns {{ series: number, index: number } | null}
 */
export function nearest(frame, series, px, py, reach = 24) {
  let [best, closest] = [/** @type {{ series: number, index: number } | null} */ (null), reach * reach];
  for (const [number, one] of series.entries()) {
    for (let k = 0; k < Math.min(one.x.length, one.y.length); k++) {
      const dx = frame.x.place(/** @type {number} */ (one.x[k])) - px;
      const dy = frame.y.place(/** @type {number} */ (one.y[k])) - py;
      const distance = dx * dx + dy * dy;
      if (distance < closest) [best, closest] = [{ series: number, index: k }, distance];
    }
  }
  return best;
}

/**
 * An axis that holds all of some values, with round ends.
 *
 * @param {{ label: string, unit: string, log?: boolean }} about
 * @param {ArrayLike<number>[]} values those that are not finite (or, on a logarithmic axis, not above 0) are left out
 * @param {{ zero?: boolean }} [options] whether 0 is always on it
 * @returns {Axis}
 */
export function axisOf(about, values, { zero = false } = {}) {
  let [low, high] = zero ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of values) {
    for (let k = 0; k < list.length; k++) {
      const value = /** @type {number} */ (list[k]);
      if (!Number.isFinite(value) || (about.log && value <= 0)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (!(high >= low)) [low, high] = about.log ? [1, 10] : [0, 1];
  if (about.log) return { ...about, from: low / 1.2, to: high * 1.2 };
  if (high === low)
    [low, high] = [low - Math.max(1, Math.abs(low)) / 2, high + Math.max(1, Math.abs(high)) / 2];
  const step = (high - low) / 20;
  return { ...about, from: zero && low === 0 ? 0 : low - step, to: high + step };
}
