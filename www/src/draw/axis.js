// @ts-check
/** The axis of length below the lanes. */
import { prepare, roundStep } from "./scale.js";

/** @import { Palette } from "./palette.js" */
/** @import { Scale, Window } from "./scale.js" */

/** Height, CSS pixels. */
const HEIGHT = 22;
/** Room for one label, CSS pixels. */
const LABEL = 84;
/** Most of the width that the bar of scale takes. */
const BAR = 0.2;

/**
 * @param {HTMLCanvasElement | import("./svg.js").SvgSurface} canvas
 * @param {Window} window
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawAxis(canvas, window, scale, palette) {
  const context = prepare(canvas, scale.width, HEIGHT);
  const bar = barOf(scale);
  const room = scale.width - bar.pixels - bar.room;
  const step = roundStep(window.toUm - window.fromUm, Math.max(2, scale.width / LABEL));
  const decimals = Math.max(0, -Math.floor(Math.log10(step / 1000) + 1e-9));
  context.strokeStyle = palette["ink-soft"];
  context.fillStyle = palette["ink-soft"];
  context.font = `11px ${palette.font}`;
  context.textBaseline = "top";
  context.textAlign = "center";
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(scale.x(window.fromUm), 0.5);
  context.lineTo(scale.x(window.toUm), 0.5);
  let named = false;
  for (let k = Math.ceil(window.fromUm / step - 1e-9); k * step <= window.toUm * (1 + 1e-9); k++) {
    const um = k * step;
    const x = Math.round(scale.x(um)) + 0.5;
    context.moveTo(x, 0.5);
    context.lineTo(x, 5);
    const mm = um === 0 ? "0" : (um / 1000).toFixed(decimals);
    const text = named ? mm : `${mm} mm`;
    if (x + context.measureText(text).width / 2 > room) continue;
    context.fillText(text, x, 8);
    named = true;
  }
  context.stroke();
  drawBar(context, bar, scale, palette);
}

/** The longest round length that fits, with its name. @param {Scale} scale */
function barOf(scale) {
  const most = (BAR * scale.width) / scale.perUm;
  const power = 10 ** Math.floor(Math.log10(most));
  const um = power * /** @type {number} */ ([5, 2, 1].find((factor) => factor * power <= most));
  const [value, unit] = um < 1000 ? [um, "µm"] : um < 100_000 ? [um / 1000, "mm"] : [um / 1e6, "m"];
  return { pixels: um * scale.perUm, text: `${Number(value.toPrecision(3))} ${unit}`, room: 74 };
}

/** @param {CanvasRenderingContext2D} context @param {{ pixels: number, text: string }} bar @param {Scale} scale @param {Palette} palette */
function drawBar(context, bar, scale, palette) {
  const right = scale.x(scale.window.toUm);
  context.fillStyle = palette.ink;
  context.fillRect(right - bar.pixels, 11.5, bar.pixels, 2);
  context.fillRect(right - bar.pixels, 9, 1.5, 7);
  context.fillRect(right - 1.5, 9, 1.5, 7);
  context.textAlign = "right";
  context.fillText(bar.text, right - bar.pixels - 6, 7);
}
