// @ts-check
/** Velocities on one logarithmic scale with speeds that people know. */
import { MARGIN, prepare } from "./scale.js";

/** @import { Palette } from "./palette.js" */

/** Heights, CSS pixels: of the lanes' marks, of the line, of a row of names. */
const LINE = 24;
const ROW = 13;
/** Ends of the scale, m/s. */
const RANGE = [0.08, 200];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} width CSS pixels
 * @param {{ name: string, speed: number }[]} known
 * @param {{ name: string, speed: number }[]} lanes
 * @param {Palette} palette
 */
export function drawSpeeds(canvas, width, known, lanes, palette) {
  const rows = width < 560 ? 4 : 2;
  const context = prepare(canvas, width, LINE + 8 + rows * ROW);
  const [low = 1, high = 1] = RANGE.map(Math.log);
  const length = width - MARGIN.left - MARGIN.right;
  const x = (/** @type {number} */ speed) => MARGIN.left + ((Math.log(speed) - low) / (high - low)) * length;
  context.font = `11px ${palette.font}`;
  context.textAlign = "center";
  context.fillStyle = palette.hairline;
  context.fillRect(MARGIN.left, LINE - 1, length, 2);
  context.textBaseline = "top";
  for (const [index, { name, speed }] of known.entries()) {
    const row = index % rows;
    context.fillStyle = palette.edge;
    context.fillRect(Math.round(x(speed)), LINE, 1, 5 + row * ROW);
    context.fillStyle = palette["ink-soft"];
    context.fillText(name, Math.min(width - 40, Math.max(40, x(speed))), LINE + 6 + row * ROW);
  }
  context.textBaseline = "middle";
  let free = 0;
  for (const { name, speed } of lanes.toSorted((one, other) => one.speed - other.speed)) {
    const at = Math.max(MARGIN.left, Math.min(MARGIN.left + length, x(speed)));
    context.fillStyle = palette.ink;
    context.beginPath();
    context.arc(at, LINE, 4, 0, 2 * Math.PI);
    context.fill();
    const half = context.measureText(name).width / 2;
    const middle = Math.max(at, free + half);
    free = middle + half + 6;
    context.fillText(name, middle, LINE - 14);
  }
}
