// @ts-check
/** Where a spike is. Pure. */

/** Rise above rest that only a spike has, mV. */
const RISE_MV = 45;
/** Places that are looked at: a spike is far longer than what lies between two of them. */
const PLACES = 3000;

/**
 * The front of the spike that is farthest from the stimulated end, um; null where there is none.
 *
 * @param {Float64Array} positionUm
 * @param {Float64Array} internalMv
 * @param {number} restMv
 */
export function frontUm(positionUm, internalMv, restMv) {
  const stride = Math.max(1, Math.floor(positionUm.length / PLACES));
  for (let k = positionUm.length - 1; k >= 0; k -= stride) {
    if (/** @type {number} */ (internalMv[k]) > restMv + RISE_MV) return positionUm[k] ?? null;
  }
  return null;
}
