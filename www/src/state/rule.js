// @ts-check
/** What a parameter is where the scenario leaves it to a rule, and how its slider is divided. Pure. */

/** @import { LaneInfo } from "../types.js" */

/** Sliders over a wider ratio than this are even in the logarithm. */
const LOGARITHMIC = 50;

/** Where a lane tells of such a parameter. */
const FROM_INFO = /** @type {Record<string, keyof LaneInfo>} */ ({
  diameter: "diameter_um",
  length: "length_mm",
  celsius: "celsius",
  amplitude: "amplitude_na",
  duration: "duration_ms",
  internode: "node_spacing_um",
  lamellae: "lamellae",
});

/**
 * The engine's own word of a lane's parameter; undefined where the table has its default.
 *
 * @param {string} id
 * @param {LaneInfo | undefined} info of the lane
 * @returns {number | undefined}
 */
export function ruled(id, info) {
  const field = FROM_INFO[id];
  return info && field && Number(info[field]);
}

/** @param {number} least @param {number} most */
export function isLogarithmic(least, most) {
  return least > 0 && most / least > LOGARITHMIC;
}
