// @ts-check
/**
 * Fibers by the names that textbooks give them.
 *
 * Ranges are those of the textbooks' table after Erlanger & Gasser (Electrical Signs of Nervous Activity, 1937), as Ganong has it
 * (compared with two tables that quote it): A-alpha 12-20 µm, 70-120 m/s; A-beta 5-12 µm, 30-70 m/s; A-delta 2-5 µm, 12-30 m/s;
 * B < 3 µm, 3-15 m/s; C 0.4-1.2 µm, 0.5-2 m/s. Squid: Hodgkin & Huxley 1952, 476 µm at 18.5 °C, measured 21.2 m/s. Frog: the
 * thickest fibers of its sciatic nerve, 14 µm at 20 °C (about 30 m/s after Tasaki, not checked). Each diameter is one whose computed velocity lies in the range of its class;
 * `velocity` is what the engine computes for it (`saltatory measure`), which a test compares.
 */

/**
 * @typedef {object} Preset
 * @property {"a-alpha" | "a-beta" | "a-delta" | "b" | "c" | "squid" | "frog"} id
 * @property {Record<string, string>} keys of the scenario, without a lane's prefix
 * @property {number} diameterUm
 * @property {number} velocity m/s, computed
 */

/** Most lanes of a scenario. */
export const MOST_LANES = 6;

/** @type {Preset[]} */
export const PRESETS = [
  { id: "a-alpha", keys: { fiber: "mrg", diameter: "15" }, diameterUm: 15, velocity: 86.8 },
  { id: "a-beta", keys: { fiber: "mrg", diameter: "10" }, diameterUm: 10, velocity: 56.2 },
  { id: "a-delta", keys: { fiber: "mrg", diameter: "4" }, diameterUm: 4, velocity: 18 },
  { id: "b", keys: { fiber: "mrg", diameter: "2" }, diameterUm: 2, velocity: 9.39 },
  { id: "c", keys: { fiber: "c", diameter: "1.2" }, diameterUm: 1.2, velocity: 0.543 },
  { id: "squid", keys: { fiber: "squid", celsius: "18.5" }, diameterUm: 476, velocity: 18.7 },
  { id: "frog", keys: { fiber: "frog", diameter: "14" }, diameterUm: 14, velocity: 30 },
];

/**
 * The race: 2 m/s to 121 m/s over 1.8 m, the way from toe to brain. The fastest is the thickest fiber that the engine has
 * (20 µm, extrapolated from the published 16); between them an A-beta fiber; the slowest is the axon of the first without its
 * myelin, 17.5 µm. (More lanes would have more to compute than a frame has time for.)
 */
export const RACE = "v=1&a.diameter=20&a.length=1800&b.fiber=mrg&c.fiber=c";
