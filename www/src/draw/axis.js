// @ts-check
/** The axis of length below the lanes. */
import { prepare, roundStep } from "./scale.js";

/** @import { Palette } from "./palette.js" */
/** @import { Scale, Window } from "./scale.js" */

/** Height, CSS pixels. */
const HEIGHT = 22;
/** Room for one label, CSS pixels. */
const LABEL = 80;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Window} window
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawAxis(canvas, window, scale, palette) {
  const context = prepare(canvas, scale.width, HEIGHT);
  const step = roundStep(window.toUm - window.fromUm, Math.max(2, scale.width / LABEL));
  context.strokeStyle = palette["ink-soft"];
  context.fillStyle = palette["ink-soft"];
  context.font = `11px ${palette.font}`;
  context.textBaseline = "top";
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(scale.x(window.fromUm), 0.5);
  context.lineTo(scale.x(window.toUm), 0.5);
  for (let k = Math.ceil(window.fromUm / step); k * step <= window.toUm * (1 + 1e-9); k++) {
    const um = k * step;
    const x = Math.round(scale.x(um)) + 0.5;
    context.moveTo(x, 0.5);
    context.lineTo(x, 5);
    context.textAlign = "center";
    const mm = Number((um / 1000).toPrecision(6));
    if (x < scale.width - 16) context.fillText(um === 0 ? "0 mm" : `${mm}`, x, 8);
  }
  context.stroke();
}
