// @ts-check
/** A line with more samples than pixels, as few points as look the same. Pure. */

/**
 * Of all samples that fall on one column of pixels the first, the lowest, the highest and the last are kept, in their order:
 * no peak is lost. `x` ascends.
 *
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {(value: number) => number} place of an x, in pixels
 * @returns {number[]} indices of the samples to keep, ascending
 */
export function decimate(x, y, place) {
  const length = Math.min(x.length, y.length);
  /** @type {number[]} */
  const kept = [];
  let k = 0;
  while (k < length) {
    const column = Math.floor(place(/** @type {number} */ (x[k])));
    let [last, low, high] = [k, k, k];
    for (let next = k; next < length; next++) {
      if (Math.floor(place(/** @type {number} */ (x[next]))) !== column) break;
      last = next;
      if (/** @type {number} */ (y[next]) < /** @type {number} */ (y[low])) low = next;
      if (/** @type {number} */ (y[next]) > /** @type {number} */ (y[high])) high = next;
    }
    for (const index of [k, Math.min(low, high), Math.max(low, high), last]) {
      if (index !== kept.at(-1)) kept.push(index);
    }
    k = last + 1;
  }
  return kept;
}

/** The index of the last value that is not above `value`; 0 if all are. Ascending. @param {ArrayLike<number>} values @param {number} value */
export function indexAt(values, value) {
  let [low, high] = [0, values.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (values[middle]) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** A value between samples. @param {ArrayLike<number>} x ascending @param {ArrayLike<number>} y @param {number} at @returns {number | null} null outside */
export function between(x, y, at) {
  const length = Math.min(x.length, y.length);
  if (length === 0 || at < /** @type {number} */ (x[0]) || at > /** @type {number} */ (x[length - 1]))
    return null;
  const k = Math.min(indexAt(x, at), length - 1);
  const [x0, y0] = [/** @type {number} */ (x[k]), /** @type {number} */ (y[k])];
  const [x1, y1] = [x[k + 1] ?? x0, y[k + 1] ?? y0];
  return x1 > x0 ? y0 + ((y1 - y0) * (at - x0)) / (x1 - x0) : y0;
}
