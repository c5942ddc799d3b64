// @ts-check
/** Where the marks of an axis stand, and what is written at them. Pure. */
import { roundStep } from "./scale.js";

/**
 * @typedef {object} Axis
 * @property {string} label what is measured
 * @property {string} unit its unit, as printed; may be empty
 * @property {number} from value at its beginning
 * @property {number} to value at its end
 * @property {boolean} [log] even in the logarithm; both ends are above 0 then
 */

/**
 * Round values between the ends of an axis, about `count` of them.
 *
 * @param {Axis} axis
 * @param {number} count
 * @returns {number[]}
 */
export function ticks(axis, count) {
  const [low, high] = [Math.min(axis.from, axis.to), Math.max(axis.from, axis.to)];
  if (!(high > low) || !(count > 0)) return [];
  if (axis.log) {
    const found = logTicks(low, high, count);
    // Within a narrow range no decade has a mark: it is marked as a straight axis would be.
    if (found.length > 1) return found;
  }
  const step = roundStep(high - low, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplied, not added up; and rounded to what the step can mean.
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** @param {number} low @param {number} high @param {number} count */
function logTicks(low, high, count) {
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  const decades = Math.log10(high / low);
  const factors = [[1, 2, 5], [1, 3], [1]].find((list) => list.length * decades <= count + 1) ?? [1];
  const every = factors.length > 1 ? 1 : Math.max(1, Math.ceil(decades / count));
  const found = [];
  for (let power = first; power <= last; power += every) {
    for (const factor of factors) found.push(Number((factor * 10 ** power).toPrecision(12)));
  }
  return found.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

/** What stands between whole and part of a number. */
let decimal = ".";

/** Has numbers written with another decimal mark from now on. @param {string} mark */
export function writeDecimals(mark) {
  decimal = mark;
}

/** A tick's number: no more digits than it has. @param {number} value @returns {string} */
export function tickText(value) {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size >= 1e5 || size < 1e-3) ? value.toExponential().replace("e+", "e") : String(value);
  return text.replaceAll("-", "−").replace(".", decimal);
}

/**
 * From values to places along a stretch of pixels, and back.
 *
 * @param {Axis} axis
 * @param {number} start place of the axis's beginning
 * @param {number} end place of its end
 */
export function along(axis, start, end) {
  const [a, b] = axis.log ? [Math.log(axis.from), Math.log(axis.to)] : [axis.from, axis.to];
  const span = b - a || 1;
  return {
    /** @param {number} value */
    place: (value) => start + (((axis.log ? Math.log(value) : value) - a) / span) * (end - start),
    /** @param {number} place */
    value: (place) => {
      const at = a + ((place - start) / (end - start || 1)) * span;
      return axis.log ? Math.exp(at) : at;
    },
  };
}
