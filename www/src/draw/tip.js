// @ts-check
/** Electrodes beside the stimulator: from above to where they are. */

/** @import { LaneInfo } from "../types.js" */
/** @import { Shape } from "./axon.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Scale } from "./scale.js" */

/** How far above the fiber an electrode outside ends, CSS pixels. */
const TIP_CLEAR = 4;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {LaneInfo["electrodes"]} electrodes
 * @param {Shape} shape of the fiber
 * @param {Scale} scale
 * @param {Palette} palette
 */
export function drawTips(context, electrodes, shape, scale, palette) {
  for (const electrode of electrodes) {
    drawTip(context, scale.x(1000 * electrode.at_mm), electrode.distance_mm !== null, shape, scale, palette);
  }
}

/** An electrode from above: its tip in the axon, or clear of the fiber. */
function drawTip(
  /** @type {CanvasRenderingContext2D} */ context,
  /** @type {number} */ x,
  /** @type {boolean} */ outside,
  /** @type {Shape} */ shape,
  /** @type {Scale} */ scale,
  /** @type {Palette} */ palette,
) {
  const top = shape.middle - scale.sizes.axon / 2 + 1;
  const tip = outside ? shape.middle - shape.outer - TIP_CLEAR : shape.middle - shape.node;
  context.beginPath();
  context.moveTo(x, tip);
  context.lineTo(x + 5, top);
  context.lineTo(x + 12, top);
  context.closePath();
  context.fillStyle = palette.page;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.ink;
  context.stroke();
}
