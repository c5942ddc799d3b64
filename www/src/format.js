// @ts-check
/** Numbers as a reader wants them. */

/** @param {number} value @param {number} digits significant digits @returns {string} */
export function significant(value, digits) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(digits));
  const before = Math.floor(Math.log10(Math.abs(rounded))) + 1;
  return rounded.toFixed(Math.max(0, digits - before));
}

/** @param {number} metresPerSecond */
export function velocity(metresPerSecond) {
  return `${significant(metresPerSecond, 3)} m/s`;
}

/** @param {number} ms */
export function milliseconds(ms) {
  return `${significant(ms, 3)} ms`;
}

/** Time on the clock: as many decimals as the rate makes readable. @param {number} ms @param {number} rate ms per second */
export function clock(ms, rate) {
  const decimals = Math.min(4, Math.max(0, Math.ceil(1 - Math.log10(rate))));
  return `${ms.toFixed(decimals)} ms of nerve`;
}

/** A unit as it is printed. @param {string} unit */
export function unit(unit) {
  return { um: "µm", C: "°C", "x threshold": "× threshold", x: "× slower" }[unit] ?? unit;
}
