// @ts-check
/** From micrometres and millivolts to pixels. */

import { sizesFor } from "./sizes.js";

/** @import { LaneInfo } from "../types.js" */
/** @import { Sizes } from "./sizes.js" */
/** @import { SvgSurface } from "./svg.js" */

/** Room left and right of the fiber, CSS pixels: for the electrode and the axis of voltage. */
export const MARGIN = { left: 34, right: 22 };
/** Range of the voltage profile, mV. */
export const VOLTAGE = { low: -95, high: 52 };
/** Pixels of a micrometre from which on channels are drawn. */
export const CLOSE = 12;
/** Most pixels of a micrometre across a fiber. */
const MOST_PER_UM = 4;
/** Thinnest that anything is drawn, CSS pixels. */
export const THINNEST = 2.5;

/** @typedef {{ fromUm: number, toUm: number }} Window the stretch of the fibers that is shown */

/**
 * @typedef {object} Scale
 * @property {number} width of the canvas, CSS pixels
 * @property {Window} window what is shown
 * @property {(um: number) => number} x place along the fiber, CSS pixels
 * @property {(x: number) => number} um the other way
 * @property {number} perUm pixels of a micrometre along the fiber
 * @property {number} acrossPerUm pixels of a micrometre across it
 * @property {Sizes} sizes heights in a lane's picture
 * @property {boolean} thickened whether an axon would be too thin to be seen at that scale
 */

/**
 * The scale that all lanes share.
 *
 * @param {number} width CSS pixels
 * @param {Window} window
 * @param {LaneInfo[]} lanes
 * @returns {Scale}
 */
export function scaleFor(width, window, lanes) {
  const perUm = Math.max(1, width - MARGIN.left - MARGIN.right) / (window.toUm - window.fromUm);
  const sizes = sizesFor(lanes.length, perUm >= CLOSE);
  const thickestUm = Math.max(...lanes.map((lane) => lane.diameter_um));
  const acrossPerUm = Math.min(sizes.thickest / thickestUm, MOST_PER_UM);
  return {
    width,
    window,
    x: (um) => MARGIN.left + (um - window.fromUm) * perUm,
    um: (x) => window.fromUm + (x - MARGIN.left) / perUm,
    perUm,
    acrossPerUm,
    sizes,
    thickened: lanes.some((lane) => lane.node_diameter_um * acrossPerUm < THINNEST),
  };
}

/**
 * Keeps what is drawn next within the window; where a fiber begins or ends in it, the margin stays free for marks.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {number} lengthUm of the fiber
 * @param {number} height
 */
export function clipToWindow(context, scale, lengthUm, height) {
  const { fromUm, toUm } = scale.window;
  const left = fromUm > 0 ? scale.x(fromUm) : 0;
  const right = toUm < lengthUm ? scale.x(toUm) : scale.width;
  context.beginPath();
  context.rect(left, 0, right - left, height);
  context.clip();
}

/**
 * The first of `count` ascending values that is not less than `wanted`, by number.
 *
 * @param {number} count
 * @param {(k: number) => number} value
 * @param {number} wanted
 */
export function firstFrom(count, value, wanted) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Round steps for an axis that should have about `count` of them. @param {number} span @param {number} count */
export function roundStep(span, count) {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10;
  return step * power;
}

/**
 * Prepares a canvas for its size in CSS pixels and clears it.
 *
 * @param {HTMLCanvasElement | SvgSurface} canvas
 * @param {number} width
 * @param {number} height
 * @returns {CanvasRenderingContext2D}
 */
export function prepare(canvas, width, height) {
  const density = "density" in canvas ? canvas.density : Math.min(2, globalThis.devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.height = `${height}px`;
  }
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
