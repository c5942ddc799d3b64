// @ts-check
/** The time line: what happened when, and where the clock is. */
import { timeTicks } from "../state/timescale.js";
import { prepare } from "./scale.js";

/** @import { Timescale } from "../state/timescale.js" */
/** @import { Palette } from "./palette.js" */

/** Heights, CSS pixels: of the whole, of the line in it. */
const HEIGHT = 40;
const LINE = 20;
/** Room for the name of a time, and for the letter of a lane, CSS pixels. */
const LABEL = 48;
const LETTER = 10;

/** Room left and right of the line, CSS pixels. */
export const TIME_MARGIN = { left: 34, right: 22 };

/**
 * @param {HTMLCanvasElement} canvas
 * @param {object} data
 * @param {number} data.width CSS pixels
 * @param {Timescale} data.scale
 * @param {number} data.timeMs
 * @param {number | null} data.goalMs time that is being computed towards
 * @param {number[]} data.pulsesMs
 * @param {{ name: string, ms: number, came: boolean }[]} data.arrivals one for each lane: when its spike came, or should come
 * @param {(ms: number) => string} data.write
 * @param {Palette} palette
 */
export function drawTimeline(canvas, data, palette) {
  const { width, scale, timeMs, goalMs } = data;
  const context = prepare(canvas, width, HEIGHT);
  const length = width - TIME_MARGIN.left - TIME_MARGIN.right;
  const x = (/** @type {number} */ ms) => TIME_MARGIN.left + scale.part(ms) * length;
  context.font = `11px ${palette.font}`;
  context.textBaseline = "top";
  context.textAlign = "center";
  context.fillStyle = palette.hairline;
  context.fillRect(TIME_MARGIN.left, LINE - 2, length, 4);
  context.fillStyle = palette["ink-soft"];
  context.fillRect(TIME_MARGIN.left, LINE - 2, x(timeMs) - TIME_MARGIN.left, 4);
  for (const ms of timeTicks(scale, LABEL / length)) {
    context.fillRect(Math.round(x(ms)), LINE + 2, 1, 4);
    context.fillText(ms === 0 ? `0 ms` : data.write(ms), x(ms), LINE + 8);
  }
  context.fillStyle = palette.current;
  for (const ms of data.pulsesMs) {
    if (ms <= scale.endMs) drawPulse(context, x(ms));
  }
  drawArrivals(context, data.arrivals, x, palette);
  if (goalMs !== null) {
    context.strokeStyle = palette.ink;
    context.strokeRect(x(goalMs) - 3, LINE - 8, 6, 16);
  }
  context.fillStyle = palette.ink;
  context.beginPath();
  context.roundRect(x(timeMs) - 3, LINE - 8, 6, 16, 3);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {number} x */
function drawPulse(context, x) {
  context.beginPath();
  context.moveTo(x, LINE - 3);
  context.lineTo(x - 4, LINE - 11);
  context.lineTo(x + 4, LINE - 11);
  context.closePath();
  context.fill();
}

/** Arrivals above the line: filled when they have come. Letters of lanes that come together stand side by side. */
function drawArrivals(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {{ name: string, ms: number, came: boolean }[]} */ arrivals,
  /** @type {(ms: number) => number} */ x,
  /** @type {Palette} */ palette,
) {
  context.textBaseline = "middle";
  let free = Number.NEGATIVE_INFINITY;
  for (const { name, ms, came } of arrivals.toSorted((one, other) => one.ms - other.ms)) {
    const at = x(ms);
    context.strokeStyle = context.fillStyle = came ? palette.ink : palette["ink-soft"];
    context.lineWidth = 1;
    context.beginPath();
    context.arc(at, LINE, 4, 0, 2 * Math.PI);
    if (came) context.fill();
    else context.stroke();
    const letter = Math.max(at, free);
    free = letter + LETTER;
    context.fillText(name, letter, 7);
  }
}
