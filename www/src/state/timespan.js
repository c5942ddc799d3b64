// @ts-check
/** Which stretch of time a picture of a lane shows. Pure: what is known of the lane in, milliseconds out. */

/** @import { LaneInfo } from "../types.js" */
/** @import { Crossing } from "./crossings.js" */

/** @typedef {{ fromMs: number, toMs: number }} Span */

/** Pulses that follow each other within so many travel times are shown together. */
const TOGETHER = 3;
/** Travel times and half-widths that are shown after a pulse: the front fills the picture, so that its steps are seen. */
const AFTER = { travels: 1.15, widths: 0.15 };
/** A spike that is late makes the picture so many times longer at once, so that it seldom changes. */
const LONGER = 1.3;

/**
 * What is expected of a lane's spike, ms.
 *
 * @param {LaneInfo} lane
 */
export function expected(lane) {
  const velocity = lane.expected_velocity_m_per_s;
  // A fiber that is excited all at once may have a spike without width.
  const widthMs = lane.expected_half_width_ms || 1;
  return { travelMs: velocity === null ? 10 * widthMs : lane.length_mm / velocity, widthMs };
}

/**
 * The run of a lane since the pulses that belong together with the latest.
 *
 * @param {LaneInfo} lane
 * @param {readonly Crossing[]} crossings
 * @param {number[]} onsetsMs starts of the pulses, ascending
 * @param {number} timeMs now
 * @returns {Span}
 */
export function runSpan(lane, crossings, onsetsMs, timeMs) {
  const { travelMs, widthMs } = expected(lane);
  const past = onsetsMs.filter((onset) => onset <= timeMs);
  let first = past.length - 1;
  const apart = TOGETHER * (travelMs + widthMs);
  while (first > 0 && Number(past[first]) - Number(past[first - 1]) < apart) first--;
  const fromMs = past[first] ?? onsetsMs[0] ?? 0;
  const begin = first <= 0 ? 0 : fromMs;
  // Electrodes may fire before or long after the pulses.
  const latest = past.at(-1) ?? fromMs;
  const afterMs = AFTER.travels * travelMs + AFTER.widths * widthMs;
  let lengthMs = latest - begin + afterMs;
  const lastMs = crossings.at(-1)?.ms ?? 0;
  while (begin + lengthMs < lastMs + widthMs) lengthMs *= LONGER;
  return { fromMs: begin, toMs: begin + lengthMs };
}
