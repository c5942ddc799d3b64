// @ts-check
/**
 * The space-time picture of a lane: position across, at the scale of the figure; time down; color voltage.
 *
 * The color comes as a raster with a pixel a value; what is drawn over it are lines, marks and numbers.
 */
import { along, ticks, tickText } from "./ticks.js";

/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */
/** @import { Axis } from "./ticks.js" */
/** @import { Crossing } from "../state/crossings.js" */
/** @import { RasterParts } from "../types.js" */
/** @import { Span } from "../state/timespan.js" */

/** Room above and below the frame, CSS pixels. */
const ROOM = { top: 8, bottom: 7 };
/** Room for one number of the axis of time, CSS pixels. */
const LABEL = 34;
/** Radius of the dot where a spike passed, and the least distance of two dots, CSS pixels. */
const DOT = { radius: 2, room: 6 };
/** Part of the length over which the slope is drawn. */
const SLOPE = { from: 0.04, to: 0.96 };

/**
 * @typedef {object} SpaceTime where things are
 * @property {number} left of the fiber within the picture, CSS pixels
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} fromUm what is at the left edge
 * @property {number} toUm
 * @property {(um: number) => number} x
 * @property {(x: number) => number} um
 * @property {(ms: number) => number} y
 * @property {(y: number) => number} ms
 */

/**
 * @param {Scale} scale
 * @param {number} lengthUm
 * @param {Span} span
 * @param {number} height of the picture
 * @returns {SpaceTime}
 */
export function place(scale, lengthUm, span, height) {
  const fromUm = Math.max(0, scale.window.fromUm);
  const toUm = Math.max(fromUm, Math.min(lengthUm, scale.window.toUm));
  const [top, bottom] = [ROOM.top, height - ROOM.bottom];
  const time = along({ label: "", unit: "", from: span.fromMs, to: span.toMs }, top, bottom);
  return {
    ...{ left: scale.x(fromUm), right: scale.x(toUm), top, bottom, fromUm, toUm },
    ...{ x: scale.x, um: scale.um, y: time.place, ms: time.value },
  };
}

/**
 * Draws the colors of some time; those before and after stay.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SpaceTime} places
 * @param {RasterParts & { sheet: HTMLCanvasElement, lengthUm: number }} raster with a pixel a value on its sheet
 * @param {string} rest color of what has been at rest
 * @param {number} fromMs
 * @param {number} timeMs now
 */
export function drawRaster(context, places, raster, rest, fromMs, timeMs) {
  const { left, right, top, bottom } = places;
  const { columns, lengthUm, knownFromMs, stretches, sheet } = raster;
  // Whole pixels, so that no seam shows between what is drawn now and what was.
  const start = Math.max(top, Math.floor(places.y(Math.max(fromMs, knownFromMs))));
  const now = Math.min(bottom, Math.ceil(places.y(timeMs)));
  if (now <= start || right <= left) return;
  context.fillStyle = rest;
  context.fillRect(left, start, right - left, now - start);
  const column = (/** @type {number} */ um) => (um / lengthUm) * columns;
  const [from, to] = [column(places.fromUm), column(places.toUm)];
  context.save();
  context.beginPath();
  context.rect(left, start, right - left, now - start);
  context.clip();
  context.imageSmoothingEnabled = true;
  for (const { startMs, endMs, rowMs, firstRow } of stretches) {
    const above = Math.max(start, places.y(startMs));
    const below = Math.min(bottom, places.y(endMs));
    if (below <= above) continue;
    const row = (/** @type {number} */ y) => firstRow + (places.ms(y) - startMs) / rowMs;
    const rows = row(below) - row(above);
    context.drawImage(sheet, from, row(above), to - from, rows, left, above, right - left, below - above);
  }
  context.restore();
}

/**
 * The axis of time, beside the frame.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SpaceTime} places
 * @param {Axis} axis of time
 * @param {Palette} palette
 */
