// @ts-check
/** The voltage profile: voltage across, position along, filled with the colors of the axon below it. */
import { Path } from "./path.js";
import { VOLTAGE } from "./scale.js";

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
 * @param {number} data.restMv
 * @param {number} data.lengthUm
 * @param {Uint32Array | null} data.nodes compartments that are nodes, where there are nodes
 * @param {CanvasImageSource} data.strip the fiber's voltage as one row of color
 * @param {Scale} scale
 * @param {{ top: number, height: number }} box
 * @param {Palette} palette
 */
export function drawProfile(context, data, scale, box, palette) {
  const y = (/** @type {number} */ mv) =>
    box.top + ((VOLTAGE.high - mv) / (VOLTAGE.high - VOLTAGE.low)) * box.height;
  const [start, end] = [scale.x(0), scale.x(data.lengthUm)];
  drawLevels(context, [40, 0, -80], y, start, end, palette);

  const line = new Path();
  let lastX = start;
  let lastY = y(data.voltageMv[0] ?? data.restMv);
  line.moveTo(lastX, lastY);
  for (let k = 0; k < data.positionUm.length; k++) {
    const px = scale.x(/** @type {number} */ (data.positionUm[k]));
    const py = y(Math.max(-200, Math.min(200, /** @type {number} */ (data.voltageMv[k]))));
    // Points that fall on the same place of the picture are one point.
    if (px - lastX < 0.4 && Math.abs(py - lastY) < 0.4) continue;
    line.lineTo(px, py);
    [lastX, lastY] = [px, py];
  }
  line.lineTo(end, lastY);

  context.save();
  context.beginPath();
  context.rect(0, box.top, scale.width, box.height);
  context.clip();
  const rest = y(data.restMv);
  const area = new Path(line);
  area.lineTo(end, rest);
  area.lineTo(start, rest);
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
  if (data.nodes && (end - start) / data.nodes.length > NODE_ROOM) {
    context.fillStyle = palette.ink;
    for (const node of data.nodes) {
      const px = scale.x(/** @type {number} */ (data.positionUm[node]));
      context.beginPath();
      context.arc(px, y(/** @type {number} */ (data.voltageMv[node])), NODE_MARK, 0, 2 * Math.PI);
      context.fill();
    }
  }
  context.restore();
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
    context.fillText(level === 0 ? "0 mV" : text, start - 6, at);
  }
  context.stroke();
}
