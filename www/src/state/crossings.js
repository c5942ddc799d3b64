// @ts-check
/** Where and when spikes have passed, as the engine told: what slopes and marks are drawn from. Pure. */

/** @import { SpikeEvent } from "../types.js" */

/** Most crossings that are kept in a lane: a fiber can fire for an hour. */
const MOST = 20_000;

/** @typedef {{ um: number, ms: number, site: number }} Crossing */

export class Crossings {
  /** @type {Crossing[][]} */
  #lanes;

  /** @param {number} lanes */
  constructor(lanes) {
    this.#lanes = Array.from({ length: lanes }, () => []);
  }

  /** @param {SpikeEvent[]} events in the order of time within each lane */
  add(events) {
    for (const { lane, site, position_um, time_ms } of events) {
      const list = this.#lanes[lane];
      list?.push({ um: position_um, ms: time_ms, site });
      if (list && list.length > MOST) list.splice(0, MOST / 4);
    }
  }

  /** Those of a lane, oldest first. @param {number} lane @returns {readonly Crossing[]} */
  of(lane) {
    return this.#lanes[lane] ?? [];
  }

  /** The first at the site nearest to a place. @param {number} lane @param {number} um @returns {Crossing | null} */
  firstNear(lane, um) {
    let best = null;
    for (const crossing of this.of(lane)) {
      if (best === null || Math.abs(crossing.um - um) < Math.abs(best.um - um) - 1e-6) best = crossing;
    }
    return best;
  }
}
