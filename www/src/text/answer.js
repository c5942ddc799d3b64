// @ts-check
/** Answers of guided experiments: text with places for what a run measured. Pure. */
import { significant } from "./format.js";

/** @import { Measurement } from "../types.js" */

/** What a place can ask for: lane and quantity, or the ratio of two. */
const PLACE = /\{([a-f])\.(\w+)(?:\/([a-f])\.(\w+))?\}/g;

/** @type {Record<string, { of: (measured: Measurement) => number | null, digits: number }>} */
const QUANTITIES = {
  velocity: { of: (measured) => measured.velocity_m_per_s, digits: 3 },
  peak: { of: (measured) => measured.peak_mv, digits: 3 },
  width: { of: (measured) => measured.half_width_ms, digits: 2 },
  arrival: { of: (measured) => measured.arrival_ms, digits: 3 },
  last_arrival: { of: (measured) => measured.last_arrival_ms, digits: 3 },
  spikes: { of: (measured) => measured.spikes, digits: 3 },
  stopped: { of: (measured) => measured.last_fired_mm, digits: 3 },
  node: { of: (measured) => measured.last_fired_node, digits: 3 },
};

/** Quantities that are whole numbers. */
const COUNTED = new Set(["spikes", "node"]);

/**
 * The text with its places filled.
 *
 * @param {string} template
 * @param {Measurement[]} measured lane by lane
 * @returns {string | null} null while something that it asks for is not known
 */
export function answer(template, measured) {
  let complete = true;
  const text = template.replace(PLACE, (_, lane, name, underLane, underName) => {
    const value = read(measured, lane, name);
    const under = underLane === undefined ? 1 : read(measured, underLane, underName);
    if (value === null || under === null) {
      complete = false;
      return "";
    }
    if (underLane !== undefined) return significant(value / under, 3);
    return COUNTED.has(name) ? String(value) : significant(value, QUANTITIES[name]?.digits ?? 3);
  });
  return complete ? text : null;
}

/** Places of a template that mean nothing, for whoever edits the file. @param {string} template */
export function unknownPlaces(template) {
  return [...template.matchAll(/\{[^}]*\}/g)]
    .map(([place]) => place)
    .filter((place) => {
      const [match] = place.matchAll(PLACE);
      return !match || [match[2], match[4]].some((name) => name !== undefined && !(name in QUANTITIES));
    });
}

/** @param {Measurement[]} measured @param {string} lane @param {string} name */
function read(measured, lane, name) {
  const of = measured[lane.charCodeAt(0) - 97];
  return of ? (QUANTITIES[name]?.of(of) ?? null) : null;
}
