// @ts-check
/** Heights of a lane's picture: lower where there are more lanes, so that six are seen at once on a laptop. */

/**
 * @typedef {object} Sizes CSS pixels
 * @property {{ top: number, height: number }} profile box of the voltage profile
 * @property {number} axon height of the box of the axon below it
 * @property {number} thickest diameter of the thickest fiber
 * @property {number} arrow longest arrow of a node's current
 * @property {number} ribbon greatest height of the ribbon of current along a bare axon
 * @property {number[]} levels voltages that have a line, mV
 */

/** @type {[number, Sizes][]} for up to so many lanes */
const BY_LANES = [
  [2, sizes(3, 82, 74, 38, 14, [40, 0, -80])],
  [3, sizes(3, 58, 60, 28, 12, [40, 0, -80])],
  [4, sizes(2, 42, 46, 20, 9, [0, -80])],
  [6, sizes(1, 30, 32, 13, 6, [0, -80])],
];

/** One or two lanes seen from so near that their channels are drawn. */
const CLOSE_UP = sizes(3, 58, 98, 38, 14, [40, 0, -80]);

/** @param {number} lanes @param {boolean} [close] whether channels are drawn @returns {Sizes} */
export function sizesFor(lanes, close = false) {
  if (close && lanes <= 2) return CLOSE_UP;
  const [, found] = /** @type {[number, Sizes]} */ (
    BY_LANES.find(([most]) => lanes <= most) ?? BY_LANES.at(-1)
  );
  return found;
}

/** Height of the whole picture. @param {Sizes} of */
export function heightOf({ profile, axon }) {
  return profile.top + profile.height + axon;
}

/** @param {number} top @param {number} height @param {number} axon @param {number} thickest @param {number} arrow @param {number[]} levels @returns {Sizes} */
function sizes(top, height, axon, thickest, arrow, levels) {
  return { profile: { top, height }, axon, thickest, arrow, ribbon: Math.min(9, arrow), levels };
}
