// @ts-check
/** Speeds that people know, and the one that another reaches. Pure. */

/**
 * Typical values, m/s. Tortoise: up to 0.1 on land in a hurry (Guinness World Records 2014: 0.28). Crawling infant: about 0.4
 * (Adolph et al. 2012). Walking 1.4 and cycling 5.5: usual design values for pedestrians and city cyclists. Sprint: 10.4, mean of a
 * 9.58 s 100 m. Car: 50 km/h in town, 110 km/h on a motorway. Train: 300 km/h, high-speed service. Racing car: 370 km/h, Formula One.
 */
export const SPEEDS = /** @type {const} */ ([
  { id: "tortoise", speed: 0.1 },
  { id: "crawling", speed: 0.4 },
  { id: "walking", speed: 1.4 },
  { id: "jogging", speed: 2.8 },
  { id: "cycling", speed: 5.5 },
  { id: "sprinting", speed: 10.4 },
  { id: "town", speed: 13.9 },
  { id: "motorway", speed: 30.6 },
  { id: "train", speed: 83 },
  { id: "racing", speed: 103 },
]);

/** @typedef {(typeof SPEEDS)[number]} Known */

/** How much faster than another a known speed may be and still be the one that it is like. */
const LIKE = 1.15;

/**
 * The fastest known speed that this one reaches, and the ratio to it: "twice a car" says more than "two thirds of a train".
 *
 * @param {number} speed m/s
 * @returns {{ known: Known, ratio: number }}
 */
export function reachedSpeed(speed) {
  const known = SPEEDS.findLast((next) => next.speed <= LIKE * speed) ?? SPEEDS[0];
  return { known, ratio: speed / known.speed };
}

/**
 * The place of each lane in the order of arrival, from 1; null for those that have not arrived. Those that arrive at the same time share theirs.
 *
 * @param {(number | null)[]} arrivalsMs
 */
export function placesOf(arrivalsMs) {
  return arrivalsMs.map((own) =>
    own === null ? null : 1 + arrivalsMs.filter((other) => other !== null && other < own).length,
  );
}
