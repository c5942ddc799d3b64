// @ts-check
/**
 * Places along a fiber, put together by the column of pixels they fall on: thousands may share one, and all are looked at in every
 * frame. Which they are changes with the scale only. Pure.
 */
import { firstFrom } from "./scale.js";

/** @import { Scale } from "./scale.js" */

/**
 * @typedef {object} Columns of what is seen, and of one place on each side of it
 * @property {number[]} x where each column's first place is, CSS pixels
 * @property {number[]} first the number of that place; at the end the number behind the last one
 */

/**
 * @param {number} count of the places
 * @param {(k: number) => number} place of each, um, ascending
 * @param {Scale} scale
 * @param {number} room from one column to the next at least, CSS pixels
 * @returns {Columns}
 */
export function columnsOf(count, place, scale, room) {
  const { fromUm, toUm } = scale.window;
  const end = Math.min(count, firstFrom(count, place, toUm) + 1);
  /** @type {Columns} */
  const { x, first } = { x: [], first: [] };
  let k = Math.max(0, firstFrom(count, place, fromUm) - 1);
  while (k < end) {
    x.push(scale.x(place(k)));
    first.push(k);
    // At least one, whatever rounding does.
    k = Math.max(k + 1, Math.min(end, firstFrom(count, place, place(k) + room / scale.perUm)));
  }
  first.push(k);
  return { x, first };
}

/** The least of a column's values. @param {Float64Array} values @param {Columns} columns @param {number} column */
export function leastIn(values, { first }, column) {
  const end = /** @type {number} */ (first[column + 1]);
  let k = /** @type {number} */ (first[column]);
  let least = /** @type {number} */ (values[k]);
  while (++k < end) {
    const value = /** @type {number} */ (values[k]);
    if (value < least) least = value;
  }
  return least;
}

/** The greatest of them. @param {Float64Array} values @param {Columns} columns @param {number} column */
export function greatestIn(values, { first }, column) {
  const end = /** @type {number} */ (first[column + 1]);
  let k = /** @type {number} */ (first[column]);
  let greatest = /** @type {number} */ (values[k]);
  while (++k < end) {
    const value = /** @type {number} */ (values[k]);
    if (value > greatest) greatest = value;
  }
  return greatest;
}
