// @ts-check
/**
 * Lanes as objects: added, taken away, doubled, moved. Pure: the text of a scenario in, the text of another out.
 *
 * In the text a lane is a letter, and some defaults depend on the place of a lane among the others: the kind of fiber of the
 * second, the length of the first (which the others have too), and the diameter of a bare lane that is nobody's own, which is
 * that of the axon in the first myelinated lane (`src/scenario/resolve.rs`). A lane that is moved stays the fiber that it was:
 * where a rule would now give it something else, its present value is written down.
 */

import { MOST_LANES } from "./presets.js";

/** @import { LaneInfo } from "../types.js" */

/** @typedef {Pick<LaneInfo, "fiber" | "diameter_um" | "length_mm" | "node_spacing_um" | "bare_counterpart_of">} Facts */

/**
 * @typedef {object} Lane
 * @property {Map<string, string>} keys what the text gives for it
 * @property {Facts | null} facts what it was before; null for a lane that is new
 */

/** Most electrodes of a scenario. */
const MOST_ELECTRODES = 16;
/** Length of the first of several lanes if it is myelinated, mm: `SCENE_LENGTH_MM` of resolve.rs. */
const SCENE_LENGTH_MM = 23;
/** Lengths that differ by less are the same, mm. */
const SAME_MM = 1e-6;

/** @param {number} index */
const letter = (index) => String.fromCharCode(97 + index);

/** Adds a lane at the end. @param {string} text @param {Facts[]} facts @param {Record<string, string>} keys what the new one is given */
export function addLane(text, facts, keys) {
  return rearrange(text, facts, (lanes) => [...lanes, { keys: new Map(Object.entries(keys)), facts: null }]);
}

/** Takes a lane away, and the electrodes that only it has. @param {string} text @param {Facts[]} facts @param {number} index */
export function removeLane(text, facts, index) {
  return rearrange(text, facts, (lanes) => lanes.filter((_, k) => k !== index));
}

/** Puts a lane like this one below it, with electrodes like its own. @param {string} text @param {Facts[]} facts @param {number} index */
export function duplicateLane(text, facts, index) {
  return rearrange(text, facts, (lanes) =>
    lanes.flatMap((lane, k) => (k === index ? [lane, { ...lane, keys: new Map(lane.keys) }] : [lane])),
  );
}

/** Moves a lane down by so many places, or up. @param {string} text @param {Facts[]} facts @param {number} index @param {number} by */
export function moveLane(text, facts, index, by) {
  return rearrange(text, facts, (lanes) => {
    const lane = lanes[index];
    const others = lanes.filter((other) => other !== lane);
    if (lane) others.splice(Math.max(0, index + by), 0, lane);
    return others;
  });
}

/**
 * @param {string} text
 * @param {Facts[]} facts one for each lane
 * @param {(lanes: Lane[]) => Lane[]} change gives the new lanes, of the old ones and new ones
 */
function rearrange(text, facts, change) {
  const before = facts.map((own) => ({ keys: new Map(), facts: own }));
  /** @type {Map<number, [string, string][]>} */
  const electrodes = new Map();
  /** @type {[string, string][]} */
  const rest = [];
  for (const [key, value] of new URLSearchParams(text)) {
    const [, prefix = "", id = key] = /^([a-f]|e\d+)\.(.*)$/.exec(key) ?? [];
    const lane = prefix.length === 1 ? prefix.charCodeAt(0) - 97 : 0;
    const number = Number(/^e(\d+)$/.exec(prefix)?.[1] ?? 0);
    if (number > 0) electrodes.set(number, [...(electrodes.get(number) ?? []), [id, value]]);
    else if (prefix !== "" || (facts.length === 1 && !SHARED.has(key))) before[lane]?.keys.set(id, value);
    else rest.push([key, value]);
  }
  const after = change(before);
  if (after.length === 0 || after.length > MOST_LANES) return text;
  settle(before, after);
  const pairs = [...rest.slice(0, 1)];
  for (const [index, lane] of after.entries()) {
    for (const [id, value] of lane.keys)
      pairs.push([after.length > 1 ? `${letter(index)}.${id}` : id, value]);
  }
  pairs.push(...rest.slice(1), ...moveElectrodes([...electrodes.values()], before, after));
  return pairs.map(([key, value]) => `${key}=${encodeURIComponent(value).replaceAll("%2C", ",")}`).join("&");
}