export function drawTimeAxis(context, places, axis, palette) {
  const { left, right, top, bottom } = places;
  context.lineWidth = 1;
  context.font = `11px ${palette.font}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillStyle = palette["ink-soft"];
  context.strokeStyle = palette.edge;
  context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
  context.beginPath();
  const marks = ticks(axis, Math.max(1.5, (bottom - top) / LABEL));
  for (const [index, ms] of marks.entries()) {
    const y = Math.round(places.y(ms)) + 0.5;
    context.moveTo(left - 4, y);
    context.lineTo(left, y);
    context.fillText(tickText(ms), left - 6, y);
    // There is no room for both on one line.
    if (index === 0) context.fillText(axis.unit, left - 6, y + 12);
  }
  context.stroke();
}

/**
 * Dots where spikes have passed.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SpaceTime} places
 * @param {readonly Crossing[]} crossings
 * @param {number} spacingUm between two sites
 * @param {Span} span
 * @param {Palette} palette
 */
export function drawCrossings(context, places, crossings, spacingUm, span, palette) {
  const every = Math.max(1, Math.ceil(DOT.room / (places.x(spacingUm) - places.x(0) || 1)));
  context.beginPath();
  for (const { um, ms, site } of crossings) {
    if (site % every !== 0 || ms < span.fromMs || ms > span.toMs) continue;
    if (um < places.fromUm || um > places.toUm) continue;
    const [x, y] = [places.x(um), places.y(ms)];
    context.moveTo(x + DOT.radius, y);
    context.arc(x, y, DOT.radius, 0, 2 * Math.PI);
  }
  context.fillStyle = palette.page;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.stroke();
}

/**
 * A straight line through a passing, as steep as the velocity, with its number.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SpaceTime} places
 * @param {Slope} slope
 * @param {number} lengthUm
 * @param {Palette} palette
 */
export function drawSlope(context, places, slope, lengthUm, palette) {
  const from = Math.max(places.fromUm, SLOPE.from * lengthUm);
  const to = Math.min(places.toUm, SLOPE.to * lengthUm);
  if (to <= from) return;
  const { left, right, top, bottom } = places;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  for (const [color, width] of /** @type {const} */ ([
    [palette.page, 3.5],
    [palette.current, 1.5],
  ])) {
    context.beginPath();
    for (const um of [from, to]) context.lineTo(places.x(um), places.y(timeOn(slope, um)));
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
  context.restore();

  const at = slopeLabel(places, slope);
  context.font = `600 13px ${palette.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const width = context.measureText(slope.text).width;
  context.fillStyle = palette.page;
  context.globalAlpha = 0.85;
  context.fillRect(at.x - 4, at.y - 10, width + 8, 20);
  context.globalAlpha = 1;
  context.fillStyle = palette.current;
  context.fillText(slope.text, at.x, at.y);
}

/**
 * @typedef {object} Slope
 * @property {Crossing} through a passing that the line goes through
 * @property {number} velocity m/s
 * @property {string} text its number
 */

/** Time at which the line is at a place, ms. @param {Slope} slope @param {number} um */
export function timeOn(slope, um) {
  return slope.through.ms + (um - slope.through.um) / (1000 * slope.velocity);
}

/** Where the line's number stands: beside the middle of what is seen of it, on the side of what is to come. @param {SpaceTime} places @param {Slope} slope */
function slopeLabel(places, slope) {
  const um = places.fromUm + 0.62 * (places.toUm - places.fromUm);
  const y = places.y(timeOn(slope, um));
  return {
    x: Math.min(places.right - 70, places.x(um) + 16),
    y: Math.min(places.bottom - 12, Math.max(places.top + 12, y - 14)),
  };
}

/**
 * The line of the present, with what is to come left blank below it.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {SpaceTime} places
 * @param {number} timeMs
 * @param {Palette} palette
 */
export function drawPresent(context, places, timeMs, palette) {
  const y = places.y(timeMs);
  if (y < places.top || y > places.bottom) return;
  context.beginPath();
  context.moveTo(places.left, y);
  context.lineTo(places.right, y);
  context.lineWidth = 1.2;
  context.strokeStyle = palette.accent;
  context.stroke();
}

/**
 * The cursor: two thin lines.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{ left: number, right: number, top: number, bottom: number }} frame
 * @param {number} x
 * @param {number | null} y null for a line of time alone
 * @param {Palette} palette
 */
export function drawCursor(context, frame, x, y, palette) {
  context.beginPath();
  context.moveTo(x, frame.top);
  context.lineTo(x, frame.bottom);
  if (y !== null) {
    context.moveTo(frame.left, y);
    context.lineTo(frame.right, y);
  }
  for (const [color, width] of /** @type {const} */ ([
    [palette.page, 3],
    [palette.ink, 1],
  ])) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.globalAlpha = width > 1 ? 0.5 : 1;
    context.stroke();
  }
  context.globalAlpha = 1;
}
