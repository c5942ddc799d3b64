// @ts-check
/**
 * The scale of the time line: even near 0, logarithmic beyond the first arrival, so that 15 ms and 1 s are both seen. Pure.
 */

/** @import { LaneInfo } from "../types.js" */

/** Half-widths for which a fiber is watched after its spike: those of the engine's `settled`. */
const QUIET_HALF_WIDTHS = 10;
/** Steps in which a run that lasts longer than expected is given more room. */
const LONGER = 1.3;

/**
 * @typedef {object} Timescale
 * @property {number} endMs
 * @property {(ms: number) => number} part of the line, 0 to 1
 * @property {(part: number) => number} ms the other way
 */

/** @param {number} endMs @param {number} firstMs about when the first thing happens @returns {Timescale} */
export function timescale(endMs, firstMs) {
  const unit = Math.min(firstMs, endMs);
  const whole = Math.log1p(endMs / unit);
  return {
    endMs,
    part: (ms) => Math.log1p(Math.max(0, Math.min(endMs, ms)) / unit) / whole,
    ms: (part) => unit * Math.expm1(Math.max(0, Math.min(1, part)) * whole),
  };
}

/**
 * When everything should be over, ms.
 *
 * @param {Pick<LaneInfo, "expected_half_width_ms">[]} lanes
 * @param {number[]} expectedMs travel time of each
 * @param {number} lastOnsetMs of the pulses
 * @param {number} timeMs as it is now: a run that is longer gets more room, in steps
 */
export function expectedEnd(lanes, expectedMs, lastOnsetMs, timeMs) {
  const ends = lanes.map(
    (lane, k) => (expectedMs[k] ?? 0) + QUIET_HALF_WIDTHS * (lane.expected_half_width_ms ?? 1),
  );
  let end = lastOnsetMs + 1.05 * Math.max(...ends);
  while (timeMs > end) end *= LONGER;
  return end;
}

/** Times that have a name on the line: 0, then 1, 2 and 5 times powers of ten, as many as there is room for. @param {Timescale} scale @param {number} room least part of the line between two */
export function timeTicks(scale, room) {
  const ticks = [0];
  for (let power = 1e-3; power <= scale.endMs; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const ms = Number((factor * power).toPrecision(1));
      const clear = scale.part(ms) - scale.part(/** @type {number} */ (ticks.at(-1))) >= room;
      if (ms <= scale.endMs && clear) ticks.push(ms);
    }
  }
  return ticks;
}