/** Keys that belong to no lane, although they have no prefix. */
const SHARED = new Set(
  ["v", "strength", "stim"].concat([
    "slow",
    "show",
    "probe",
    "from",
    "to",
    "moment",
    "panel",
    "hide",
    "lang",
  ]),
);

/** Writes down what the rules would change. @param {Lane[]} before @param {Lane[]} after */
function settle(before, after) {
  const fiberOf = (/** @type {Lane} */ lane) => lane.keys.get("fiber") ?? lane.facts?.fiber ?? "mrg";
  const model = (/** @type {Lane[]} */ lanes) => lanes.find((lane) => fiberOf(lane) === "mrg");
  const sameModel = model(before)?.keys === model(after)?.keys;
  for (const lane of after) {
    lane.keys.set("fiber", fiberOf(lane));
    // A bare lane without a diameter follows the first myelinated one.
    if (lane.facts && !sameModel && fiberOf(lane) === "c" && !lane.keys.has("diameter")) {
      lane.keys.set("diameter", write(lane.facts.diameter_um));
    }
  }
  const first = /** @type {Lane} */ (after[0]);
  const wasFirst = before[0]?.keys === first.keys;
  const sameCompany = before.length > 1 === after.length > 1;
  if (first.facts && !first.keys.has("length") && !(wasFirst && sameCompany)) {
    const scene =
      after.length > 1 && fiberOf(first) === "mrg" ? like(SCENE_LENGTH_MM, first.facts) : Number.NaN;
    if (!same(scene, first.facts.length_mm)) first.keys.set("length", write(first.facts.length_mm));
  }
  const firstMm = first.facts?.length_mm ?? SCENE_LENGTH_MM;
  for (const lane of after.slice(1)) {
    if (!lane.facts || lane.facts.fiber === "patch") continue;
    const follows = first.facts?.fiber !== "patch" && same(like(firstMm, lane.facts), lane.facts.length_mm);
    // What was written down when it came to the top is not needed below it.
    if (follows && before[0]?.keys === lane.keys && before.length > 1) lane.keys.delete("length");
    if (!follows && !lane.keys.has("length")) lane.keys.set("length", write(lane.facts.length_mm));
  }
}

/** The length that a fiber gets that is asked to be so long: whole internodes, at least four. @param {number} mm @param {Facts} facts */
function like(mm, facts) {
  const spacingMm = facts.node_spacing_um / 1000;
  return spacingMm > 0 ? Math.max(4, Math.round(mm / spacingMm)) * spacingMm : mm;
}

/** @param {number} a @param {number} b mm */
const same = (a, b) => Math.abs(a - b) < SAME_MM;

/** @param {number} value */
const write = (value) => String(Number(value.toPrecision(10)));

/**
 * The electrodes follow their lanes. Those of a lane that is gone go too; a lane that was doubled has its own twice.
 *
 * @param {[string, string][][]} electrodes
 * @param {Lane[]} before
 * @param {Lane[]} after
 * @returns {[string, string][]}
 */
function moveElectrodes(electrodes, before, after) {
  const moved = electrodes.flatMap((keys) => {
    const at = keys.find(([id]) => id === "lane")?.[1] ?? "all";
    if (at === "all") return [keys];
    const old = before[at.charCodeAt(0) - 97];
    const places = after.flatMap((lane, index) => (old && lane.facts === old.facts ? [index] : []));
    return places.map((index) =>
      keys.map(
        ([id, value]) => /** @type {[string, string]} */ ([id, id === "lane" ? letter(index) : value]),
      ),
    );
  });
  return moved.slice(0, MOST_ELECTRODES).flatMap((keys, index) => {
    const own = keys.map(([id, value]) => /** @type {[string, string]} */ ([`e${index + 1}.${id}`, value]));
    // One electrode of defaults alone must still be named.
    return own.length > 0 ? own : [/** @type {[string, string]} */ ([`e${index + 1}.tip`, "inside"])];
  });
}
