// @ts-check
/** The voltage profile: voltage across, position along, filled with the colors of the axon below it. */
import { Path } from "#path";
import { greatestIn, leastIn } from "./columns.js";
import { firstFrom, VOLTAGE } from "./scale.js";

/** @import { Columns } from "./columns.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** Radius of the mark of a node, CSS pixels. */
const NODE_MARK = 1.8;
/** Nodes closer than this are not marked, CSS pixels. */
const NODE_ROOM = 9;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} data
 * @param {Float64Array} data.positionUm
 * @param {Float64Array} data.voltageMv
 * @param {Columns} data.columns of the compartments
 * @param {number} data.restMv
 * @param {number} data.lengthUm
 * @param {Uint32Array | null} data.nodes compartments that are nodes, where there are nodes
 * @param {number} data.nodeSpacingUm
 * @param {CanvasImageSource} data.strip the voltage of what is seen of the fiber as one row of color
 * @param {Scale} scale
 * @param {{ top: number, height: number }} box
 * @param {Palette} palette
 */
export function drawProfile(context, data, scale, box, palette) {
  const y = (/** @type {number} */ mv) =>
    box.top + ((VOLTAGE.high - mv) / (VOLTAGE.high - VOLTAGE.low)) * box.height;
  const { fromUm, toUm } = scale.window;
  const [start, end] = [scale.x(Math.max(0, fromUm)), scale.x(Math.min(data.lengthUm, toUm))];
  drawLevels(context, scale.sizes.levels, y, start, end, palette);
  if (end <= start) return;
  const line = profileLine(data, scale, y);

  context.save();
  context.beginPath();
  context.rect(start - 1, box.top, end - start + 2, box.height);
  context.clip();
  const rest = y(data.restMv);
  const area = new Path(line);
  area.lineTo(scale.width + 10, rest);
  area.lineTo(-10, rest);
  area.closePath();
  context.save();
  context.clip(area);
  context.globalAlpha = 0.85;
  context.imageSmoothingEnabled = true;
  context.drawImage(data.strip, start, box.top, end - start, box.height);
  context.restore();
  context.lineWidth = 1.6;
  context.lineJoin = "round";
  context.strokeStyle = palette.ink;
  context.stroke(line);
  if (data.nodes && data.nodeSpacingUm * scale.perUm > NODE_ROOM) {
    context.fillStyle = palette.ink;
    const { nodes, positionUm } = data;
    const place = (/** @type {number} */ k) =>
      /** @type {number} */ (positionUm[/** @type {number} */ (nodes[k])]);
    for (let k = firstFrom(nodes.length, place, fromUm); k < nodes.length; k++) {
      const node = /** @type {number} */ (nodes[k]);
      if (place(k) > toUm) break;
      const px = scale.x(/** @type {number} */ (data.positionUm[node]));
      context.beginPath();
      context.arc(px, y(/** @type {number} */ (data.voltageMv[node])), NODE_MARK, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.restore();
}

/**
 * The voltage along what is seen of the fiber. Where many compartments share a column of pixels, the column goes from their
 * least to their greatest voltage: nothing is lost.
 *
 * @param {{ voltageMv: Float64Array, columns: Columns, lengthUm: number }} data
 * @param {Scale} scale
 * @param {(mv: number) => number} y
 */
function profileLine({ voltageMv, columns, lengthUm }, scale, y) {
  const { x, first } = columns;
  const height = (/** @type {number} */ mv) => y(Math.max(-200, Math.min(200, mv)));
  const at = (/** @type {number} */ k) => height(/** @type {number} */ (voltageMv[k]));
  const [begin = 0, end = 0] = [first[0], first.at(-1)];
  const line = new Path();
  // The ends of a fiber reach half a compartment beyond its outermost centres.
  line.moveTo(begin === 0 ? scale.x(0) : /** @type {number} */ (x[0]), at(begin));
  for (let column = 0; column < x.length; column++) {
    const px = /** @type {number} */ (x[column]);
    const least = height(greatestIn(voltageMv, columns, column));
    const greatest = height(leastIn(voltageMv, columns, column));
    if (greatest - least > 0.5) {
      line.lineTo(px, least);
      line.lineTo(px, greatest);
    }
    line.lineTo(px, at(/** @type {number} */ (first[column + 1]) - 1));
  }
  if (end === voltageMv.length) line.lineTo(scale.x(lengthUm), at(end - 1));
  return line;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} levels mV
 * @param {(mv: number) => number} y
 * @param {number} start
 * @param {number} end
 * @param {Palette} palette
 */
function drawLevels(context, levels, y, start, end, palette) {
  context.strokeStyle = palette.hairline;
  context.fillStyle = palette["ink-soft"];
  context.lineWidth = 1;
  context.font = `11px ${palette.font}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.beginPath();
  for (const level of levels) {
    const at = Math.round(y(level)) + 0.5;
    context.moveTo(start, at);
    context.lineTo(end, at);
    const text = level > 0 ? `+${level}` : `${level}`.replace("-", "−");
    // Wide fonts are squeezed into the margin.
    context.fillText(level === 0 ? "0 mV" : text, start - 6, at, start - 7);
  }
  context.stroke();
}
