// @ts-check
/** The rate of change of something sampled unevenly. Pure. */

/**
 * At each sample the slope of the parabola through it and its two neighbors; at the ends that of the straight line.
 *
 * @param {ArrayLike<number>} x ascending
 * @param {ArrayLike<number>} y
 * @returns {Float64Array} 0 where there is but one sample
 */
export function slopes(x, y) {
  const length = Math.min(x.length, y.length);
  const at = (/** @type {ArrayLike<number>} */ list, /** @type {number} */ k) =>
    /** @type {number} */ (list[k]);
  const between = (/** @type {number} */ a, /** @type {number} */ b) => {
    const dx = at(x, b) - at(x, a);
    return dx > 0 ? (at(y, b) - at(y, a)) / dx : 0;
  };
  return Float64Array.from({ length }, (_, k) => {
    if (length < 2) return 0;
    if (k === 0) return between(0, 1);
    if (k === length - 1) return between(k - 1, k);
    const [before, after] = [at(x, k) - at(x, k - 1), at(x, k + 1) - at(x, k)];
    if (!(before + after > 0)) return 0;
    return (between(k - 1, k) * after + between(k, k + 1) * before) / (before + after);
  });
}
