// @ts-check
/** Where the probes are: the same mark on the fiber and at their traces. */
import { drawMark, MARKS } from "./mark.js";

/** @import { Mark } from "./mark.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */
/** @import { Shape } from "./axon.js" */

/** How far below the axis of the fiber the mark stands at most, and half its size, CSS pixels. */
export const PROBE = { below: 34, size: 4 };

/** The mark of a probe. @param {number} index from 0 @returns {Mark} */
export function probeMark(index) {
  return MARKS[index % 4] ?? "circle";
}

/** Its color. @param {number} index @param {Palette} palette */
export function probeColor(index, palette) {
  const colors = /** @type {const} */ (["ink", "potassium", "other", "persistent", "sodium"]);
  return palette[colors[index % colors.length] ?? "ink"];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ArrayLike<number>} placesUm
 * @param {Shape} shape of the fiber
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawProbes(context, placesUm, shape, scale, palette) {
  for (let index = 0; index < placesUm.length; index++) {
    const x = scale.x(/** @type {number} */ (placesUm[index]));
    const y = shape.middle + Math.min(PROBE.below, scale.sizes.axon / 2 - PROBE.size - 1);
    context.strokeStyle = context.fillStyle = probeColor(index, palette);
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(x, shape.middle + shape.node);
    context.lineTo(x, y);
    context.stroke();
    drawMark(context, probeMark(index), x, y, PROBE.size);
  }
}
