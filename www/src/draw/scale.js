// @ts-check
/** From micrometres and millivolts to pixels. */

/** @import { LaneInfo } from "../types.js" */

/** Room left and right of the fiber, CSS pixels: for the electrode and the axis of voltage. */
export const MARGIN = { left: 34, right: 22 };
/** Range of the voltage profile, mV. */
export const VOLTAGE = { low: -95, high: 52 };
/** Height of the thickest fiber, CSS pixels, and the most that a micrometre gets. */
const THICKEST = 40;
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
  const thickestUm = Math.max(...lanes.map((lane) => lane.diameter_um));
  const acrossPerUm = Math.min(THICKEST / thickestUm, MOST_PER_UM);
  const perUm = Math.max(1, width - MARGIN.left - MARGIN.right) / (window.toUm - window.fromUm);
  return {
    width,
    window,
    x: (um) => MARGIN.left + (um - window.fromUm) * perUm,
    um: (x) => window.fromUm + (x - MARGIN.left) / perUm,
    perUm,
    acrossPerUm,
    thickened: lanes.some((lane) => lane.node_diameter_um * acrossPerUm < THINNEST),
  };
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
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 * @returns {CanvasRenderingContext2D}
 */
export function prepare(canvas, width, height) {
  const density = Math.min(2, globalThis.devicePixelRatio || 1);
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
